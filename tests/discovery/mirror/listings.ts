import fc from "fast-check";
import type { FindQuery } from "../../../functions/discovery/contract.ts";
import type { Drawn } from "../../../functions/discovery/mirror/mirror.ts";
import type { Listed } from "../../../functions/discovery/rules.ts";
import { comuneOf } from "../../../functions/territory/rules.ts";
import { idOf } from "../../setup/many.ts";

/** Listings and questions of a small world, in which each filter often meets and often misses. */

export const now = new Date("2027-03-01T09:00:00.000Z");
/** Firenze, Sesto, Prato, Pisa, Grosseto. */
export const comuni = ["048017", "048043", "100005", "050026", "053011"] as const;
/** Words that no language has: what is found by them is found letter by letter. */
export const words = ["xlampox", "kferrok", "wzuccaw", "jtrenoj"] as const;
const themes = ["sport", "italian", "food"] as const;
const languages = ["it", "ar", "zh"] as const;
const access = ["step_free", "parking"] as const;

const some = <T>(options: readonly T[], minLength = 0) => fc.subarray([...options], { minLength });
const slot = fc.record({
  day: fc.integer({ min: -2, max: 12 }),
  // Italy's midnight, noon and evening are near these hours of UTC.
  hour: fc.constantFrom(0, 8, 11, 12, 16, 17, 22, 23),
  left: fc.constantFrom(0, 3, null),
});
const content = fc.record({
  said: some(words),
  skilled: some(words),
  themes: some(themes, 1),
  languages: some(languages),
  access: some(access),
  comune: fc.constantFrom(...comuni),
  body: fc.constantFrom(undefined, 1, 2),
  minimumAge: fc.constantFrom(0, 17, 18),
  off: fc.constantFrom(0, 0.01, 0.05),
  slots: fc.array(slot, { minLength: 1, maxLength: 5 }),
});

export const change: fc.Arbitrary<Drawn> = fc
  .record({
    n: fc.nat({ max: 11 }),
    seen: fc.integer({ min: 1, max: 3 }),
    at: fc.nat({ max: 2 }),
    content: fc.option(content, { freq: 5 }),
  })
  .map(({ n, seen, at, content }) => ({
    id: idOf("opp", n),
    seen,
    changedAt: new Date(now.getTime() - 1000 + at).toISOString(),
    listing: content && listingOf(n, seen, content),
  }));

function listingOf(
  n: number,
  seen: number,
  { said, skilled, comune, off, slots, body, ...rest }: typeof content extends fc.Arbitrary<infer T> ? T : never,
): Listed {
  const { name, point } = comuneOf(comune)!;
  const dates = slots
    .map(({ day, hour, left }) => {
      const startsAt = new Date(Date.UTC(2027, 2, 1 + day, hour)).toISOString();
      return { startsAt, endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(), left, waiting: left === 0 ? 1 : 0 };
    })
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  return {
    ...rest,
    id: idOf("opp", n) as Listed["id"],
    title: `Attività ${said.join(" ")}`,
    summary: "",
    ...(skilled.length && { skills: skilled.join(", ") }),
    ...(body && { body: idOf("bod", body) as never, project: idOf("prj", body) as never, plan: idOf("pla", body) as never }),
    bodyName: body ? `Ente ${body}` : "Altrove",
    comune,
    comuneName: name,
    point: { lat: point.lat + off, lon: point.lon - off },
    addressHidden: false,
    ...dates[0]!,
    dates: dates.length,
    slots: dates,
    seen,
  };
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
const wanted = <T>(options: readonly T[]) => maybe(some(options, 1).map((list) => [...list]));
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ arbitrary: fc.constant(undefined), weight: 4 }, { arbitrary, weight: 1 });

export const question: fc.Arbitrary<FindQuery> = fc
  .record({
    q: rarely(some(words, 1).map((list) => list.join(" "))),
    skills: rarely(fc.constantFrom(...words)),
    comune: rarely(fc.constantFrom(...comuni)),
    zone: rarely(fc.constantFrom("Firenze", "Pratese")),
    here: rarely(fc.record({ lat: fc.constantFrom(43.77, 43.9), lon: fc.constantFrom(11.25, 10.4) })),
    within: maybe(fc.constantFrom(3, 12, 60)),
    theme: wanted(themes),
    language: wanted(languages),
    access: rarely(some(access, 1).map((list) => [...list])),
    from: rarely(fc.constantFrom("2027-03-02", "2027-03-05")),
    to: rarely(fc.constantFrom("2027-03-02", "2027-03-07")),
    day: rarely(some(["mon", "tue", "sat", "sun"] as const, 1).map((list) => [...list])),
    time: rarely(some(["morning", "afternoon", "evening"] as const, 1).map((list) => [...list])),
    minors: rarely(fc.constant(true as const)),
    free: rarely(fc.constant(true as const)),
    body: rarely(fc.constantFrom(1, 2).map((n) => idOf("bod", n) as never)),
    project: rarely(fc.constantFrom(1, 2).map((n) => idOf("prj", n) as never)),
    plan: rarely(fc.constantFrom(1, 2).map((n) => idOf("pla", n) as never)),
    sort: maybe(fc.constantFrom("relevance", "date", "distance")),
  })
  .map(
    ({ here, ...rest }) => Object.fromEntries(Object.entries({ ...rest, ...here }).filter(([, value]) => value !== undefined)) as FindQuery,
  );
