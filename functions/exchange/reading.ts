import { type Context, staff } from "../foundation/context.ts";
import type { FindStores } from "../discovery/service.ts";
import type { Fetched, Fetcher } from "../foundation/guarded-fetch.ts";
import { log, traceOf } from "../foundation/log.ts";
import { Problem } from "../foundation/problem.ts";
import { again } from "../foundation/table.ts";
import { day, hour, minute } from "../foundation/time.ts";
import { fieldWords, problemWords } from "../foundation/words/index.ts";
import type { Difference, DifferenceLine, Feed, ItemReason, Outcome, Run } from "./contract.ts";
import { formats, itemsOf, type Read, type Reason } from "./mapping.ts";
import { compare, decide, isRead, type Known, listingOf, type Plan, type Step, writes } from "./rules.ts";
import type { ExchangeStore, KeptRun, Pulse } from "./store.ts";

export type ExchangeStores = FindStores & { exchange: ExchangeStore };
type Ctx = Context<ExchangeStores>;

/** Items written by one reading, within the time that a request has, or the clock; the next one goes on. */
const mostWrites = { asked: 1000, byClock: 20_000 };
/** Items that are written at the same time. */
const lanes = 12;
/** A feed that says it has not changed is read whole all the same after so long: dates come into view as others pass. */
const believed = 5 * day;
/** Kept of a reading, and shown of a difference. */
const [keptRefusals, shownLines] = [50, 300];
/** The clock begins no further reading after so long. */
const longestRound = 3 * minute;

/** The feed, or `not_found`. */
export async function feedOf(ctx: Ctx, id: Feed["id"]): Promise<Feed> {
  const feed = await ctx.stores.exchange.get(id);
  if (!feed) throw new Problem("not_found");
  return feed;
}

type Look = { readonly reads: readonly Read[]; readonly plan: Plan; readonly fetched: Fetched };

/** Fetches a feed and compares it with what is known; null when its server says that nothing has changed. */
async function lookAt(ctx: Ctx, fetcher: Fetcher, feed: Feed, validators: Pulse["validators"]): Promise<Look | null> {
  const fetched = await fetcher({ ...validators, address: feed.address, types: formats[feed.format].types });
  if (fetched.text === null) return null;
  const reads = itemsOf(feed, fetched.text, ctx.now);
  return { reads, fetched, plan: compare(reads, await ctx.stores.exchange.items(feed.id), ctx.now) };
}

/** What a run would do, item by item. Writes nothing. Whatever keeps the feed from being read is told as a Problem. */
export async function tryFeed(ctx: Ctx, fetcher: Fetcher, id: Feed["id"]): Promise<Difference> {
  staff(ctx);
  const began = performance.now();
  const look = (await lookAt(ctx, fetcher, await feedOf(ctx, id), undefined))!;
  const lines = linesOf(ctx, look);
  return {
    counts: look.plan.counts,
    shrinks: look.plan.shrunk !== null,
    lines: lines.slice(0, shownLines),
    leftOff: Math.max(0, lines.length - shownLines),
    bytes: look.fetched.bytes,
    milliseconds: Math.round(performance.now() - began),
  };
}

/** Reads a feed and takes over what it has. `accept`: also when it has shrunk. `feed_running` while somebody else reads it. */
export async function runFeed(ctx: Ctx, fetcher: Fetcher, id: Feed["id"], accept: boolean): Promise<Run> {
  staff(ctx);
  const feed = await feedOf(ctx, id);
  if (!isRead(feed)) throw new Problem("wrong_state", { move: "run", state: feed.state });
  return told(ctx, await read(ctx, fetcher, feed.id, { accept, most: mostWrites.asked }));
}

/** Every feed whose time has come, one after the other. One that fails says so in its log and does not stop the next. */
export async function runDueFeeds(ctx: Ctx, fetcher: Fetcher): Promise<void> {
  const began = performance.now();
  for (const id of await ctx.stores.exchange.due(ctx.now)) {
    if (performance.now() - began > longestRound) return;
    try {
      await read(ctx, fetcher, id, { accept: false, most: mostWrites.byClock });
    } catch (error) {
      if (!(error instanceof Problem && error.code === "feed_running")) log("warn", "feed_failed", { feed: id, ...traceOf(error) });
    }
  }
}

type Wish = { readonly accept: boolean; readonly most: number };
async function read(ctx: Ctx, fetcher: Fetcher, id: Feed["id"], { accept, most }: Wish): Promise<KeptRun> {
  const { exchange } = ctx.stores;
  const began = performance.now();
  const pulse = await exchange.hold(id, ctx.now);
  const feed = await feedOf(ctx, id);
  const start = { at: ctx.now.toISOString(), counts: none, unfinished: false, refused: [], bytes: 0 };
  const { validators: before, ...beat } = pulse;
  /** `validators`: null where the next reading has to be a whole one. */
  const end = async (run: Omit<KeptRun, "milliseconds">, validators: Pulse["validators"] | null = before) => {
    const kept: KeptRun = { ...run, milliseconds: Math.round(performance.now() - began) };
    // Why items were refused stands in the log alone: the pulse is in two indexes.
    await finish(ctx, feed, { ...beat, lastRun: { ...kept, refused: [] }, ...(validators && { validators }) }, kept);
    return kept;
  };
  let taking = false;
  try {
    const look = await lookAt(ctx, fetcher, feed, accept ? undefined : believable(feed, pulse, ctx.now));
    if (!look) return await end({ ...start, outcome: "unchanged" });
    const { plan, fetched } = look;
    const seen = { ...start, counts: plan.counts, refused: refusalsOf(look), bytes: fetched.bytes };
    if (plan.shrunk && !accept) return await end({ ...seen, outcome: "quarantined" });
    const steps = plan.steps.filter(writes);
    taking = true;
    await each(steps.slice(0, most), (step) => take(ctx, feed, step, pulse.seen));
    const unfinished = steps.length > most;
    const { etag, lastModified } = fetched;
    const validators = { version: feed.version, at: start.at, ...(etag && { etag }), ...(lastModified && { lastModified }) };
    return await end({ ...seen, outcome: "applied", unfinished }, unfinished ? null : validators);
  } catch (error) {
    const { code, about } = error instanceof Problem ? error : new Problem("internal", { request: ctx.requestId });
    const kept = await end({ ...start, outcome: "failed", problem: { code, about } }, taking ? null : before);
    if (!(error instanceof Problem)) throw error;
    return kept;
  }
}

const none = { new: 0, changed: 0, same: 0, gone: 0, refused: 0 };

/** What the server said before holds for the feed as it is now, and not for ever. */
const believable = (feed: Feed, { validators }: Pulse, now: Date): Pulse["validators"] =>
  feed.state === "active" && validators?.version === feed.version && Date.parse(validators.at) > now.getTime() - believed
    ? validators
    : undefined;

/** One item taken over, or taken away. The listing first: should the reading die in between, the next one does it again. */
async function take({ now, stores: { exchange, discovery } }: Ctx, feed: Feed, step: Step, seen: number): Promise<void> {
  if (step.outcome === "gone") {
    await discovery.unlist(step.known.id, seen);
    return exchange.commit(exchange.dropItem(feed.id, step.known.id));
  }
  const { item, known } = step;
  const since = known?.since ?? now.toISOString();
  const listing = listingOf(feed, item, seen, since);
  const { hidden, different } = known ?? { hidden: false, different: [] };
  if (!hidden) await discovery.list(listing);
  const { uid, title, url, prints } = item;
  const until = item.dates.at(-1)!.endsAt;
  const next: Known = {
    id: listing.id as Known["id"],
    uid,
    title,
    url,
    prints,
    startsAt: listing.startsAt,
    until,
    since,
    hidden,
    different,
  };
  return exchange.commit(exchange.saveItem(feed.id, next));
}

/** The end of a reading: its log, the next one's time, and whether the feed goes into quarantine or comes out of it. */
const finish = (ctx: Ctx, before: Feed, pulse: Pulse, run: KeptRun): Promise<void> =>
  again(async () => {
    const { exchange } = ctx.stores;
    const feed = await feedOf(ctx, before.id);
    const moved = after(feed, run);
    const wait = run.unfinished ? 0 : feed.every * hour;
    const nextRunAt = isRead(moved) ? new Date(ctx.now.getTime() + wait).toISOString() : null;
    await exchange.commit(
      exchange.release({ ...pulse, nextRunAt }),
      exchange.addRun(feed.id, run),
      moved === feed ? exchange.checkUnchanged(feed) : exchange.save(moved),
    );
  });

function after(feed: Feed, { outcome, counts, at }: KeptRun): Feed {
  const shrunk = { known: counts.gone + counts.same + counts.changed, gone: counts.gone, at };
  if (outcome === "quarantined" && feed.state === "active") return decide(feed, "quarantine", shrunk);
  return outcome === "applied" && feed.state === "quarantined" ? decide(feed, "recover") : feed;
}

/** Takes away all that came of a feed: as a reading of nothing, accepted. */
export async function withdrawFeed(ctx: Ctx, feed: Feed): Promise<Feed> {
  const { exchange } = ctx.stores;
  const pulse = await exchange.hold(feed.id, ctx.now);
  const moved = decide(feed, "withdraw");
  await each(await exchange.items(feed.id), (known) => take(ctx, feed, { outcome: "gone", known }, pulse.seen));
  const { validators: _, ...rest } = pulse;
  await exchange.commit(exchange.release({ ...rest, nextRunAt: null }), exchange.save(moved));
  return moved;
}

/** Every item through `work`, so many at a time. */
async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

const refusalsOf = ({ reads }: Look): KeptRun["refused"] =>
  reads
    .flatMap(({ refused }) => refused ?? [])
    .slice(0, keptRefusals)
    .map(({ uid, title, reasons }) => ({ uid, title, reasons: [...reasons] }));

const inWords = ({ locale }: Ctx, { code, hint }: Omit<ItemReason, "detail">): ItemReason => ({
  code,
  detail: fieldWords(locale, code),
  ...(hint && { hint }),
});

/** A kept reading with its words, in the language of who reads them. */
export const told = (ctx: Ctx, { problem, refused, ...run }: KeptRun): Run => ({
  ...run,
  ...(problem && { problem: { code: problem.code, ...problemWords(ctx.locale, problem.code as Problem["code"], problem.about) } }),
  refused: refused.map(({ reasons, ...item }) => ({ ...item, reasons: reasons.map((reason) => inWords(ctx, reason)) })),
});

const order: readonly Outcome[] = ["refused", "gone", "changed", "new", "same"];
function linesOf(ctx: Ctx, { reads, plan }: Look): DifferenceLine[] {
  const words = (reasons: readonly Reason[]) => reasons.map((reason) => inWords(ctx, reason));
  const refused = reads
    .flatMap(({ refused }) => refused ?? [])
    .map(({ reasons, ...line }) => ({ outcome: "refused" as const, ...line, reasons: words(reasons) }));
  const taken = plan.steps.map((step): DifferenceLine => {
    if (step.outcome === "gone") {
      const { uid, title, url } = step.known;
      return { outcome: "gone", uid, title, url, reasons: [] };
    }
    const { outcome, changed } = step;
    const { uid, title, url, comune, themes, dates } = step.item;
    return {
      outcome,
      uid,
      title,
      url,
      startsAt: dates[0]!.startsAt,
      comuneName: comune.name,
      themes: [...themes],
      ...(outcome === "changed" && { changed: [...changed] }),
      reasons: [],
    };
  });
  return [...refused, ...taken].toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
}
