import { type Actor, type Context, signedIn } from "../foundation/context.ts";
import type { Id, PersonId } from "../foundation/ids.ts";
import { newId } from "../foundation/new-id.ts";
import { Problem } from "../foundation/problem.ts";
import { again } from "../foundation/table.ts";
import { dayOf, daysOf, spell } from "../foundation/time.ts";
import { type OpportunityStores, organiser } from "../opportunities/service.ts";
import type { ShiftItem } from "../opportunities/store.ts";
import { comuneOf } from "../territory/rules.ts";
import type { MySignUp, SignUp, SignUpWish } from "./contract.ts";
import { endOffers, leave, moved, signUpOf } from "./line.ts";
import { admit, clashOf, decide, moves, ranOut } from "./rules.ts";
import type { ParticipationStore, SignUpItem } from "./store.ts";

export type ParticipationStores = OpportunityStores & { participation: ParticipationStore };
type Ctx = Context<ParticipationStores>;
type OpportunityId = Id<"opp">;
type ShiftId = Id<"shf">;

/** A condition that somebody else's write made false is judged anew on what is there now; more often than this it is `busy`. */
const tries = 8;

/**
 * A place, or a place in the line. One transaction: the shift's counters under the condition that they still allow it, the
 * sign-up itself, the person's day (rule 2) and the policy (rule 4). The same request again (same `key`) gives the same sign-up.
 * An offer that ran out does not stand in the way: it is ended first.
 */
export async function signUp(
  ctx: Ctx,
  opportunity: OpportunityId,
  shiftId: ShiftId,
  key: string | undefined,
  { standby }: SignUpWish = {},
): Promise<SignUp> {
  const actor = signedIn(ctx);
  if (!actor.name) throw new Problem("name_needed", {}, [{ field: "name", code: "required" }]);
  const { opportunities, participation, bodies } = ctx.stores;
  // The order of the line: when the person asked, not when the table got round to it.
  const order = newId("sup", ctx.now);
  let shift = await opportunities.shift(opportunity, shiftId);
  for (let n = 1; ; n++) {
    if (!shift) throw new Problem("not_found");
    const state = admit(shift, ctx.now);
    if (n === 1 && state === "waitlisted" && (await endOffers(ctx, shiftId)) > 0) {
      shift = await opportunities.shift(opportunity, shiftId, true);
      continue;
    }
    const [before, ...days] = await Promise.all([
      participation.signUp(shiftId, actor.person),
      ...daysOf(shift).map((day) => participation.agendaDay(actor.person, day)),
    ]);
    if (before && key && before.key === key) return signUpOf(before);
    const clash = clashOf(
      days.flatMap(({ entries }) => entries),
      shift,
    );
    if (clash?.shift === shiftId && before && ranOut(before, ctx.now) && (await endOffers(ctx, shiftId)) > 0) continue;
    // The reads are not of one moment: a place on the day that the sign-up does not know of yet was taken between them.
    const torn = clash?.shift === shiftId && (!before || ended.has(before.state));
    if (torn && n < tries) continue;
    if (clash?.shift === shiftId) throw new Problem("already_signed_up");
    if (clash)
      throw new Problem("overlap", {
        title: clash.title,
        when: spell(ctx.locale, clash),
        wanted: shift.title,
        wantedWhen: spell(ctx.locale, shift),
      });

    const made: SignUpItem = {
      shift: shiftId,
      opportunity,
      person: actor.person,
      name: actor.name,
      state,
      at: ctx.now.toISOString(),
      startsAt: shift.startsAt,
      endsAt: shift.endsAt,
      ...(standby && state === "waitlisted" && { standby }),
      version: (before?.version ?? 0) + 1,
      order,
      moves: [...(before?.moves ?? []), { at: ctx.now.toISOString(), by: actor.person, to: state }],
      ...(key && { key }),
    };
    const { title, startsAt, endsAt } = shift;
    const entry = { shift: shiftId, title, startsAt, endsAt };
    let met: ShiftItem | undefined;
    try {
      await participation.commit(
        opportunities.count(shift, state === "confirmed" ? { taken: 1 } : { waiting: 1 }, conditionOf(state, shift, ctx.now), (old) => {
          met = old;
          return new Problem("changed_meanwhile");
        }),
        participation.newSignUp(made),
        ...days.map((day) => participation.saveAgendaDay(actor.person, { ...day, entries: [...day.entries, entry] })),
        ...(state === "confirmed" ? [bodies.checkPolicy(shift.body, shift.policy!, dayOf(startsAt), dayOf(endsAt))] : []),
      );
      return signUpOf(made);
    } catch (error) {
      if (!(error instanceof Problem && error.code === "changed_meanwhile")) throw error;
      if (n >= tries) throw new Problem("busy");
      // What was in the way came back with the refusal; otherwise the day changed, and the shift may be as it was.
      shift = met ?? (await opportunities.shift(opportunity, shiftId, true));
    }
  }
}

/** States after which one may sign up again. */
const ended: ReadonlySet<SignUp["state"]> = new Set(["cancelled", "declined", "expired"]);

const conditionOf = (state: "confirmed" | "waitlisted", shift: ShiftItem, now: Date) => ({
  when:
    "#state = :open AND bookable = :yes AND startsAt > :now AND " +
    (state === "confirmed" ? "taken < places AND waiting = :none AND #policy = :policy" : "(taken >= places OR waiting > :none)"),
  values: {
    ":open": "open",
    ":yes": true,
    ":now": now.toISOString(),
    ":none": 0,
    ...(state === "confirmed" && { ":policy": shift.policy }),
  },
});

/** The person leaves: place, offer or place in the line. What it frees is offered to the first in line, from the stream (`settle`). */
export async function cancelSignUp(ctx: Ctx, _opportunity: OpportunityId, shift: ShiftId): Promise<SignUp> {
  const actor = signedIn(ctx);
  return again(async () => {
    const mine = await ctx.stores.participation.signUp(shift, actor.person);
    if (!mine) throw new Problem("not_found");
    if (mine.state === "cancelled" || mine.state === "declined") return signUpOf(mine);
    const move = mine.state === "offered" ? "decline" : "cancel";
    return signUpOf(await leave(ctx, mine, moved(mine, decide(mine, move, "participant", ctx.now), actor.person, ctx.now)));
  });
}

/** The shift does not take place: each of its sign-ups ends, and its person is told. Safe to repeat: who has left is left alone. */
export async function callOff(ctx: Ctx, shift: ShiftId, reason: string): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await ctx.stores.participation.signUpsOf(shift, { cursor, limit: 50 });
    for (const { person } of page.items)
      await again(async () => {
        const one = await ctx.stores.participation.signUp(shift, person);
        if (!one || !moves.call_off.from.some((state) => state === one.state)) return;
        await leave(ctx, one, moved(one, decide(one, "call_off", "calendar", ctx.now, { reason }), "calendar", ctx.now));
      });
    cursor = page.next ?? undefined;
  } while (cursor);
}

/** The shift of a roster, and the actor who may keep it: an organiser of its body. */
export async function shiftToKeep(ctx: Ctx, opportunity: OpportunityId, shiftId: ShiftId): Promise<{ actor: Actor; shift: ShiftItem }> {
  const shift = await ctx.stores.opportunities.shift(opportunity, shiftId);
  if (!shift) throw new Problem("not_found");
  return { actor: organiser(ctx, shift.body), shift };
}

/** A hundred sign-ups are years of taking part; older ones are in the record. */
const mostShown = 100;

/** Newest first. An offer of mine that ran out is ended before it is shown, and one that I wait behind lets me move up. */
async function mineNow(ctx: Ctx, person: PersonId): Promise<SignUpItem[]> {
  const { participation } = ctx.stores;
  const read = async () => (await participation.signUpsOfPerson(person, { limit: mostShown })).items;
  const items = await read();
  const now = ctx.now.toISOString();
  const held = items.filter((each) => ranOut(each, ctx.now) || (each.state === "waitlisted" && each.startsAt > now));
  const ended = await Promise.all(held.map(({ shift }) => endOffers(ctx, shift)));
  return ended.some((n) => n > 0) ? read() : items;
}

/** My sign-ups, newest first; the exact place only where the place is mine. */
export async function listMySignUps(ctx: Ctx): Promise<MySignUp[]> {
  const { participation, opportunities } = ctx.stores;
  const items = await mineNow(ctx, signedIn(ctx).person);
  const ids = [...new Set(items.map(({ opportunity }) => opportunity))];
  const known = new Map(await Promise.all(ids.map(async (id) => [id, await opportunities.get(id)] as const)));
  const mine = items.map(async (signUp): Promise<MySignUp[]> => {
    const opportunity = known.get(signUp.opportunity);
    if (!opportunity) return [];
    const { place, title, bodyName, bring } = opportunity;
    const holds = signUp.state === "confirmed" || signUp.state === "attended";
    return [
      {
        signUp: signUpOf(signUp),
        title,
        bodyName,
        comuneName: comuneOf(place.comune)?.name ?? place.comune,
        place: holds || !place.addressHidden ? place : null,
        ...(bring && { bring }),
        position: signUp.state === "waitlisted" ? await participation.position(signUp) : null,
      },
    ];
  });
  return (await Promise.all(mine)).flat();
}
