import { Hono } from "hono";
import { type Env, operation } from "../foundation/http.ts";
import { Comuni } from "./contract.ts";
import { allComuni } from "./rules.ts";

export const territory = new Hono<Env<unknown>>().get(
  "/comuni",
  operation({
    id: "listComuni",
    summary: "The 273 Comuni of Tuscany with their zones",
    tag: "territory",
    status: 200,
    reply: Comuni,
    signedIn: false,
  }),
  (c) => {
    c.header("cache-control", "public, max-age=86400");
    return c.json({ items: [...allComuni] }, 200);
  },
);
