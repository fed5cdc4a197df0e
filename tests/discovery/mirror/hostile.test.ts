import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { FindQuery } from "../../../functions/discovery/contract.ts";
import { type Mirror, openMirror } from "../../../functions/discovery/mirror/mirror.ts";
import { distance } from "../../../functions/discovery/mirror/vocabulary.ts";
import { fold, wordsOf } from "../../../functions/discovery/mirror/words.ts";
import { many } from "../../setup/many.ts";

const now = new Date("2027-03-01T09:00:00.000Z");
let mirror: Mirror;
beforeAll(() => {
  mirror = openMirror(":memory:");
  mirror.apply([...many(2000, now)], undefined);
});

/** Milliseconds of one question; generous, since machines are shared. */
const bound = 3000;
const ask = (question: FindQuery) => {
  const start = performance.now();
  const found = mirror.find(question, now);
  expect(performance.now() - start).toBeLessThan(bound);
  return found;
};

const typed: readonly (readonly [what: string, q: string])[] = [
  ["operators of a query language", 'title:"orto" AND (NOT corso*) NEAR/3 ^x OR -y'],
  ["quotes and statements", `'); DROP TABLE lines; --"`],
  ["NULs", "or\0to\0"],
  ["lone surrogates", "\ud83d orto \udc00"],
  ["emoji", "🌻👩‍👩‍👧‍👦 🇮🇹 orto"],
  ["one word of 200 letters", "a".repeat(200)],
  ["200 signs without spaces", "意".repeat(200)],
  ["a hundred words", "a b ".repeat(50)],
  ["forty different words", Array.from({ length: 40 }, (_, n) => `p${n.toString(36)}x`).join(" ")],
  ["marks piled on a letter", `z${"\u0301".repeat(198)}`],
  ["letters that grow when taken apart", "ﷺ".repeat(60)],
  ["names of what every object has", "constructor __proto__ toString hasOwnProperty"],
  ["marks of our own", "=ort @ort = @"],
  ["the commonest beginnings", "c d s p i a"],
];

describe("a question is answered, whatever is typed", () => {
  it.each(typed)("%s", (_, q) => {
    const found = ask({ q });
    expect(found.total).toBeGreaterThanOrEqual(found.items.length);
    ask({ skills: q });
    mirror.map({ q, west: 9, east: 13, south: 42, north: 45, zoom: 8 }, now);
  });

  it("any text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: "binary" }), (q) => {
        ask({ q, skills: q });
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it("what is found in garbage is what is found without it", () => {
    const plain = ask({ q: "orto" });
    for (const q of ["\0orto", "🌻 orto", "\ud800orto", '"orto"*', "  ORTO!!"]) expect(ask({ q }).total).toBe(plain.total);
  });
});

it.each(["", "{}", "e30", "bm9wZQ", Buffer.from('{"value":"x","tie":1,"at":0}').toString("base64url")])(
  "a cursor that is none (%s) is refused",
  (cursor) => {
    expect(() => mirror.find({ cursor }, now)).toThrow("invalid");
  },
);

it("a map of the whole world at the closest zoom has no more marks than any other", () => {
  const { marks, total, seen } = mirror.map({ west: -180, east: 180, south: -90, north: 90, zoom: 20 }, now);
  expect(marks.length).toBeLessThanOrEqual(300);
  expect([total, seen]).toEqual([2000, 2000]);
});

it("folding twice changes nothing more, and words are short", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 100, unit: "binary" }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
      for (const word of wordsOf(text)) expect(word.length).toBeLessThanOrEqual(32);
    }),
  );
});

it("the distance of two words is that of the fewest mistakes", () => {
  const known: [string, string, number][] = [
    ["orto", "orto", 0],
    ["orto", "rto", 1],
    ["orto", "otro", 1],
    ["compti", "compiti", 1],
    ["giardinagio", "giardinaggio", 1],
    ["orto", "ponte", 3],
  ];
  for (const [a, b, mistakes] of known) expect([distance(a, b, 3), distance(b, a, 3)]).toEqual([mistakes, mistakes]);
  expect(distance("orto", "ponte", 1)).toBe(2);
});
