import { describe, expect, it } from "vitest";
import { type Hours, HoursState, type SignUp, SignUpState } from "../../functions/participation/contract.ts";
import {
  admit,
  type Bookable,
  clashOf,
  checkOut,
  decide,
  decideHours,
  hoursMoves,
  hoursSide,
  minutesOf,
  moves,
  promotable,
} from "../../functions/participation/rules.ts";

const person = `per_${"0".repeat(26)}` as SignUp["person"];
const other = `per_${"1".repeat(26)}` as SignUp["person"];
const body = `bod_${"0".repeat(26)}` as never;
const now = new Date("2027-03-01T15:00:00.000Z");

const signUp = (state: SignUp["state"], more: Partial<SignUp> = {}): SignUp => ({
  shift: `shf_${"0".repeat(26)}` as SignUp["shift"],
  opportunity: `opp_${"0".repeat(26)}` as SignUp["opportunity"],
  person,
  name: "Fatou Sarr",
  state,
  at: "2027-02-01T10:00:00.000Z",
  startsAt: "2027-03-01T14:00:00.000Z",
  endsAt: "2027-03-01T17:00:00.000Z",
  version: 4,
  ...more,
});

// Written by hand from the states of a sign-up, not from the table under test.
const allowed = new Set([
  "promote waitlisted calendar",
  "cancel confirmed participant",
  "cancel waitlisted participant",
  "call_off confirmed calendar",
  "call_off waitlisted calendar",
  "check_in confirmed organiser",
  "no_show confirmed organiser",
  "excuse confirmed organiser",
]);

describe.each(Object.keys(moves) as (keyof typeof moves)[])("%s", (move) => {
  // Leaving is possible until it begins, the other moves on the day.
  const at = move === "cancel" ? new Date("2027-02-20T10:00:00.000Z") : now;
  for (const state of SignUpState.options)
    for (const side of ["participant", "organiser", "calendar"] as const)
      it(`${state} by ${side}`, () => {
        const attempt = () => decide(signUp(state), move, side, at, { reason: "La sala è chiusa" });
        if (allowed.has(`${move} ${state} ${side}`)) expect(attempt()).toMatchObject({ state: moves[move].to, version: 5 });
        else expect(attempt).toThrow(/not_allowed|wrong_state/);
      });
});

describe("the clock of a sign-up", () => {
  it("check-in opens two hours before the start and not earlier", () => {
    const at = (time: string) => () => decide(signUp("confirmed"), "check_in", "organiser", new Date(`2027-03-01T${time}Z`));
    expect(at("11:59:59.999")).toThrow("not_yet");
    expect(at("12:00:00.000")().state).toBe("attended");
  });
  it("nobody is a no-show before it begins", () =>
    expect(() => decide(signUp("confirmed"), "no_show", "organiser", new Date("2027-03-01T13:59:59.999Z"))).toThrow("not_yet"));
  it("a place cannot be given back once it began", () =>
    expect(() => decide(signUp("confirmed"), "cancel", "participant", new Date("2027-03-01T14:00:00.000Z"))).toThrow("too_late"));
  it("an excuse has a reason", () => expect(() => decide(signUp("confirmed"), "excuse", "organiser", now)).toThrow("reason_needed"));
  it("nobody goes out before coming in", () =>
    expect(() => checkOut(signUp("attended", { checkedInAt: "2027-03-01T14:30:00.000Z" }), now, "2027-03-01T14:29:00.000Z")).toThrow(
      "invalid",
    ));
});

describe("admit", () => {
  const shift: Bookable = {
    state: "open",
    bookable: true,
    places: 20,
    taken: 19,
    waiting: 0,
    policy: "pol",
    startsAt: "2027-03-02T14:00:00.000Z",
    endsAt: "2027-03-02T17:00:00.000Z",
  };
  it.each([
    ["the last place", {}, "confirmed"],
    ["a full shift", { taken: 20 }, "waitlisted"],
    ["a freed place while somebody waits", { waiting: 1 }, "waitlisted"],
  ])("%s", (_, more, state) => expect(admit({ ...shift, ...more }, now)).toBe(state));
  it.each([
    ["without insurance", { policy: null }, "insurance_missing"],
    ["not published, or closed", { bookable: false }, "sign_up_closed"],
    ["called off", { state: "cancelled" as const }, "sign_up_closed"],
    ["already begun", { startsAt: now.toISOString() }, "sign_up_closed"],
  ])("%s", (_, more, code) => expect(() => admit({ ...shift, ...more }, now)).toThrow(code));
  it("a place is promoted only when it is free, wanted and still to come", () => {
    expect(promotable({ ...shift, waiting: 1 }, now)).toBe(true);
    expect(promotable({ ...shift, taken: 20, waiting: 1 }, now)).toBe(false);
    expect(promotable(shift, now)).toBe(false);
    expect(promotable({ ...shift, waiting: 1, startsAt: now.toISOString() }, now)).toBe(false);
    expect(promotable({ ...shift, waiting: 1, state: "cancelled" }, now)).toBe(false);
  });
  it("two that share a minute clash; one that begins as the other ends does not", () => {
    const day = [{ shift: "a", title: "Orto", startsAt: "2027-03-02T09:00:00.000Z", endsAt: "2027-03-02T14:00:00.000Z" }];
    expect(clashOf(day, shift)).toBeUndefined();
    expect(clashOf(day, { ...shift, startsAt: "2027-03-02T13:59:00.000Z" })?.shift).toBe("a");
  });
});

describe("hours", () => {
  const hours = (state: Hours["state"], proposedBy = other): Hours => ({
    shift: signUp("attended").shift,
    opportunity: signUp("attended").opportunity,
    person,
    name: "Fatou Sarr",
    minutes: 120,
    state,
    proposedBy: { person: proposedBy, name: "Moussa Ndiaye" },
    startsAt: "2027-03-01T14:00:00.000Z",
    version: 1,
  });
  const may = new Set([
    "confirm proposed participant",
    "confirm proposed body",
    "confirm disputed participant",
    "confirm disputed body",
    "dispute proposed participant",
    "dispute proposed body",
    "reject disputed body",
  ]);
  for (const move of Object.keys(hoursMoves) as (keyof typeof hoursMoves)[])
    for (const state of HoursState.options)
      for (const side of ["participant", "body"] as const)
        it(`${move} ${state} by ${side}`, () => {
          const attempt = () => decideHours(hours(state), { move, reason: "Due ore, non tre" }, { person, name: "Fatou" }, side, now);
          if (may.has(`${move} ${state} ${side}`)) expect(attempt()).toMatchObject({ state: hoursMoves[move].to, version: 2 });
          else expect(attempt).toThrow(/not_allowed|wrong_state/);
        });
  it("nobody confirms or disputes what they proposed themselves", () => {
    const own = hours("proposed", person);
    expect(() => decideHours(own, { move: "confirm" }, { person, name: "Fatou" }, "participant", now)).toThrow("confirm_by_another");
    expect(() => decideHours(own, { move: "dispute", reason: "No, due" }, { person, name: "Fatou" }, "body", now)).toThrow(
      "confirm_by_another",
    );
  });
  it("a stranger has no side in them", () => {
    const actor = { person: other, name: "X", bodies: new Map(), staffOf: new Set<never>() };
    expect(() => hoursSide(actor, body, person)).toThrow("not_allowed");
    expect(hoursSide({ ...actor, bodies: new Map([[body, "tutor" as const]]) }, body, person)).toBe("body");
    expect(hoursSide({ ...actor, person }, body, person)).toBe("participant");
  });
  it("a check-out proposes the minutes between, at least one and at most a day", () => {
    const out = (checkedOutAt: string) => minutesOf(signUp("attended", { checkedInAt: "2027-03-01T14:00:00.000Z", checkedOutAt }));
    expect(out("2027-03-01T16:30:00.000Z")).toBe(150);
    expect(out("2027-03-01T14:00:01.000Z")).toBe(1);
    expect(out("2027-03-04T14:00:00.000Z")).toBe(1440);
  });
});
