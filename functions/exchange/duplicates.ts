import type { Listing } from "../discovery/contract.ts";
import type { Listed } from "../discovery/rules.ts";
import { type Context, staff } from "../foundation/context.ts";
import { Problem } from "../foundation/problem.ts";
import { dayOf } from "../foundation/time.ts";
import type { Duplicate, Duplicates, Feed, Judgement } from "./contract.ts";
import { alike, likeness } from "./likeness.ts";
import { type ExchangeStores, feedOf } from "./reading.ts";
import type { Known } from "./rules.ts";

type Ctx = Context<ExchangeStores>;
type Mirror = Awaited<ReturnType<ExchangeStores["discovery"]["mirror"]>>;

/** Items looked at between two looks at the clock, and how long one answer looks for pairs, in milliseconds. */
const [pageSize, longestLook] = [50, 1500];
/** Kilometres around an item, and how many of what is there are compared with it. */
const [around, most] = [10, 100];

/**
 * Pairs of an item of the feed and another listing, ours or of others, that are likely the same activity. Looked for when staff ask,
 * in the mirror, so that they are never out of date; `next` goes on where the time was up.
 */
export async function findDuplicates(ctx: Ctx, id: Feed["id"], cursor: string | undefined): Promise<Duplicates> {
  staff(ctx);
  await feedOf(ctx, id);
  const began = performance.now();
  const mirror = await ctx.stores.discovery.mirror();
  const items: Duplicate[] = [];
  let next = cursor;
  do {
    const page = await ctx.stores.exchange.itemsPage(id, next, pageSize);
    for (const known of page.items) if (!known.hidden) items.push(...pairsOf(mirror, id, known, ctx.now));
    next = page.next ?? undefined;
  } while (next && items.length < pageSize && performance.now() - began < longestLook);
  return { items: items.toSorted((a, b) => b.likeness.score - a.likeness.score), next: next ?? null };
}

function pairsOf(mirror: Mirror, feed: Feed["id"], known: Known, now: Date): Duplicate[] {
  const listing = mirror.get(known.id);
  if (!listing) return [];
  const others = candidates(mirror, listing, now).filter(({ id, external }) => external?.feed !== feed && !known.different.includes(id));
  return others.flatMap((other) => {
    const found = likeness(listing, other);
    return found.score >= alike
      ? [{ item: { ...named(listing), id: known.id, url: known.url }, other: otherOf(other), likeness: found }]
      : [];
  });
}

/** What lies near on the days of the item's first date, and what is called the same near or far in time. */
function candidates(mirror: Mirror, listing: Listed, now: Date): Listed[] {
  const here = { lat: listing.point.lat, lon: listing.point.lon, within: around, limit: most };
  const day = dayOf(listing.startsAt);
  const found = [
    ...mirror.find({ ...here, from: day, to: day, sort: "distance" }, now).items,
    ...mirror.find({ ...here, q: listing.title, limit: 20 }, now).items,
  ];
  return [...new Set(found.map(({ id }) => id))].flatMap((id) => mirror.get(id) ?? []);
}

const named = ({ title, startsAt, comuneName }: Listing) => ({ title, startsAt, comuneName });
const otherOf = (other: Listed): Duplicate["other"] => ({
  ...named(other),
  id: other.id,
  bodyName: other.bodyName,
  ...(other.external && { url: other.external.url }),
});

const mostDifferent = 50;

/** Staff's word on an item, kept over later readings. One that is shown again comes back with the next reading, which is due at once. */
export async function judgeItem(ctx: Ctx, id: Feed["id"], item: Known["id"], judgement: Judgement): Promise<void> {
  staff(ctx);
  const { exchange, discovery } = ctx.stores;
  const feed = await feedOf(ctx, id);
  // A reading under way would write over it.
  const { validators, ...pulse } = await exchange.hold(id, ctx.now);
  const known = await exchange.item(id, item);
  if (!known) {
    await exchange.commit(exchange.release({ ...pulse, ...(validators && { validators }) }));
    throw new Problem("not_found");
  }
  if (judgement.verdict === "hide") await discovery.unlist(item, pulse.seen);
  const again = judgement.verdict === "show" && known.hidden;
  const soon = again && pulse.nextRunAt ? { nextRunAt: ctx.now.toISOString() } : {};
  await exchange.commit(
    exchange.saveItem(feed.id, judged(known, judgement)),
    exchange.release(again ? { ...pulse, ...soon } : { ...pulse, ...(validators && { validators }) }),
  );
}

function judged(known: Known, judgement: Judgement): Known {
  switch (judgement.verdict) {
    case "hide":
      return { ...known, hidden: true };
    case "show":
      // Without prints it counts as changed, and is listed again.
      return known.hidden ? { ...known, hidden: false, prints: {} } : known;
    case "different":
      return { ...known, different: [...new Set([judgement.from, ...known.different])].slice(0, mostDifferent) };
  }
}
