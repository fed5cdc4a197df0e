import { staff, type Context } from "../foundation/context.ts";
import { newId } from "../foundation/new-id.ts";
import { Problem } from "../foundation/problem.ts";
import { FeedFormat, type Feed, type FeedDraft, type FeedFile, type FeedLine, type FeedMove, type Mapping } from "./contract.ts";
import { formats } from "./mapping.ts";
import { type ExchangeStores, feedOf, told, withdrawFeed } from "./reading.ts";
import { decide, drawn, isRead } from "./rules.ts";
import type { Pulse } from "./store.ts";

type Ctx = Context<ExchangeStores>;

/** The mapping that each format begins with. */
export function mappingDefaults(ctx: Ctx): Record<FeedFormat, Mapping> {
  staff(ctx);
  return Object.fromEntries(FeedFormat.options.map((format) => [format, formats[format].defaults])) as Record<FeedFormat, Mapping>;
}

export async function createFeed(ctx: Ctx, draft: FeedDraft): Promise<Feed> {
  staff(ctx);
  const feed: Feed = { ...drawn(draft), id: newId("fed", ctx.now), version: 1, state: "draft", createdAt: ctx.now.toISOString() };
  await ctx.stores.exchange.commit(...ctx.stores.exchange.create(feed));
  return feed;
}

/** `seen` is the version that was edited. The next reading is a whole one, by the new mapping. */
export async function updateFeed(ctx: Ctx, id: Feed["id"], draft: FeedDraft, seen: number): Promise<Feed> {
  staff(ctx);
  const before = await feedOf(ctx, id);
  if (before.version !== seen) throw new Problem("changed_meanwhile");
  const feed: Feed = { ...before, ...drawn(draft), version: seen + 1 };
  await ctx.stores.exchange.commit(ctx.stores.exchange.save(feed), ...timed(ctx, feed));
  return feed;
}

/** Activated, it is due at once; paused, what was imported stays until its dates have passed; withdrawn, all of it goes. */
export async function moveFeed(ctx: Ctx, id: Feed["id"], { move }: FeedMove): Promise<Feed> {
  staff(ctx);
  const feed = await feedOf(ctx, id);
  if (move === "withdraw") return withdrawFeed(ctx, feed);
  const moved = decide(feed, move);
  await ctx.stores.exchange.commit(ctx.stores.exchange.save(moved), ...timed(ctx, moved));
  return moved;
}

const timed = (ctx: Ctx, feed: Feed) => [ctx.stores.exchange.schedule(feed.id, isRead(feed) ? ctx.now.toISOString() : null)];

const beat = (ctx: Ctx, pulse: Pulse | undefined): Omit<FeedLine, "feed"> => ({
  lastRun: pulse?.lastRun ? told(ctx, pulse.lastRun) : null,
  nextRunAt: pulse?.nextRunAt ?? null,
});

/** All feeds by name, each with its last reading. */
export async function listFeeds(ctx: Ctx): Promise<FeedLine[]> {
  staff(ctx);
  const { feeds, pulses } = await ctx.stores.exchange.all();
  const pulseOf = new Map(pulses.map((pulse) => [pulse.feed, pulse]));
  return feeds.map((feed) => ({ feed, ...beat(ctx, pulseOf.get(feed.id)) }));
}

export async function getFeed(ctx: Ctx, id: Feed["id"]): Promise<FeedFile> {
  staff(ctx);
  const { exchange } = ctx.stores;
  const [feed, pulse, runs, items] = await Promise.all([feedOf(ctx, id), exchange.pulse(id), exchange.runs(id), exchange.items(id)]);
  return {
    feed,
    ...beat(ctx, pulse),
    runs: runs.map((run) => told(ctx, run)),
    hidden: items.filter(({ hidden }) => hidden).map(({ id, title, url }) => ({ id, title, url })),
  };
}
