import { describe, expect, it } from "vitest";
import type { Policy } from "../../functions/bodies/contract.ts";
import type { Overview, OverviewProject } from "../../functions/discovery/contract.ts";
import type { Hours, RosterLine, SignUp } from "../../functions/participation/contract.ts";
import { type Days, isCovered } from "../../web/parts/coverage.ts";
import { createDateRows, endsNextDay } from "../../web/parts/dateRows.ts";
import { projectsOf, searchOf, viewOf } from "../../web/parts/overviewRows.ts";
import {
  filters,
  hasPlace,
  instantIn,
  isAfterwards,
  newer,
  opensAt,
  type PendingMark,
  plain,
  waits,
  withMarks,
} from "../../web/parts/rosterLines.ts";

const person = `per_${"1".repeat(26)}` as SignUp["person"];
const signUp: SignUp = {
  shift: `shf_${"1".repeat(26)}` as SignUp["shift"],
  opportunity: `opp_${"1".repeat(26)}` as SignUp["opportunity"],
  person,
  name: "Amina Diallo",
  state: "confirmed",
  at: "2027-02-01T09:00:00.000Z",
  startsAt: "2027-03-06T14:00:00.000Z",
  endsAt: "2027-03-06T17:00:00.000Z",
  version: 3,
};
const hours: Hours = {
  shift: signUp.shift,
  opportunity: signUp.opportunity,
  person,
  name: signUp.name,
  minutes: 180,
  state: "proposed",
  proposedBy: { person, name: "Bianca" },
  startsAt: signUp.startsAt,
  version: 1,
};
const line = (change: Partial<SignUp> = {}, entry: Hours | null = null): RosterLine => ({ signUp: { ...signUp, ...change }, hours: entry });
const mark = (move: PendingMark["move"], at = "2027-03-06T14:05:00.000Z"): PendingMark => ({
  id: move,
  person,
  move,
  at,
  typed: false,
});

describe("a roster on a phone", () => {
  it("shows marks before the API has them, in their order", () => {
    expect(withMarks(line(), []).signUp.state).toBe("confirmed");
    const both = withMarks(line(), [mark("checkIn"), mark("checkOut", "2027-03-06T17:02:00.000Z")]);
    expect(both.signUp).toMatchObject({
      state: "attended",
      checkedInAt: "2027-03-06T14:05:00.000Z",
      checkedOutAt: "2027-03-06T17:02:00.000Z",
    });
    expect(withMarks(line(), [mark("noShow")]).signUp.state).toBe("no_show");
    expect(withMarks(line(), [{ ...mark("excuse"), reason: "Malata" }]).signUp).toMatchObject({ state: "excused", reason: "Malata" });
  });

  it("never goes back to what was read before a mark was taken", () => {
    const known = line({ state: "attended", version: 4 }, { ...hours, version: 2, state: "confirmed" });
    expect(newer(known, line({ version: 3 }, hours))).toEqual(known);
    expect(newer(known, line({ state: "no_show", version: 5 })).signUp.state).toBe("no_show");
    expect(newer(known, line({ version: 5 }, { ...hours, version: 3 })).hours?.version).toBe(3);
    expect(newer(undefined, line())).toEqual(line());
  });

  it("sorts people into those with a place and those who wait; who left the line is neither", () => {
    const states = ["confirmed", "attended", "no_show", "excused", "waitlisted", "cancelled"] as const;
    expect(states.filter((state) => hasPlace(line({ state })))).toEqual(["confirmed", "attended", "no_show", "excused"]);
    expect(states.filter((state) => waits(line({ state })))).toEqual(["waitlisted"]);
  });

  it("counts everybody with a place under one head beside all", () => {
    const heads = ["toMark", "in", "out", "absent"] as const;
    for (const one of [
      line(),
      line({ state: "attended" }),
      line({ state: "attended", checkedOutAt: "x" }),
      line({ state: "no_show" }),
      line({ state: "excused" }),
    ])
      expect(heads.filter((head) => filters[head](one.signUp))).toHaveLength(1);
  });

  it("finds names however they are typed", () => expect(plain("Łucja É. D’Àmico")).toContain("d’amico"));

  it("opens two hours before the start, and is afterwards from half an hour after the end", () => {
    expect(opensAt(signUp)).toBe("2027-03-06T12:00:00.000Z");
    expect(isAfterwards(signUp, new Date("2027-03-06T17:30:00.000Z"))).toBe(false);
    expect(isAfterwards(signUp, new Date("2027-03-06T17:30:00.001Z"))).toBe(true);
  });

  it.each([
    ["14:10 of an afternoon", "2027-03-06T14:00:00.000Z", "14:10", "2027-03-06T13:10:00.000Z"],
    ["past midnight", "2027-03-06T20:00:00.000Z", "01:15", "2027-03-07T00:15:00.000Z"],
    ["in summer", "2027-07-03T16:00:00.000Z", "18:30", "2027-07-03T16:30:00.000Z"],
    ["over the change of clocks", "2027-03-27T22:00:00.000Z", "03:30", "2027-03-28T01:30:00.000Z"],
  ])("a time of the clock in Italy: %s", (_, startsAt, time, instant) => expect(instantIn({ startsAt }, time)).toBe(instant));
});

describe("dates that are typed", () => {
  it("a row without a day counts for nothing, a repeated one is a week later", () => {
    const rows = createDateRows();
    rows.add();
    expect(rows.drafts()).toEqual([]);
    rows.set(rows.rows[0]!.id, { date: "2027-12-28", start: "21:00", end: "01:00", places: "12" });
    rows.again();
    expect(rows.drafts()).toEqual([
      { startsAt: "2027-12-28T21:00", endsAt: "2027-12-29T01:00", places: 12 },
      { startsAt: "2028-01-04T21:00", endsAt: "2028-01-05T01:00", places: 12 },
    ]);
    rows.remove(rows.rows[0]!.id);
    expect(rows.rows.map(({ date }) => date)).toEqual(["2028-01-04"]);
  });

  it("an error by place in the list finds its row, also after another was removed or left empty", () => {
    const rows = createDateRows();
    for (const date of ["", "2027-05-01", "2027-05-08"]) {
      rows.add();
      rows.set(rows.rows.at(-1)!.id, { date });
    }
    const last = rows.rows.at(-1)!.id;
    expect(rows.named([{ field: "shifts.1.endsAt", detail: "x" }])).toEqual([{ field: `shifts.${last}.endsAt`, detail: "x" }]);
    expect(rows.named([{ field: "title", detail: "x" }])).toEqual([{ field: "title", detail: "x" }]);
  });

  it("an end before the start is the next day's, the same time is not", () => {
    const row = { id: 1, date: "2027-05-01", start: "20:00", end: "01:00", places: "1" };
    expect(endsNextDay(row)).toBe(true);
    expect(endsNextDay({ ...row, end: "20:00" })).toBe(false);
    expect(endsNextDay({ ...row, end: "" })).toBe(false);
  });

  it("has as many as an opportunity can hold", () => {
    const rows = createDateRows();
    for (let n = 0; n < 70; n++) rows.add();
    expect(rows.rows).toHaveLength(60);
  });
});

describe("what a policy covers", () => {
  const policy = {
    id: `pol_${"1".repeat(26)}`,
    covers: ["accident", "illness", "liability"],
    validFrom: "2027-01-01",
    validTo: "2027-06-30",
  } as unknown as Policy;
  it.each([
    ["inside", policy, { from: "2027-03-01", to: "2027-03-01" }, true],
    ["its first and last day", policy, { from: "2027-01-01", to: "2027-06-30" }, true],
    ["a night into the day after it", policy, { from: "2027-06-30", to: "2027-07-01" }, false],
    ["before it", policy, { from: "2026-12-31", to: "2027-01-01" }, false],
    ["liability alone", { ...policy, covers: ["liability" as const] }, { from: "2027-03-01", to: "2027-03-01" }, false],
    ["withdrawn", { ...policy, withdrawnAt: "2027-02-01T00:00:00.000Z" }, { from: "2027-03-01", to: "2027-03-01" }, false],
    ["none", undefined, { from: "2027-03-01", to: "2027-03-01" }, false],
  ] satisfies [string, Policy | undefined, Days, boolean][])("%s", (_, which, days, covered) =>
    expect(isCovered(which, days)).toBe(covered),
  );
});

describe("the overview in the address", () => {
  it("what it says is what it reads", () => {
    for (const search of ["", "?state=active", "?zone=Pisana&wp=wp4&sort=hours", "?sort=people&order=up", "?order=down"])
      expect(searchOf(viewOf(search))).toBe(search);
  });

  it("leaves out what makes no sense", () => expect(searchOf(viewOf("?state=happy&wp=wp9&sort=colour&order=sideways"))).toBe(""));

  const project = (title: string, change: Partial<OverviewProject>): OverviewProject =>
    ({
      title,
      state: "active",
      zones: [],
      workPackage: "wp4",
      lead: "",
      openDays: 0,
      opportunities: 0,
      people: 0,
      confirmedMinutes: 0,
      ...change,
    }) as OverviewProject;
  const projects = [
    project("Orti", { people: 3, zones: ["Pisana", "Livornese"] }),
    project("àncora", { people: 3 }),
    project("Cinema", { people: 12, workPackage: "wp1" }),
  ];
  const titles = (search: string) => projectsOf({ projects } as unknown as Overview, viewOf(search)).map(({ title }) => title);

  it("orders by title however it is written, numbers from the largest, equals by title", () => {
    expect(titles("")).toEqual(["àncora", "Cinema", "Orti"]);
    expect(titles("?sort=people")).toEqual(["Cinema", "àncora", "Orti"]);
    expect(titles("?sort=people&order=up")).toEqual(["àncora", "Orti", "Cinema"]);
  });

  it("finds a project in each of its zones", () => {
    expect(titles("?zone=Livornese")).toEqual(["Orti"]);
    expect(titles("?zone=Livornese&wp=wp1")).toEqual([]);
  });
});
