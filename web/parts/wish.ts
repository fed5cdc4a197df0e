import type { Language, Theme } from "../../functions/opportunities/contract.ts";
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
export const distances = [5, 10, 20, 50] as const;
/** A place of one's own is asked for with this reach, in km. */
export const usualReach = 10;

/** What a person looks for, as it stands in the address bar. `place` is what was typed; `lat` and `lon` say “near me”, to about a kilometre. */
export type Wish = {
  readonly place?: string;
  readonly lat?: string;
  readonly lon?: string;
  readonly within?: number;
  readonly theme?: Theme;
  readonly language?: Language;
  readonly from?: string;
  readonly to?: string;
  readonly cursor?: string;
};

const oneOf = <T extends string>(known: readonly T[], value: string | null): T | undefined => known.find((each) => each === value);
const day = (value: string | null): string | undefined => (value && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined);
const degree = (value: string | null): string | undefined => (value && /^-?\d{1,3}(\.\d+)?$/.test(value) ? value : undefined);

/** Reads an address. What makes no sense is left out rather than refused: addresses are passed on and cut. */
export function wishOf(search: string): Wish {
  const given = new URLSearchParams(search);
  const [lat, lon] = [degree(given.get("lat")), degree(given.get("lon"))];
  const within = Number(given.get("within"));
  const wish = {
    place: given.get("place")?.trim().slice(0, 60) || undefined,
    ...(lat && lon && { lat, lon }),
    within: within >= 1 && within <= 300 ? Math.round(within) : undefined,
    theme: oneOf(themes, given.get("theme")),
    language: oneOf(languages, given.get("language")),
    from: day(given.get("from")),
    to: day(given.get("to")),
    cursor: given.get("cursor") ?? undefined,
  };
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}

/** The address of a wish, with changes; `undefined` takes a filter away. The cursor goes with any change. */
export function searchOf(wish: Wish, change: { readonly [K in keyof Wish]?: Wish[K] | undefined } = {}): string {
  const { cursor: _, ...rest } = wish;
  const all = Object.entries({ ...rest, ...change }).filter(([, value]) => value !== undefined && value !== "");
  return all.length > 0 ? `?${new URLSearchParams(all.map(([name, value]) => [name, String(value)]))}` : "";
}
