import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarFile } from "../../web/parts/calendar.ts";
import { codeIn } from "../../web/parts/certificateCode.ts";

describe("the code of a certificate, however it comes", () => {
  const code = "crt_01m87q5xhvp1rsg7zrtvzwr4vd";
  it.each([
    ["as printed", code],
    ["in capitals, in groups", "CRT_01M8 7Q5X HVP1 RSG7 ZRTV ZWR4 VD"],
    ["without its first letters", "01m87q5xhvp1rsg7zrtvzwr4vd"],
    ["as the address of a QR code", `https://insieme.example/verifica/${code}`],
    ["as an address passed on", `https://insieme.example/en/verify/${code}/?utm=x#top`],
    ["with a line break at the end", ` ${code}\n`],
  ])("%s", (_, typed) => expect(codeIn(typed)).toBe(code));

  it("nothing stays nothing", () => expect(codeIn("  ")).toBe(""));
});

describe("an appointment for any calendar (RFC 5545)", () => {
  const entry = {
    id: "shf_1",
    title: "Cena; di quartiere",
    startsAt: "2026-12-05T17:30:00.000Z",
    endsAt: "2026-12-05T21:00:00.000Z",
    place: "Via Roma 1, Prato",
    text: "Da portare: una sedia\nCitofono 3",
    url: "https://insieme.example/opportunita/opp_1",
  };
  const lines = (file: string) => file.replace(/\r\n /g, "").split("\r\n");

  it("says when in UTC, and keeps the marks of the language apart from those of the format", () => {
    expect(lines(calendarFile(entry, new Date("2026-11-24T10:00:00.000Z")))).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Insieme//IT",
      "BEGIN:VEVENT",
      "UID:shf_1@insieme",
      "DTSTAMP:20261124T100000Z",
      "DTSTART:20261205T173000Z",
      "DTEND:20261205T210000Z",
      "SUMMARY:Cena\\; di quartiere",
      "LOCATION:Via Roma 1\\, Prato",
      "DESCRIPTION:Da portare: una sedia\\nCitofono 3",
      "URL:https://insieme.example/opportunita/opp_1",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });

  it("no line is longer than 75 octets, and nothing is lost, whatever the script", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 300 }).map((text) => text.replace(/[\\;,\r\n\u2028\u2029]/g, "")),
        (title) => {
          const file = calendarFile({ ...entry, title }, new Date(0));
          for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(lines(file)).toContain(`SUMMARY:${title}`);
        },
      ),
    );
  });
});
