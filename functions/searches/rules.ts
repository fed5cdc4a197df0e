import * as v from "valibot";
import { filters, type FindQuery, type Listing } from "../discovery/contract.ts";
import { Problem } from "../foundation/problem.ts";
import { day, dayOf, hour, instantOf } from "../foundation/time.ts";
import { comuneOf } from "../territory/rules.ts";
import { type Frequency, Question, type QuestionText, type SearchChange, type SearchDraft, type SearchId } from "./contract.ts";

/** A search with what its person was told of: `since` and `told` decide what is news. */
export type Kept = {
  readonly id: SearchId;
  readonly name: string;
  readonly question: QuestionText;
  readonly frequency: Frequency;
  readonly paused: boolean;
  readonly createdAt: string;
  /** What was first to be found before this is no news. */
  readonly since: string;
  /** What was told of what is younger than `since`: marks, latest first. */
  readonly told: readonly string[];
  readonly dueAt: string;
};

export const mostSearches = 20;
/** In one letter; the rest is behind a link. */
export const mostNews = 10;
/** Some 2 KB a search: with every letter the item is written anew. */
export const mostTold = 100;
/** A place that opens again is news for so long after the activity was first to be found. */
export const newsLife = 30 * day;
export const askLife = 48 * hour;
/** To an address that never said yes. */
export const asksPerDay = 3;
const atEight = "08:00";

/** The question as text, its values in order. A position is kept to about a kilometre. */
export function textOf(question: Question): QuestionText {
  const written = Object.entries(question).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return [];
    if (Array.isArray(value)) return [[name, value.map(String).toSorted().join(",")]];
    return [[name, name === "lat" || name === "lon" ? Number(value).toFixed(2) : String(value)]];
  });
  return Object.fromEntries(written);
}

const names = Object.keys(filters);
/** The table keeps no order of names: that of the filters. */
const inOrder = (question: QuestionText): [string, string][] =>
  Object.entries(question).toSorted(([a], [b]) => names.indexOf(a) - names.indexOf(b));

/** What the mirror is asked; undefined when the filters have changed since and it makes no sense any more. */
export function questionOf(text: QuestionText): FindQuery | undefined {
  const { success, output } = v.safeParse(Question, text);
  return success ? output : undefined;
}

/** Path and query of the find page's answer; a Comune stands in its address by name. */
export function addressOf(home: string, question: QuestionText): string {
  const named = ([name, value]: [string, string]) => (name === "comune" ? ["place", comuneOf(value)?.name ?? value] : [name, value]);
  const query = new URLSearchParams(inOrder(question).map(named)).toString().replaceAll("%2C", ",");
  return query ? `${home}?${query}` : home;
}

const weekdayOf = (day: string): number => new Date(`${day}T12:00Z`).getUTCDay();
const dayAfter = (of: string, days: number): string => new Date(Date.parse(`${of}T12:00Z`) + days * day).toISOString().slice(0, 10);

/** The next eight o'clock in Italy after `now` on which it is looked at. */
export function nextDue({ frequency, createdAt }: Pick<Kept, "frequency" | "createdAt">, now: Date): string {
  const weekday = weekdayOf(dayOf(createdAt));
  for (let n = 0; ; n++) {
    const on = dayAfter(dayOf(now), n);
    if (frequency === "weekly" && weekdayOf(on) !== weekday) continue;
    const at = instantOf(`${on}T${atEight}`);
    if (at > now.toISOString()) return at;
  }
}

/** When somebody has to look at these searches again; undefined when never. */
export const dueAt = (searches: readonly Kept[]): string | undefined =>
  searches
    .filter(({ paused }) => !paused)
    .map((search) => search.dueAt)
    .toSorted()[0];

/** The search that asks this, if it is kept. */
export const searchFor = (searches: readonly Kept[], question: QuestionText): Kept | undefined =>
  searches.find((search) => JSON.stringify(inOrder(search.question)) === JSON.stringify(inOrder(question)));

/** With one more; a question that is there already takes the new name and rhythm, and is told of again. */
export function withSearch(searches: readonly Kept[], draft: SearchDraft, id: SearchId, now: Date): readonly Kept[] {
  const question = textOf(draft.question);
  const known = searchFor(searches, question);
  const { name, frequency } = draft;
  if (known) return withChange(searches, known.id, { name, frequency, paused: false }, now);
  if (searches.length >= mostSearches) throw new Problem("too_many_searches", { most: mostSearches });
  const at = now.toISOString();
  const search = { id, name, question, frequency, paused: false, createdAt: at, since: at, told: [] };
  return [...searches, { ...search, dueAt: nextDue(search, now) }];
}

/** What came while it was paused is no news. */
export function withChange(searches: readonly Kept[], id: SearchId, change: SearchChange, now: Date): readonly Kept[] {
  const search = searches.find((each) => each.id === id);
  if (!search) throw new Problem("not_found", { id });
  const { name = search.name, frequency = search.frequency, paused = search.paused } = change;
  const resumed = search.paused && !paused;
  const changed = { ...search, name, frequency, paused, ...(resumed && { since: now.toISOString(), told: [] }) };
  const moved = resumed || frequency !== search.frequency;
  return searches.map((each) => (each === search ? { ...changed, ...(moved && { dueAt: nextDue(changed, now) }) } : each));
}

export function without(searches: readonly Kept[], id: SearchId): readonly Kept[] {
  if (!searches.some((search) => search.id === id)) throw new Problem("not_found", { id });
  return searches.filter((search) => search.id !== id);
}

type Published = Pick<Listing, "id" | "publishedAt">;
/** When it was first to be found, then twelve letters of its id that chance chose: their order is that of time. */
const markOf = ({ id, publishedAt }: Published): string => `${Date.parse(publishedAt ?? "").toString(36)} ${id.slice(-12)}`;
const timeOf = (mark: string): string => new Date(parseInt(mark, 36)).toISOString();

export const newsSince = ({ since }: Pick<Kept, "since">, now: Date): string =>
  [since, new Date(now.getTime() - newsLife).toISOString()].toSorted()[1]!;

/** Of what is to be found, whatever this search was not told of yet. */
export function newsTo(search: Kept, published: readonly Published[], now: Date): Published[] {
  const since = newsSince(search, now);
  const told = new Set(search.told);
  return published.filter((one) => one.publishedAt !== undefined && one.publishedAt > since && !told.has(markOf(one)));
}

/**
 * The search after its person was told of these. Nothing is told twice: what is forgotten, because it is old or there is too much,
 * lies before `since` from then on.
 */
export function toldOf(search: Kept, news: readonly Published[], now: Date): Kept {
  const marks = [...new Set([...search.told, ...news.map(markOf)])].toSorted().toReversed();
  const forgotten = marks[mostTold];
  const since = [newsSince(search, now), ...(forgotten ? [timeOf(forgotten)] : [])].toSorted().at(-1)!;
  return { ...search, since, told: marks.slice(0, mostTold).filter((mark) => timeOf(mark) > since), dueAt: nextDue(search, now) };
}

/** What a letter shows of the news to each search: one of each in turn until it is full, and nothing twice. */
export function dealt<T extends { readonly id: string }>(news: readonly (readonly T[])[], most = mostNews): T[][] {
  const shown: T[][] = news.map(() => []);
  const seen = new Set<string>();
  const waiting = news.map((each) => [...each]);
  while (seen.size < most && waiting.some((each) => each.length > 0))
    for (const [n, each] of waiting.entries()) {
      let next = each.shift();
      while (next && seen.has(next.id)) next = each.shift();
      if (!next || seen.size >= most) continue;
      seen.add(next.id);
      shown[n]!.push(next);
    }
  return shown;
}
