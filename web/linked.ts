import type { PublicBody } from "../functions/bodies/contract.ts";
import type { PublicOpportunity, PublicShift } from "../functions/opportunities/contract.ts";
import { day, localOf, minutesBetween, zone } from "../functions/foundation/time.ts";
import type { Locale } from "./locale.ts";
import { pathIn } from "./routes.ts";

export type About =
  { readonly opportunity: PublicOpportunity; readonly at: string } | { readonly body: PublicBody; readonly comune: string };
type Linked = Readonly<Record<string, unknown>>;
type Site = { readonly origin: string; readonly locale: Locale };

const pageOf = (page: "opportunity" | "body", id: string, { origin, locale }: Site): string =>
  origin + pathIn(locale, { page, params: { id } });
const schema = "https://schema.org";

/** `2027-03-06T15:00:00+01:00`: the hour on the clocks of Italy, and how far they are from Greenwich's. */
function italian(instant: string): string {
  const local = localOf(instant);
  const ahead = minutesBetween(`${instant.slice(0, 16)}Z`, `${local}Z`);
  return `${local}:00+${String(Math.floor(ahead / 60)).padStart(2, "0")}:${String(ahead % 60).padStart(2, "0")}`;
}

const status = (off: boolean): string => `${schema}/${off ? "EventCancelled" : "EventScheduled"}`;

/** Dates of the same hours, so many days apart, as one rule; undefined where there is none. */
function scheduleOf(shifts: readonly PublicShift[]): Linked | undefined {
  const open = shifts.filter(({ state }) => state === "open");
  const [first, second] = open;
  if (!first || !second) return undefined;
  const dayNumber = (shift: PublicShift) => Date.parse(localOf(shift.startsAt).slice(0, 10)) / day;
  const hours = (shift: PublicShift) => `${localOf(shift.startsAt).slice(11)} ${localOf(shift.endsAt).slice(11)}`;
  const apart = dayNumber(second) - dayNumber(first);
  const regular = open.every((shift, n) => hours(shift) === hours(first) && dayNumber(shift) === dayNumber(first) + n * apart);
  if (!regular || apart < 1) return undefined;
  return {
    "@type": "Schedule",
    startDate: localOf(first.startsAt).slice(0, 10),
    endDate: localOf(open.at(-1)!.startsAt).slice(0, 10),
    startTime: localOf(first.startsAt).slice(11),
    endTime: localOf(first.endsAt).slice(11),
    repeatFrequency: `P${apart}D`,
    repeatCount: open.length,
    scheduleTimezone: zone,
  };
}

/** The place as everybody may see it: with a hidden address its Comune, and no point that would pass for the door. */
const placeOf = ({ place }: PublicOpportunity): Linked => ({
  "@type": "Place",
  name: place.name ?? place.comuneName,
  address: {
    "@type": "PostalAddress",
    ...(place.address && { streetAddress: place.address }),
    addressLocality: place.comuneName,
    addressRegion: "Toscana",
    addressCountry: "IT",
  },
  ...(!place.addressHidden && { geo: { "@type": "GeoCoordinates", latitude: place.point.lat, longitude: place.point.lon } }),
});

/** An opportunity as an event, with each of its dates. `at`: the moment from which dates are to come. */
export function eventOf(it: PublicOpportunity, at: string, site: Site): Linked {
  const url = pageOf("opportunity", it.id, site);
  const off = it.state === "cancelled";
  const coming = it.shifts.filter(({ state, startsAt }) => state === "open" && startsAt > at);
  const dates = coming.length > 0 ? coming : it.shifts;
  const left = coming.reduce((sum, shift) => sum + shift.left, 0);
  const schedule = scheduleOf(it.shifts);
  const common = { eventAttendanceMode: `${schema}/OfflineEventAttendanceMode`, location: placeOf(it) };
  return {
    "@context": schema,
    "@type": "Event",
    "@id": url,
    url,
    name: it.title,
    description: it.description,
    image: `${site.origin}/previews/${it.id}.png`,
    eventStatus: status(off),
    ...(dates.length > 0 && { startDate: italian(dates[0]!.startsAt), endDate: italian(dates.at(-1)!.endsAt) }),
    ...common,
    organizer: { "@type": "Organization", name: it.bodyName, url: pageOf("body", it.body, site) },
    offers: {
      "@type": "Offer",
      price: 0,
      priceCurrency: "EUR",
      url,
      availability: `${schema}/${it.state === "published" && left > 0 ? "InStock" : "SoldOut"}`,
    },
    isAccessibleForFree: true,
    remainingAttendeeCapacity: left,
    inLanguage: it.languages.length > 0 ? it.languages : [site.locale],
    ...(it.minimumAge > 0 && { typicalAgeRange: `${it.minimumAge}-` }),
    ...(schedule && { eventSchedule: schedule }),
    subEvent: it.shifts.map((shift) => ({
      "@type": "Event",
      name: it.title,
      startDate: italian(shift.startsAt),
      endDate: italian(shift.endsAt),
      eventStatus: status(off || shift.state === "cancelled"),
      maximumAttendeeCapacity: shift.places,
      remainingAttendeeCapacity: shift.left,
      ...common,
    })),
  };
}

const kinds: Readonly<Record<PublicBody["kind"], string>> = {
  migrant_association: "NGO",
  informal_group: "Organization",
  third_sector: "NGO",
  comune: "GovernmentOrganization",
  school: "School",
  service: "GovernmentOrganization",
  anci: "GovernmentOrganization",
};

/** A body as an organisation; `comune` is the name of its Comune. */
export const organisationOf = (body: PublicBody, comune: string, site: Site): Linked => ({
  "@context": schema,
  "@type": kinds[body.kind],
  "@id": pageOf("body", body.id, site),
  url: pageOf("body", body.id, site),
  name: body.name,
  ...(body.description && { description: body.description }),
  email: body.email,
  ...(body.phone && { telephone: body.phone }),
  ...(body.website && { sameAs: [body.website] }),
  ...(body.languages?.length && { knowsLanguage: body.languages }),
  address: { "@type": "PostalAddress", addressLocality: comune, addressRegion: "Toscana", addressCountry: "IT" },
});

/** What search engines and assistants read of a page: schema.org as JSON-LD. */
export const linkedOf = (about: About, site: Site): Linked =>
  "opportunity" in about ? eventOf(about.opportunity, about.at, site) : organisationOf(about.body, about.comune, site);
