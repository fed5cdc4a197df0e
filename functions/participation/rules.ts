import type { Actor } from "../foundation/context.ts";
import { Problem } from "../foundation/problem.ts";
import { dayOf, hour, instantOf, type Interval, localOf, minute, minutesBetween, overlaps } from "../foundation/time.ts";
import type { Hours, HoursDecision, HoursState, Offer, SignUp, SignUpState } from "./contract.ts";

type Side = "participant" | "organiser" | "calendar";
export type SignUpMove = "offer" | "accept" | "decline" | "expire" | "cancel" | "call_off" | "check_in" | "no_show" | "excuse";

/**
 * The life of a sign-up after it was made (`confirmed` or `waitlisted`, `admit`). `offer` holds a freed place for the first in line
 * until `offerEnds`. `cancel` from the waitlist is leaving the line. `call_off`: the shift itself was cancelled.
 */
export const moves = {
  offer: { from: ["waitlisted"], to: "offered", by: ["calendar"], reason: false },
  accept: { from: ["offered"], to: "confirmed", by: ["participant"], reason: false },
  decline: { from: ["offered"], to: "declined", by: ["participant"], reason: false },
  expire: { from: ["offered"], to: "expired", by: ["calendar"], reason: false },
  cancel: { from: ["confirmed", "waitlisted"], to: "cancelled", by: ["participant"], reason: false },
  call_off: { from: ["confirmed", "waitlisted", "offered"], to: "cancelled", by: ["calendar"], reason: true },
  check_in: { from: ["confirmed"], to: "attended", by: ["organiser"], reason: false },
  no_show: { from: ["confirmed"], to: "no_show", by: ["organiser"], reason: false },
  excuse: { from: ["confirmed"], to: "excused", by: ["organiser"], reason: true },
} as const satisfies Record<SignUpMove, { from: readonly SignUpState[]; to: SignUpState; by: readonly Side[]; reason: boolean }>;

/** Check-in opens this long before the start. */
export const doorsOpen = 2 * hour;

/**
 * How long an offer stands. Two hours, or a quarter of the time that is left, so that near the start several can still be asked one
 * after the other; ten minutes at least, for a letter has to be read. Never past the start: in its last ten minutes a place is held
 * for the first in line to the end, since letting everybody race for it would pass over who waited longest to gain minutes.
 */
const offerWindow = { longest: 2 * hour, shareOfWhatIsLeft: 1 / 4, shortest: 10 * minute } as const;

/**
 * Nobody has to be awake: an offer made at night, or that would run out at night, stands until the morning. Where the activity begins
 * before, or soon after, until an hour before it: who is asked next needs that to come. Hours of the clock in Italy.
 */
const night = { from: "21:00", to: "08:00", answeredBy: "10:00" } as const;
const lastCall = hour;

const isNight = (at: number): boolean => {
  const time = localOf(new Date(at).toISOString()).slice(11);
  return time >= night.from || time < night.to;
};

/** When an offer made now for a shift that begins then passes on. */
export function offerEnds({ startsAt }: Pick<Interval, "startsAt">, now: Date): string {
  const start = Date.parse(startsAt);
  const made = now.getTime();
  const { longest, shareOfWhatIsLeft, shortest } = offerWindow;
  const end = Math.min(start, made + Math.max(shortest, Math.min(longest, (start - made) * shareOfWhatIsLeft)));
  if (!isNight(made) && !isNight(end)) return new Date(end).toISOString();
  // Half a day after any moment of a night is the day that follows it.
  const morning = Date.parse(instantOf(`${dayOf(new Date(end + 12 * hour))}T${night.answeredBy}`));
  return new Date(Math.max(end, Math.min(morning, start - lastCall))).toISOString();
}

/** An offer that nobody took in time, and that the clock has still to end. */
export const ranOut = ({ state, offerUntil }: Pick<SignUp, "state" | "offerUntil">, now: Date): boolean =>
  state === "offered" && (offerUntil ?? "") <= now.toISOString();

/** What became of the offer that was version `version` of a sign-up: each version is one move, and the one after is the answer. */
export function offerState(
  signUp: Pick<SignUp, "state" | "offerUntil"> & { moves: readonly { to: string }[] },
  version: number,
  now: Date,
) {
  const next = signUp.moves[version]?.to;
  return next === undefined ? (ranOut(signUp, now) ? "expired" : "open") : (answers[next] ?? "called_off");
}
const answers: Readonly<Record<string, Offer["state"]>> = { confirmed: "accepted", declined: "declined", expired: "expired" };

/** The sign-up after the move, or the Problem that says why not. */
export function decide(
  signUp: SignUp,
  move: SignUpMove,
  side: Side,
  now: Date,
  { at, reason }: { at?: string; reason?: string } = {},
): SignUp {
  const rule: (typeof moves)[SignUpMove] = moves[move];
  if (!rule.by.some((who) => who === side)) throw new Problem("not_allowed", { move });
  if (!rule.from.some((state) => state === signUp.state)) throw new Problem("wrong_state", { move, state: signUp.state });
  if (rule.reason && !reason) throw new Problem("reason_needed", { move });
  const opens = new Date(Date.parse(signUp.startsAt) - (move === "check_in" ? doorsOpen : 0)).toISOString();
  if ((move === "check_in" || move === "no_show") && now.toISOString() < opens) throw new Problem("not_yet", { when: opens });
  if (move === "cancel" && now.toISOString() >= signUp.startsAt) throw new Problem("too_late");
  const { offerUntil, ...rest } = signUp;
  if ((move === "accept" || move === "decline") && ranOut(signUp, now)) throw new Problem("offer_over");
  if (move === "expire" && !ranOut(signUp, now)) throw new Problem("not_yet", { when: offerUntil ?? "" });
  return {
    ...rest,
    state: rule.to,
    version: signUp.version + 1,
    ...(move === "offer" && { offerUntil: offerEnds(signUp, now) }),
    ...(move === "check_in" && { checkedInAt: at ?? now.toISOString() }),
    ...(reason && { reason }),
  };
}

/** The sign-up with its end noted: after it came in, not before, and not in the future. */
export function checkOut(signUp: SignUp, now: Date, at = now.toISOString()): SignUp {
  if (signUp.state !== "attended" || !signUp.checkedInAt) throw new Problem("wrong_state", { move: "check_out", state: signUp.state });
  if (at < signUp.checkedInAt) throw new Problem("invalid", {}, [{ field: "at", code: "order" }]);
  return { ...signUp, checkedOutAt: at, version: signUp.version + 1 };
}

/** A mark made on paper may be typed in later, never ahead of time. */
export function markTime(at: string | undefined, now: Date): string {
  if (at && at > now.toISOString()) throw new Problem("invalid", {}, [{ field: "at", code: "too_large" }]);
  return at ?? now.toISOString();
}

export type Bookable = Interval & {
  readonly state: "open" | "cancelled";
  readonly bookable: boolean;
  readonly places: number;
  readonly taken: number;
  readonly waiting: number;
  readonly policy: string | null;
};

/** What a newcomer gets now. A place only when nobody waits for it (rule 1) and a policy is named (rule 4; its dates are a condition of the write). */
export function admit(shift: Bookable, now: Date): "confirmed" | "waitlisted" {
  if (!shift.bookable || shift.state !== "open" || shift.startsAt <= now.toISOString()) throw new Problem("sign_up_closed");
  if (shift.taken >= shift.places || shift.waiting > 0) return "waitlisted";
  if (!shift.policy) throw new Problem("insurance_missing", { day: shift.startsAt.slice(0, 10) });
  return "confirmed";
}

/** A freed place and somebody who waits for it, before it begins. */
export const offerable = (shift: Bookable, now: Date): boolean =>
  shift.state === "open" && shift.taken < shift.places && shift.waiting > 0 && shift.startsAt > now.toISOString();

/** What a person has on one day: every place held or waited for, so that no promotion can make two of them meet. */
export type Commitment = Interval & { readonly shift: string; readonly title: string };

export const clashOf = (day: readonly Commitment[], wanted: Interval): Commitment | undefined => day.find((each) => overlaps(each, wanted));

export type HoursSide = "participant" | "body";

/** Whom the actor speaks for in the hours of this person: the participant, or the body (its owners, organisers and tutors). */
export const hoursSide = (actor: Actor, body: SignUpBody, person: string): HoursSide => {
  if (actor.person === person) return "participant";
  if (actor.bodies.has(body)) return "body";
  throw new Problem("not_allowed");
};
type SignUpBody = Parameters<Actor["bodies"]["get"]>[0];

export const hoursMoves = {
  confirm: { from: ["proposed", "disputed"], to: "confirmed", by: ["participant", "body"], reason: false },
  dispute: { from: ["proposed"], to: "disputed", by: ["participant", "body"], reason: true },
  reject: { from: ["disputed"], to: "rejected", by: ["body"], reason: true },
} as const satisfies Record<
  HoursDecision["move"],
  { from: readonly HoursState[]; to: HoursState; by: readonly HoursSide[]; reason: boolean }
>;

/** The entry after the decision. Nobody confirms or disputes what they proposed themselves (rule 6). */
export function decideHours(
  hours: Hours,
  { move, reason }: HoursDecision,
  actor: Pick<Actor, "person" | "name">,
  side: HoursSide,
  now: Date,
): Hours {
  const rule: (typeof hoursMoves)[HoursDecision["move"]] = hoursMoves[move];
  if (!rule.by.some((who) => who === side)) throw new Problem("not_allowed", { move });
  if (move !== "reject" && hours.proposedBy.person === actor.person) throw new Problem("confirm_by_another");
  if (!rule.from.some((state) => state === hours.state)) throw new Problem("wrong_state", { move, state: hours.state });
  if (rule.reason && !reason) throw new Problem("reason_needed", { move });
  const by = { person: actor.person, name: actor.name, at: now.toISOString() };
  return {
    ...hours,
    state: rule.to,
    version: hours.version + 1,
    ...(move === "dispute" ? { dispute: { ...by, reason: reason ?? "" } } : { decidedBy: by }),
  };
}

/** The proposal that a check-out makes: the time between in and out, at least a minute, at most a day. */
export const minutesOf = (signUp: SignUp): number =>
  Math.min(24 * 60, Math.max(1, minutesBetween(signUp.checkedInAt!, signUp.checkedOutAt!)));

/** A proposal may be corrected by who made it until somebody else has looked at it. */
export function mayPropose(signUp: SignUp, before: Hours | undefined, actor: Pick<Actor, "person">): void {
  if (signUp.state !== "attended") throw new Problem("wrong_state", { move: "propose_hours", state: signUp.state });
  if (before && (before.state !== "proposed" || before.proposedBy.person !== actor.person))
    throw new Problem("wrong_state", { move: "propose_hours", state: before.state });
}
