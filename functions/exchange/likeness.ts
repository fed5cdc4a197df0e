import type { Listed } from "../discovery/rules.ts";
import { day, dayOf } from "../foundation/time.ts";
import { distance, plainName } from "../territory/rules.ts";
import type { Likeness } from "./contract.ts";

/** What two listings are compared by. */
export type Comparable = Pick<Listed, "title" | "point" | "comune" | "addressHidden"> & {
  readonly slots: readonly Pick<Listed["slots"][number], "startsAt" | "endsAt">[];
};

/** From here on a pair is shown to staff. */
export const alike = 0.75;
const weights = { title: 0.5, place: 0.25, dates: 0.25 } as const;

/** How likely two listings are the same activity, published twice: 0 to 1, the same both ways, 1 for a listing and itself. */
export function likeness(a: Comparable, b: Comparable): Likeness {
  const parts = { title: likeTitles(a.title, b.title), place: likePlaces(a, b), dates: likeDates(a, b) };
  const score = (Object.keys(weights) as (keyof typeof weights)[]).reduce((sum, part) => sum + weights[part] * parts[part], 0);
  return { score: rounded(score), title: rounded(parts.title), place: rounded(parts.place), dates: rounded(parts.dates) };
}
const rounded = (n: number): number => Math.round(n * 100) / 100;

/** Words that tell no activity from another. */
const small = new Set(
  "a al alla alle ai agli con d da dal dalla del della dei delle di e ed i il in l la le lo nel nella per su un una the of and at".split(
    " ",
  ),
);
const wordsOf = (title: string): string[] => {
  const all = plainName(title.replace(/[^\p{L}\d]+/gu, " "))
    .split(" ")
    .filter(Boolean);
  const telling = all.filter((word) => !small.has(word));
  return telling.length > 0 ? telling : all;
};
const trigramsOf = (words: readonly string[]): Set<string> => {
  const text = `  ${words.join(" ")} `;
  return new Set(Array.from({ length: Math.max(1, text.length - 2) }, (_, n) => text.slice(n, n + 3)));
};
/** Shared of all (Dice): 1 when both are the same set. */
const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  (2 * [...a].filter((each) => b.has(each)).length) / Math.max(1, a.size + b.size);

/** By words, which may come in another order, or by letters, which may be amiss: whichever finds more in common. */
function likeTitles(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  return Math.max(shared(new Set(left), new Set(right)), shared(trigramsOf(left), trigramsOf(right)));
}

/** The same to 200 m, nothing in common from 10 km on. Where an address is hidden the pin says the Comune, and no more is known. */
function likePlaces(a: Comparable, b: Comparable): number {
  if (a.addressHidden || b.addressHidden) return a.comune === b.comune ? 0.8 : 0;
  const away = distance(a.point, b.point);
  return Math.min(1, Math.max(0, 1 - Math.log(away / 0.2) / Math.log(10 / 0.2)));
}

/** Hours that a date may be off, for people write when doors open or when it begins. */
const near = 1.5 / 24;
/** How many of the dates of the one with fewer are dates of the other; of as many, the mean of both ways to look at it. */
function likeDates({ slots: a }: Comparable, { slots: b }: Comparable): number {
  if (a.length !== b.length) return a.length < b.length ? among(a, b) : among(b, a);
  return (among(a, b) + among(b, a)) / 2;
}

/** Whole at nearly the same time, half on the same day. */
function among(few: Comparable["slots"], many: Comparable["slots"]): number {
  if (few.length === 0) return 0;
  const starts = many.map(({ startsAt }) => Date.parse(startsAt));
  const days = new Set(many.map(({ startsAt }) => dayOf(startsAt)));
  const found = few.map(({ startsAt }) => {
    const at = Date.parse(startsAt);
    if (starts.some((other) => Math.abs(other - at) <= near * day)) return 1;
    return days.has(dayOf(startsAt)) ? 0.5 : 0;
  });
  return found.reduce<number>((sum, one) => sum + one, 0) / few.length;
}
