import type { FoundListing } from "../discovery/contract.ts";
import type { DiscoveryStore } from "../discovery/store.ts";
import type { Context } from "../foundation/context.ts";
import type { PersonId } from "../foundation/ids.ts";
import { log, traceOf } from "../foundation/log.ts";
import { again } from "../foundation/table.ts";
import { dayOf } from "../foundation/time.ts";
import { dealt, newsTo, nextDue, questionOf, toldOf } from "./rules.ts";
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
    looking ??= lookingIn(await ctx.stores.discovery.mirror());
    const waiting = [...people];
    const lane = async (look: Looking) => {
      for (let person = waiting.shift(); person; person = waiting.shift())
        await gatherFor(ctx, person, look).catch((error: unknown) => log("error", "digest_failed", { person, ...traceOf(error) }));
    };
    const look = looking;
    await Promise.all(Array.from({ length: lanes }, () => lane(look)));
  }
}

type Looking = ReturnType<typeof lookingIn>;

/** What may be news to anybody is listed once for all who are due. */
function lookingIn(mirror: Mirror) {
  const published = [...mirror.each()].map(({ id, listing }) => ({ id: id as FoundListing["id"], publishedAt: listing.publishedAt }));
  return { mirror, published };
}

async function gatherFor({ stores: { searches }, now }: Ctx, person: PersonId, { mirror, published }: Looking): Promise<void> {
  await again(async () => {
    const held = await searches.of(person);
    const isDue = ({ paused, dueAt }: (typeof held.searches)[number]) => !paused && dueAt <= now.toISOString();
    const due = held.searches.filter(isDue);
    if (due.length === 0) return;
    const day = dayOf(now);
    // One letter a day: what was due yesterday and came late leaves today's for tomorrow.
    if (await searches.digest(person, day))
      return searches.commit(
        searches.save(
          held,
          held.searches.map((one) => (isDue(one) ? { ...one, dueAt: nextDue(one, now) } : one)),
        ),
      );

    const found = due.map((search) => {
      const question = questionOf(search.question);
      const candidates = newsTo(search, published, now).map(({ id }) => id);
      if (!question || candidates.length === 0) return [];
      return mirror.find({ ...question, limit: candidates.length }, now, candidates).items;
    });
    const shown = dealt(found);
    const told = held.searches.map((one) => (isDue(one) ? toldOf(one, found[due.indexOf(one)]!, now) : one));
    const digest = due.flatMap(({ id }, n) => (found[n]!.length ? [{ id, news: shown[n]!.map(newsOf), total: found[n]!.length }] : []));
    await searches.commit(
      searches.save(held, told),
      ...(digest.length > 0 ? [searches.newDigest({ person, day, searches: digest }, now)] : []),
    );
  });
}

const newsOf = ({ id, title, bodyName, startsAt, endsAt, comuneName, venue, km, external }: FoundListing): News => ({
  id,
  title,
  bodyName,
  startsAt,
  endsAt,
  comuneName,
  ...(venue && { venue }),
  km,
  ...(external && { url: external.url }),
});
