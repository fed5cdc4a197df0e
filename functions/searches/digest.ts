import type { FoundListing } from "../discovery/contract.ts";
import type { DiscoveryStore } from "../discovery/store.ts";
import type { Context } from "../foundation/context.ts";
import type { PersonId } from "../foundation/ids.ts";
import { log, traceOf } from "../foundation/log.ts";
import { again } from "../foundation/table.ts";
import { dayOf } from "../foundation/time.ts";
import { dealt, type Kept, newsSince, newsTo, nextDue, questionOf, toldOf } from "./rules.ts";
import type { News, SearchStore } from "./store.ts";

type Stores = { discovery: DiscoveryStore; searches: SearchStore };
type Ctx = Context<Stores>;
type Mirror = Awaited<ReturnType<DiscoveryStore["mirror"]>>;

/** People who are looked after at the same time. */
const lanes = 8;

/**
 * For everybody whose searches are due, what is to be told: kept with the searches in one transaction, so that nothing is told
 * twice or forgotten; the letter follows from the stream. Whoever is not reached is due still, an hour later.
 */
export async function gatherNews(ctx: Ctx): Promise<void> {
  let looking: Looking | undefined;
  for await (const people of ctx.stores.searches.due(ctx.now)) {
    if (people.length === 0) continue;
    const look = (looking ??= lookingIn(await ctx.stores.discovery.mirror(), ctx.now));
    const waiting = [...people];
    const lane = async () => {
      for (let person = waiting.shift(); person; person = waiting.shift())
        await gatherFor(ctx, person, look).catch((error: unknown) => log("error", "digest_failed", { person, ...traceOf(error) }));
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }
}

type Looking = ReturnType<typeof lookingIn>;

/** What may be news to anybody is listed once for all who are due. */
function lookingIn(mirror: Mirror, now: Date) {
  const since = newsSince({ since: "" }, now);
  const published = [...mirror.each()].flatMap(({ listing: { id, publishedAt } }) =>
    publishedAt && publishedAt > since ? [{ id, publishedAt }] : [],
  );
  return { mirror, published };
}

async function gatherFor({ stores: { searches }, now }: Ctx, person: PersonId, { mirror, published }: Looking): Promise<void> {
  await again(async () => {
    const held = await searches.of(person);
    const due = held.searches.filter(({ paused, dueAt }) => !paused && dueAt <= now.toISOString());
    if (due.length === 0) return;
    const ofDue = (change: (search: Kept, n: number) => Kept) =>
      held.searches.map((search) => (due.includes(search) ? change(search, due.indexOf(search)) : search));
    const found = due.map((search) => {
      const question = questionOf(search.question);
      const candidates = newsTo(search, published, now).map(({ id }) => id);
      if (!question || candidates.length === 0) return [];
      return mirror.find({ ...question, limit: candidates.length }, now, candidates).items;
    });
    const day = dayOf(now);
    const isNews = found.some((each) => each.length > 0);
    // One letter a day: what was due yesterday and came late leaves today's for tomorrow.
    if (isNews && (await searches.digest(person, day)))
      return searches.commit(
        searches.save(
          held,
          ofDue((search) => ({ ...search, dueAt: nextDue(search, now) })),
        ),
      );

    const told = ofDue((search, n) => toldOf(search, found[n]!, now));
    const shown = dealt(found);
    const lines = due.map((search, n) => ({ id: search.id, news: shown[n]!.map((one) => newsOf(one, search)), total: found[n]!.length }));
    const digest = { person, day, searches: lines.filter(({ total }) => total > 0) };
    await searches.commit(searches.save(held, told), ...(isNews ? [searches.newDigest(digest, now)] : []));
  });
}

/** How far it is, told only where it is elsewhere than in the Comune that was asked for. */
const newsOf = (
  { id, title, bodyName, startsAt, endsAt, comune, comuneName, venue, km, external }: FoundListing,
  { question }: Kept,
): News => ({
  id,
  title,
  bodyName,
  startsAt,
  endsAt,
  comuneName,
  ...(venue && { venue }),
  km: question["lat"] || question["comune"] !== comune ? km : null,
  ...(external && { url: external.url }),
});
