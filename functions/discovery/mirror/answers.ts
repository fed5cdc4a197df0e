import { instantOf } from "../../foundation/time.ts";
import type { Point } from "../../territory/contract.ts";
import { comuneOf, distance } from "../../territory/rules.ts";
import type { FilterName, FindQuery } from "../contract.ts";
import { bitsOf, type Coded, type Columns, dayBits, dayParts, timeBits, weekdays } from "./columns.ts";

/** One pass over the columns: which rows answer, and which would if a single filter were dropped. */

export type Filters = Pick<FindQuery, FilterName>;
/** A bit for each filter. */
export const bits = {
  q: 1 << 0,
  comune: 1 << 1,
  zone: 1 << 2,
  within: 1 << 3,
  theme: 1 << 4,
  language: 1 << 5,
  access: 1 << 6,
  from: 1 << 7,
  to: 1 << 8,
  day: 1 << 9,
  time: 1 << 10,
  skills: 1 << 11,
  minors: 1 << 12,
  free: 1 << 13,
  project: 1 << 14,
  plan: 1 << 15,
  body: 1 << 16,
} as const satisfies Partial<Record<FilterName, number>>;
/** No filter dropped alone makes it an answer. */
const never = 1 << 30;

export type Answers = {
  readonly count: number;
  readonly rows: Uint32Array;
  /** 0: it answers. Else the filters each of which, dropped alone, would make it an answer. */
  readonly ways: Uint32Array;
  /** The first slot that answers, counted in the column of slots; only of rows that answer. */
  readonly slot: Int32Array;
  /** Weekdays and parts of the day of its slots, as bits, when that filter alone is dropped; whether one of its slots has a place left. */
  readonly days: Uint8Array;
  readonly times: Uint8Array;
  readonly free: Uint8Array;
};

/** Where distance is measured from: the point given, else the Comune's own. */
export function centreOf({ lat, lon, comune }: Filters): Point | null {
  if (lat !== undefined && lon !== undefined) return { lat, lon };
  return (comune && comuneOf(comune)?.point) || null;
}
/** A Comune from which a distance is measured is no limit itself. */
export const isCentre = ({ within, lat, lon, comune }: Filters): boolean =>
  within !== undefined && comune !== undefined && (lat === undefined || lon === undefined) && comuneOf(comune) !== undefined;

export const roundKm = (km: number): number => Math.round(km * 10) / 10;
/** Kilometres from a point, to one decimal. */
export function kmFrom(centre: Point, { rows: { arrays } }: Columns): (row: number) => number {
  const point = { lat: 0, lon: 0 };
  return (row) => {
    point.lat = arrays.lat[row]!;
    point.lon = arrays.lon[row]!;
    return roundKm(distance(centre, point));
  };
}

type Pass = { readonly bit: number; readonly column: Coded; readonly fits: (value: string, bits: number) => boolean };

/** Filters that look at one value of a row. */
function passesOf(filters: Filters): Pass[] {
  const { comune, zone, minors } = filters;
  const same = (column: "project" | "plan" | "body"): Pass | false =>
    filters[column] !== undefined && { bit: bits[column], column, fits: (value) => value === filters[column] };
  const any = (column: "theme" | "language"): Pass | false => {
    const wanted = bitsOf(column, filters[column]);
    return wanted !== 0 && { bit: bits[column], column, fits: (_, own) => (own & wanted) !== 0 };
  };
  const access = bitsOf("access", filters.access);
  const passes = [
    !!comune && !isCentre(filters) && pass("comune", "comune", (value) => value === comune),
    !!zone && pass("zone", "comune", (value) => comuneOf(value)?.zone === zone),
    any("theme"),
    any("language"),
    access !== 0 && pass("access", "access", (_, own) => (own & access) === access),
    !!minors && pass("minors", "age", (value) => Number(value) < 18),
    same("project"),
    same("plan"),
    same("body"),
  ];
  return passes.filter((one) => one !== false);
}
const pass = (filter: keyof typeof bits, column: Coded, fits: Pass["fits"]): Pass => ({ bit: bits[filter], column, fits });

const nextDay = (day: string): string => new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const maskOf = <T>(names: readonly T[], wanted: readonly T[] | undefined): number =>
  wanted?.length ? names.reduce((mask, name, n) => (wanted.includes(name) ? mask | (1 << n) : mask), 0) : 127;

/** Memory that one question after the other uses. */
function scratch() {
  let room = 0;
  let arrays: Omit<Answers, "count" | "rows">;
  return (count: number) => {
    if (count > room || !arrays) {
      room = Math.ceil(count * 1.2);
      arrays = {
        ways: new Uint32Array(room),
        slot: new Int32Array(room),
        days: new Uint8Array(room),
        times: new Uint8Array(room),
        free: new Uint8Array(room),
      };
    }
    arrays.ways.fill(0, 0, count);
    return arrays;
  };
}

/** `limits`: rows that a filter by words lets through. The answer holds until the next question. */
export function openAnswers(columns: Columns) {
  const memory = scratch();
  return function answer(
    rows: Uint32Array,
    filters: Filters,
    now: Date,
    limits: readonly { readonly bit: number; readonly rows: Uint32Array }[] = [],
  ): Answers {
    const count = rows.length;
    const found = memory(count);
    const { ways } = found;
    for (const limit of limits) {
      const passes = new Uint8Array(columns.rows.size);
      for (const row of limit.rows) passes[row] = 1;
      for (let n = 0; n < count; n++) if (!passes[rows[n]!]) ways[n] = ways[n]! | limit.bit;
    }
    for (const { bit, column, fits } of passesOf(filters)) {
      const { values, bits: own } = columns.dictionaries[column];
      const passes = Uint8Array.from(values, (value, code) => (fits(value, own[code]!) ? 1 : 0));
      const codes: ArrayLike<number> = columns.rows.arrays[column];
      for (let n = 0; n < count; n++) if (!passes[codes[rows[n]!]!]) ways[n] = ways[n]! | bit;
    }
    const centre = filters.within === undefined ? null : centreOf(filters);
    if (centre) farther(columns, rows, ways, centre, filters.within!);
    slots(columns, rows, found, filters, now.getTime());
    return { count, rows, ...found };
  };
}

/** Degrees of latitude that are surely farther than a kilometre each; what lies beyond is not measured. */
const degreesPerKm = 1 / 110;

function farther(columns: Columns, rows: Uint32Array, ways: Uint32Array, centre: Point, within: number): void {
  const { lat } = columns.rows.arrays;
  const kmOf = kmFrom(centre, columns);
  const most = (within + 0.1) * degreesPerKm;
  for (let n = 0; n < rows.length; n++) {
    if (ways[n]! & (ways[n]! - 1)) continue;
    const row = rows[n]!;
    if (Math.abs(lat[row]! - centre.lat) > most || kmOf(row) > within) ways[n] = ways[n]! | bits.within;
  }
}

/** A row answers when one of its slots meets all of what is asked of dates. */
function slots(columns: Columns, rows: Uint32Array, found: Omit<Answers, "count" | "rows">, filters: Filters, now: number): void {
  const { slotsAt, slots, days: rowDays, times: rowTimes, free: rowFree } = columns.rows.arrays;
  const { start, left, moment } = columns.slots.arrays;
  const { ways, slot, days, times, free } = found;
  const from = filters.from ? Date.parse(instantOf(`${filters.from}T00:00`)) : -Infinity;
  const to = filters.to ? Date.parse(instantOf(`${nextDay(filters.to)}T00:00`)) : Infinity;
  const wantedDays = maskOf(weekdays, filters.day);
  const wantedTimes = maskOf(dayParts, filters.time);
  const onlyFree = filters.free ? bits.free : 0;
  const anyDate = !filters.from && !filters.to && !filters.day?.length && !filters.time?.length && !filters.free;
  for (let n = 0; n < rows.length; n++) {
    const failed = ways[n]!;
    if (failed & (failed - 1)) {
      ways[n] = never;
      continue;
    }
    const row = rows[n]!;
    const first = slotsAt[row]!;
    const end = first + slots[row]!;
    // What most questions come to: all dates are still to come, and any will do.
    if (anyDate && first < end && start[first]! > now) {
      slot[n] = first;
      days[n] = rowDays[row]!;
      times[n] = rowTimes[row]!;
      free[n] = rowFree[row]!;
      continue;
    }
    let hit = -1;
    let single = 0;
    let onDays = 0;
    let atTimes = 0;
    let open = 0;
    for (let at = first; at < end; at++) {
      const starts = start[at]!;
      if (starts <= now) continue;
      const day = dayBits[moment[at]!]!;
      const time = timeBits[moment[at]!]!;
      const hasLeft = left[at]! > 0;
      const missed =
        (starts < from ? bits.from : 0) |
        (starts >= to ? bits.to : 0) |
        (wantedDays & day ? 0 : bits.day) |
        (wantedTimes & time ? 0 : bits.time) |
        (hasLeft ? 0 : onlyFree);
      if (missed === 0) {
        if (hit < 0) hit = at;
        // Of a row that fails by itself it is enough that a slot answers.
        if (failed) break;
        onDays |= day;
        atTimes |= time;
        if (hasLeft) open = 1;
      } else if (!(missed & (missed - 1))) {
        single |= missed;
        if (missed === bits.day) onDays |= day;
        else if (missed === bits.time) atTimes |= time;
      }
    }
    slot[n] = hit;
    days[n] = onDays;
    times[n] = atTimes;
    free[n] = open;
    if (hit < 0) ways[n] = failed || !single ? never : single;
  }
}
