import { Hono } from "hono";
import { briefly, type Env, operation, valid } from "../foundation/http.ts";
import { dayOf } from "../foundation/time.ts";
import { FindQuery, Found, Overview } from "./contract.ts";
import { type DiscoveryStores, exportOverview, findOpportunities, getOverview } from "./service.ts";

const tag = "discovery";

export const discovery = new Hono<Env<DiscoveryStores>>()
  .get(
    "/opportunities",
    operation({
      id: "findOpportunities",
      summary: "Open opportunities, nearest date first",
      tag,
      status: 200,
      reply: Found,
      signedIn: false,
    }),
    valid("query", FindQuery),
    async (c) => {
      c.header("cache-control", briefly);
      return c.json(await findOpportunities(c.var.ctx, c.req.valid("query")), 200);
    },
  )
  .get(
    "/overview",
    operation({ id: "getOverview", summary: "What goes on in every project and zone", tag, status: 200, reply: Overview, signedIn: true }),
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
