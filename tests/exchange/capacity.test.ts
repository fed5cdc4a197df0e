import { readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import type { Feed } from "../../functions/exchange/contract.ts";
import { findDuplicates, judgeItem } from "../../functions/exchange/duplicates.ts";
import { runFeed, tryFeed } from "../../functions/exchange/reading.ts";
import { externalId } from "../../functions/exchange/rules.ts";
import { createFeed, getFeed, listFeeds, moveFeed, updateFeed } from "../../functions/exchange/service.ts";
import type { Context } from "../../functions/foundation/context.ts";
import type { Fetcher } from "../../functions/foundation/guarded-fetch.ts";
import type { Stores } from "../../functions/stores.ts";
import { type Metered, metered } from "../setup/capacity.ts";
import { freshTable } from "../setup/table.ts";
import { world } from "../setup/world.ts";

/** What `docs/data.md` says that feeds cost, each step on what the step before it left. */
let meter: Metered;
let ctx: Context<Stores>;
let feed: Feed;
let titles: string[] = ["Festa"];

const fetcher: Fetcher = async ({ etag }) => {
  const events = titles.map((title, id) => ({ id, title, slug: `e${id}`, start_datetime: 1804878000, place: { address: "Pisa" } }));
  const now = JSON.stringify(titles);
  return etag === now ? { text: null, bytes: 0, etag } : { text: JSON.stringify(events), bytes: 100, etag: now };
};
const draft = {
  name: "Agenda",
  publisher: "Agenda dal basso",
  address: "https://agenda.example/api/events",
  format: "gancio",
  every: 24,
} as const;

beforeAll(async () => {
  meter = metered(await freshTable());
  const w = await world(meter.table);
  ctx = await w.ctx(w.staff);
  // The mirror has looked: what it costs to ask it is told of discovery.
  await ctx.stores.discovery.mirror();
});

const steps: [name: string, work: () => Promise<unknown>][] = [
  ["createFeed", async () => (feed = await createFeed(ctx, draft))],
  ["updateFeed", () => updateFeed(ctx, feed.id, draft, 1)],
  ["moveFeed", () => moveFeed(ctx, feed.id, { move: "activate" })],
  ["tryFeed", () => tryFeed(ctx, fetcher, feed.id)],
  ["runFeed", () => runFeed(ctx, fetcher, feed.id, false)],
  ["runFeed unchanged", () => runFeed(ctx, fetcher, feed.id, false)],
  [
    "runFeed changes",
    () => {
      titles = ["Festa grande"];
      return runFeed(ctx, fetcher, feed.id, false);
    },
  ],
  ["listFeeds", () => listFeeds(ctx)],
  ["getFeed", () => getFeed(ctx, feed.id)],
  ["findDuplicates", () => findDuplicates(ctx, feed.id, undefined)],
  ["judgeItem", () => judgeItem(ctx, feed.id, externalId(feed.id, "0"), { verdict: "hide" })],
];

const document = readFileSync("docs/data.md", "utf8");
const stated = (name: string) => {
  const [operation, more = ""] = name.split(/(?= )/);
  const [, reads, writes = "0"] =
    new RegExp(`^\\| \`${operation}\`${more}.*\\| ([\\d.]+) r(?:, ([\\d.]+) w)? *\\|$`, "m").exec(document) ?? [];
  return { reads: Number(reads), writes: Number(writes) };
};

it.each(steps)("%s costs what is stated", async (name, work) => {
  const { reads, writes } = await meter.cost(work);
  expect({ reads, writes }).toEqual(stated(name));
});
