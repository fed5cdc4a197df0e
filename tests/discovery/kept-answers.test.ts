import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keptAnswers, normal } from "../../functions/discovery/kept-answers.ts";

/** Asks, and counts how often an answer had to be made. */
function asking(bounds?: { most?: number; bytes?: number }) {
  const answers = keptAnswers(bounds);
  const made: string[] = [];
  const ask = (moment: string, question: string, weight = 10) =>
    answers(moment, question, () => (made.push(`${moment} ${question}`), "x".repeat(weight)));
  return { ask, made };
}

describe("kept answers", () => {
  it("are made once for all who ask the same, and anew when the moment changes", () => {
    const { ask, made } = asking();
    for (const moment of ["v1 7", "v1 7", "v1 8", "v2 8", "v2 8"]) for (const question of ["a", "b", "a"]) ask(moment, question);
    expect(made).toEqual(["v1 7 a", "v1 7 b", "v1 8 a", "v1 8 b", "v2 8 a", "v2 8 b"]);
  });

  it("go when there are too many, those first that nobody asked for", () => {
    const { ask, made } = asking({ most: 2 });
    for (const question of ["a", "b", "a", "c", "a", "b"]) ask("m", question);
    expect(made).toEqual(["m a", "m b", "m c", "m b"]);
  });

  it("go when they weigh too much", () => {
    const { ask, made } = asking({ bytes: 100 });
    ask("m", "large", 80);
    ask("m", "small");
    ask("m", "large", 80);
    expect(made).toHaveLength(2);
    ask("m", "other", 30);
    ask("m", "small");
    expect(made).toHaveLength(4);
  });

  it("have the same mark for the same content, whenever they were made", () => {
    const { ask } = asking();
    expect(ask("m", "a").etag).toBe(ask("n", "b").etag);
    expect(ask("n", "c", 11).etag).not.toBe(ask("n", "b").etag);
  });
});

it("a question is the same however it is written, and no two questions are", () => {
  const question = fc.record(
    {
      q: fc.constantFrom("orto", "Orto", ""),
      theme: fc.uniqueArray(fc.constantFrom("school", "sport", "food")),
      within: fc.constantFrom(5, 10),
      free: fc.constant(true),
    },
    { requiredKeys: [] },
  );
  const meant = ({ q, theme, within, free }: { q?: string; theme?: string[]; within?: number; free?: boolean }) =>
    JSON.stringify([q, theme?.toSorted(), within, free].map((one) => one ?? null));
  const rewritten = (one: object) =>
    Object.fromEntries(
      Object.entries(one)
        .toReversed()
        .map(([name, value]: [string, unknown]) => [name, Array.isArray(value) ? value.toReversed() : value]),
    );
  fc.assert(
    fc.property(question, question, (a, b) => {
      expect(normal({ ...rewritten(a), comune: undefined })).toBe(normal(a));
      expect(normal(a) === normal(b)).toBe(meant(a) === meant(b));
    }),
  );
});
