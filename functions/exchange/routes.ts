import { Hono } from "hono";
import * as v from "valibot";
import { ExternalId, FeedId } from "../discovery/contract.ts";
import type { Fetcher } from "../foundation/guarded-fetch.ts";
import { type Env, etag, ifMatch, operation, valid } from "../foundation/http.ts";
import {
  Defaults,
  Difference,
  DuplicateQuery,
  Duplicates,
  Feed,
  FeedDraft,
  FeedFile,
  FeedMove,
  Feeds,
  Judgement,
  Run,
  RunWish,
} from "./contract.ts";
import type { ExchangeStores } from "./reading.ts";

const tag = "exchange";
const one = valid("param", v.object({ id: FeedId }));
const refusals = [
  "feed_address",
  "feed_unreachable",
  "feed_slow",
  "feed_too_large",
  "feed_broken_off",
  "feed_redirects",
  "feed_type",
  "feed_encoding",
  "feed_unreadable",
] as const;

/** Loaded when somebody of ANCI's staff asks: reading what others write is more than most requests ever need. */
const feeds = () => import("./service.ts");
const readings = () => import("./reading.ts");
const duplicates = () => import("./duplicates.ts");

/** Feeds of other platforms, all of it for ANCI's staff. `fetcher` reads their addresses. */
export const exchange = (fetcher: Fetcher) =>
  new Hono<Env<ExchangeStores>>()
    .get(
      "/feeds",
      operation({
        id: "listFeeds",
        summary: "All feeds with their last reading",
        tag,
        status: 200,
        reply: Feeds,
        signedIn: true,
        problems: ["not_allowed"],
      }),
      async (c) => c.json({ items: await (await feeds()).listFeeds(c.var.ctx) }, 200),
    )
    .get(
      "/feeds/mappings",
      operation({
        id: "getMappings",
        summary: "The mapping that each format begins with",
        tag,
        status: 200,
        reply: Defaults,
        signedIn: true,
        problems: ["not_allowed"],
      }),
      async (c) => c.json((await feeds()).mappingDefaults(c.var.ctx), 200),
    )
    .post(
      "/feeds",
      operation({
        id: "createFeed",
        summary: "Register a feed, as a draft",
        tag,
        status: 201,
        reply: Feed,
        signedIn: true,
        versioned: true,
        problems: ["not_allowed"],
      }),
      valid("json", FeedDraft),
      async (c) => {
        const feed = await (await feeds()).createFeed(c.var.ctx, c.req.valid("json"));
        c.header("etag", etag(feed.version));
        return c.json(feed, 201);
      },
    )
    .get(
      "/feeds/:id",
      operation({
        id: "getFeed",
        summary: "A feed with its log",
        tag,
        status: 200,
        reply: FeedFile,
        signedIn: true,
        versioned: true,
        problems: ["not_found", "not_allowed"],
      }),
      one,
      async (c) => {
        const file = await (await feeds()).getFeed(c.var.ctx, c.req.valid("param").id);
        c.header("etag", etag(file.feed.version));
        return c.json(file, 200);
      },
    )
    .put(
      "/feeds/:id",
      operation({
        id: "updateFeed",
        summary: "Change a feed and its mapping",
        tag,
        status: 200,
        reply: Feed,
        signedIn: true,
        versioned: true,
        problems: ["not_found", "not_allowed"],
      }),
      one,
      valid("json", FeedDraft),
      async (c) => {
        const feed = await (await feeds()).updateFeed(c.var.ctx, c.req.valid("param").id, c.req.valid("json"), ifMatch(c));
        c.header("etag", etag(feed.version));
        return c.json(feed, 200);
      },
    )
    .post(
      "/feeds/:id/moves",
      operation({
        id: "moveFeed",
        summary: "Activate or pause a feed, or withdraw all that came of it",
        tag,
        status: 200,
        reply: Feed,
        signedIn: true,
        natural: true,
        problems: ["not_found", "not_allowed", "wrong_state", "feed_running"],
      }),
      one,
      valid("json", FeedMove),
      async (c) => c.json(await (await feeds()).moveFeed(c.var.ctx, c.req.valid("param").id, c.req.valid("json")), 200),
    )
    .post(
      "/feeds/:id/trial",
      operation({
        id: "tryFeed",
        summary: "What a reading would do, item by item; writes nothing",
        tag,
        status: 200,
        reply: Difference,
        signedIn: true,
        natural: true,
        problems: ["not_found", "not_allowed", ...refusals],
      }),
      one,
      async (c) => c.json(await (await readings()).tryFeed(c.var.ctx, fetcher, c.req.valid("param").id), 200),
    )
    .post(
      "/feeds/:id/runs",
      operation({
        id: "runFeed",
        summary: "Read an active feed now; `accept` also takes it as it is when it has shrunk",
        tag,
        status: 200,
        reply: Run,
        signedIn: true,
        natural: true,
        problems: ["not_found", "not_allowed", "wrong_state", "feed_running"],
      }),
      one,
      valid("json", RunWish),
      async (c) => c.json(await (await readings()).runFeed(c.var.ctx, fetcher, c.req.valid("param").id, c.req.valid("json").accept), 200),
    )
    .get(
      "/feeds/:id/duplicates",
      operation({
        id: "findDuplicates",
        summary: "Items of the feed that are likely published by somebody else too",
        tag,
        status: 200,
        reply: Duplicates,
        signedIn: true,
        problems: ["not_found", "not_allowed"],
      }),
      one,
      valid("query", DuplicateQuery),
      async (c) => c.json(await (await duplicates()).findDuplicates(c.var.ctx, c.req.valid("param").id, c.req.valid("query").cursor), 200),
    )
    .post(
      "/feeds/:id/items/:item/judgement",
      operation({
        id: "judgeItem",
        summary: "Hide an item, show it again, or say that it is not the same as another listing",
        tag,
        status: 204,
        signedIn: true,
        natural: true,
        problems: ["not_found", "not_allowed", "feed_running"],
      }),
      valid("param", v.object({ id: FeedId, item: ExternalId })),
      valid("json", Judgement),
      async (c) => {
        const { id, item } = c.req.valid("param");
        await (await duplicates()).judgeItem(c.var.ctx, id, item, c.req.valid("json"));
        return c.body(null, 204);
      },
    );
