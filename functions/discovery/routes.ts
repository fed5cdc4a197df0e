import { Hono, type TypedResponse } from "hono";
import { type Env, operation, valid } from "../foundation/http.ts";
import { dayOf, minute } from "../foundation/time.ts";
import { given, keptAnswers, normal } from "./kept-answers.ts";
import { FindQuery, Found, MapAnswer, MapQuery, Overview } from "./contract.ts";
import type { Mirror } from "./mirror/mirror.ts";
import { type DiscoveryStores, exportOverview, getOverview } from "./service.ts";

const tag = "discovery";

/** Kept answers hang on the mirror as it stands, and on the minute, since dates pass. */
const momentOf = ({ version }: Mirror, now: Date) => `${version} ${Math.floor(now.getTime() / minute)}`;

/** A reply of JSON that was made ready before, as the browser's client knows it. */
type Ready<Reply> = TypedResponse<Reply, 200, "json">;

export const discovery = () => {
  const answers = keptAnswers();

  return new Hono<Env<DiscoveryStores>>()
    .get(
      "/opportunities",
      operation({
        id: "findOpportunities",
        summary: "Open opportunities that answer a question, with counts for every filter",
        tag,
        status: 200,
        reply: Found,
        signedIn: false,
        kept: true,
      }),
      valid("query", FindQuery),
      async (c) => {
        const { ctx } = c.var;
        const question = c.req.valid("query");
        const mirror = await ctx.stores.discovery.mirror();
        const answer = answers(momentOf(mirror, ctx.now), `find ${normal(question)}`, () => mirror.find(question, ctx.now));
        return (await given(c, answer)) as unknown as Ready<Found>;
      },
    )
    .get(
      "/opportunities/map",
      operation({
        id: "mapOpportunities",
        summary: "The same answer as marks on a part of the map: at most 300, those that lie close as one",
        tag,
        status: 200,
        reply: MapAnswer,
        signedIn: false,
        kept: true,
      }),
      valid("query", MapQuery),
      async (c) => {
        const { ctx } = c.var;
        const question = c.req.valid("query");
        const mirror = await ctx.stores.discovery.mirror();
        const answer = answers(momentOf(mirror, ctx.now), `map ${normal(question)}`, () => mirror.map(question, ctx.now));
        return (await given(c, answer)) as unknown as Ready<MapAnswer>;
      },
    )
    .get(
      "/overview",
      operation({
        id: "getOverview",
        summary: "What goes on in every project and zone",
        tag,
        status: 200,
        reply: Overview,
        signedIn: true,
      }),
      async (c) => c.json(await getOverview(c.var.ctx), 200),
    )
    .get(
      "/overview.csv",
      operation({
        id: "exportOverview",
        summary: "The projects of the overview as a spreadsheet",
        tag,
        status: 200,
        media: "text/csv",
        signedIn: true,
      }),
      async (c) => {
        c.header("content-type", "text/csv; charset=utf-8");
        c.header("content-disposition", `attachment; filename="insieme-${dayOf(c.var.ctx.now)}.csv"`);
        return c.body(await exportOverview(c.var.ctx), 200);
      },
    );
};
