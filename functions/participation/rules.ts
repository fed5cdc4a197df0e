import type { Actor } from "../foundation/context.ts";
import { Problem } from "../foundation/problem.ts";
import { hour, type Interval, minutesBetween, overlaps } from "../foundation/time.ts";
import type { Hours, HoursDecision, HoursState, SignUp, SignUpState } from "./contract.ts";

type Side = "participant" | "organiser" | "calendar";
export type SignUpMove = "promote" | "cancel" | "call_off" | "check_in" | "no_show" | "excuse";

/**
 * The life of a sign-up after it was made (`confirmed` or `waitlisted`, `admit`). `promote` is the freed place given to the first
 * in line, at once; timed offers will put `offered` between. `cancel` from the waitlist is leaving the line. `call_off`: the shift
 * itself was cancelled.
 */
export const moves = {
  promote: { from: ["waitlisted"], to: "confirmed", by: ["calendar"], reason: false },
  cancel: { from: ["confirmed", "waitlisted"], to: "cancelled", by: ["participant"], reason: false },
  call_off: { from: ["confirmed", "waitlisted"], to: "cancelled", by: ["calendar"], reason: true },
  check_in: { from: ["confirmed"], to: "attended", by: ["organiser"], reason: false },
  no_show: { from: ["confirmed"], to: "no_show", by: ["organiser"], reason: false },
  excuse: { from: ["confirmed"], to: "excused", by: ["organiser"], reason: true },
} as const satisfies Record<SignUpMove, { from: readonly SignUpState[]; to: SignUpState; by: readonly Side[]; reason: boolean }>;

/** Check-in opens this long before the start. */
export const doorsOpen = 2 * hour;

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
  return {
    ...signUp,
    state: rule.to,
    version: signUp.version + 1,
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
export const promotable = (shift: Bookable, now: Date): boolean =>
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
