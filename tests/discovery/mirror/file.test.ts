import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { FindQuery } from "../../../functions/discovery/contract.ts";
import { type Drawn, type Mirror, openMirror } from "../../../functions/discovery/mirror/mirror.ts";
import { many } from "../../setup/many.ts";

const now = new Date("2027-03-01T09:00:00.000Z");
const folder = mkdtempSync(join(tmpdir(), "mirror-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const listings = [...many(500, now)];

const questions: FindQuery[] = [
  {},
  { q: "italiano sera" },
  { q: "compti" },
  { theme: ["sport"], free: true },
  { lat: 43.77, lon: 11.25, within: 20, sort: "distance" },
];
const answers = (mirror: Mirror) =>
  questions.map((question) => {
    const { next, ...found } = mirror.find(question, now);
    return { ...found, more: next !== null };
  });

function filled(path: string): Mirror {
  const mirror = openMirror(path);
  mirror.apply(listings, "2027-03-01T09:00:00.000Z");
  return mirror;
}

it("a saved base answers as what it was saved from, and knows where it stands", () => {
  const mirror = filled(":memory:");
  mirror.save(at("base"));
  const base = openMirror(at("base"));
  expect(base.cursor).toBe("2027-03-01T09:00:00.000Z");
  expect([base.version, base.size]).toEqual([mirror.version, 500]);
  expect([...base.each()]).toEqual([...mirror.each()]);
  expect(answers(base)).toEqual(answers(mirror));
  expect([...base.each()].map(({ id }) => id)).toEqual(listings.map(({ id }) => id).toSorted());
});

it("changes written into a copy of a base are there when it is opened again", () => {
  filled(":memory:").save(at("base"));
  copyFileSync(at("base"), at("copy"));
  const changed = listings.slice(0, 40).map((drawn, n): Drawn => {
    const seen = drawn.seen + 1;
    if (n < 10) return { ...drawn, seen, listing: null };
    const title = n < 20 ? "Compiti e zucche la sera" : drawn.listing.title;
    return { ...drawn, seen, listing: { ...drawn.listing, seen, title, slots: drawn.listing.slots.slice(0, 1), dates: 1 } };
  });
  const copy = openMirror(at("copy"));
  copy.apply(changed, "later");
  const after = { answers: answers(copy), version: copy.version, all: [...copy.each()] };
  copy.close();
  const again = openMirror(at("copy"));
  expect({ answers: answers(again), version: again.version, all: [...again.each()] }).toEqual(after);
  expect([again.cursor, again.size]).toEqual(["later", 490]);
  expect(again.find({ q: "zucche" }, now).total).toBe(10);
  expect(again.get(changed[0]!.id)).toBeUndefined();
  expect(again.standing(changed[15]!.id)).toEqual(changed[15]);

  again.save(at("second"));
  expect(answers(openMirror(at("second")))).toEqual(after.answers);
});

it("the same change by two writers counts once, and an older picture never comes back", () => {
  const mirror = filled(":memory:");
  const [first] = listings;
  const gone: Drawn = { id: first!.id, seen: first!.seen + 1, changedAt: "2027-03-01T09:00:01.000Z", listing: null };
  mirror.apply([gone, gone], undefined);
  const { version } = mirror;
  mirror.apply([gone], undefined);
  mirror.apply([first!], undefined);
  expect([mirror.version, mirror.size, mirror.get(first!.id)]).toEqual([version, 499, undefined]);
  mirror.save(at("gone"));
  const base = openMirror(at("gone"));
  base.apply([first!], undefined);
  expect([base.version, base.size]).toEqual([version, 499]);
});

it("what is gone for longer than changes are told is forgotten with the next base", () => {
  const mirror = openMirror(":memory:");
  const [first, second] = listings;
  mirror.apply([{ id: first!.id, seen: 9, changedAt: "2027-02-01T00:00:00.000Z", listing: null }], undefined);
  mirror.apply([{ ...second!, changedAt: "2027-03-01T00:00:00.000Z" }], undefined);
  mirror.save(at("forgotten"));
  const base = openMirror(at("forgotten"));
  base.apply([{ ...first!, seen: 1 }], undefined);
  expect(base.size).toBe(2);
});

it("a change that cannot be written leaves the mirror as it was", () => {
  const mirror = filled(":memory:");
  const before = { version: mirror.version, cursor: mirror.cursor, answers: answers(mirror) };
  const [first, second] = listings;
  const broken = { ...second!, seen: 99, listing: { ...second!.listing, slots: [{ ...second!.listing.slots[0]!, startsAt: "no time" }] } };
  expect(() => mirror.apply([{ ...first!, seen: 99, listing: null }, broken], "never")).toThrow(RangeError);
  expect({ version: mirror.version, cursor: mirror.cursor, answers: answers(mirror) }).toEqual(before);
});

it("holds many changes in little memory", () => {
  const mirror = filled(at("many"));
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  // Places change far more often than words do: rows and terms stay.
  for (let round = 1; round <= 20; round++)
    mirror.apply(
      listings.map((drawn) => ({
        ...drawn,
        seen: drawn.seen + round,
        listing: { ...drawn.listing, left: round, seen: drawn.seen + round },
      })),
      undefined,
    );
  expect(mirror.size).toBe(500);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20);
});
