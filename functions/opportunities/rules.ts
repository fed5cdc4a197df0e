import type { Policy } from "../bodies/contract.ts";
import { covers } from "../bodies/rules.ts";
import { Problem } from "../foundation/problem.ts";
import { dayOf, hour, instantOf, zone } from "../foundation/time.ts";
import { comuneOf, inTuscany } from "../territory/rules.ts";
import type { Opportunity, OpportunityState, PublicOpportunity, PublicShift, Shift, ShiftDraft } from "./contract.ts";

export type OpportunityMoveName = "publish" | "close" | "cancel";

/** The whole life of an opportunity. Who: owners and organisers of its body (`service.ts`). */
export const moves = {
  publish: { from: ["draft"], to: "published", reason: false },
  close: { from: ["published"], to: "closed", reason: false },
  cancel: { from: ["published"], to: "cancelled", reason: true },
} as const satisfies Record<OpportunityMoveName, { from: readonly OpportunityState[]; to: OpportunityState; reason: boolean }>;

/** The opportunity after the move, or the Problem that says why not. */
export function decide(opportunity: Opportunity, move: OpportunityMoveName, reason: string | undefined, now: Date): Opportunity {
  const rule = moves[move];
  if (!rule.from.some((state) => state === opportunity.state)) throw new Problem("wrong_state", { move, state: opportunity.state });
  if (rule.reason && !reason) throw new Problem("reason_needed", { move });
  return {
    ...opportunity,
    state: rule.to,
    version: opportunity.version + 1,
    ...(move === "publish" && { publishedAt: now.toISOString() }),
    ...(move === "cancel" && { cancelledReason: reason }),
  };
}

/** States in which its text, shifts and places may still change. */
export const editable = (state: OpportunityState): boolean => state === "draft" || state === "published";

/** A slot of the calendar in UTC, from wall-clock times in Italy; at most 24 hours, so that it touches at most two days. */
export function slotOf(
  { startsAt, endsAt }: Pick<ShiftDraft, "startsAt" | "endsAt">,
  now: Date,
): Pick<Shift, "startsAt" | "endsAt" | "zone"> {
  const slot = { startsAt: instantOf(startsAt), endsAt: instantOf(endsAt), zone } as const;
  const length = Date.parse(slot.endsAt) - Date.parse(slot.startsAt);
  if (length <= 0 || length > 24 * hour) throw new Problem("shift_times", {}, [{ field: "endsAt", code: "order" }]);
  if (slot.startsAt <= now.toISOString()) throw new Problem("shift_past", {}, [{ field: "startsAt", code: "too_small" }]);
  return slot;
}

/** Every day of the shift is covered (CTS art. 18). */
export const insured = (policy: Policy | undefined, shift: Pick<Shift, "startsAt" | "endsAt">): boolean =>
  covers(policy, { from: dayOf(shift.startsAt), to: dayOf(shift.endsAt) });

export const toCome = (shifts: readonly Shift[], now: Date): Shift[] =>
  shifts
    .filter(({ state, startsAt }) => state === "open" && startsAt > now.toISOString())
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));

/** Dates that are on or to come, first things first: what an organiser still has to do with. */
export const notOver = <S extends Pick<Shift, "state" | "startsAt" | "endsAt">>(shifts: readonly S[], now: Date): S[] =>
  shifts
    .filter(({ state, endsAt }) => state === "open" && endsAt > now.toISOString())
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));

/** What publishing needs beside the state: a date to come, and insurance for each of them. */
export function readyToPublish(shifts: readonly Shift[], policy: Policy | undefined, now: Date): void {
  const dates = toCome(shifts, now);
  if (dates.length === 0) throw new Problem("shift_missing");
  const bare = dates.find((shift) => !insured(policy, shift));
  if (bare) throw new Problem("insurance_missing", { day: dayOf(bare.startsAt) });
}

/** The pin is in Tuscany and the Comune in the project's territory. */
export function placeFits(place: Opportunity["place"], territory: readonly string[]): void {
  if (!comuneOf(place.comune)) throw new Problem("invalid", {}, [{ field: "place.comune", code: "comune" }]);
  if (!territory.includes(place.comune)) throw new Problem("outside_territory", {}, [{ field: "place.comune", code: "choice" }]);
  if (!inTuscany(place.point)) throw new Problem("invalid", {}, [{ field: "place.point", code: "outside_tuscany" }]);
}

/** Places that a newcomer can have: none while somebody waits, because a freed place is theirs. */
export const placesLeft = ({ state, places, taken, waiting }: Shift): number =>
  state === "open" && waiting === 0 ? Math.max(0, places - taken) : 0;

const publicShift = (shift: Shift): PublicShift => ({
  id: shift.id,
  state: shift.state,
  startsAt: shift.startsAt,
  endsAt: shift.endsAt,
  places: shift.places,
  left: placesLeft(shift),
  waiting: shift.waiting,
});

/** The place as everybody may see it. A hidden address leaves only the Comune: its name and its point. */
export function publicPlace({ comune, name, address, directions, point, addressHidden }: Opportunity["place"]): PublicOpportunity["place"] {
  const known = comuneOf(comune);
  const comuneName = known?.name ?? comune;
  return addressHidden
    ? { comune, comuneName, point: known?.point ?? { lat: 43.77, lon: 11.25 }, addressHidden }
    : { comune, comuneName, ...(name && { name }), address, ...(directions && { directions }), point, addressHidden };
}

/** What everybody may see, field by field: a new field of an opportunity is private until it is named here. */
export const publicView = (opportunity: Opportunity, shifts: readonly Shift[]): PublicOpportunity => ({
  id: opportunity.id,
  state: opportunity.state,
  project: opportunity.project,
  projectTitle: opportunity.projectTitle,
  body: opportunity.body,
  bodyName: opportunity.bodyName,
  title: opportunity.title,
  description: opportunity.description,
  themes: opportunity.themes,
  place: publicPlace(opportunity.place),
  languages: opportunity.languages,
  ...(opportunity.skills && { skills: opportunity.skills }),
  minimumAge: opportunity.minimumAge,
  access: opportunity.access,
  ...(opportunity.bring && { bring: opportunity.bring }),
  insured: opportunity.policy !== null,
  ...(opportunity.cancelledReason && { cancelledReason: opportunity.cancelledReason }),
  shifts: shifts.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1)).map(publicShift),
});
