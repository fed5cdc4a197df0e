import { Hono } from "hono";
import type { Context as HonoContext } from "hono";
import * as v from "valibot";
import type { Locale } from "../foundation/context.ts";
import { type Env, operation, valid } from "../foundation/http.ts";
import { Problem } from "../foundation/problem.ts";
import {
  Confirmation,
  LinkQuery,
  LinkToken,
  Search,
  SearchChange,
  SearchDraft,
  Searches,
  SearchId,
  SearchRequest,
  SearchRequested,
  Subscriptions,
  UnsubscribeQuery,
} from "./contract.ts";
import { paths } from "./messages.ts";
import {
  changeSearch,
  confirmSearch,
  deleteSearch,
  getConfirmation,
  getSubscriptions,
  listSearches,
  requestSearch,
  saveSearch,
  type SearchStores,
  unsubscribe,
} from "./service.ts";

const tag = "searches";
const One = v.object({ id: SearchId });
const Link = v.object({ token: LinkToken });

/**
 * Where the link of a letter is all the right there is: a mail program posts here by itself (RFC 8058), and a page without
 * JavaScript by a plain form. What they post is not read, and where they come from does not matter.
 */
export const byLink = /^\/api\/searches\/(confirmations|unsubscribe)\//;

/** A browser that posted a plain form is led back to the page, at an address that nobody has kept an answer for. */
function backTo(c: HonoContext<Env<SearchStores>>, page: "confirm" | "unsubscribe", token: string, lang?: Locale): Response | undefined {
  if (!c.req.header("accept")?.includes("text/html")) return undefined;
  const { locale, now } = c.var.ctx;
  return c.redirect(`${paths[lang ?? locale][page]}/${token}?done=${now.getTime()}`, 303);
}

export const searches = new Hono<Env<SearchStores>>()
  .get(
    "/searches",
    operation({ id: "listSearches", summary: "My saved searches", tag, status: 200, reply: Searches, signedIn: true }),
    async (c) => c.json(await listSearches(c.var.ctx), 200),
  )
  .post(
    "/searches",
    operation({
      id: "saveSearch",
      summary: "Save a search: what is new comes by e-mail. The same question twice is one search",
      tag,
      status: 201,
      reply: Search,
      signedIn: true,
      natural: true,
      problems: ["too_many_searches"],
    }),
    valid("json", SearchDraft),
    async (c) => c.json(await saveSearch(c.var.ctx, c.req.valid("json")), 201),
  )
  .patch(
    "/searches/:id",
    operation({
      id: "changeSearch",
      summary: "Rename, pause or resume a search, or be told more or less often",
      tag,
      status: 200,
      reply: Search,
      signedIn: true,
      natural: true,
    }),
    valid("param", One),
    valid("json", SearchChange),
    async (c) => c.json(await changeSearch(c.var.ctx, c.req.valid("param").id, c.req.valid("json")), 200),
  )
  .delete(
    "/searches/:id",
    operation({ id: "deleteSearch", summary: "Delete a search", tag, status: 204, signedIn: true, natural: true }),
    valid("param", One),
    async (c) => {
      await deleteSearch(c.var.ctx, c.req.valid("param").id);
      return c.body(null, 204);
    },
  )
  .post(
    "/searches/requests",
    operation({
      id: "requestSearch",
      summary: "Save a search with an e-mail alone: a letter asks the address first",
      tag,
      status: 202,
      reply: SearchRequested,
      signedIn: false,
      problems: ["too_many_requests"],
    }),
    valid("json", SearchRequest),
    async (c) => c.json(await requestSearch(c.var.ctx, c.req.valid("json")), 202),
  )
  .get(
    "/searches/confirmations/:token",
    operation({
      id: "getConfirmation",
      summary: "What the link of a letter asks to confirm",
      tag,
      status: 200,
      reply: Confirmation,
      signedIn: false,
    }),
    valid("param", Link),
    async (c) => c.json(await getConfirmation(c.var.ctx, c.req.valid("param").token), 200),
  )
  .post(
    "/searches/confirmations/:token",
    operation({
      id: "confirmSearch",
      summary: "The address says yes, once",
      tag,
      status: 200,
      reply: Confirmation,
      signedIn: false,
      natural: true,
      problems: ["link_expired", "link_used", "too_many_searches"],
    }),
    valid("param", Link),
    valid("query", LinkQuery),
    async (c) => {
      const { token } = c.req.valid("param");
      const { lang } = c.req.valid("query");
      try {
        const confirmed = await confirmSearch(c.var.ctx, token);
        return backTo(c, "confirm", token, lang) ?? c.json(confirmed, 200);
      } catch (error) {
        // The page says itself what became of the link.
        const back = error instanceof Problem && error.code !== "not_found" && backTo(c, "confirm", token, lang);
        if (!back) throw error;
        return back;
      }
    },
  )
  .get(
    "/searches/unsubscribe/:token",
    operation({
      id: "getSubscriptions",
      summary: "What the link of a letter lets one stop",
      tag,
      status: 200,
      reply: Subscriptions,
      signedIn: false,
    }),
    valid("param", Link),
    async (c) => c.json(await getSubscriptions(c.var.ctx, c.req.valid("param").token), 200),
  )
  .post(
    "/searches/unsubscribe/:token",
    operation({
      id: "unsubscribe",
      summary: "No more letters about one search, or about any (RFC 8058)",
      tag,
      status: 200,
      reply: Subscriptions,
      signedIn: false,
      natural: true,
    }),
    valid("param", Link),
    valid("query", UnsubscribeQuery),
    async (c) => {
      const { token } = c.req.valid("param");
      const { search, lang } = c.req.valid("query");
      const left = await unsubscribe(c.var.ctx, token, search);
      return backTo(c, "unsubscribe", token, lang) ?? c.json(left, 200);
    },
  );
