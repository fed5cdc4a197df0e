import * as v from "valibot";
import { ExternalId, FeedId, Listing } from "../discovery/contract.ts";
import type { Id } from "../foundation/ids.ts";
import { newId } from "../foundation/new-id.ts";
import { Problem } from "../foundation/problem.ts";
import {
  checkItem,
  commit,
  deleteItem,
  getItem,
  newItem,
  nextVersion,
  type Page,
  putItem,
  query,
  queryAll,
  type Table,
  updateItem,
  type Write,
} from "../foundation/table.ts";
import { day, minute, ttl } from "../foundation/time.ts";
import { Counts, Feed, RunOutcome } from "./contract.ts";
import type { Known } from "./rules.ts";

type FeedId = Id<"fed">;

const Reason = v.object({ code: v.string(), hint: v.optional(v.string()) });
/** A reading as it is kept: its words are found when it is read. */
export const KeptRun = v.object({
  at: v.string(),
  outcome: RunOutcome,
  counts: Counts,
  unfinished: v.boolean(),
  problem: v.optional(v.object({ code: v.string(), about: v.record(v.string(), v.union([v.string(), v.number()])) })),
  refused: v.array(v.object({ uid: v.string(), title: v.string(), reasons: v.array(Reason) })),
  bytes: v.number(),
  milliseconds: v.number(),
});
export type KeptRun = v.InferOutput<typeof KeptRun>;

/** The beat of a feed: apart from what staff write, so that its readings are in nobody's way. */
const Pulse = v.object({
  feed: FeedId,
  /** Grows with every reading: what the listings of a reading are drawn by. */
  seen: v.number(),
  /** Somebody reads it until then, milliseconds. */
  heldUntil: v.number(),
  nextRunAt: v.nullable(v.string()),
  lastRun: v.nullable(KeptRun),
  /** What the server said of the content that was last applied, by which version of the feed, and when. */
  validators: v.optional(
    v.object({ version: v.number(), at: v.string(), etag: v.optional(v.string()), lastModified: v.optional(v.string()) }),
  ),
});
export type Pulse = v.InferOutput<typeof Pulse>;

const KnownItem = v.object({
  id: ExternalId,
  uid: v.string(),
  title: v.string(),
  url: v.string(),
  prints: v.record(v.string(), v.string()),
  startsAt: v.string(),
  until: v.string(),
  since: v.string(),
  hidden: v.boolean(),
  different: v.array(Listing.entries.id),
}) satisfies v.GenericSchema<unknown, Known>;

const feedKey = (feed: FeedId) => ({ pk: feed, sk: "FEED" });
const pulseKey = (feed: FeedId) => ({ pk: feed, sk: "PULSE" });
const itemKey = (feed: FeedId, item: Known["id"]) => ({ pk: feed, sk: `ITEM#${item}` });
const feeds = "FEEDS";
const due = "FEEDS_DUE";

/** All feeds and their pulses in one partition of gsi1: some dozens. Those that the clock is to read, by when, in one of gsi2. */
const feedItem = (feed: Feed) => ({ ...feedKey(feed.id), gsi1pk: feeds, gsi1sk: `FEED#${feed.name}#${feed.id}`, ...feed });
const pulseItem = (pulse: Pulse) => ({
  ...pulseKey(pulse.feed),
  gsi1pk: feeds,
  gsi1sk: `PULSE#${pulse.feed}`,
  ...(pulse.nextRunAt && { gsi2pk: due, gsi2sk: `${pulse.nextRunAt}#${pulse.feed}` }),
  ...pulse,
});

/** A reading may take so long; what died is free again after. */
const longestHold = 5 * minute;
const keptRuns = 90 * day;
const shownRuns = 30;
/** What staff hid stays hidden for so long after its last date, also while its feed loses sight of it. */
const hiddenFor = 365 * day;

export type ExchangeStore = ReturnType<typeof exchangeStore>;

export const exchangeStore = (table: Table) => ({
  /** 1 unit per started 4 KB. */
  get: (feed: FeedId): Promise<Feed | undefined> => getItem(table, feedKey(feed), Feed),
  pulse: (feed: FeedId): Promise<Pulse | undefined> => getItem(table, pulseKey(feed), Pulse),
  /** 0.5 units per started 4 KB, two partitions' parts. */
  async all(): Promise<{ readonly feeds: Feed[]; readonly pulses: Pulse[] }> {
    const [found, pulses] = await Promise.all([
      queryAll(table, { index: "gsi1", pk: feeds, sk: "FEED#" }, Feed),
      queryAll(table, { index: "gsi1", pk: feeds, sk: "PULSE#" }, Pulse),
    ]);
    return { feeds: found, pulses };
  },
  /** Feeds whose time has come, longest waiting first. */
  async due(now: Date): Promise<FeedId[]> {
    const page = await query(table, { index: "gsi2", pk: due, sk: ["0", `${now.toISOString()}~`], limit: 100 }, v.object({ feed: FeedId }));
    return page.items.map(({ feed }) => feed);
  },

  create: (feed: Feed): Write[] => [
    newItem(table, feedItem(feed)),
    newItem(table, pulseItem({ feed: feed.id, seen: 0, heldUntil: 0, nextRunAt: null, lastRun: null })),
  ],
  save: (feed: Feed): Write => nextVersion(table, feedItem(feed)),
  checkUnchanged: ({ id, version }: Feed): Write =>
    checkItem(table, feedKey(id), { when: "version = :seen", values: { ":seen": version } }),
  /** When the clock is to read the feed next; null: never. */
  schedule: (feed: FeedId, nextRunAt: string | null): Write =>
    updateItem(
      table,
      pulseKey(feed),
      nextRunAt ? "SET nextRunAt = :at, gsi2pk = :due, gsi2sk = :order" : "SET nextRunAt = :at REMOVE gsi2pk, gsi2sk",
      { values: { ":at": nextRunAt, ...(nextRunAt && { ":due": due, ":order": `${nextRunAt}#${feed}` }) } },
    ),

  /** Takes the feed for one reading, or `feed_running`. 1 read, 1 conditional write. */
  async hold(feed: FeedId, now: Date): Promise<Pulse> {
    const pulse = await getItem(table, pulseKey(feed), Pulse);
    if (!pulse) throw new Problem("not_found");
    if (pulse.heldUntil > now.getTime()) throw new Problem("feed_running");
    // Should the reading die halfway, the next one believes nobody that nothing has changed.
    const { validators, ...beat } = pulse;
    const held = { ...beat, seen: pulse.seen + 1, heldUntil: now.getTime() + longestHold };
    const write = putItem(
      table,
      pulseItem(held),
      { when: "seen = :seen", values: { ":seen": pulse.seen } },
      () => new Problem("feed_running"),
    );
    await commit(table, write);
    return { ...held, ...(validators && { validators }) };
  },
  /** Gives it free again with what came of the reading; refused when it was held for too long and somebody else has it. */
  release: (pulse: Pulse): Write =>
    putItem(
      table,
      pulseItem({ ...pulse, heldUntil: 0 }),
      { when: "seen = :seen", values: { ":seen": pulse.seen } },
      () => new Problem("feed_running"),
    ),

  /** Every item that was taken over. 0.5 units per 4 KB: some 8 of them. */
  items: (feed: FeedId): Promise<Known[]> => queryAll(table, { pk: feed, sk: "ITEM#", consistent: true }, KnownItem),
  itemsPage: (feed: FeedId, cursor: string | undefined, limit: number): Promise<Page<Known>> =>
    query(table, { pk: feed, sk: "ITEM#", cursor, limit }, KnownItem),
  item: (feed: FeedId, item: Known["id"]): Promise<Known | undefined> => getItem(table, itemKey(feed, item), KnownItem),
  saveItem: (feed: FeedId, known: Known): Write =>
    putItem(table, { ...itemKey(feed, known.id), ...known, ...(known.hidden && { expiresAt: ttl(new Date(known.until), hiddenFor) }) }, {}),
  dropItem: (feed: FeedId, item: Known["id"]): Write => deleteItem(table, itemKey(feed, item)),

  addRun: (feed: FeedId, run: KeptRun): Write =>
    newItem(table, { pk: feed, sk: `RUN#${newId("run", new Date(run.at))}`, ...run, expiresAt: ttl(new Date(run.at), keptRuns) }),
  /** The latest, newest first. */
  async runs(feed: FeedId): Promise<KeptRun[]> {
    return (await query(table, { pk: feed, sk: "RUN#", backwards: true, limit: shownRuns }, KeptRun)).items;
  },

  commit: (...writes: readonly Write[]): Promise<void> => commit(table, ...writes),
});
