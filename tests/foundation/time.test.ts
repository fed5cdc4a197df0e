import { describe, expect, it } from "vitest";
import { dayOf, daysOf, instantOf, localOf, overlaps, spell } from "../../functions/foundation/time.ts";

describe("wall-clock times in Italy", () => {
  it.each([
    ["winter", "2027-01-15T10:00", "2027-01-15T09:00:00.000Z"],
    ["summer", "2027-07-15T10:00", "2027-07-15T08:00:00.000Z"],
    ["the last minute before the clocks go forward", "2027-03-28T01:59", "2027-03-28T00:59:00.000Z"],
    ["an hour that does not exist: as far after the jump", "2027-03-28T02:30", "2027-03-28T01:30:00.000Z"],
    ["the first minute after it", "2027-03-28T03:00", "2027-03-28T01:00:00.000Z"],
    ["an hour that comes twice: its first pass", "2027-10-31T02:30", "2027-10-31T00:30:00.000Z"],
    ["the hour after it", "2027-10-31T03:00", "2027-10-31T02:00:00.000Z"],
    ["midnight", "2027-03-28T00:00", "2027-03-27T23:00:00.000Z"],
  ])("%s", (_, local, instant) => expect(instantOf(local)).toBe(instant));

  it("come back as they went in, but for the hour that does not exist", () => {
    for (const local of ["2027-01-15T10:00", "2027-03-28T03:00", "2027-10-31T02:30", "2027-12-31T23:59"])
      expect(localOf(instantOf(local))).toBe(local);
  });

  it("a day is Italy's day, not Greenwich's", () => {
    expect(dayOf("2027-07-14T22:30:00.000Z")).toBe("2027-07-15");
    expect(dayOf("2027-01-14T23:30:00.000Z")).toBe("2027-01-15");
  });

  it("a slot that ends at midnight touches one day, one that passes it two", () => {
    expect(daysOf({ startsAt: instantOf("2027-03-10T20:00"), endsAt: instantOf("2027-03-11T00:00") })).toEqual(["2027-03-10"]);
    expect(daysOf({ startsAt: instantOf("2027-03-10T22:00"), endsAt: instantOf("2027-03-11T02:00") })).toEqual([
      "2027-03-10",
      "2027-03-11",
    ]);
  });

  it("slots overlap when they share a moment, not when one begins as the other ends", () => {
    const slot = (from: string, to: string) => ({ startsAt: from, endsAt: to });
    expect(overlaps(slot("1", "3"), slot("2", "4"))).toBe(true);
    expect(overlaps(slot("1", "4"), slot("2", "3"))).toBe(true);
    expect(overlaps(slot("1", "2"), slot("2", "3"))).toBe(false);
  });

  it("are read aloud in both languages", () => {
    const slot = { startsAt: "2026-12-05T14:00:00.000Z", endsAt: "2026-12-05T17:00:00.000Z" };
    expect(spell("it", slot)).toBe("sabato 5 dicembre 2026, 15:00–18:00");
    expect(spell("en", slot)).toMatch(/^Saturday,? 5 December 2026, 15:00–18:00$/);
  });
});
