import type { DayPart, FacetName, SortOrder, Weekday } from "../../functions/discovery/contract.ts";
import type { Access, Language } from "../../functions/opportunities/contract.ts";
import { themes } from "./themes.ts";

/** Languages offered as a filter: those spoken most by residents of Tuscany, in that order after Italian. */
export const languages = [
  "it",
  "en",
  "ro",
  "zh",
  "sq",
  "ar",
  "fr",
  "es",
  "wo",
  "uk",
  "ur",
  "bn",
  "pt",
  "ru",
  "pl",
  "tl",
  "si",
  "pa",
  "fa",
  "so",
  "ti",
] as const satisfies readonly Language[];
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const satisfies readonly Weekday[];
export const dayParts = ["morning", "afternoon", "evening"] as const satisfies readonly DayPart[];
export const accesses = [
  "step_free",
  "accessible_toilet",
  "parking",
  "public_transport",
  "sign_language",
  "quiet_space",
  "childcare",
] as const satisfies readonly (typeof Access.options)[number][];
export const sorts = ["relevance", "date", "distance"] as const satisfies readonly SortOrder[];
export const distances = [5, 10, 20, 50] as const;
/** A place of one's own is asked for with this reach, in km. */
export const usualReach = 10;

/** Filters of which several may be chosen; in the address with commas between them. */
const many = { theme: themes, language: languages, access: accesses, day: weekdays, time: dayParts } as const;
type Many = { readonly [N in keyof typeof many]?: readonly (typeof many)[N][number][] };
/** What is either asked for or not. */
const flags = ["minors", "free"] as const;
/** What other pages link to; `FacetName`s that carry a name to show. */
const linked = ["zone", "body", "project", "plan"] as const satisfies readonly FacetName[];

/** What a person looks for, as it stands in the address bar. `place` is what was typed; `lat` and `lon` say “near me”, to about a kilometre. */
export type Wish = Many & {
  readonly q?: string;
  readonly place?: string;
  readonly lat?: string;
  readonly lon?: string;
  readonly within?: number;
  readonly from?: string;
  readonly to?: string;
  readonly skills?: string;
  readonly sort?: SortOrder;
  readonly cursor?: string;
} & { readonly [N in (typeof flags)[number]]?: true } & { readonly [N in (typeof linked)[number]]?: string };

const oneOf = <T extends string>(known: readonly T[], value: string | null): T | undefined => known.find((each) => each === value);
const day = (value: string | null): string | undefined => (value && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined);
const degree = (value: string | null): string | undefined => (value && /^-?\d{1,3}(\.\d+)?$/.test(value) ? value : undefined);

/** Reads an address. What makes no sense is left out rather than refused: addresses are passed on and cut. */
export function wishOf(search: string): Wish {
  const given = new URLSearchParams(search);
  const line = (name: string, length: number) => given.get(name)?.trim().slice(0, length) || undefined;
  const some = ([name, known]: [string, readonly string[]]) => {
    const asked = new Set(given.getAll(name).flatMap((value) => value.split(",")));
    const chosen = known.filter((each) => asked.has(each));
    return [name, chosen.length > 0 ? chosen : undefined];
  };
  const [lat, lon] = [degree(given.get("lat")), degree(given.get("lon"))];
  const within = Number(given.get("within"));
  const wish = {
    q: line("q", 200),
    place: line("place", 60),
    ...(lat && lon && { lat, lon }),
    within: within >= 1 && within <= 300 ? Math.round(within) : undefined,
    ...Object.fromEntries(Object.entries(many).map(some)),
    from: day(given.get("from")),
    to: day(given.get("to")),
    skills: line("skills", 60),
    ...Object.fromEntries(flags.map((flag) => [flag, given.get(flag) === "true" || undefined])),
    ...Object.fromEntries(linked.map((name) => [name, line(name, 80)])),
    sort: oneOf(sorts, given.get("sort")),
    cursor: given.get("cursor") ?? undefined,
  };
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}

export type Change = { readonly [K in keyof Wish]?: Wish[K] | undefined };

/** The address of a wish, with changes; `undefined` takes a filter away. The cursor goes with any change. One question has one address. */
export function searchOf(wish: Wish, change: Change = {}): string {
  const { cursor: _, ...rest } = wish;
  const written = (of: Change) =>
    new URLSearchParams(Object.entries(of).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  const search = written(wishOf(written({ ...rest, ...change }).toString())).toString();
  // Commas may stand in an address as they are, and are easier to read there.
  return search && `?${search.replaceAll("%2C", ",")}`;
}

/** With this value, or without it when it was chosen. */
export const toggled = <T extends string>(chosen: readonly T[] | undefined, value: T): readonly T[] =>
  chosen?.includes(value) ? chosen.filter((each) => each !== value) : [...(chosen ?? []), value];

/** How many filters of the panel narrow the list: words, place and themes are seen without it. */
export const narrowed = (wish: Wish): number =>
  Object.keys(wish).filter(
    (name) => !["q", "place", "lat", "lon", "theme", "sort", "cursor", ...(wish.place || wish.lat ? [] : ["within"])].includes(name),
  ).length;

/** The wish in the API's words, once the place that was typed is a Comune. */
export function questionOf(wish: Wish, comune: string | undefined): Record<string, string> {
  const { place: _, lat, lon, within, ...rest } = wish;
  const where = comune ? { comune, within } : lat && lon ? { lat, lon, within: within ?? usualReach } : {};
  return Object.fromEntries(
    Object.entries({ ...rest, ...where }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
