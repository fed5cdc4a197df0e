import { type Context, signedIn } from "../foundation/context.ts";
import type { Id, PersonId } from "../foundation/ids.ts";
import { aboutOfLink, linkToken } from "../foundation/link.ts";
import { Problem } from "../foundation/problem.ts";
import { again } from "../foundation/table.ts";
import { dayOf, daysOf, spell } from "../foundation/time.ts";
import { comuneOf } from "../territory/rules.ts";
import type { Offer, OfferAnswer, SignUp } from "./contract.ts";
import { endOffers, leave, moved, signUpOf } from "./line.ts";
import { clashOf, decide, offerState, ranOut } from "./rules.ts";
import type { ParticipationStores } from "./service.ts";
import type { SignUpItem } from "./store.ts";

/** The answer to an offer: signed in, or by the link of the letter. */
type Ctx = Context<ParticipationStores>;
type OpportunityId = Id<"opp">;
type ShiftId = Id<"shf">;
type Offered = { readonly shift: ShiftId; readonly person: PersonId; readonly version?: number };

/** The place that was held is mine. Pressed twice it is mine once. */
export const acceptOffer = async (ctx: Ctx, _opportunity: OpportunityId, shift: ShiftId): Promise<SignUp> =>
  signUpOf(await answerTo(ctx, { shift, person: signedIn(ctx).person }, "accept"));

/** The place passes on to the next in line, from the stream. */
export const declineOffer = async (ctx: Ctx, _opportunity: OpportunityId, shift: ShiftId): Promise<SignUp> =>
  signUpOf(await answerTo(ctx, { shift, person: signedIn(ctx).person }, "decline"));

const answered = { accept: "confirmed", decline: "declined" } as const satisfies Record<OfferAnswer, SignUp["state"]>;

async function answerTo(ctx: Ctx, { shift, person, version }: Offered, answer: OfferAnswer): Promise<SignUpItem> {
  return again(async () => {
    const mine = await ctx.stores.participation.signUp(shift, person);
    if (!mine) throw new Problem("not_found");
    if (mine.state === answered[answer]) return mine;
    if (ranOut(mine, ctx.now)) await endOffers(ctx, shift);
    const another = version !== undefined && mine.version !== version;
    if (another || mine.state === "expired" || mine.state === "declined") throw new Problem("offer_over");
    const after = moved(mine, decide(mine, answer, "participant", ctx.now), person, ctx.now);
    return answer === "accept" ? take(ctx, mine, after) : leave(ctx, mine, after);
  });
}

/**
 * An offer becomes a place. The counters have held it and the person's days too, so that nothing can have come between; the shift may
 * have been called off and the policy withdrawn, and the days are read as for a sign-up.
 */
async function take(ctx: Ctx, mine: SignUpItem, after: SignUpItem): Promise<SignUpItem> {
  const { opportunities, participation, bodies } = ctx.stores;
  const [shift, ...days] = await Promise.all([
    opportunities.shift(mine.opportunity, mine.shift, true),
    ...daysOf(mine).map((day) => participation.agendaDay(mine.person, day)),
  ]);
  if (!shift) throw new Problem("not_found");
  const others = days.flatMap(({ entries }) => entries).filter((entry) => entry.shift !== mine.shift);
  const clash = clashOf(others, mine);
  if (clash)
    throw new Problem("overlap", {
      title: clash.title,
      when: spell(ctx.locale, clash),
      wanted: shift.title,
      wantedWhen: spell(ctx.locale, mine),
    });
  if (!shift.policy) throw new Problem("insurance_missing", { day: dayOf(mine.startsAt) });
  await participation.commit(
    opportunities.checkShift(shift, "#state = :open AND #policy = :policy", { ":open": "open", ":policy": shift.policy }, (old) =>
      old?.state === "open" ? new Problem("changed_meanwhile") : new Problem("sign_up_closed"),
    ),
    participation.saveSignUp(after),
    bodies.checkPolicy(shift.body, shift.policy, dayOf(shift.startsAt), dayOf(shift.endsAt)),
  );
  return after;
}

/** The right to answer one offer: of this version of the sign-up and no other. */
export const offerToken = (secret: string, { shift, person, version }: Pick<SignUp, "shift" | "person" | "version">): string =>
  linkToken(secret, "offer", `${shift}.${person}.${version}`);

function offeredIn({ secret }: Ctx, token: string): Required<Offered> {
  const [shift, person, version] = aboutOfLink(secret, "offer", token).split(".");
  return { shift: shift as ShiftId, person: person as PersonId, version: Number(version) };
}

/** What a letter's link offers, and what became of it. */
export async function getOffer(ctx: Ctx, token: string): Promise<Offer> {
  const { shift, person, version } = offeredIn(ctx, token);
  const signUp = await ctx.stores.participation.signUp(shift, person);
  const opportunity = signUp && (await ctx.stores.opportunities.get(signUp.opportunity));
  if (!opportunity) throw new Problem("not_found");
  const state = offerState(signUp, version, ctx.now);
  const { title, bodyName, place } = opportunity;
  return {
    state,
    title,
    bodyName,
    comuneName: comuneOf(place.comune)?.name ?? place.comune,
    startsAt: signUp.startsAt,
    endsAt: signUp.endsAt,
    offerUntil: (state === "open" && signUp.offerUntil) || null,
  };
}

/** Yes or no by the link of the letter, once: the same answer again changes nothing, another one finds the offer over. */
export async function answerOffer(ctx: Ctx, token: string, answer: OfferAnswer): Promise<Offer> {
  const { state } = await getOffer(ctx, token);
  if (state === "open") await answerTo(ctx, offeredIn(ctx, token), answer);
  else if (state !== (answer === "accept" ? "accepted" : "declined")) throw new Problem("offer_over");
  return getOffer(ctx, token);
}
