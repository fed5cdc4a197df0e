import { day, dayOf, hour, instantOf, type Interval, localOf } from "../foundation/time.ts";
import type { ReasonCode } from "./formats/format.ts";

/** Where no end is written. */
const assumedLength = 2 * hour;
const openEnd = 366 * day;
/** As many as an opportunity of ours may have. */
const mostDates = 60;
/** Of what goes on for long, days that are shown as dates: the next reading shows the ones after. */
const daysShown = 14;

type Moment = { readonly at: number; readonly wholeDay: boolean };

/** Seconds or milliseconds since 1970, an ISO 8601 instant, or a wall-clock time or a day in Italy, `6/3/2027 15:00` too. */
function momentOf(text: string): Moment | undefined {
  const found = /^(?:(\d{9,10})|(\d{12,13}))$/.exec(text);
  if (found) return { at: found[1] ? Number(found[1]) * 1000 : Number(found[2]), wholeDay: false };
  const italian = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:,?\s+(\d{1,2})[:.](\d\d))?$/.exec(text);
  const two = (part: string) => part.padStart(2, "0");
  const iso = italian
    ? `${italian[3]}-${two(italian[2]!)}-${two(italian[1]!)}${italian[4] ? `T${two(italian[4])}:${italian[5]}` : ""}`
    : text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:)/, "$1T$2");
  const [, date, time, zone] = /^([12]\d{3}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(iso) ?? [];
  if (!date || Number.isNaN(Date.parse(`${date}T${time ?? "00:00"}Z`))) return undefined;
  // The thirtieth of February would be read as some other day.
  if (new Date(date).toISOString().slice(0, 10) !== date) return undefined;
  const at = Date.parse(zone ? iso : instantOf(`${date}T${(time ?? "00:00").slice(0, 8)}`));
  return Number.isNaN(at) ? undefined : { at, wholeDay: !time };
}

/** From when to when, by two texts. A day alone lasts until its end. */
export function intervalOf(start: string, end: string, openEnded: boolean): Interval | ReasonCode {
  if (start === "") return "when_missing";
  const from = momentOf(start);
  const to = end === "" ? undefined : momentOf(end);
  if (!from || (end !== "" && !to)) return "when_unread";
  const length = openEnded ? openEnd : from.wholeDay ? day : assumedLength;
  const until = to ? to.at + (to.wholeDay ? day : 0) : from.at + length;
  // The same instant twice says when it begins.
  const ends = until > from.at ? until : until === from.at ? from.at + assumedLength : undefined;
  if (ends === undefined) return "when_unread";
  return { startsAt: new Date(from.at).toISOString(), endsAt: new Date(ends).toISOString() };
}

/**
 * The dates that one may still come to, in order. What has begun and goes on for more than a day is there every day at the time of its
 * start, so that whoever looks for next Saturday finds it.
 */
export function toCome(intervals: readonly Interval[], now: Date): Interval[] {
  const at = now.toISOString();
  const ahead = intervals.filter(({ startsAt }) => startsAt > at);
  if (ahead.length > 0) return ahead.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1)).slice(0, mostDates);
  const dayAfter = new Date(now.getTime() + day).toISOString();
  const underWay = intervals.find(({ endsAt }) => endsAt > dayAfter);
  if (!underWay) return [];
  const time = localOf(underWay.startsAt).slice(11);
  return Array.from({ length: daysShown }, (_, n) => instantOf(`${dayOf(new Date(now.getTime() + n * day))}T${time}`))
    .filter((startsAt) => startsAt > at && startsAt < underWay.endsAt)
    .map((startsAt) => ({ startsAt, endsAt: underWay.endsAt }));
}
