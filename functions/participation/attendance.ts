import { type Context, signedIn } from "../foundation/context.ts";
import type { Id, PersonId } from "../foundation/ids.ts";
import { Problem } from "../foundation/problem.ts";
import { again } from "../foundation/table.ts";
import type { Hours, HoursDecision, HoursDraft, Roster, RosterLine, SignUp } from "./contract.ts";
import { checkOut as noteEnd, decide, decideHours, hoursSide, markTime, mayPropose, minutesOf, ranOut, type SignUpMove } from "./rules.ts";
import { endOffers, moved, signUpOf } from "./line.ts";
import { type ParticipationStores, shiftToKeep } from "./service.ts";
import type { SignUpItem } from "./store.ts";

/** The day itself, and the hours that come of it. */
type Ctx = Context<ParticipationStores>;
type OpportunityId = Id<"opp">;
type ShiftId = Id<"shf">;
type At = { readonly at?: string | undefined };

/** Everybody of a shift: those with a place, then who is offered one, the line in its order, and who only stands in. Organisers and tutors of the body. */
export async function getRoster(ctx: Ctx, opportunity: OpportunityId, shiftId: ShiftId): Promise<Roster> {
  const actor = signedIn(ctx);
  const shift = await ctx.stores.opportunities.shift(opportunity, shiftId);
  if (!shift) throw new Problem("not_found");
  if (!actor.bodies.has(shift.body)) throw new Problem("not_allowed");
  const { signUps, hours } = await ctx.stores.participation.roster(shiftId);
  if (signUps.some((each) => ranOut(each, ctx.now)) && (await endOffers(ctx, shiftId)) > 0) return getRoster(ctx, opportunity, shiftId);
  const hoursBy = new Map(hours.map((entry) => [entry.person, entry]));
  const waits = ({ state, standby }: SignUpItem) => (state === "offered" ? 1 : state === "waitlisted" ? (standby ? 3 : 2) : 0);
  const lines: RosterLine[] = signUps
    .toSorted((a, b) => waits(a) - waits(b) || (waits(a) ? (a.order < b.order ? -1 : 1) : a.name.localeCompare(b.name, ctx.locale)))
    .map((signUp) => ({ signUp: signUpOf(signUp), hours: hoursBy.get(signUp.person) ?? null }));
  const { title, startsAt, endsAt, places, taken, waiting } = shift;
  return { opportunity, title, shift: shiftId, startsAt, endsAt, places, taken, waiting, lines };
}

/** Came in. Pressed twice, or by two organisers at once, the first time stands. */
export const checkIn = (ctx: Ctx, opportunity: OpportunityId, shift: ShiftId, person: PersonId, { at }: At): Promise<SignUp> =>
  mark(ctx, opportunity, shift, person, "check_in", "attended", { at: markTime(at, ctx.now) });

export const markNoShow = (ctx: Ctx, opportunity: OpportunityId, shift: ShiftId, person: PersonId): Promise<SignUp> =>
  mark(ctx, opportunity, shift, person, "no_show", "no_show", {});

export const excuse = (ctx: Ctx, opportunity: OpportunityId, shift: ShiftId, person: PersonId, reason: string): Promise<SignUp> =>
  mark(ctx, opportunity, shift, person, "excuse", "excused", { reason });

async function mark(
  ctx: Ctx,
  opportunity: OpportunityId,
  shiftId: ShiftId,
  person: PersonId,
  move: SignUpMove,
  done: SignUp["state"],
  about: { at?: string; reason?: string },
): Promise<SignUp> {
  const { actor } = await shiftToKeep(ctx, opportunity, shiftId);
  return again(async () => {
    const before = await load(ctx, shiftId, person);
    if (before.state === done) return signUpOf(before);
    const after = moved(before, decide(before, move, "organiser", ctx.now, about), actor.person, ctx.now);
    await ctx.stores.participation.commit(ctx.stores.participation.saveSignUp(after));
    return signUpOf(after);
  });
}

/** Went out: the time between becomes a proposal of hours, by the organiser who noted it; somebody else confirms it (rule 6). */
export async function checkOut(ctx: Ctx, opportunity: OpportunityId, shiftId: ShiftId, person: PersonId, { at }: At): Promise<RosterLine> {
  const { actor } = await shiftToKeep(ctx, opportunity, shiftId);
  const { participation } = ctx.stores;
  return again(async () => {
    const before = await load(ctx, shiftId, person);
    const proposed = await participation.hours(shiftId, person);
    if (before.checkedOutAt) return { signUp: signUpOf(before), hours: proposed ?? null };
    const signUp = moved(before, noteEnd(before, ctx.now, markTime(at, ctx.now)), actor.person, ctx.now);
    const hours = proposed ?? newHours(signUp, minutesOf(signUp), actor);
    await participation.commit(participation.saveSignUp(signUp), ...(proposed ? [] : [participation.newHours(hours)]));
    return { signUp: signUpOf(signUp), hours };
  });
}

const newHours = (signUp: SignUp, minutes: number, { person, name }: { person: PersonId; name: string }): Hours => ({
  shift: signUp.shift,
  opportunity: signUp.opportunity,
  person: signUp.person,
  name: signUp.name,
  minutes,
  state: "proposed",
  proposedBy: { person, name },
  startsAt: signUp.startsAt,
  version: 1,
});

/** Hours by hand, by the participant or by the body; corrected by who proposed them until another has looked at them. */
export async function proposeHours(
  ctx: Ctx,
  opportunity: OpportunityId,
  shiftId: ShiftId,
  person: PersonId,
  { minutes }: HoursDraft,
): Promise<Hours> {
  const { participation } = ctx.stores;
  const { actor } = await sideOf(ctx, opportunity, shiftId, person);
  return again(async () => {
    const signUp = await load(ctx, shiftId, person);
    const before = await participation.hours(shiftId, person);
    mayPropose(signUp, before, actor);
    const hours = before ? { ...before, minutes, version: before.version + 1 } : newHours(signUp, minutes, actor);
    await participation.commit(before ? participation.saveHours(hours) : participation.newHours(hours));
    return hours;
  });
}

/** Confirmed, disputed or rejected by somebody other than who proposed them. Confirming twice is confirming once. */
export async function decideOnHours(
  ctx: Ctx,
  opportunity: OpportunityId,
  shiftId: ShiftId,
  person: PersonId,
  decision: HoursDecision,
): Promise<Hours> {
  const { participation } = ctx.stores;
  const { actor, side } = await sideOf(ctx, opportunity, shiftId, person);
  return again(async () => {
    const before = await participation.hours(shiftId, person);
    if (!before) throw new Problem("not_found");
    if (decision.move === "confirm" && before.state === "confirmed" && before.decidedBy?.person === actor.person) return before;
    const hours = decideHours(before, decision, actor, side, ctx.now);
    await participation.commit(participation.saveHours(hours));
    return hours;
  });
}

async function sideOf(ctx: Ctx, opportunity: OpportunityId, shiftId: ShiftId, person: PersonId) {
  const actor = signedIn(ctx);
  const shift = await ctx.stores.opportunities.shift(opportunity, shiftId);
  if (!shift) throw new Problem("not_found");
  return { actor, side: hoursSide(actor, shift.body, person) };
}

async function load(ctx: Ctx, shift: ShiftId, person: PersonId): Promise<SignUpItem> {
  const signUp = await ctx.stores.participation.signUp(shift, person);
  if (!signUp) throw new Problem("not_found");
  return signUp;
}
