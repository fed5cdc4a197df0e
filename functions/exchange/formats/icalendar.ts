import { day as oneDay, hour, instantOf, type Interval, minute, zone as italy } from "../../foundation/time.ts";
import type { Entry, Format, ReasonCode } from "./format.ts";
import { deepest, few, unreadable } from "./format.ts";
import { type DayNumber, daysOf, readRule } from "./recurrence.ts";

/** iCalendar, RFC 5545: events with the dates that their rules give, exceptions and moved dates included. */
export const icalendar: Format = {
  types: /^(text\/(calendar|plain|x-vcalendar)|application\/(ics|octet-stream))$/,
  defaults: {
    fields: {
      uid: "{UID}",
      title: "{SUMMARY}",
      summary: "{DESCRIPTION}",
      url: "{URL}",
      comune: "{LOCATION}",
      lat: "{GEO.lat}",
      lon: "{GEO.lon}",
      venue: "{LOCATION}",
      themes: "{CATEGORIES}",
      publisher: "{ORGANIZER}",
    },
    themes: [],
  },
  read(text) {
    const byUid = Map.groupBy(few(eventsIn(text)), ({ UID }) => first(UID) ?? "");
    // Without a code of its own an event stands alone, to be refused by itself.
    return [...byUid].flatMap(([uid, events]) => (uid === "" ? events.map((event) => entryOf([event])) : entriesOf(events)));
  },
};

type Property = { readonly value: string; readonly parameters: Readonly<Record<string, string>> };
type Event = Readonly<Record<string, readonly Property[]>>;
const first = (properties: readonly Property[] | undefined): string | undefined => properties?.[0]?.value.trim();

const line = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^":;,]*)(?:,(?:"[^"]*"|[^":;,]*))*)*):(.*)$/is;

/** The events of a calendar; what stands in them (alarms) or beside them (zones, tasks) is left out. */
function eventsIn(text: string): Event[] {
  if (!/^\ufeff?\s*BEGIN:VCALENDAR/i.test(text)) throw unreadable("BEGIN:VCALENDAR");
  const events: Event[] = [];
  const open: string[] = [];
  let event: Record<string, Property[]> | undefined;
  for (const written of text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
    const [, name = "", parameters = "", value = ""] = line.exec(written) ?? [];
    const upper = name.toUpperCase();
    if (upper === "BEGIN") {
      if (open.push(value.trim().toUpperCase()) > deepest) throw unreadable(`> ${deepest}`);
      if (open.at(-1) === "VEVENT" && open.length === 2) event = Object.create(null) as Record<string, Property[]>;
    } else if (upper === "END") {
      if (open.pop() !== value.trim().toUpperCase()) throw unreadable(written.slice(0, 60));
      if (open.length === 1 && event) {
        events.push(event);
        event = undefined;
      }
    } else if (event && open.length === 2 && upper) (event[upper] ??= []).push({ value, parameters: parametersOf(parameters) });
  }
  if (open.length > 0) throw unreadable(`END:${open.at(-1)}`);
  return events;
}

const parametersOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/;([A-Z0-9-]+)=(?:"([^"]*)"|([^;]*))/gi)].map(([, name, quoted, bare]) => [
      name!.toUpperCase(),
      quoted ?? bare ?? "",
    ]),
  );

const plain = (value: string): string => value.replace(/\\([nN,;\\])/g, (_, mark: string) => (/n/i.test(mark) ? "\n" : mark)).trim();

/** Events of one code: the event itself with the dates that were moved; a second event of that code is one more, to be refused. */
function entriesOf(events: readonly Event[]): Entry[] {
  const [masters, moved] = [events.filter((each) => !each["RECURRENCE-ID"]), events.filter((each) => each["RECURRENCE-ID"])];
  const [master, ...more] = masters;
  return [entryOf(master ? [master, ...moved] : moved), ...more.map((each) => entryOf([each]))];
}

function entryOf(events: readonly Event[]): Entry {
  const [event] = events as [Event];
  const [lat, lon] = (first(event["GEO"]) ?? "").split(";").map(Number);
  const texts = Object.entries(event).map(([name, properties]) => [name, plain(properties[0]!.value)]);
  return {
    values: {
      ...Object.fromEntries(texts),
      CATEGORIES: (event["CATEGORIES"] ?? []).flatMap(({ value }) => value.split(/(?<!\\),/).map(plain)),
      ORGANIZER: event["ORGANIZER"]?.[0]?.parameters["CN"],
      GEO: lon === undefined ? undefined : { lat, lon },
    },
    calendar: {
      said: JSON.stringify(events.map((each) => dateNames.map((name) => each[name]))),
      dates: (now) => datesOf(events, now),
    },
    ...(first(event["STATUS"])?.toUpperCase() === "CANCELLED" && { refused: "called_off" as const }),
  };
}

const dateNames = ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS"];

/** Dates are worked out for a year, and as many as an opportunity of ours may have. */
const ahead = 366 * oneDay;
const mostDates = 60;
/** A rule that counts has to be walked from its beginning: for as long. */
const longestWalk = 4000 * oneDay;
/** Where no end is written. */
const assumedLength = 2 * hour;

type Moment = { readonly at: string; readonly day: DayNumber; readonly time: string; readonly zone: string; readonly whole: boolean };

function datesOf(events: readonly Event[], now: Date): readonly Interval[] | ReasonCode {
  const [from, to] = [now.getTime() - oneDay, now.getTime() + ahead];
  const own = events.filter((event) => !event["RECURRENCE-ID"]);
  const found = new Map<string, Interval>();
  for (const event of own) {
    const start = momentOf(event["DTSTART"]?.[0]);
    if (!start) return event["DTSTART"] ? "when_unread" : "when_missing";
    const length = lengthOf(event, start);
    if (length === undefined) return "when_unread";
    const starts = startsOf(event, start, from - length, to);
    if (!Array.isArray(starts)) return starts;
    for (const startsAt of starts) found.set(startsAt, lasting(startsAt, length));
    for (const moment of (event["EXDATE"] ?? []).flatMap(momentsOf))
      for (const at of found.keys()) if (at === moment.at || (moment.whole && at.slice(0, 10) === moment.at.slice(0, 10))) found.delete(at);
  }
  for (const event of events.filter((each) => each["RECURRENCE-ID"])) {
    const [was, start] = [momentOf(event["RECURRENCE-ID"]![0]), momentOf(event["DTSTART"]?.[0])];
    if (was) found.delete(was.at);
    const length = start && lengthOf(event, start);
    if (start && length !== undefined && first(event["STATUS"])?.toUpperCase() !== "CANCELLED")
      found.set(start.at, lasting(start.at, length));
  }
  const all = [...found.values()].toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  return all.filter(({ endsAt }) => endsAt > now.toISOString()).slice(0, mostDates);
}

const lasting = (startsAt: string, length: number): Interval => ({
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + length).toISOString(),
});

/** The instants at which an event begins between two others, at most as many as are of use. */
function startsOf(event: Event, start: Moment, from: number, to: number): string[] | ReasonCode {
  const written = first(event["RRULE"]);
  const rule = written === undefined ? undefined : readRule(written);
  if (written !== undefined && (!rule || (event["RRULE"]?.length ?? 0) > 1)) return "rule_unread";
  const more = (event["RDATE"] ?? []).flatMap(momentsOf).map(({ at }) => at);
  if (!rule) return [start.at, ...more].filter((at) => Date.parse(at) >= from).slice(0, mostDates * 2);
  if (rule.count !== undefined && Date.parse(start.at) < from - longestWalk) return "rule_unread";
  const until = rule.until === undefined ? undefined : momentOf({ value: rule.until, parameters: { TZID: start.zone } });
  if (rule.until !== undefined && !until) return "rule_unread";
  const last = Math.min(to, until ? Date.parse(until.at) + (until.whole ? oneDay - 1 : 0) : Infinity);
  const found: string[] = [];
  for (const day of daysOf(rule, start.day, Math.floor(from / oneDay) - 1, Math.floor(last / oneDay) + 1)) {
    const at = instantOn(day, start);
    if (Date.parse(at) > last) break;
    if (Date.parse(at) >= from) found.push(at);
    if (found.length >= mostDates * 2) break;
  }
  return [...found, ...more];
}

/** Milliseconds by which a zone's clock is ahead on a day; undefined where it is changed then. Asked for every date of every event. */
const offsets = new Map<string, number | undefined>();
function offsetOn(day: DayNumber, zone: string): number | undefined {
  const key = `${day} ${zone}`;
  if (!offsets.has(key)) {
    const [begins, ends] = [day, day + 1].map((n) => n * oneDay - Date.parse(instantOf(`${dateOf(n)}T00:00`, zone)));
    if (offsets.size > 20_000) offsets.clear();
    offsets.set(key, begins === ends ? begins : undefined);
  }
  return offsets.get(key);
}

const dateOf = (day: DayNumber): string => new Date(day * oneDay).toISOString().slice(0, 10);
function instantOn(day: DayNumber, { time, zone }: Pick<Moment, "time" | "zone">): string {
  const local = `${dateOf(day)}T${time}`;
  const offset = offsetOn(day, zone);
  return offset === undefined ? instantOf(local, zone) : new Date(Date.parse(`${local}Z`) - offset).toISOString();
}

const momentsOf = ({ value, parameters }: Property): Moment[] =>
  value.split(",").flatMap((each) => momentOf({ value: each.split("/", 1)[0]!, parameters }) ?? []);

/** `20270306T150000Z`, `TZID=Europe/Rome:20270306T150000`, `20270306T150000` by the clocks of Italy, `VALUE=DATE:20270306`. */
function momentOf(property: Property | undefined): Moment | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/i.exec(property?.value.trim() ?? "");
  if (!found) return undefined;
  const [, year, month, date, h = "00", m = "00", s = "00", utc] = found;
  const iso = `${year}-${month}-${date}`;
  const at = Date.parse(`${iso}T${h}:${m}:${s}Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== iso || at < 0) return undefined;
  const zone = utc ? "UTC" : zoneOf(property!.parameters["TZID"]);
  const moment = { day: Math.floor(at / oneDay), time: `${h}:${m}:${s}`, zone, whole: found[4] === undefined };
  return { ...moment, at: instantOn(moment.day, moment) };
}

/** Zones by their names at IANA; those of Windows and of nobody are taken for the clocks of Italy, where all this happens. */
const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);
const zoneOf = (name: string | undefined): string => (name && zones.has(name) ? name : italy);

/** Milliseconds; undefined when the end makes no sense. */
function lengthOf(event: Event, start: Moment): number | undefined {
  const duration = first(event["DURATION"]);
  if (duration !== undefined) {
    const found = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(duration);
    const [w, d, h, m, s] = (found?.slice(1) ?? []).map((n) => Number(n ?? 0));
    const length = (w! * 7 + d!) * oneDay + h! * hour + m! * minute + s! * 1000;
    return length > 0 && length <= ahead ? length : undefined;
  }
  if (!event["DTEND"]) return start.whole ? oneDay : assumedLength;
  const end = momentOf(event["DTEND"][0]);
  const length = end && Date.parse(end.at) - Date.parse(start.at);
  if (length === 0) return assumedLength;
  return length !== undefined && length > 0 ? length : undefined;
}
