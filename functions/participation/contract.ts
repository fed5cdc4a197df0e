import * as v from "valibot";
import { Locale, Reason, text } from "../foundation/text.ts";
import { Instant } from "../foundation/time.ts";
import { OpportunityId, PlaceDraft, ShiftId } from "../opportunities/contract.ts";
import { PersonId } from "../people/contract.ts";

/** The whole state machine of a sign-up; `requested` comes with approval. */
export const SignUpState = v.picklist([
  "requested",
  "confirmed",
  "waitlisted",
  "offered",
  "declined",
  "expired",
  "cancelled",
  "attended",
  "no_show",
  "excused",
]);

export const HoursState = v.picklist(["proposed", "confirmed", "disputed", "rejected"]);

/**
 * One per person and shift. `at`: when it was asked, the order of the waitlist. `standby`: stands in if nobody else does, behind all
 * who want the place. `offerUntil`: while `offered`, when the place passes on.
 */
export const SignUp = v.object({
  shift: ShiftId,
  opportunity: OpportunityId,
  person: PersonId,
  name: v.string(),
  state: SignUpState,
  at: v.string(),
  startsAt: v.string(),
  endsAt: v.string(),
  standby: v.optional(v.boolean()),
  offerUntil: v.optional(v.string()),
  checkedInAt: v.optional(v.string()),
  checkedOutAt: v.optional(v.string()),
  reason: v.optional(v.string()),
  version: v.number(),
});

/** Hours of one person on one shift: proposed by one, confirmed by another (rule 6). Minutes, at most a day. */
export const Hours = v.object({
  shift: ShiftId,
  opportunity: OpportunityId,
  person: PersonId,
  name: v.string(),
  minutes: v.number(),
  state: HoursState,
  proposedBy: v.object({ person: PersonId, name: v.string() }),
  decidedBy: v.optional(v.object({ person: PersonId, name: v.string(), at: v.string() })),
  dispute: v.optional(v.object({ person: PersonId, name: v.string(), reason: v.string(), at: v.string() })),
  startsAt: v.string(),
  version: v.number(),
});

/** What the person who signed up sees of the activity; the exact place once the sign-up is confirmed. */
export const MySignUp = v.object({
  signUp: SignUp,
  title: v.string(),
  bodyName: v.string(),
  comuneName: v.string(),
  place: v.nullable(PlaceDraft),
  bring: v.optional(v.string()),
  /** 1 is next in line; null unless waiting. */
  position: v.nullable(v.number()),
});
export const MySignUps = v.object({ items: v.array(MySignUp) });

/** What a letter's link offers, for whoever holds it. `open` until answered or over; `offerUntil` only then. */
export const Offer = v.object({
  state: v.picklist(["open", "accepted", "declined", "expired", "called_off"]),
  title: v.string(),
  bodyName: v.string(),
  comuneName: v.string(),
  startsAt: v.string(),
  endsAt: v.string(),
  offerUntil: v.nullable(v.string()),
});
export const OfferAnswer = v.picklist(["accept", "decline"]);
/** Shift, person, the version of the sign-up that was offered, and the proof that we wrote the link. */
export const OfferToken = v.pipe(v.string(), v.regex(/^shf_[0-9a-z]{26}\.per_[0-9a-z]{26}\.\d{1,6}\.[\w-]{43}$/));
/** `lang`: of the page to which a browser is led back. */
export const OfferQuery = v.object({ lang: v.optional(Locale) });

export const RosterLine = v.object({ signUp: SignUp, hours: v.nullable(Hours) });
export const Roster = v.object({
  opportunity: OpportunityId,
  title: v.string(),
  shift: ShiftId,
  startsAt: v.string(),
  endsAt: v.string(),
  places: v.number(),
  taken: v.number(),
  waiting: v.number(),
  lines: v.array(RosterLine),
});

/** `standby`: in the line, only if nobody else takes the place. */
export const SignUpWish = v.strictObject({ standby: v.optional(v.boolean()) });
/** When it happened, if not now: a mark made on paper and typed in later. */
export const Mark = v.strictObject({ at: v.optional(Instant) });
export const Excuse = v.strictObject({ reason: Reason });
export const HoursDraft = v.strictObject({
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 60)),
  note: v.optional(text(0, 300)),
});
export const HoursDecision = v.strictObject({ move: v.picklist(["confirm", "dispute", "reject"]), reason: v.optional(Reason) });

export type SignUp = v.InferOutput<typeof SignUp>;
export type SignUpWish = v.InferOutput<typeof SignUpWish>;
export type Offer = v.InferOutput<typeof Offer>;
export type OfferAnswer = v.InferOutput<typeof OfferAnswer>;
export type SignUpState = v.InferOutput<typeof SignUpState>;
export type Hours = v.InferOutput<typeof Hours>;
export type HoursState = v.InferOutput<typeof HoursState>;
export type HoursDraft = v.InferOutput<typeof HoursDraft>;
export type HoursDecision = v.InferOutput<typeof HoursDecision>;
export type MySignUp = v.InferOutput<typeof MySignUp>;
export type Roster = v.InferOutput<typeof Roster>;
export type RosterLine = v.InferOutput<typeof RosterLine>;
