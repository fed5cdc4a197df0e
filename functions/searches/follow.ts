import type { Change } from "../foundation/change.ts";
import type { Following } from "../foundation/follow.ts";
import { linkToken } from "../foundation/link.ts";
import type { PeopleStore } from "../people/store.ts";
import { confirmLetter, digestLetter } from "./messages.ts";
import { askedTold, type Digest, digestTold, type SearchStore } from "./store.ts";

type Stores = { people: PeopleStore; searches: SearchStore };

/** A search that was asked for by e-mail: its one letter, which asks. And the news that were gathered: theirs. */
export async function followSearches(following: Following<Stores>, change: Change): Promise<void> {
  const { now, secret, origin, sendOnce } = following;
  const asked = askedTold(change);
  if (asked && !asked.before && asked.after.validUntil > now.toISOString()) {
    const { after } = asked;
    await sendOnce(after.id, () => confirmLetter(after, { origin, token: linkToken(secret, "confirm", after.id) }));
  }
  const digest = digestTold(change);
  if (digest && !digest.before) await sendOnce(`${digest.after.person}#news#${digest.after.day}`, () => letterOf(following, digest.after));
}

/** What is still asked for and still to come; null when nothing is left of it. */
async function letterOf({ now, secret, origin, stores }: Following<Stores>, { person: id, searches }: Digest) {
  const [person, { searches: kept }] = await Promise.all([stores.people.person(id), stores.searches.of(id)]);
  const told = searches.flatMap(({ id: search, news, total }) => {
    const still = kept.find((each) => each.id === search && !each.paused);
    const coming = news.filter(({ startsAt }) => startsAt > now.toISOString());
    const rest = total - news.length;
    return still && coming.length + rest > 0 ? [{ search: still, news: coming, rest }] : [];
  });
  if (!person || told.length === 0) return null;
  return digestLetter(person, told, { origin, token: linkToken(secret, "unsubscribe", id) });
}
