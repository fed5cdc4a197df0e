import * as v from "valibot";

/** A UTC instant, always written with milliseconds, so that text order is time order. */
export const Instant = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
/** A calendar day, `2027-03-01`. */
export const Day = v.pipe(v.string(), v.isoDate());
/** A wall-clock time without zone, `2027-03-01T18:30`. */
export const LocalTime = v.pipe(v.string(), v.isoDateTime());

export const zone = "Europe/Rome";
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Wall clocks by zone. Making one is slow, and many a request never asks for the time: each is made when it is first wanted. */
const walls = new Map<string, Intl.DateTimeFormat>();
function wallIn(timeZone: string): Intl.DateTimeFormat {
  const known = walls.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  walls.set(timeZone, made);
  return made;
}

/** Milliseconds by which a wall clock is ahead of UTC at that instant. */
const offset = (clock: Intl.DateTimeFormat, at: number): number =>
  Date.parse(clock.format(at).replace(" ", "T") + "Z") - Math.floor(at / 1000) * 1000;

/**
 * The instant of a wall-clock time in Italy, or in another zone of IANA's names. An hour that the change of clocks repeats means its
 * first pass; an hour that it skips means the same distance after the jump (as `Temporal`'s "compatible" does).
 */
export function instantOf(local: string, timeZone: string = zone): string {
  const clock = wallIn(timeZone);
  const asUtc = Date.parse(local + "Z");
  const early = asUtc - offset(clock, asUtc - day);
  const late = asUtc - offset(clock, asUtc + day);
  const fits = [early, late].find((at) => at + offset(clock, at) === asUtc);
  return new Date(fits ?? early).toISOString();
}

/** The wall-clock time in Italy of an instant, `2027-03-01T18:30`. */
export const localOf = (instant: string): string => wallIn(zone).format(Date.parse(instant)).replace(" ", "T").slice(0, 16);

/** The day in Italy of an instant. */
export const dayOf = (instant: string | Date): string => wallIn(zone).format(new Date(instant)).slice(0, 10);

export type Interval = { readonly startsAt: string; readonly endsAt: string };

/** Two half-open intervals share time: one that ends when the other begins does not overlap it. */
export const overlaps = (a: Interval, b: Interval): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

export const minutesBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / minute);

/** Seconds since 1970, as DynamoDB's time to live wants it. */
export const ttl = (at: Date, after: number): number => Math.floor((at.getTime() + after) / 1000);

/** A slot as a person reads it, in Italy's time: `sabato 5 dicembre 2026, 15:00–18:00`. */
export function spell(locale: "it" | "en", { startsAt, endsAt }: Interval): string {
  const tag = locale === "it" ? "it-IT" : "en-GB";
  const date = new Intl.DateTimeFormat(tag, { timeZone: zone, weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const time = new Intl.DateTimeFormat(tag, { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  return `${date.format(Date.parse(startsAt))}, ${time.format(Date.parse(startsAt))}–${time.format(Date.parse(endsAt))}`;
}

/** A moment as a person reads it, in Italy's time: `sabato 5 dicembre, 15:00`. */
export const spellMoment = (locale: "it" | "en", at: string): string =>
  new Intl.DateTimeFormat(locale === "it" ? "it-IT" : "en-GB", {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
  }).format(Date.parse(at));

/** The days in Italy that a slot touches. */
export const daysOf = ({ startsAt, endsAt }: Interval): string[] => [
  ...new Set([dayOf(startsAt), dayOf(new Date(Date.parse(endsAt) - 1))]),
];
