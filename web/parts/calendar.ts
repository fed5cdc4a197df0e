type Entry = {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly text: string;
  readonly url: string;
};

const stamp = (instant: string): string => instant.replace(/[-:]|\.\d+/g, "");
const escaped = (text: string): string => text.replace(/[\\;,]/g, (c) => `\\${c}`).replace(/\r?\n/g, "\\n");
/** A line has at most 75 octets, what is longer goes on after a space (RFC 5545, 3.1): a character has at most four. */
const folded = (line: string): string => line.match(/.{1,18}/gsu)!.join("\r\n ");

/** One appointment as a file that every calendar opens (RFC 5545). */
export function calendarFile({ id, title, startsAt, endsAt, place, text, url }: Entry, now: Date): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Insieme//IT",
    "BEGIN:VEVENT",
    `UID:${id}@insieme`,
    `DTSTAMP:${stamp(now.toISOString())}`,
    `DTSTART:${stamp(startsAt)}`,
    `DTEND:${stamp(endsAt)}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(place)}`,
    `DESCRIPTION:${escaped(text)}`,
    `URL:${url}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => folded(line) + "\r\n").join("");
}

/** Hands a text to the reader as a file. */
export function saveAs(name: string, media: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: media }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
