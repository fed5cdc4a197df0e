import type { Context } from "../foundation/context.ts";
import type { Id } from "../foundation/ids.ts";
import { log } from "../foundation/log.ts";
import { Problem } from "../foundation/problem.ts";
import { again } from "../foundation/table.ts";
import { dayOf, daysOf } from "../foundation/time.ts";
import type { SignUp } from "./contract.ts";
import { decide, offerable, ranOut } from "./rules.ts";
import type { ParticipationStores } from "./service.ts";
import type { SignUpItem } from "./store.ts";

/** The line of a shift: what comes free is offered to its head, and passes on by the clock. */
type Ctx = Context<ParticipationStores>;
type OpportunityId = Id<"opp">;
type ShiftId = Id<"shf">;

/** The move, noted on the sign-up. */
export const moved = ({ order, key, moves }: SignUpItem, after: SignUp, by: string, now: Date): SignUpItem => ({
  ...after,
  order,
  ...(key && { key }),
  moves: [...moves, { at: now.toISOString(), by, to: after.state }],
});

export const signUpOf = ({ order: _, key: __, moves: ___, ...signUp }: SignUpItem): SignUp => signUp;

/** Ends a place, an offer or a place in the line: the counters, the sign-up and the person's days in one transaction. */
export async function leave({ stores: { opportunities, participation } }: Ctx, before: SignUpItem, after: SignUpItem): Promise<SignUpItem> {
  const days = await Promise.all(daysOf(before).map((day) => participation.agendaDay(before.person, day)));
  await participation.commit(
    opportunities.count(
      { id: before.shift, opportunity: before.opportunity },
      before.state === "waitlisted" ? { waiting: -1 } : { taken: -1 },
      { when: "attribute_exists(pk)", values: {} },
      () => new Problem("not_found"),
    ),
    participation.saveSignUp(after),
    ...days.map((day) =>
      participation.saveAgendaDay(before.person, { ...day, entries: day.entries.filter(({ shift }) => shift !== before.shift) }),
    ),
  );
  return after;
}

/**
 * Offers every free place to the first in line until there is no free place or no line. Called for every change of a shift, as often
 * as it likes: each step is one transaction, over the shift and the sign-up as they were when the head of the line was read. An offer counts as
 * taken, so the place is held.
 */
export async function settle(ctx: Ctx, opportunity: OpportunityId, shiftId: ShiftId): Promise<number> {
  const { opportunities, participation, bodies } = ctx.stores;
  let offered = 0;
  for (;;) {
    const shift = await opportunities.shift(opportunity, shiftId, true);
    if (!shift || !offerable(shift, ctx.now)) return offered;
    const first = await participation.firstInLine(shiftId);
    // Between the two reads somebody may have left the line; if the counter still counts them next time round, it is wrong.
    if (!first) {
      const check = await opportunities.shift(opportunity, shiftId, true);
      if (check?.version === shift.version) log("error", "waiting_counter_wrong", { shift: shiftId });
      if (check?.version === shift.version) return offered;
      continue;
    }
    if (!shift.policy) return offered;
    try {
      await participation.commit(
        opportunities.count(
          shift,
          { taken: 1, waiting: -1 },
          // On the version, unlike a sign-up: who joined the line between the two reads may stand before `first`.
          { when: "#version = :seen", values: { ":seen": shift.version } },
          () => new Problem("changed_meanwhile"),
        ),
        participation.saveSignUp(moved(first, decide(first, "offer", "calendar", ctx.now), "calendar", ctx.now)),
        bodies.checkPolicy(shift.body, shift.policy, dayOf(shift.startsAt), dayOf(shift.endsAt)),
      );
      offered++;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Without insurance nobody moves up (rule 4): a new policy on the opportunity changes the shift, and settles it again.
      if (error.code === "insurance_missing") return offered;
      if (error.code !== "changed_meanwhile") throw error;
    }
  }
}

/** Ends an offer that nobody took in time; false where it was answered, or ended, meanwhile. */
async function expire(ctx: Ctx, { shift, person }: Pick<SignUp, "shift" | "person">): Promise<boolean> {
  return again(async () => {
    const one = await ctx.stores.participation.signUp(shift, person);
    if (!one || !ranOut(one, ctx.now)) return false;
    await leave(ctx, one, moved(one, decide(one, "expire", "calendar", ctx.now), "calendar", ctx.now));
    return true;
  });
}

/** The same for all offers of a shift, whoever comes by first. Their places go on from the stream. How many there were. */
export async function endOffers(ctx: Ctx, shift: ShiftId): Promise<number> {
  const over = await ctx.stores.participation.offersRunOut(shift, ctx.now);
  const ended = await Promise.all(over.map((each) => expire(ctx, each)));
  return ended.filter(Boolean).length;
}

/** The same for all shifts, by the clock. */
export async function endAllOffers(ctx: Ctx): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await ctx.stores.participation.allOffersRunOut(ctx.now, { cursor, limit: 50 });
    for (const each of page.items) await expire(ctx, each);
    cursor = page.next ?? undefined;
  } while (cursor);
}
