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
  offerable,
  offerEnds,
  offerState,
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
  "offer waitlisted calendar",
  "accept offered participant",
  "decline offered participant",
  "expire offered calendar",
  "cancel confirmed participant",
  "cancel waitlisted participant",
  "call_off confirmed calendar",
  "call_off waitlisted calendar",
  "call_off offered calendar",
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
        // The offer runs out at this moment, for the clock to end it; an answer comes before.
        const offerUntil = new Date(at.getTime() + (move === "expire" ? 0 : 1)).toISOString();
        const standing = signUp(state, state === "offered" ? { offerUntil } : {});
        const attempt = () => decide(standing, move, side, at, { reason: "La sala è chiusa" });
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

/** Hours of the clock in Italy, in March 2027: one hour before Greenwich until the 28th, two from then on. */
const local = (time: string) => new Date(`2027-${time.length > 11 ? time : `${time}:00`}${time >= "03-28T03:00" ? "+02:00" : "+01:00"}`);

describe("an offer", () => {
  it.each([
    ["two hours, when there is time", "03-02T10:00", "03-06T15:00", "03-02T12:00"],
    ["two hours, when eight are left", "03-06T10:00", "03-06T18:00", "03-06T12:00"],
    ["a quarter of what is left", "03-06T10:00", "03-06T14:00", "03-06T11:00"],
    ["a quarter of an hour, an hour before", "03-06T14:00", "03-06T15:00", "03-06T14:15"],
    ["ten minutes, when a quarter would be less", "03-06T14:30", "03-06T15:00", "03-06T14:40"],
    ["ten minutes, to the start", "03-06T14:50", "03-06T15:00", "03-06T15:00"],
    ["to the start, when less is left", "03-06T14:57", "03-06T15:00", "03-06T15:00"],
    ["runs out just before the night", "03-02T18:59", "03-06T15:00", "03-02T20:59"],
    ["would run out as the night begins: the morning after", "03-02T19:00", "03-06T15:00", "03-03T10:00"],
    ["made in the evening", "03-02T20:59", "03-06T15:00", "03-03T10:00"],
    ["made at night", "03-02T23:30", "03-06T15:00", "03-03T10:00"],
    ["made after midnight", "03-03T02:00", "03-06T15:00", "03-03T10:00"],
    ["made before eight", "03-03T07:59", "03-06T15:00", "03-03T10:00"],
    ["made at eight", "03-03T08:00", "03-06T15:00", "03-03T10:00"],
    ["made a minute after", "03-03T08:01", "03-06T15:00", "03-03T10:01"],
    ["made at night, the activity begins at eleven", "03-02T22:00", "03-03T11:00", "03-03T10:00"],
    ["made at night, it begins at nine: an hour before", "03-02T22:00", "03-03T09:00", "03-03T08:00"],
    ["made at night, it begins at six: an hour before, for there is no morning", "03-02T22:00", "03-03T06:00", "03-03T05:00"],
    ["made at night, it begins within the hour", "03-03T07:20", "03-03T08:00", "03-03T07:30"],
    ["of an evening activity, in the evening", "03-02T20:30", "03-02T22:00", "03-02T20:52:30"],
    ["of an evening activity, running into the night", "03-02T20:50", "03-02T22:00", "03-02T21:07:30"],
    ["on the eve of summer time: ten o'clock on the new clock", "03-27T22:00", "03-30T15:00", "03-28T10:00"],
    ["in the night that is an hour shorter", "03-28T01:30", "03-30T15:00", "03-28T10:00"],
    ["into summer time, an hour before the start", "03-27T22:00", "03-28T10:30", "03-28T09:30"],
  ])("%s", (_, made, starts, until) =>
    expect(offerEnds({ startsAt: local(starts).toISOString() }, local(made))).toBe(local(until).toISOString()),
  );
  it("on the eve of winter time ends at ten on the old clock", () =>
    expect(offerEnds({ startsAt: "2027-11-05T14:00:00.000Z" }, new Date("2027-10-30T20:00:00.000Z"))).toBe("2027-10-31T09:00:00.000Z"));
  it("never ends at night unless it begins there or soon after, never after the start, never at once", () => {
    for (let n = 0; n < 4 * 24 * 12; n++) {
      const at = new Date(Date.parse("2027-03-26T00:00:00.000Z") + n * 5 * 60_000);
      for (const left of [1, 7, 15, 30, 60, 90, 240, 480, 600, 900, 1500, 6000]) {
        const startsAt = new Date(at.getTime() + left * 60_000).toISOString();
        const ends = offerEnds({ startsAt }, at);
        expect(ends > at.toISOString() && ends <= startsAt, `${at.toISOString()} ${startsAt} ${ends}`).toBe(true);
        expect(Date.parse(ends) - at.getTime()).toBeGreaterThanOrEqual(Math.min(left, 10) * 60_000);
        const clock = new Date(ends).toLocaleTimeString("sv-SE", { timeZone: "Europe/Rome" });
        if (Date.parse(startsAt) - Date.parse(ends) > 60 * 60_000 && (clock >= "21:00" || clock < "08:00"))
          throw new Error(`${ends} of ${startsAt}`);
      }
    }
  });

  const offered = signUp("offered", { offerUntil: now.toISOString() });
  it("is over at its end, not before; the clock ends it then and not before", () => {
    const before = new Date(now.getTime() - 1);
    expect(decide(offered, "accept", "participant", before)).toMatchObject({ state: "confirmed" });
    expect(decide(offered, "accept", "participant", before)).not.toHaveProperty("offerUntil");
    expect(() => decide(offered, "accept", "participant", now)).toThrow("offer_over");
    expect(() => decide(offered, "decline", "participant", now)).toThrow("offer_over");
    expect(() => decide(offered, "expire", "calendar", before)).toThrow("not_yet");
    expect(decide(offered, "expire", "calendar", now).state).toBe("expired");
  });
  it.each([
    [[], "open"],
    [["confirmed", "cancelled"], "accepted"],
    [["declined", "waitlisted", "offered", "confirmed"], "declined"],
    [["expired"], "expired"],
    [["cancelled"], "called_off"],
  ] as const)("followed by %j is %s, whatever came later", (after, state) => {
    const moves = ["waitlisted", "offered", ...after].map((to) => ({ to }));
    expect(offerState({ ...offered, moves }, 2, new Date(now.getTime() - 1))).toBe(state);
  });
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
  it("a place is offered only when it is free, wanted and still to come", () => {
    expect(offerable({ ...shift, waiting: 1 }, now)).toBe(true);
    expect(offerable({ ...shift, taken: 20, waiting: 1 }, now)).toBe(false);
    expect(offerable(shift, now)).toBe(false);
    expect(offerable({ ...shift, waiting: 1, startsAt: now.toISOString() }, now)).toBe(false);
    expect(offerable({ ...shift, waiting: 1, state: "cancelled" }, now)).toBe(false);
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
