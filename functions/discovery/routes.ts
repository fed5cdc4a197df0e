import { Hono } from "hono";
import { briefly, type Env, operation, valid } from "../foundation/http.ts";
import { dayOf } from "../foundation/time.ts";
import { given } from "./kept-answers.ts";
import { FindQuery, Found, MapAnswer, MapQuery, Overview } from "./contract.ts";
import { type DiscoveryStores, exportOverview, findOpportunities, getOverview, mapOpportunities } from "./service.ts";

const tag = "discovery";

export const discovery = new Hono<Env<DiscoveryStores>>()
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
      c.header("cache-control", briefly);
      return given<Found>(c, await findOpportunities(c.var.ctx, c.req.valid("query")));
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
      c.header("cache-control", briefly);
      return given<MapAnswer>(c, await mapOpportunities(c.var.ctx, c.req.valid("query")));
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
