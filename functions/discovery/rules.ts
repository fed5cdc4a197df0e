import type { Opportunity, Shift } from "../opportunities/contract.ts";
import { placesLeft, publicPlace, toCome } from "../opportunities/rules.ts";
import { dayOf } from "../foundation/time.ts";
import type { Point } from "../territory/contract.ts";
import { comuneOf, distance } from "../territory/rules.ts";
import type { FindQuery, FoundListing, Listing } from "./contract.ts";

export type Slot = Pick<Listing, "startsAt" | "endsAt" | "left" | "waiting">;
/** A listing with its dates to come, so that a question about a later date finds it too. */
export type Listed = Listing & { readonly slots: readonly Slot[]; readonly seen: number };

/** Dates that a listing carries; a longer series shows its first ones and moves on as they pass. */
const mostSlots = 20;
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
  return {
    id: opportunity.id,
    title: opportunity.title,
    summary: summaryOf(opportunity.description),
    body: opportunity.body,
    bodyName: opportunity.bodyName,
    project: opportunity.project,
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
    seen: seenOf(opportunity, shifts),
  };
}

export const seenOf = (opportunity: Opportunity, shifts: readonly Shift[]): number =>
  shifts.reduce((sum, { version }) => sum + version, opportunity.version);

/** Where distance is measured from: the point given, else the Comune's own when a radius is asked around it. */
export function centreOf({ lat, lon, comune, within }: FindQuery): Point | null {
  if (lat !== undefined && lon !== undefined) return { lat, lon };
  return (within !== undefined && comune && comuneOf(comune)?.point) || null;
}

/** The listing as this question sees it: its first date in the range, its distance; null when it does not answer. */
export function answer({ slots, seen: _, ...listing }: Listed, question: FindQuery, now: Date): FoundListing | null {
  const { comune, within, theme, language, from, to, project, body } = question;
  if (theme && !theme.some((one) => listing.themes.includes(one))) return null;
  if (language && !language.some((one) => listing.languages.includes(one))) return null;
  if (project && listing.project !== project) return null;
  if (body && listing.body !== body) return null;
  const centre = centreOf(question);
  const km = centre && Math.round(distance(centre, listing.point) * 10) / 10;
  if (within !== undefined && km !== null ? km > within : comune && listing.comune !== comune) return null;
  const slot = slots.find(({ startsAt }) => {
    const day = dayOf(startsAt);
    return startsAt > now.toISOString() && (!from || day >= from) && (!to || day <= to);
  });
  return slot ? { ...listing, ...slot, km } : null;
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
