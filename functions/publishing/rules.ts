import { createHash } from "node:crypto";
import { type DayPart, type FindQuery, type Listing, Weekday } from "../discovery/contract.ts";
import type { Listed, Slot, Totals } from "../discovery/rules.ts";
import { type Locale } from "../foundation/context.ts";
import { Problem } from "../foundation/problem.ts";
import { dayOf, type Interval, localOf } from "../foundation/time.ts";
import type { MySignUp } from "../participation/contract.ts";
import { comuneNamed } from "../territory/rules.ts";
import { addressOf } from "./addresses.ts";
import type { FeedQuery } from "./contract.ts";
import type { Event } from "./documents/calendar.ts";
import { publishedWords } from "./words.ts";

/** Near a point without a word on how near: the same reach as on the find page, in km. */
const usualReach = 10;

/** The question behind an address of the find page. */
export function questionOf({ place, lang: _, ...asked }: FeedQuery): FindQuery {
  if (!place) return { ...asked, within: asked.within ?? (asked.lat !== undefined && !asked.comune ? usualReach : undefined) };
  const comune = comuneNamed(place);
  if (!comune) throw new Problem("invalid", {}, [{ field: "place", code: "comune" }]);
  return { ...asked, comune: comune.code };
}

/** What a search is called in a list of subscriptions. */
export function titleOf({ q, place, theme = [], lang }: FeedQuery): string {
  const t = publishedWords[lang];
  const about = [q, ...theme.map((one) => t.themes[one]), place].filter(Boolean).join(", ");
  return `${t.site}: ${about || t.all}`;
}

const partOf = (hour: number): DayPart => (hour < 13 ? "morning" : hour < 18 ? "afternoon" : "evening");

/** Those of the dates that answer the question, by the clocks of Italy. */
export const answering = <I extends Interval>(dates: readonly I[], { from, to, day, time }: FindQuery, now: Date): I[] =>
  dates.filter(({ startsAt }) => {
    const date = dayOf(startsAt);
    const weekday = Weekday.options[(new Date(date).getUTCDay() + 6) % 7]!;
    return (
      startsAt > now.toISOString() &&
      (!from || date >= from) &&
      (!to || date <= to) &&
      (!day || day.includes(weekday)) &&
      (!time || time.includes(partOf(Number(localOf(startsAt).slice(11, 13)))))
    );
  });

const lines = (...parts: (string | undefined | false)[]): string => parts.filter(Boolean).join("\n");
const listed = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(", ");

/** Each date as an event of its own, struck out where it does not take place. A date never moves, so its start tells it from the others. */
export function eventsOf(listing: Listed, slots: readonly (Slot | Interval)[], changed: string, locale: Locale, origin: string): Event[] {
  const t = publishedWords[locale];
  const url = addressOf(origin, locale, listing);
  const uids = new Map<string, number>();
  return slots.map((slot) => {
    const { startsAt, endsAt } = slot;
    const left = "left" in slot ? slot.left : null;
    const uid = `${listing.id}-${startsAt.replace(/[-:]|\.\d+/g, "")}`;
    const twin = (uids.get(uid) ?? 0) + 1;
    uids.set(uid, twin);
    return {
      uid: `${uid}${twin > 1 ? `-${twin}` : ""}@insieme`,
      startsAt,
      endsAt,
      title: listing.title,
      text: lines(
        listing.summary,
        `${t.by} ${listing.bodyName}`,
        left !== null && (left > 0 ? `${t.left.some} ${left}` : t.left.none),
        listing.addressHidden && `(${t.hidden})`,
        url,
      ),
      place: listed(listing.venue, listing.comuneName),
      point: listing.addressHidden ? undefined : listing.point,
      url,
      categories: listing.themes.map((theme) => t.themes[theme]),
      status: "left" in slot ? "CONFIRMED" : "CANCELLED",
      changed,
      revision: listing.seen,
    };
  });
}

const statuses: Readonly<Partial<Record<MySignUp["signUp"]["state"], Event["status"]>>> = {
  confirmed: "CONFIRMED",
  attended: "CONFIRMED",
  requested: "TENTATIVE",
  waitlisted: "TENTATIVE",
  offered: "TENTATIVE",
  cancelled: "CANCELLED",
};

/** My dates: with the place where it is mine to know, struck out where it was given back or called off. */
export const myEvents = (mine: readonly MySignUp[], locale: Locale, origin: string): Event[] =>
  mine.flatMap(({ signUp, title, bodyName, comuneName, place, bring }): Event[] => {
    const t = publishedWords[locale];
    const status = statuses[signUp.state];
    if (!status) return [];
    const url = addressOf(origin, locale, { id: signUp.opportunity });
    return [
      {
        uid: `${signUp.shift}@insieme`,
        startsAt: signUp.startsAt,
        endsAt: signUp.endsAt,
        title,
        text: lines(
          status === "TENTATIVE" && t.waiting,
          status === "CANCELLED" && signUp.reason,
          `${t.by} ${bodyName}`,
          bring && `${t.bring} ${bring}`,
          place?.directions,
          url,
        ),
        place: listed(place?.name, place?.address, comuneName),
        point: place?.point,
        url,
        categories: [],
        status,
        changed: signUp.at,
        revision: signUp.version,
      },
    ];
  });

/** Published counts hide cells under five (rule 14). */
const fewest = 5;
/** In steps, so that what two days differ by is nobody in particular. */
const step = { people: 5, hours: 10 } as const;

/** Zones in which enough people took part, and how much. No sum over all: what is hidden could be worked out from it. */
export const shownZones = (totals: ReadonlyMap<string, Totals>): { zone: string; people: number; hours: number }[] =>
  [...totals].flatMap(([scope, { people, confirmedMinutes }]) => {
    if (!scope.startsWith("ZONE#") || people < fewest) return [];
    const down = (n: number, by: number) => Math.floor(n / by) * by;
    return [{ zone: scope.slice(5), people: down(people, step.people), hours: down(confirmedMinutes / 60, step.hours) }];
  });

/** Under which a calendar is kept: its address is told once, and cannot be read back. */
export const calendarHash = (secret: string): string => createHash("sha256").update(`calendar ${secret}`).digest("base64url");

/** What a preview shows. */
export const picturedOf = ({ title, startsAt, endsAt, venue, comuneName, bodyName, point }: Listing) => ({
  title,
  startsAt,
  endsAt,
  place: listed(venue, comuneName),
  bodyName,
  point,
});
