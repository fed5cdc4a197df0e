import fc from "fast-check";
import { aboutOfLink, linkToken } from "../../functions/foundation/link.ts";
import { describe, expect, it } from "vitest";
import { filters } from "../../functions/discovery/contract.ts";
import { localOf } from "../../functions/foundation/time.ts";
import {
  addressOf,
  dealt,
  type Kept,
  mostTold,
  newsLife,
  newsTo,
  nextDue,
  questionOf,
  textOf,
  toldOf,
  withChange,
  without,
  withSearch,
} from "../../functions/searches/rules.ts";

const now = new Date("2027-03-01T09:00:00.000Z");
const searchId = (n: number) => `sch_${String(n).padStart(26, "0")}` as Kept["id"];
const draft = (question: Record<string, unknown> = { q: "orto" }, more = {}) =>
  ({ name: "Orto", frequency: "daily", question, ...more }) as never;
const one = (more: Partial<Kept> = {}): Kept => ({ ...withSearch([], draft(), searchId(1), now)[0]!, ...more });
const after = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
let ids = 0;
const published = (at: Date) => ({ id: `opp_${String(ids++).padStart(26, "0")}` as never, publishedAt: at.toISOString() });

describe("a question", () => {
  it("is the same text however it was asked", () => {
    expect(textOf({ theme: ["school", "food"], q: "orto", skills: "", lat: 43.71654, lon: 10.4 } as never)).toEqual({
      theme: "food,school",
      q: "orto",
      lat: "43.72",
      lon: "10.40",
    });
  });

  it("is the same question when it is read again, whatever its filters", () => {
    const asked = {
      q: "orto",
      comune: "050026",
      zone: "Pisana",
      lat: "43.7",
      lon: "10.4",
      within: "10",
      theme: "school,food",
      language: "it,ar",
      access: "step_free",
      from: "2027-03-01",
      to: "2027-04-01",
      day: "mon,sat",
      time: "evening",
      skills: "cucito",
      minors: "true",
      free: "true",
      project: `prj_${"0".repeat(26)}`,
      plan: `pla_${"0".repeat(26)}`,
      body: `bod_${"0".repeat(26)}`,
    };
    expect(Object.keys(asked).toSorted()).toEqual(Object.keys(filters).toSorted());
    fc.assert(
      fc.property(fc.subarray(Object.entries(asked)), (entries) => {
        const text = textOf(questionOf(Object.fromEntries(entries))!);
        expect(Object.keys(text).toSorted()).toEqual(entries.map(([name]) => name).toSorted());
        expect(textOf(questionOf(text)!)).toEqual(text);
      }),
    );
  });

  it("that the filters no longer know is none", () => expect(questionOf({ colour: "blue" })).toBeUndefined());

  it("stands in an address as the find page reads it", () => {
    expect(addressOf("/", { comune: "050026", within: "10", theme: "food,school" })).toBe("/?place=Pisa&within=10&theme=food,school");
    expect(addressOf("/en", {})).toBe("/en");
  });
});

describe("eight in the morning in Italy", () => {
  // 1 March 2027 is a Monday.
  it.each([
    ["daily", "2027-03-01T09:00:00.000Z", "2027-03-01T09:00:00.000Z", "2027-03-02T07:00:00.000Z"],
    ["daily", "2027-03-01T09:00:00.000Z", "2027-03-02T06:59:59.999Z", "2027-03-02T07:00:00.000Z"],
    ["daily", "2027-03-01T09:00:00.000Z", "2027-03-02T07:00:00.000Z", "2027-03-03T07:00:00.000Z"],
    // The clocks change on 28 March.
    ["daily", "2027-03-01T09:00:00.000Z", "2027-03-27T12:00:00.000Z", "2027-03-28T06:00:00.000Z"],
    ["weekly", "2027-03-01T09:00:00.000Z", "2027-03-01T09:00:00.000Z", "2027-03-08T07:00:00.000Z"],
    ["weekly", "2027-03-01T09:00:00.000Z", "2027-03-10T09:00:00.000Z", "2027-03-15T07:00:00.000Z"],
    // Saved late on Sunday by Greenwich, on Monday by the clocks of Italy.
    ["weekly", "2027-02-28T23:30:00.000Z", "2027-02-28T23:30:00.000Z", "2027-03-01T07:00:00.000Z"],
  ] as const)("%s, saved %s, looked at %s: %s", (frequency, createdAt, at, due) =>
    expect(nextDue({ frequency, createdAt }, new Date(at))).toBe(due),
  );

  it("comes within a day or a week of any moment, and says 08:00", () => {
    const moment = fc.integer({ min: 0, max: 800 * 1440 }).map((minutes) => new Date(now.getTime() + minutes * 60_000));
    fc.assert(
      fc.property(moment, moment, fc.constantFrom("daily", "weekly"), (createdAt, at, frequency) => {
        const due = nextDue({ frequency, createdAt: createdAt.toISOString() }, at);
        const ahead = Date.parse(due) - at.getTime();
        expect(localOf(due).slice(11)).toBe("08:00");
        expect(ahead).toBeGreaterThan(0);
        expect(ahead).toBeLessThanOrEqual((frequency === "daily" ? 25 : 7 * 24 + 1) * 3_600_000);
      }),
    );
  });
});

describe("the searches of a person", () => {
  it("hold one of each question, with its last name and rhythm, told of again", () => {
    const [first] = withChange(withSearch([], draft(), searchId(1), now), searchId(1), { paused: true }, now);
    const next = withSearch([first!], draft({ q: "orto" }, { name: "Orti", frequency: "weekly" }), searchId(2), after(1));
    expect(next).toMatchObject([{ id: searchId(1), name: "Orti", frequency: "weekly", paused: false }]);
    expect(withSearch(next, draft({ q: "coro" }), searchId(3), now)).toHaveLength(2);
  });

  it("are at most twenty", () => {
    let all: readonly Kept[] = [];
    for (let n = 0; n < 20; n++) all = withSearch(all, draft({ q: `orto ${n}` }), searchId(n), now);
    expect(() => withSearch(all, draft({ q: "uno di più" }), searchId(20), now)).toThrow("too_many_searches");
    expect(withSearch(all, draft({ q: "orto 3" }), searchId(20), now)).toHaveLength(20);
  });

  it("know nothing of one that is not theirs", () => {
    expect(() => withChange([one()], searchId(9), { paused: true }, now)).toThrow("not_found");
    expect(() => without([one()], searchId(9))).toThrow("not_found");
  });

  it("that rest hear nothing of what came meanwhile", () => {
    const [paused] = withChange([one()], searchId(1), { paused: true }, now);
    const [again] = withChange([paused!], searchId(1), { paused: false }, after(5));
    expect(newsTo(again!, [published(after(3))], after(6))).toEqual([]);
    expect(newsTo(again!, [published(after(5.5))], after(6))).toHaveLength(1);
  });
});

describe("news", () => {
  it("is what came after the search, in the last thirty days, and was not told of", () => {
    const [before, fresh, old] = [published(after(-1)), published(after(1)), published(after(2))];
    const search = one();
    expect(newsTo(search, [before, fresh, { id: fresh.id }], after(2))).toEqual([fresh]);
    expect(newsTo(toldOf(search, [fresh], after(2)), [fresh], after(3))).toEqual([]);
    expect(newsTo(search, [old], new Date(after(2).getTime() + newsLife))).toEqual([]);
  });

  it("is told once, and all of it, however much there is and whenever it is found", () => {
    // When each was published (days), and how many looks later it begins to answer: a place opened, a text was changed.
    const activities = fc.array(fc.record({ at: fc.double({ min: 0.01, max: 40, noNaN: true }), late: fc.integer({ min: 0, max: 3 }) }), {
      maxLength: 180,
    });
    fc.assert(
      fc.property(activities, (all) => {
        const things = all.map(({ at, late }) => ({ ...published(after(at)), from: Math.ceil(at) + late }));
        let search = one();
        const told: string[] = [];
        for (let look = 1; look <= 44; look++) {
          const news = newsTo(
            search,
            things.filter(({ from }) => from <= look),
            after(look),
          );
          told.push(...news.map(({ id }) => id));
          search = toldOf(search, news, after(look));
          expect(search.told.length).toBeLessThanOrEqual(mostTold);
        }
        expect(new Set(told).size).toBe(told.length);
        const prompt = things.filter((_, n) => all[n]!.late === 0).map(({ id }) => id as string);
        expect(told).toEqual(expect.arrayContaining(prompt));
        if (things.length <= mostTold) expect(told).toHaveLength(things.length);
      }),
      { numRuns: 60 },
    );
  });

  it("is dealt one to each search in turn, nothing twice, until the letter is full", () => {
    const list = (...names: string[]) => names.map((id) => ({ id }));
    expect(dealt([list("a", "b", "c", "d"), list("b", "e")], 4)).toEqual([list("a", "c"), list("b", "e")]);
    expect(dealt([[], list("a")])).toEqual([[], list("a")]);
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(..."abcdefghijklmno".split("")), { maxLength: 15 }), { maxLength: 20 }), (lists) => {
        const shown = dealt(lists.map((each) => list(...each))).flat();
        const all = new Set(lists.flat());
        expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
        expect(shown.length).toBe(Math.min(10, all.size));
      }),
    );
  });
});

describe("a link in a letter", () => {
  const [secret, id] = ["a secret for tests", `per_${"0".repeat(26)}`];
  it("gives the id back to who wrote it, and to nobody else", () => {
    const token = linkToken(secret, "unsubscribe", id);
    expect(aboutOfLink(secret, "unsubscribe", token)).toBe(id);
    for (const [key, kind, link] of [
      ["another secret", "unsubscribe", token],
      [secret, "confirm", token],
      [secret, "unsubscribe", token.replace("per_0", "per_1")],
      [secret, "unsubscribe", token.slice(0, -1)],
      [secret, "unsubscribe", id],
      [secret, "unsubscribe", ""],
    ] as const)
      expect(() => aboutOfLink(key, kind, link)).toThrow("not_found");
  });
});
