import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, it } from "vitest";
import { Weekday, DayPart, type FindQuery, type MapQuery } from "../../functions/discovery/contract.ts";
import { type Drawn, type Mirror, openMirror } from "../../functions/discovery/mirror/mirror.ts";
import { Access, Language, Theme } from "../../functions/opportunities/contract.ts";
import { allComuni } from "../../functions/territory/rules.ts";
import { chance, many } from "../setup/many.ts";

/**
 * Questions to the mirror, in process: a whole answer is a page of 50, its facets, and the marks of the map that is beside it.
 * Shared machines differ from hour to hour, so each figure stands beside what a plain pass over as many numbers took.
 */

const now = new Date("2027-03-01T09:00:00.000Z");
const folder = mkdtempSync(join(tmpdir(), "mirror-"));
const figures: Record<string, unknown>[] = [];
const wire: Record<string, unknown>[] = [];
afterAll(() => {
  rmSync(folder, { recursive: true });
  console.table(figures);
  console.table(wire);
});

const timed = <T>(work: () => T): [ms: number, made: T] => {
  const start = performance.now();
  const made = work();
  return [performance.now() - start, made];
};
const at = (sorted: readonly number[], part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;

const whole = { west: 9.6, east: 12.4, south: 42.2, north: 44.5, zoom: 8 };
/** Words for one to four of which a person looks: common and rare ones, misspelt and unfinished ones, other languages, days. */
const words =
  "italiano|corso|compiti|aiuto|orto|cucina|donne|bambini|sera|sabato|mattina|prato|firenze|pisa|teatro|digitale|anziani|quartiere|gruppi|calcio|parco|biblioteca|volontari|lavoro|salute|famiglie|musica|bici|ragazzi|gratis|compti|giardinagio|palavolo|bibblioteca|ital|tea|qua|ca|cours|homework|jardin|意大利语|دروس|women|kids|patente|domenica|weekend|scuola|sport|xyzzy".split(
    "|",
  );

/** Any mix: words in half of the questions, each filter in some. */
export function* questions(seed: number): Generator<FindQuery> {
  const next = chance(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const maybe = <K extends string, T>(part: number, key: K, value: () => T) => (next() < part ? ({ [key]: value() } as Record<K, T>) : {});
  for (;;) {
    const here = next() < 0.15 ? pick(allComuni).point : undefined;
    yield {
      ...maybe(0.5, "q", () => Array.from({ length: 1 + Math.floor(next() * 4) }, () => pick(words)).join(" ")),
      ...maybe(0.25, "comune", () => pick(["048017", "100005", "050026", pick(allComuni).code])),
      ...maybe(0.05, "zone", () => pick(allComuni).zone),
      ...(here && { ...here, within: pick([5, 10, 30]) }),
      ...maybe(0.3, "theme", () => [pick(Theme.options), pick(Theme.options)]),
      ...maybe(0.15, "language", () => [pick(Language.options)]),
      ...maybe(0.05, "access", () => [pick(Access.options)]),
      ...maybe(0.15, "from", () => "2027-03-10"),
      ...maybe(0.15, "to", () => "2027-04-20"),
      ...maybe(0.2, "day", () => [pick(Weekday.options)]),
      ...maybe(0.2, "time", () => [pick(DayPart.options)]),
      ...maybe(0.1, "minors", () => true),
      ...maybe(0.2, "free", () => true),
      ...maybe(0.3, "sort", () => pick(["date", "distance", "relevance"] as const)),
    };
  }
}

/** As every instance does: a process of its own opens the base, answers, and says what it holds. */
const residentOf = (path: string): number => {
  const mirror = new URL("../../functions/discovery/mirror/mirror.ts", import.meta.url).href;
  const code = `const { openMirror } = await import(${JSON.stringify(mirror)});
    const mirror = openMirror(${JSON.stringify(path)});
    for (const q of ${JSON.stringify(words)}) for (const theme of [undefined, ["sport"]]) {
      mirror.find({ q, theme }, new Date(${now.getTime()}));
      mirror.map({ theme, ...${JSON.stringify(whole)} }, new Date(${now.getTime()}));
    }
    console.log(process.memoryUsage.rss());`;
  return Number(execFileSync(process.execPath, ["--no-warnings", "--input-type=module", "-e", code]).toString());
};

/** A pass over as many numbers: what the machine can do just now. */
function floorOf(count: number): number {
  const numbers = new Float64Array(count);
  const passes = Array.from({ length: 50 }, () => timed(() => numbers.reduce((sum, number) => sum + number, 0))[0]);
  return at(
    passes.toSorted((a, b) => a - b),
    0.5,
  );
}

function filled(count: number): Mirror {
  const mirror = openMirror(join(folder, `${count}.grown`));
  const batch: Drawn[] = [];
  for (const drawn of many(count, now)) if (batch.push(drawn) === 2000) mirror.apply(batch.splice(0), undefined);
  mirror.apply(batch, undefined);
  return mirror;
}

it.each([1000, 10_000, 100_000])("a whole answer of %i", (count) => {
  const path = join(folder, String(count));
  const grown = filled(count);
  const [building] = timed(() => grown.save(path));
  grown.close();
  openMirror(path).close();
  const [opening, mirror] = timed(() => openMirror(path));
  const times: number[] = [];
  let asked = 0;
  for (const question of questions(7)) {
    const [ms] = timed(() => {
      mirror.find(question, now);
      mirror.map({ ...question, ...whole }, now);
    });
    // The first ones warm up.
    if (asked++ >= 30) times.push(ms);
    if (asked === 430) break;
  }
  const sorted = times.toSorted((a, b) => a - b);
  const [changing] = timed(() =>
    mirror.apply(
      [...many(20, now)].map((drawn) => ({ ...drawn, seen: 99 })),
      undefined,
    ),
  );
  mirror.close();
  figures.push({
    open: count,
    "median ms": at(sorted, 0.5).toFixed(2),
    "99th ms": at(sorted, 0.99).toFixed(2),
    "plain pass ms": floorOf(count).toFixed(3),
    "build s": (building / 1000).toFixed(2),
    "open ms": opening.toFixed(0),
    "change ms": (changing / 20).toFixed(2),
    "base MB": (statSync(path).size / 1e6).toFixed(0),
    "resident MB": (residentOf(path) / 1e6).toFixed(0),
  });
});

it("a map of 20,000 on the wire", () => {
  const mirror = filled(20_000);
  const views: Record<string, Omit<MapQuery, "q">> = {
    "first view, all of Tuscany": whole,
    "first view, a phone": { ...whole, zoom: 7.5 },
    "a province": { west: 10.9, east: 11.6, south: 43.5, north: 44, zoom: 10.5 },
    "a town": { west: 11.1, east: 11.4, south: 43.7, north: 43.85, zoom: 12 },
    "a quarter": { west: 11.23, east: 11.28, south: 43.76, north: 43.785, zoom: 14.5 },
    "the country": { west: 10.9, east: 11.3, south: 43.2, north: 43.45, zoom: 11.5 },
    "a large screen": { west: 10.9, east: 11.6, south: 43.6, north: 43.95, zoom: 12 },
  };
  for (const [view, question] of Object.entries(views)) {
    const answer = mirror.map(question, now);
    wire.push({
      view,
      marks: answer.marks.length,
      seen: answer.seen,
      "KB, compressed": (gzipSync(JSON.stringify(answer)).length / 1e3).toFixed(1),
    });
  }
  mirror.close();
});
