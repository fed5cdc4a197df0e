import { localOf } from "../../foundation/time.ts";
import type { DayPart, Weekday } from "../contract.ts";
import { Access, Language, Theme } from "../../opportunities/contract.ts";
import type { Listed } from "../rules.ts";
import { fingerprintOf } from "./fingerprint.ts";

/**
 * What filters, facets, order and map look at, a typed array a column: a question is a few passes over them. What has few values
 * is kept as a code into a list of its values, so that a filter is a table of codes that pass.
 */

export const coded = ["theme", "language", "access", "comune", "body", "project", "plan", "age"] as const;
export type Coded = (typeof coded)[number];
/** Columns whose values are lists, written with commas. */
export const listed = { theme: Theme.options, language: Language.options, access: Access.options } as const satisfies Partial<
  Record<Coded, readonly string[]>
>;

/** 1 for a row that is to be found; rows are never used twice. */
const rowLayout = {
  alive: Uint8Array,
  /** Decides between rows that are alike in what a list is ordered by: a number made of the id. */
  tie: Float64Array,
  ...(Object.fromEntries(coded.map((name) => [name, Uint32Array])) as Record<Coded, typeof Uint32Array>),
  lat: Float64Array,
  lon: Float64Array,
  /** Web Mercator, the world from 0 to 1. */
  x: Float64Array,
  y: Float64Array,
  /** Its slots: from where, how many, and how many fit there. */
  slotsAt: Uint32Array,
  slots: Uint8Array,
  slotRoom: Uint8Array,
  /** Of all its slots: bits of `momentOf`, of weekdays and of parts of the day; whether one has a place left. */
  moments: Uint32Array,
  days: Uint8Array,
  times: Uint8Array,
  free: Uint8Array,
};
const slotLayout = {
  /** Milliseconds since 1970. */
  start: Float64Array,
  /** Places left; -1 where nobody says. */
  left: Int16Array,
  moment: Uint8Array,
};
type Arrays<Layout extends Record<string, new (size: number) => unknown>> = { [Name in keyof Layout]: InstanceType<Layout[Name]> };
type Stretched<Layout extends Record<string, new (size: number) => unknown>> = { size: number; room: number; arrays: Arrays<Layout> };

/** The values behind the codes of a column, 0 for none: names of them for people, and of lists what is in them, a bit each. */
export type Dictionary = {
  readonly values: string[];
  readonly labels: string[];
  readonly bits: number[];
  readonly codes: Map<string, number>;
};
export type Columns = {
  readonly rows: Stretched<typeof rowLayout>;
  readonly slots: Stretched<typeof slotLayout>;
  readonly dictionaries: Record<Coded, Dictionary>;
};

type Layout = Record<string, new (size: number | ArrayBuffer) => ArrayBufferView & { set(from: never): void }>;
const layouts = { rows: rowLayout, slots: slotLayout } as unknown as { rows: Layout; slots: Layout };

const stretch = (layout: Layout, from: Stretched<never> | undefined, room: number): Stretched<never> => {
  const arrays = Object.fromEntries(
    Object.entries(layout).map(([name, Kind]) => {
      const array = new Kind(room);
      if (from) array.set((from.arrays as Record<string, never>)[name]!);
      return [name, array];
    }),
  );
  return { size: from?.size ?? 0, room, arrays: arrays as never };
};
/** Makes room for so many more. Half as much again, so that growing one by one costs little. */
function reserve(columns: Columns, part: "rows" | "slots", more: number): void {
  const own = columns[part];
  if (own.size + more <= own.room) return;
  const { room, arrays } = stretch(layouts[part], own as never, Math.ceil((own.size + more) * 1.5) + 64);
  Object.assign(own, { room, arrays });
}

const emptyDictionary = (): Dictionary => ({ values: [""], labels: [""], bits: [0], codes: new Map([["", 0]]) });
export const emptyColumns = (): Columns => ({
  rows: stretch(layouts.rows, undefined, 0),
  slots: stretch(layouts.slots, undefined, 0),
  dictionaries: Object.fromEntries(coded.map((name) => [name, emptyDictionary()])) as Record<Coded, Dictionary>,
});

const hour = 3_600_000;
/** What the wall clock of Italy is ahead of UTC, by the hour: asking the calendar for each date is dear. */
const ahead = new Map<number, number>();
function wallOf(at: number): Date {
  const key = Math.floor(at / hour);
  let offset = ahead.get(key);
  if (offset === undefined) {
    offset = Date.parse(`${localOf(new Date(key * hour).toISOString())}:00Z`) - key * hour;
    ahead.set(key, offset);
  }
  return new Date(at + offset);
}

export const weekdays: readonly Weekday[] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
export const dayParts: readonly DayPart[] = ["morning", "afternoon", "evening"];
/** Weekday and part of the day of an instant in one number below 21. */
export function momentOf(at: number): number {
  const wall = wallOf(at);
  const hours = wall.getUTCHours();
  return wall.getUTCDay() * 3 + (hours < 13 ? 0 : hours < 18 ? 1 : 2);
}
/** Of a moment: its weekday, its part of the day, as bits in the order above. */
export const dayBits = Uint8Array.from({ length: 21 }, (_, moment) => 1 << Math.floor(moment / 3));
export const timeBits = Uint8Array.from({ length: 21 }, (_, moment) => 1 << (moment % 3));
/** Bits of the moments on these days at these times; all of them where none is named. */
export function momentsOf(days: readonly Weekday[] | undefined, times: readonly DayPart[] | undefined): number {
  let mask = 0;
  for (const [day, name] of weekdays.entries())
    for (const [part, time] of dayParts.entries())
      if ((!days || days.includes(name)) && (!times || times.includes(time))) mask |= 1 << (day * 3 + part);
  return mask;
}

/** Of a list, written with commas or not: a bit for each of the options that is in it. */
export function bitsOf(name: Coded, list: string | readonly string[] | undefined): number {
  const options: readonly string[] = name in listed ? listed[name as keyof typeof listed] : [];
  const parts = typeof list === "string" ? list.split(",") : (list ?? []);
  return options.reduce((bits, option, n) => (parts.includes(option) ? bits | (1 << n) : bits), 0);
}

function codeOf(columns: Columns, name: Coded, value: string, label: string): number {
  const { values, labels, bits, codes } = columns.dictionaries[name];
  const code = codes.get(value) ?? values.length;
  if (code === values.length) {
    values.push(value);
    labels.push(label);
    bits.push(bitsOf(name, value));
    codes.set(value, code);
  } else if (label) labels[code] = label;
  return code;
}

/** Web Mercator as map tiles use it; near the poles there is nothing. */
export function mercator({ lat, lon }: { readonly lat: number; readonly lon: number }): { x: number; y: number } {
  const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return { x: (lon + 180) / 360, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** 53 bits: that two of a million are the same is as likely as 1 in 20,000, and then matters only at a page's end. */
export function tieOf(id: string): number {
  const [high, low] = fingerprintOf(id);
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
}

/** Writes a listing into a row: a new one at the end, or the one that it has. Its slots stand in order. */
export function putRow(columns: Columns, row: number, listing: Listed): void {
  reserve(columns, "rows", row - columns.rows.size + 1);
  columns.rows.size = Math.max(columns.rows.size, row + 1);
  const { arrays } = columns.rows;
  const values: Record<Coded, string | undefined> = {
    theme: listing.themes.join(","),
    language: listing.languages.join(","),
    access: listing.access.join(","),
    comune: listing.comune,
    body: listing.body,
    project: listing.project,
    plan: listing.plan,
    age: String(listing.minimumAge),
  };
  for (const name of coded)
    arrays[name][row] = codeOf(columns, name, values[name] ?? "", name === "body" && listing.body ? listing.bodyName : "");
  const { x, y } = mercator(listing.point);
  arrays.lat[row] = listing.point.lat;
  arrays.lon[row] = listing.point.lon;
  arrays.x[row] = x;
  arrays.y[row] = y;
  arrays.alive[row] = 1;
  arrays.tie[row] = tieOf(listing.id);
  putSlots(columns, row, listing);
}

function putSlots(columns: Columns, row: number, { slots }: Listed): void {
  const { arrays } = columns.rows;
  if (slots.length > arrays.slotRoom[row]!) {
    reserve(columns, "slots", slots.length);
    arrays.slotsAt[row] = columns.slots.size;
    arrays.slotRoom[row] = slots.length;
    columns.slots.size += slots.length;
  }
  arrays.slots[row] = slots.length;
  const at = arrays.slotsAt[row]!;
  const { start, left, moment } = columns.slots.arrays;
  let moments = 0;
  let days = 0;
  let times = 0;
  let free = 0;
  for (const [n, slot] of slots.entries()) {
    start[at + n] = Date.parse(slot.startsAt);
    left[at + n] = slot.left ?? -1;
    moment[at + n] = momentOf(start[at + n]!);
    moments |= 1 << moment[at + n]!;
    days |= dayBits[moment[at + n]!]!;
    times |= timeBits[moment[at + n]!]!;
    if (left[at + n]! > 0) free = 1;
  }
  arrays.moments[row] = moments;
  arrays.days[row] = days;
  arrays.times[row] = times;
  arrays.free[row] = free;
}

/** The columns as they lie in a base file: opening it is copying them. */
export function* blobsOf(columns: Columns): Generator<readonly [name: string, bytes: Uint8Array]> {
  for (const part of ["rows", "slots"] as const)
    for (const [name, array] of Object.entries(columns[part].arrays) as [string, Uint8Array][]) {
      const used = array.subarray(0, columns[part].size);
      yield [`${part}.${name}`, new Uint8Array(used.buffer, used.byteOffset, used.byteLength)];
    }
  const texts = Object.fromEntries(
    coded.map((name) => [name, { values: columns.dictionaries[name].values, labels: columns.dictionaries[name].labels }]),
  );
  yield ["dictionaries", Buffer.from(JSON.stringify(texts))];
}

export function columnsFrom(blob: (name: string) => Uint8Array): Columns {
  const columns = emptyColumns();
  for (const part of ["rows", "slots"] as const) {
    const sized = Object.entries(layouts[part]).map(([name, Kind]) => [name, new Kind(blob(`${part}.${name}`).slice().buffer)] as const);
    const size = (sized[0]![1] as unknown as Uint8Array).length;
    Object.assign(columns[part], { size, room: size, arrays: Object.fromEntries(sized) });
  }
  const texts = JSON.parse(Buffer.from(blob("dictionaries")).toString()) as Record<Coded, Pick<Dictionary, "values" | "labels">>;
  for (const name of coded) {
    const { values, labels } = texts[name];
    columns.dictionaries[name] = {
      values,
      labels,
      bits: values.map((value) => bitsOf(name, value)),
      codes: new Map(values.map((value, code) => [value, code])),
    };
  }
  return columns;
}
