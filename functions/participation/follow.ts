import type { Change } from "../foundation/change.ts";
import type { Context } from "../foundation/context.ts";
import type { Following } from "../foundation/follow.ts";
import { type ShiftItem, shiftTold } from "../opportunities/store.ts";
import type { PeopleStore } from "../people/store.ts";
import { signUpLetter, type SignUpNews } from "./messages.ts";
import { settle, signUpOf } from "./line.ts";
import { offerToken } from "./offers.ts";
import { offerable, ranOut } from "./rules.ts";
import { callOff, type ParticipationStores } from "./service.ts";
import { type SignUpItem, signUpTold } from "./store.ts";

export type FollowStores = ParticipationStores & { people: PeopleStore };

/** Nobody asks here: the calendar does, on behalf of nobody. */
const ctxOf = ({ now, secret, stores }: Following<FollowStores>): Context<ParticipationStores> => ({
  actor: null,
  now,
  locale: "it",
  requestId: "stream",
  secret,
  stores,
});

export async function followParticipation(following: Following<FollowStores>, change: Change): Promise<void> {
  const shift = shiftTold(change);
  if (shift) await followShift(following, shift.after);
  const signUp = signUpTold(change);
  if (signUp) await tell(following, signUp.after, signUp.before);
}

/** A free place is offered to who waits; a shift called off ends all its sign-ups. Both look at what is there, not at what the record says. */
async function followShift(following: Following<FollowStores>, shift: ShiftItem): Promise<void> {
  if (shift.state === "cancelled" && shift.taken + shift.waiting > 0) {
    const history = await following.stores.opportunities.history(shift.opportunity);
    const reason = history.findLast(({ move }) => move === "cancel" || move === "cancel_shift")?.reason ?? "—";
    await callOff(ctxOf(following), shift.id, reason);
  } else if (offerable(shift, following.now)) await settle(ctxOf(following), shift.opportunity, shift.id);
}

/** What a move of a sign-up means to its person; null where there is nothing to tell. */
export function newsOf(after: Pick<SignUpItem, "state" | "reason">, before: Pick<SignUpItem, "state"> | undefined): SignUpNews | null {
  if (after.state === before?.state) return null;
  if (after.state === "cancelled") return after.reason ? "called_off" : "cancelled";
  return after.state === "confirmed" || after.state === "waitlisted" || after.state === "offered" || after.state === "expired"
    ? after.state
    : null;
}

/** One letter a version of the sign-up. One that begins soon is told all the same; one that is past, or an offer that is over, is not. */
async function tell(following: Following<FollowStores>, signUp: SignUpItem, before: SignUpItem | undefined): Promise<void> {
  const news = newsOf(signUp, before);
  if (!news || signUp.endsAt <= following.now.toISOString() || ranOut(signUp, following.now)) return;
  await following.sendOnce(`${signUp.shift}#${signUp.person}#${signUp.version}`, async () => {
    const [person, opportunity] = await Promise.all([
      following.stores.people.person(signUp.person),
      following.stores.opportunities.get(signUp.opportunity),
    ]);
    if (!person || !opportunity) return null;
    return signUpLetter(person.locale, person.email, news, {
      signUp: signUpOf(signUp),
      opportunity,
      origin: following.origin,
      ...(news === "offered" && { token: offerToken(following.secret, signUp) }),
    });
  });
}
