import type { Opportunity, Shift } from "../opportunities/contract.ts";
import { placesLeft, publicPlace, toCome } from "../opportunities/rules.ts";
import type { Interval } from "../foundation/time.ts";
import type { Point } from "../territory/contract.ts";
import { comuneOf } from "../territory/rules.ts";
import type { Listing } from "./contract.ts";

export type Slot = Pick<Listing, "startsAt" | "endsAt" | "left" | "waiting">;
/** A listing with its dates to come, so that a question about a later date finds it too. */
export type Listed = Listing & {
  readonly slots: readonly Slot[];
  /** Dates to come that do not take place: calendars that have them strike them out. */
  readonly calledOff?: readonly Interval[] | undefined;
  readonly seen: number;
};

/** Dates that a listing carries: as many as an opportunity may have. */
const mostSlots = 60;
const summaryLength = 180;

/** The first sentences, cut at a word. */
const summaryOf = (text: string): string => {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length <= summaryLength ? flat : `${flat.slice(0, flat.lastIndexOf(" ", summaryLength))}…`;
};

/**
 * What searchers may find of an opportunity; null when there is nothing (more) to sign up for. `seen` grows with every change
 * of the opportunity or of a shift, so that an older picture never replaces a newer one.
 */
export function listingOf(opportunity: Opportunity, shifts: readonly Shift[], now: Date): Listed | null {
  const dates = toCome(shifts, now);
  const [next] = dates;
  if (opportunity.state !== "published" || !next) return null;
  const place = publicPlace(opportunity.place);
  const slots = dates.slice(0, mostSlots).map((shift) => ({
    startsAt: shift.startsAt,
    endsAt: shift.endsAt,
    left: placesLeft(shift),
    waiting: shift.waiting,
  }));
  const calledOff = shifts
    .filter(({ state, startsAt }) => state === "cancelled" && startsAt > now.toISOString())
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
  return {
    id: opportunity.id,
    title: opportunity.title,
    summary: summaryOf(opportunity.description),
    body: opportunity.body,
    bodyName: opportunity.bodyName,
    project: opportunity.project,
    ...(opportunity.plan && { plan: opportunity.plan }),
    themes: opportunity.themes,
    languages: opportunity.languages,
    access: opportunity.access,
    ...(opportunity.skills && { skills: opportunity.skills }),
    minimumAge: opportunity.minimumAge,
    comune: place.comune,
    comuneName: place.comuneName,
    ...(place.name && { venue: place.name }),
    point: place.point,
    addressHidden: place.addressHidden,
    ...(opportunity.publishedAt && { publishedAt: opportunity.publishedAt }),
    ...slots[0]!,
    dates: dates.length,
    slots,
    ...(calledOff.length > 0 && { calledOff }),
    seen: seenOf(opportunity, shifts),
  };
}

export const seenOf = (opportunity: Opportunity, shifts: readonly Shift[]): number =>
  shifts.reduce((sum, { version }) => sum + version, opportunity.version);

/** The same at a later moment: dates that have begun are gone, and with the last of them the listing. */
export function movedOn({ calledOff = [], ...listing }: Listed, now: Date): Listed | null {
  const toCome = <I extends Interval>(dates: readonly I[]): I[] => dates.filter(({ startsAt }) => startsAt > now.toISOString());
  const slots = toCome(listing.slots);
  const off = toCome(calledOff);
  const [next] = slots;
  const dates = listing.dates - (listing.slots.length - slots.length);
  return next ? { ...listing, ...next, dates, slots, ...(off.length > 0 && { calledOff: off }) } : null;
}

/** Totals that are counted as things happen; each is counted once for its key. */
export const counted = ["opportunities", "signUps", "attended", "people", "confirmedMinutes"] as const;
export type Counted = (typeof counted)[number];
export type Totals = Record<Counted, number>;
export const noTotals: Totals = { opportunities: 0, signUps: 0, attended: 0, people: 0, confirmedMinutes: 0 };

/** Zones of a project: of each of its Comuni. */
export const zonesOf = (comuni: readonly string[]): string[] => [...new Set(comuni.flatMap((code) => comuneOf(code)?.zone ?? []))];

/** The middle of the Comuni, where the project stands on the map. */
export function middleOf(comuni: readonly string[]): Point | null {
  const points = comuni.flatMap((code) => comuneOf(code)?.point ?? []);
  if (points.length === 0) return null;
  const mean = (pick: (point: Point) => number) => points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  return { lat: mean(({ lat }) => lat), lon: mean(({ lon }) => lon) };
}
