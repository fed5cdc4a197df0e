import { describe, expect, it } from "vitest";
import { csv } from "../../functions/foundation/csv.ts";
import { listingOf, middleOf, movedOn, zonesOf } from "../../functions/discovery/rules.ts";
import type { Opportunity, Shift } from "../../functions/opportunities/contract.ts";
import { publicView } from "../../functions/opportunities/rules.ts";

const now = new Date("2027-03-01T09:00:00.000Z");
const id = <P extends string>(prefix: P) => `${prefix}_${"0".repeat(26)}` as never;

const opportunity: Opportunity = {
  id: id("opp"),
  version: 3,
  state: "published",
  project: id("prj"),
  projectTitle: "Compiti insieme",
  body: id("bod"),
  bodyName: "Teranga",
  title: "Aiuto compiti",
  description: "Si sta accanto a chi fa i compiti. ".repeat(20),
  themes: ["school"],
  place: {
    comune: "050026",
    name: "Casa protetta",
    address: "Via Segreta 7",
    directions: "Suonare due volte",
    point: { lat: 43.7, lon: 10.4 },
    addressHidden: true,
  },
  languages: ["it", "fr"],
  minimumAge: 16,
  access: [],
  policy: id("pol"),
  createdBy: id("per"),
  createdAt: "2027-01-01T00:00:00.000Z",
};
const shift = (day: string, more: Partial<Shift> = {}): Shift => ({
  id: id("shf"),
  opportunity: id("opp"),
  version: 2,
  state: "open",
  startsAt: `${day}T14:00:00.000Z`,
  endsAt: `${day}T17:00:00.000Z`,
  zone: "Europe/Rome",
  places: 5,
  taken: 2,
  waiting: 0,
  ...more,
});

describe("a listing", () => {
  it("shows the next date to come, its places, and counts the others", () => {
    const listing = listingOf(
      opportunity,
      [shift("2027-03-12"), shift("2027-02-01"), shift("2027-03-05", { taken: 4 }), shift("2027-03-03", { state: "cancelled" })],
      now,
    )!;
    expect(listing).toMatchObject({ startsAt: "2027-03-05T14:00:00.000Z", left: 1, dates: 2, seen: 11 });
    expect(listing.summary.length).toBeLessThanOrEqual(181);
  });

  it("is none when there is nothing to sign up for", () => {
    expect(listingOf(opportunity, [shift("2027-02-01")], now)).toBeNull();
    for (const state of ["draft", "closed", "cancelled"] as const)
      expect(listingOf({ ...opportunity, state }, [shift("2027-03-05")], now)).toBeNull();
  });

  it("has no place left while somebody waits, even when one was freed", () =>
    expect(listingOf(opportunity, [shift("2027-03-05", { taken: 4, waiting: 3 })], now)!.left).toBe(0));

  it.each([
    ["listing", () => listingOf(opportunity, [shift("2027-03-05")], now)],
    ["public view", () => publicView(opportunity, [shift("2027-03-05")])],
  ])("a hidden address is in no %s: not the street, the venue, the way or the pin", (_, view) => {
    const told = JSON.stringify(view());
    for (const secret of ["Segreta", "Casa protetta", "Suonare", "43.7,", "10.4}"]) expect(told).not.toContain(secret);
    expect(told).toContain("Pisa");
  });
});

describe("a listing that moves on", () => {
  const listed = listingOf(opportunity, [shift("2027-03-05"), shift("2027-03-12", { taken: 4 })], now)!;
  it("shows the date after", () =>
    expect(movedOn(listed, new Date("2027-03-05T14:00:00.000Z"))).toEqual(
      listingOf(opportunity, [shift("2027-03-05"), shift("2027-03-12", { taken: 4 })], new Date("2027-03-05T14:00:00.000Z")),
    ));
  it("is gone with its last date", () => expect(movedOn(listed, new Date("2027-03-12T14:00:00.000Z"))).toBeNull());
  it("stays as it is before", () => expect(movedOn(listed, now)).toEqual(listed));
});

it("a project lies in the zones of its Comuni, and in their middle", () => {
  expect(zonesOf(["050026", "050008", "048017"])).toEqual(expect.arrayContaining(["Firenze", "Pisana"]));
  expect(middleOf([])).toBeNull();
  expect(middleOf(["050026"])!.lat).toBeCloseTo(43.7, 0);
});

it("a spreadsheet takes no cell for a formula and no text for two cells", () => {
  expect(csv([["=1+1", "a;b", 'c"d', 1.5, "-x"]])).toBe(`\ufeff'=1+1;"a;b";"c""d";1,5;'-x\r\n`);
});
