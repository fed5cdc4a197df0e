import { hour, instantOf, localOf, zone } from "../../foundation/time.ts";
import type { Point } from "../../territory/contract.ts";

/** An event of a calendar. `changed` and `revision` grow together whenever it does. */
export type Event = {
  readonly uid: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly title: string;
  readonly text: string;
  readonly place: string;
  readonly point?: Point | undefined;
  readonly url: string;
  readonly categories: readonly string[];
  readonly status: "CONFIRMED" | "TENTATIVE" | "CANCELLED";
  readonly changed: string;
  readonly revision: number;
};

const text = (typed: string): string =>
  typed
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
    .replace(/[\\;,]/g, (c) => `\\${c}`)
    .replace(/\n/g, "\\n");

/** A line has at most 75 octets and goes on after a space, never inside a character (RFC 5545, 3.1). */
function folded(line: string): string {
  let out = "";
  let room = 75;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (size > room) {
      out += "\r\n ";
      room = 74;
    }
    out += character;
    room -= size;
  }
  return `${out}\r\n`;
}

const utc = (instant: string): string => instant.replace(/[-:]|\.\d+/g, "");

/**
 * The wall clock of Italy, so that a calendar elsewhere, or under rules of a later year, shows the hour that people agreed on. An
 * hour that comes twice in October is told as an instant: readers differ in which of the two its name means.
 */
function moment(name: "DTSTART" | "DTEND", instant: string): string {
  const local = localOf(instant);
  const later = new Date(Date.parse(instant) + hour).toISOString();
  const once = localOf(later) !== local && instantOf(local).slice(0, 16) === instant.slice(0, 16);
  return once ? `${name};TZID=${zone}:${local.replace(/[-:]/g, "")}00` : `${name}:${utc(instant)}`;
}

/** Italy's time since 1996, when the European Union settled when clocks change (Directive 2000/84/EC). */
const timeZone = [
  "BEGIN:VTIMEZONE",
  `TZID:${zone}`,
  "BEGIN:DAYLIGHT",
  "TZNAME:CEST",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "DTSTART:19960331T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "TZNAME:CET",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "DTSTART:19961027T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "END:STANDARD",
  "END:VTIMEZONE",
];

const event = (it: Event): string[] => [
  "BEGIN:VEVENT",
  `UID:${it.uid}`,
  // Without a METHOD this is when the event was last revised (3.8.7.2), so that the same calendar is the same text.
  `DTSTAMP:${utc(it.changed)}`,
  `LAST-MODIFIED:${utc(it.changed)}`,
  `SEQUENCE:${it.revision}`,
  moment("DTSTART", it.startsAt),
  moment("DTEND", it.endsAt),
  `SUMMARY:${text(it.title)}`,
  `DESCRIPTION:${text(it.text)}`,
  `LOCATION:${text(it.place)}`,
  ...(it.point ? [`GEO:${it.point.lat.toFixed(5)};${it.point.lon.toFixed(5)}`] : []),
  `URL:${it.url}`,
  ...(it.categories.length > 0 ? [`CATEGORIES:${it.categories.map(text).join(",")}`] : []),
  `STATUS:${it.status}`,
  `TRANSP:${it.status === "CONFIRMED" ? "OPAQUE" : "TRANSPARENT"}`,
  "END:VEVENT",
];

export type Calendar = { readonly name: string; readonly about: string; readonly address: string; readonly locale: string };

/** An iCalendar stream (RFC 5545, names of RFC 7986), a piece at a time. Readers are asked to look again every hour. */
export function* calendar({ name, about, address, locale }: Calendar, events: Iterable<Event>): Generator<string> {
  const head = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//Insieme//Calendar//${locale.toUpperCase()}`,
    "CALSCALE:GREGORIAN",
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    `DESCRIPTION:${text(about)}`,
    `X-WR-CALDESC:${text(about)}`,
    `X-WR-TIMEZONE:${zone}`,
    `SOURCE;VALUE=URI:${address}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...timeZone,
  ];
  yield head.map(folded).join("");
  for (const each of events) yield event(each).map(folded).join("");
  yield folded("END:VCALENDAR");
}
