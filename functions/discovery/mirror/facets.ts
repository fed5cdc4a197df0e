import { comuneOf } from "../../territory/rules.ts";
import { type FacetName, facetNames, type Found, type Loosening } from "../contract.ts";
import { type Answers, bits, centreOf, type Filters, isCentre, kmFrom } from "./answers.ts";
import { type Coded, type Columns, dayParts, listed, weekdays } from "./columns.ts";

const mostValues = 20;
type Counts = Map<string, number>;

/** Which column holds the values of a facet. */
const columnOf = {
  theme: "theme",
  comune: "comune",
  zone: "comune",
  language: "language",
  access: "access",
  body: "body",
  project: "project",
  plan: "plan",
} as const satisfies Partial<Record<FacetName, Coded>>;

/** Rows of each code among those that answer, or would without this filter. */
function tally(codes: ArrayLike<number>, size: number, { count, rows, ways }: Answers, bit: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (let n = 0; n < count; n++) {
    const way = ways[n]!;
    if (way === 0 || way & bit) {
      const code = codes[rows[n]!]!;
      counts[code] = counts[code]! + 1;
    }
  }
  return counts;
}

function add(counts: Counts, value: string, more: number): void {
  if (value && more) counts.set(value, (counts.get(value) ?? 0) + more);
}

function ofColumn(columns: Columns, name: keyof typeof columnOf, answers: Answers): Counts {
  const column = columnOf[name];
  const { values, bits: lists } = columns.dictionaries[column];
  const counts: Counts = new Map();
  const options: readonly string[] | undefined = column in listed ? listed[column as keyof typeof listed] : undefined;
  const byOption = new Uint32Array(options?.length ?? 0);
  const tallied = tally(columns.rows.arrays[column], values.length, answers, bits[name]);
  for (const [code, count] of tallied.entries()) {
    if (!count) continue;
    if (!options) add(counts, name === "zone" ? (comuneOf(values[code]!)?.zone ?? "") : values[code]!, count);
    // The lowest bit, time and again.
    else for (let rest = lists[code]!; rest; rest &= rest - 1) byOption[31 - Math.clz32(rest & -rest)]! += count;
  }
  for (const [n, option] of (options ?? []).entries()) add(counts, option, byOption[n]!);
  return counts;
}

/** Of weekdays and parts of the day, which are bits of what each row has. */
function ofBits(names: readonly string[], masks: Uint8Array, { count, ways }: Answers, bit: number): Counts {
  const tallied = new Uint32Array(128);
  for (let n = 0; n < count; n++) if (ways[n] === 0 || ways[n]! & bit) tallied[masks[n]!] = tallied[masks[n]!]! + 1;
  const counts: Counts = new Map();
  for (const [mask, total] of tallied.entries()) for (const [n, name] of names.entries()) if (mask & (1 << n)) add(counts, name, total);
  return counts;
}

/** A row that fails by such a filter alone is none of those that it counts, so only answers are looked at. */
function isTrue(yes: (n: number) => boolean, { count, ways }: Answers): Counts {
  let total = 0;
  for (let n = 0; n < count; n++) if (ways[n] === 0 && yes(n)) total++;
  return new Map(total ? [["true", total]] : []);
}

function countsOf(name: FacetName, columns: Columns, answers: Answers): Counts {
  switch (name) {
    case "day":
      return ofBits(weekdays, answers.days, answers, bits.day);
    case "time":
      return ofBits(dayParts, answers.times, answers, bits.time);
    case "minors": {
      const young = columns.dictionaries.age.values.map((age) => age !== "" && Number(age) < 18);
      const { age } = columns.rows.arrays;
      return isTrue((n) => young[age[answers.rows[n]!]!]!, answers);
    }
    case "free":
      return isTrue((n) => answers.free[n] === 1, answers);
    default:
      return ofColumn(columns, name, answers);
  }
}

function labelOf(name: FacetName, value: string, { dictionaries }: Columns): string | undefined {
  if (name === "comune") return comuneOf(value)?.name;
  if (name === "zone") return value;
  if (name === "body") return dictionaries.body.labels[dictionaries.body.codes.get(value)!];
}

export function facetsOf(columns: Columns, answers: Answers): Found["facets"] {
  return Object.fromEntries(
    facetNames.map((name) => {
      const values = [...countsOf(name, columns, answers)]
        .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
        .slice(0, mostValues)
        .map(([value, count]) => {
          const label = labelOf(name, value, columns);
          return label ? { value, label, count } : { value, count };
        });
      return [name, values];
    }),
  ) as Found["facets"];
}

/** Distances (km) that a person may try next. */
const distances = [2, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300] as const;
const mostDistances = 2;

/** Of a question that has no answer: what dropping one filter, or going a little farther, would give. Most promising first. */
export function loosenings(columns: Columns, answers: Answers, filters: Filters): Loosening[] {
  const { count, ways } = answers;
  const found: Loosening[] = [];
  for (const [drop, bit] of Object.entries(bits) as [keyof typeof bits, number][]) {
    let total = 0;
    for (let n = 0; n < count; n++) if (ways[n]! & bit) total++;
    // Without its Comune a distance has nothing to be measured from.
    if (total) found.push({ drop: drop === "within" && isCentre(filters) ? "comune" : drop, count: total });
  }
  return [...farther(columns, answers, filters), ...found.toSorted((a, b) => b.count - a.count)];
}

/** The next distances that give more: around the point given, or around a Comune that has nothing itself. */
function farther(columns: Columns, { count, rows, ways }: Answers, filters: Filters): Loosening[] {
  const centre = centreOf(filters);
  const bit = filters.within !== undefined ? bits.within : isCentre({ ...filters, within: 0 }) ? bits.comune : 0;
  if (!centre || !bit) return [];
  const kmOf = kmFrom(centre, columns);
  const kms: number[] = [];
  for (let n = 0; n < count; n++) if (ways[n]! & bit) kms.push(kmOf(rows[n]!));
  const wider: Loosening[] = [];
  let last = 0;
  for (const within of distances) {
    if (within <= (filters.within ?? 0) || wider.length === mostDistances) continue;
    const total = kms.reduce((sum, km) => (km <= within ? sum + 1 : sum), 0);
    if (total > last) wider.push({ drop: "within", within, count: total });
    last = total;
  }
  return wider;
}
