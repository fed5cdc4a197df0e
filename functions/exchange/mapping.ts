import { createHash } from "node:crypto";
import type { Interval } from "../foundation/time.ts";
import { Language as Languages, type Language, type Theme } from "../opportunities/contract.ts";
import { themesIn } from "../opportunities/import/lists.ts";
import { plainName } from "../territory/rules.ts";
import type { Feed, Mapping, Target } from "./contract.ts";
import { intervalOf, toCome } from "./dates.ts";
import { engagement } from "./formats/engagement.ts";
import type { Entry, Format, ReasonCode } from "./formats/format.ts";
import { gancio } from "./formats/gancio.ts";
import { geojson } from "./formats/geojson.ts";
import { icalendar } from "./formats/icalendar.ts";
import { type Place, placeOf } from "./place.ts";

export const formats: Readonly<Record<Feed["format"], Format>> = { icalendar, geojson, engagement, gancio };

/** One item of a feed in our words. */
export type Item = Place & {
  readonly uid: string;
  readonly title: string;
  readonly summary: string;
  readonly url: string;
  readonly publisher: string;
  readonly venue: string;
  readonly themes: readonly Theme[];
  readonly languages: readonly Language[];
  readonly minimumAge: number;
  readonly dates: readonly Interval[];
  /** Of each part as it came, a few letters that change when it does; the passing of time does not change them. */
  readonly prints: Readonly<Record<string, string>>;
};
export type Reason = { readonly code: ReasonCode; readonly hint?: string };
/** An item that is taken over, or what of it could be read and why it is not. */
export type Read =
  | { readonly item: Item; readonly refused?: undefined }
  | { readonly item?: undefined; readonly refused: { readonly uid: string; readonly title: string; readonly reasons: readonly Reason[] } };

/** Every item of a feed's text, read by its mapping. Pure: the same text at the same moment gives the same items. */
export function itemsOf(feed: Pick<Feed, "format" | "mapping" | "publisher" | "address">, text: string, now: Date): Read[] {
  const seen = new Set<string>();
  return formats[feed.format].read(text).map((entry) => {
    const read = readEntry(feed, entry, now);
    if (!read.item || !seen.has(read.item.uid)) {
      if (read.item) seen.add(read.item.uid);
      return read;
    }
    const { uid, title } = read.item;
    return { refused: { uid, title, reasons: [{ code: "twice_in_feed" }] } };
  });
}

function readEntry(feed: Pick<Feed, "format" | "mapping" | "publisher" | "address">, entry: Entry, now: Date): Read {
  const { mapping, format } = feed;
  const origin = new URL(feed.address).origin;
  const of = (target: Target): string => filled(mapping.fields[target] ?? "", entry.values, origin);
  const uid = of("uid").slice(0, 500);
  const title = oneLine(of("title"), 120);
  const summary = oneLine(of("summary"), 180);
  const url = webAddress(of("url"));
  const place = placeOf({ name: of("comune").slice(0, 300), postcode: of("postcode"), lat: of("lat"), lon: of("lon") });
  const dates = datesOf(entry, of, formats[format].openEnded ?? false, now);

  const reasons: Reason[] = [
    ...because(!uid && "uid_missing"),
    ...because(entry.refused),
    ...because(!title && "title_missing"),
    ...because(!url && "link_missing"),
    ...because(typeof dates === "string" && dates, of("startsAt")),
    ...because(typeof place === "string" && place, of("comune") || of("postcode")),
  ];
  if (typeof place === "string" || typeof dates === "string" || reasons.length > 0 || !url) return { refused: { uid, title, reasons } };
  const parts = {
    title,
    summary,
    url,
    publisher: oneLine(of("publisher"), 160) || feed.publisher,
    venue: oneLine(of("venue"), 120),
    themes: themesOf(mapping, of("themes"), `${title} ${summary}`),
    languages: languagesOf(of("languages")),
    minimumAge: ageOf(of("minimumAge")),
  };
  const when = entry.calendar?.said ?? `${of("startsAt")} ${of("endsAt")}`;
  return {
    item: { uid, ...parts, ...place, dates, prints: printed({ ...parts, comune: place.comune.code, point: place.point, dates: when }) },
  };
}

const because = (code: ReasonCode | false | undefined, about = ""): Reason[] => {
  const hint = oneLine(about, 80);
  return code ? [{ code, ...(hint && { hint }) }] : [];
};

const printed = (parts: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, createHash("sha256").update(JSON.stringify(part)).digest("base64url").slice(0, 8)]),
  );

/** A source with its paths replaced by what lies there; nothing when one of them leads nowhere. */
export function filled(source: string, values: Entry["values"], origin: string): string {
  let whole = true;
  const text = source.replace(/\{([^{}]+)\}/g, (_, paths: string) => {
    for (const path of paths.split("|")) {
      const found = path === "@origin" ? origin : textOf(valueAt(values, path));
      if (found) return found;
    }
    whole = false;
    return "";
  });
  return whole ? text.trim() : "";
}

function valueAt(values: unknown, path: string): unknown {
  let at = values;
  for (const name of path.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}

/** No part of an item that we show is as long; what is, is cut before anything is looked for in it. */
const longestText = 10_000;
function textOf(value: unknown): string {
  if (typeof value === "string") return value.slice(0, longestText).trim();
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? value.slice(0, 50).map(textOf).filter(Boolean).join(", ") : "";
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  rsquo: "’",
  egrave: "è",
  agrave: "à",
};

/** Text without markup, control characters and marks that turn the line's direction, on one line, cut at a word. */
function oneLine(text: string, most: number): string {
  const flat = text
    .replace(/<[^<>]*>/g, " ")
    .replace(/&(?:#(\d{1,6})|([a-z]{2,8}));/gi, (whole, code: string | undefined, name: string | undefined) =>
      code ? String.fromCodePoint(Math.min(Number(code), 0x10ffff)) : (entities[name!.toLowerCase()] ?? whole),
    )
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ")
    .replace(/[\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu, "")
    .replace(/\s+/g, " ")
    .trim();
  if (flat.length <= most) return flat;
  const cut = flat.slice(0, most - 1);
  const word = cut.lastIndexOf(" ");
  return `${(word > most / 2 ? cut.slice(0, word) : cut).replace(/\p{Surrogate}$/u, "")}…`;
}

/** Only what a browser opens as a page: no `javascript:` and its like. */
function webAddress(text: string): string | undefined {
  const url = text.length <= 2000 ? URL.parse(text) : null;
  return url && /^https?:$/.test(url.protocol) && !url.username ? url.href : undefined;
}

function datesOf(entry: Entry, of: (target: Target) => string, openEnded: boolean, now: Date): readonly Interval[] | ReasonCode {
  const found = entry.calendar ? entry.calendar.dates(now) : intervalOf(of("startsAt"), of("endsAt"), openEnded);
  if (typeof found === "string") return found;
  const dates = toCome("startsAt" in found ? [found] : found, now);
  return dates.length > 0 ? dates : "over";
}

const mostThemes = 4;
/** By the administrator's words; where none of them fits, by what the text speaks of. */
function themesOf({ themes }: Mapping, categories: string, text: string): Theme[] {
  const plain = ` ${plainName(categories.replace(/[^\p{L}\d]+/gu, " "))} `;
  const own = themes.filter(({ words }) =>
    words.split(",").some((word) => {
      const sought = plainName(word.replace(/[^\p{L}\d]+/gu, " "));
      return sought !== "" && plain.includes(` ${sought}`);
    }),
  );
  const found = own.length > 0 ? own.map(({ theme }) => theme) : themesIn(`${categories} ${text}`);
  return [...new Set(found)].slice(0, mostThemes);
}

const languageCodes = new Set<string>(Languages.options);
const languagesOf = (text: string): Language[] =>
  [...new Set(text.toLowerCase().split(/[\s,;]+/))].filter((code): code is Language => languageCodes.has(code));

/** A number of years; that minors may come, or may not, as a word. Who does not say may not mean children. */
function ageOf(text: string): number {
  const age = /^\d{1,2}$/.exec(text);
  if (age) return Number(age[0]);
  return /^(true|yes|s[iì]|oui)$/i.test(text) ? 16 : 18;
}
