import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { FilterName, FindQuery, Found, FoundListing } from "../../../functions/discovery/contract.ts";
import { type Drawn, type Mirror, openMirror } from "../../../functions/discovery/mirror/mirror.ts";
import { chance } from "../../setup/many.ts";
import { change, now, question } from "./listings.ts";
import { answersOf, facetsOf, newest, without } from "./naive.ts";

const folder = mkdtempSync(join(tmpdir(), "mirror-"));
afterAll(() => rmSync(folder, { recursive: true }));

const changes = fc.uniqueArray(change, { maxLength: 30, selector: ({ id, seen, changedAt }) => `${id} ${seen} ${changedAt}` });

/** Every change twice, in the order of chance, in pieces; and once in the middle all of it is saved and opened again. */
function grown(told: readonly Drawn[], seed: number): Mirror {
  const next = chance(seed);
  const twice = [...told, ...told].map((one) => ({ one, at: next() })).toSorted((a, b) => a.at - b.at);
  let mirror = openMirror(":memory:");
  const half = Math.floor(twice.length / 2);
  for (let at = 0; at < twice.length; at += 5) {
    mirror.apply(
      twice.slice(at, at + 5).map(({ one }) => one),
      String(at),
    );
    if (at <= half && half < at + 5 && seed % 2) {
      const path = join(folder, "half.sqlite");
      mirror.save(path);
      mirror.close();
      mirror = openMirror(path);
    }
  }
  return mirror;
}

function walk(mirror: Mirror, asked: FindQuery): FoundListing[] {
  const items: FoundListing[] = [];
  let cursor: string | undefined;
  do {
    const page: Found = mirror.find({ ...asked, limit: 3, cursor }, now);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return items;
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
const filtersOf = (asked: FindQuery): FilterName[] =>
  (Object.keys(asked) as (keyof FindQuery)[]).filter(
    (name): name is FilterName => !["sort", "limit", "cursor", "lat", "lon"].includes(name),
  );

describe("an answer equals that of looking at each listing", () => {
  it("whatever changed, in whatever order, and whatever is asked", () => {
    fc.assert(
      fc.property(changes, fc.array(question, { minLength: 4, maxLength: 8 }), fc.nat(), (told, questions, seed) => {
        const all = newest(told);
        const mirror = grown(told, seed);
        expect(mirror.size).toBe(all.length);
        for (const asked of questions) {
          const expected = answersOf(all, asked, now);
          const found = mirror.find(asked, now);
          expect(found.total).toBe(expected.length);
          expect(found.items.toSorted(byId)).toEqual(expected.toSorted(byId));
          const counts = Object.entries(found.facets).map(([name, values]) => [
            name,
            Object.fromEntries(values.map(({ value, count }) => [value, count])),
          ]);
          expect(Object.fromEntries(counts)).toEqual(facetsOf(all, asked, now));

          const walked = walk(mirror, asked);
          expect(walked.map(({ id }) => id)).toEqual(found.items.map(({ id }) => id));
          const order =
            asked.sort === "distance" && walked[0]?.km != null
              ? "km"
              : asked.q && asked.sort !== "date" && asked.sort !== "distance"
                ? null
                : "startsAt";
          if (order)
            expect(walked.map((item) => item[order]!)).toEqual(
              walked.map((item) => item[order]!).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
            );

          if (expected.length) expect(found.loosen).toEqual([]);
          else {
            for (const { drop, within, count } of found.loosen)
              expect(answersOf(all, within ? { ...asked, within } : without(asked, drop), now)).toHaveLength(count);
            for (const filter of filtersOf(asked))
              if (answersOf(all, without(asked, filter), now).length) expect(found.loosen.map(({ drop }) => drop)).toContain(filter);
          }
        }
        mirror.close();
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it("of the map as well: each answer in the part under one mark", () => {
    fc.assert(
      fc.property(changes, question, fc.constantFrom(0, 8, 11.5, 20), fc.constantFrom(0.02, 0.5, 5), (told, asked, zoom, half) => {
        const mirror = grown(told, 0);
        const expected = answersOf(newest(told), asked, now);
        const part = { west: 11.25 - half, east: 11.25 + half, south: 43.77 - half, north: 43.77 + half };
        const { marks, total, seen } = mirror.map({ ...asked, ...part, zoom }, now);
        const inside = expected.filter(
          ({ point: { lat, lon } }) => lat >= part.south && lat <= part.north && lon >= part.west && lon <= part.east,
        );
        expect([total, seen]).toEqual([expected.length, inside.length]);
        const shown = marks.reduce((sum, { count }) => sum + count, 0);
        expect(shown).toBeGreaterThanOrEqual(seen);
        expect(shown).toBeLessThanOrEqual(total);
        for (const { point, id } of inside)
          expect(
            marks.some(
              (mark) =>
                mark.id === id ||
                (mark.corners &&
                  point.lon >= mark.corners[0] - 1e-5 &&
                  point.lat >= mark.corners[1] - 1e-5 &&
                  point.lon <= mark.corners[2] + 1e-5 &&
                  point.lat <= mark.corners[3] + 1e-5),
            ),
          ).toBe(true);
        mirror.close();
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it("and two mirrors with the same listings have the same version, however they came to them", () => {
    fc.assert(
      fc.property(changes, fc.nat(), fc.nat(), (told, a, b) => {
        const [one, other] = [grown(told, a), grown(told, b)];
        expect(one.version).toBe(other.version);
        expect([...one.each()]).toEqual([...other.each()]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
