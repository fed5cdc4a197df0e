import type { DayPart, FilterName, FindQuery, FoundListing, Weekday } from "../../../functions/discovery/contract.ts";
import type { Drawn } from "../../../functions/discovery/mirror/mirror.ts";
import type { Listed, Slot } from "../../../functions/discovery/rules.ts";
import { dayOf, localOf } from "../../../functions/foundation/time.ts";
import type { Point } from "../../../functions/territory/contract.ts";
import { comuneOf, distance } from "../../../functions/territory/rules.ts";

/** What the mirror answers, said as plainly as it can be: every listing is looked at, one filter after the other. */

export function newest(changes: readonly Drawn[]): Listed[] {
  const last = new Map<string, Drawn>();
  for (const change of changes) {
    const other = last.get(change.id);
    if (!other || change.seen > other.seen || (change.seen === other.seen && change.changedAt > other.changedAt))
      last.set(change.id, change);
  }
  return [...last.values()].flatMap(({ listing }) => listing ?? []);
}

const weekdayOf = (instant: string): Weekday =>
  (["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const)[new Date(`${dayOf(instant)}T12:00Z`).getUTCDay()]!;
const partOf = (instant: string): DayPart => {
  const hour = Number(localOf(instant).slice(11, 13));
  return hour < 13 ? "morning" : hour < 18 ? "afternoon" : "evening";
};

const centre = ({ lat, lon, comune }: FindQuery): Point | undefined =>
  lat !== undefined && lon !== undefined ? { lat, lon } : comune ? comuneOf(comune)?.point : undefined;
const km = (question: FindQuery, listing: Listed): number | null => {
  const from = centre(question);
  return from ? Math.round(distance(from, listing.point) * 10) / 10 : null;
};

const split = (text: string) => text.split(" ").filter(Boolean);
const said = (q: string, { title, skills = "" }: Listed) =>
  split(q).filter((word) => split(title).includes(word) || skills.split(", ").includes(word)).length;

const ofListing = (question: FindQuery, listing: Listed, all: readonly Listed[]): boolean => {
  const { q, skills, comune, zone, within, theme, language, access, minors, body, project, plan } = question;
  const around = within !== undefined && centre(question);
  const isCentre = around && question.lat === undefined;
  const most = q ? Math.max(...all.map((other) => said(q, other))) : 0;
  return (
    (!q || (most > 0 && said(q, listing) === most)) &&
    (!skills || (listing.skills ?? "").split(", ").includes(skills)) &&
    (!comune || isCentre || listing.comune === comune) &&
    (!zone || comuneOf(listing.comune)!.zone === zone) &&
    (!around || km(question, listing)! <= within) &&
    (!theme || theme.some((one) => listing.themes.includes(one))) &&
    (!language || language.some((one) => listing.languages.includes(one))) &&
    (!access || access.every((one) => listing.access.includes(one))) &&
    (!minors || listing.minimumAge < 18) &&
    (!body || listing.body === body) &&
    (!project || listing.project === project) &&
    (!plan || listing.plan === plan)
  );
};
const ofSlot = ({ from, to, day, time, free }: FindQuery, { startsAt, left }: Slot, now: Date): boolean =>
  startsAt > now.toISOString() &&
  (!from || dayOf(startsAt) >= from) &&
  (!to || dayOf(startsAt) <= to) &&
  (!day || day.includes(weekdayOf(startsAt))) &&
  (!time || time.includes(partOf(startsAt))) &&
  (!free || (left !== null && left > 0));

export function answersOf(all: readonly Listed[], question: FindQuery, now: Date): FoundListing[] {
  return all
    .filter((listing) => ofListing(question, listing, all))
    .flatMap(({ slots, seen: _, ...listing }) => {
      const slot = slots.find((slot) => ofSlot(question, slot, now));
      return slot ? [{ ...listing, ...slot, km: km(question, { ...listing, slots, seen: 0 }) }] : [];
    });
}

export const without = (question: FindQuery, filter: FilterName): FindQuery => {
  const { [filter]: _, ...rest } = question;
  return rest as FindQuery;
};

/** What a listing counts for in a facet, by those of its slots that answer. */
const valuesOf: Readonly<Record<string, (listing: Listed, slots: readonly Slot[]) => readonly (string | undefined)[]>> = {
  theme: ({ themes }) => themes,
  comune: ({ comune }) => [comune],
  zone: ({ comune }) => [comuneOf(comune)!.zone],
  language: ({ languages }) => languages,
  access: ({ access }) => access,
  day: (_, slots) => slots.map(({ startsAt }) => weekdayOf(startsAt)),
  time: (_, slots) => slots.map(({ startsAt }) => partOf(startsAt)),
  minors: ({ minimumAge }) => (minimumAge < 18 ? ["true"] : []),
  free: (_, slots) => (slots.some(({ left }) => left !== null && left > 0) ? ["true"] : []),
  body: ({ body }) => [body],
  project: ({ project }) => [project],
  plan: ({ plan }) => [plan],
};

export function facetsOf(all: readonly Listed[], question: FindQuery, now: Date): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.entries(valuesOf).map(([facet, values]) => {
      // A Comune from which a distance is measured is no filter.
      const measured = facet === "comune" && question.within !== undefined && question.lat === undefined;
      const open = measured ? question : without(question, facet as FilterName);
      const counts: Record<string, number> = {};
      for (const listing of all) {
        const slots = listing.slots.filter((slot) => ofSlot(open, slot, now));
        if (!slots.length || !ofListing(open, listing, all)) continue;
        for (const value of new Set(values(listing, slots))) if (value) counts[value] = (counts[value] ?? 0) + 1;
      }
      return [facet, counts];
    }),
  );
}
