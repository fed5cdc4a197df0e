import { create } from "qrcode";
import type { Locale } from "../foundation/context.ts";
import { dayOf } from "../foundation/time.ts";
import { lost } from "../foundation/type/typeset.ts";
import type { Certificate } from "./contract.ts";
import { type Bar, type Box, type Colour, openSheet, pageHeight, pageWidth, type Sheet, type Style } from "./print/sheet.ts";
import { type PrintWords, printWords } from "./print/words.ts";

/** Where anybody checks a certificate, without the origin (`web/routes.ts` has the same addresses). */
const verifyPath: Readonly<Record<Locale, string>> = { it: "/verifica/", en: "/en/verify/" };

/** Designers Italia: blue #0066CC, dark #17324D, grey #455A6F, lines #C6D0DA, ground #F0F6FC. Text on white has 7:1 or more, blue 5.4:1. */
const hex = (rgb: string): Colour => [0, 2, 4].map((i) => parseInt(rgb.slice(i, i + 2), 16) / 255) as unknown as Colour;
const [blue, dark, grey, pale, ground] = ["0066cc", "17324d", "455a6f", "c6d0da", "f0f6fc"].map(hex) as [
  Colour,
  Colour,
  Colour,
  Colour,
  Colour,
];

const margin = 60;
const inner = pageWidth - 2 * margin;
/** Lines of the table end here; below stands the footer. */
const floor = pageHeight - 64;
const body: Style = { size: 10.5, colour: dark };

/** `90` → `1 h 30 min`; whole hours without minutes. */
export const duration = (minutes: number): string => {
  const [h, min] = [Math.floor(minutes / 60), minutes % 60];
  return [h > 0 && `${h} h`, (min > 0 || h === 0) && `${min} min`].filter(Boolean).join(" ");
};

const tags: Readonly<Record<Locale, string>> = { it: "it-IT", en: "en-GB" };
const long = (locale: Locale, day: string) =>
  new Intl.DateTimeFormat(tags[locale], { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
/** `2026-12-05` → `05/12/2026`, as both languages write it. */
const plain = (day: string) => day.split("-").toReversed().join("/");
const filled = (text: string, values: Readonly<Record<string, string>>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");

/**
 * The certificate on A4, in Italian and, where `lang` is another, in that language beside it: a tagged PDF with embedded fonts.
 * `origin` is the public address of the site, without a slash at its end. About 0.2 s, and 0.2 s more for a name in Chinese.
 */
export async function certificatePdf(certificate: Certificate, lang: Locale, origin: string): Promise<Uint8Array> {
  const locales: readonly Locale[] = lang === "it" ? ["it"] : ["it", lang];
  const { holder, bodyName, activities, issuedAt } = certificate;
  const { title, tagline } = printWords.it;
  const texts = [holder, bodyName, ...activities.map((each) => each.title)];
  const sheet = await openSheet({ title: `${title} · ${holder}`, subject: tagline, lang: "it", at: new Date(issuedAt) }, texts);
  const print: Print = { sheet, certificate, locales, address: `${origin}${verifyPath[lang]}${certificate.id}` };

  sheet.addPage();
  const below = front(print);
  const above = foot(print);
  if (activities.length > 0) {
    if (below + tableHeight(print) <= above) table(print, below);
    else {
      said(print, "P", (words) => words.listFollows, { x: margin, y: below, width: inner }, body);
      sheet.addPage();
      table(print, margin);
    }
  }
  return sheet.bytes((page, pages) => {
    const style: Style = { size: 8, colour: grey };
    const at = (align: "start" | "end") => ({ x: margin, y: pageHeight - 44, width: inner, align });
    sheet.decorate(pale, { x: margin, y: pageHeight - 50, width: inner, height: 0.6 });
    sheet.aside(`Insieme · ${title} · ${certificate.id}`, at("start"), style);
    sheet.aside(`${locales.map((locale) => printWords[locale].page).join(" / ")} ${page}/${pages}`, at("end"), style);
  });
}

type Print = { readonly sheet: Sheet; readonly certificate: Certificate; readonly locales: readonly Locale[]; readonly address: string };

/** The same in each language, Italian first and the other smaller below it; answers with the `y` below. */
function said(
  { sheet, locales }: Print,
  kind: "H1" | "H2" | "P",
  what: (words: PrintWords, locale: Locale) => string,
  box: Box,
  style: Style,
  beside: Style = { size: style.size * 0.88, colour: grey },
): number {
  return locales.reduce((y, locale, i) => {
    const own = i === 0 ? style : { ...beside, lang: locale };
    return sheet.text(i === 0 ? kind : "P", what(printWords[locale], locale), { ...box, y }, own);
  }, box.y);
}

/** The style, or with the first of the smaller sizes in which the text takes no more than so many lines; at last the smallest. */
function fitted(sheet: Sheet, text: string, box: Box, style: Style, lines: number, smaller: readonly number[]): Style {
  const [next, ...rest] = smaller;
  return next === undefined || sheet.lines(text, box, style) <= lines
    ? style
    : fitted(sheet, text, box, { ...style, size: next }, lines, rest);
}

/** Who, with whom, when and how much. */
function front(print: Print): number {
  const { sheet, certificate } = print;
  const { holder, bodyName } = certificate;
  const at = (y: number): Box => ({ x: margin, y, width: inner });

  sheet.decorate(blue, { x: 0, y: 0, width: pageWidth, height: 12 });
  sheet.text("P", "Insieme", at(38), { size: 19, weight: "bold", colour: blue });
  sheet.aside(printWords[print.locales.at(-1)!].tagline, { ...at(45), align: "end" }, { size: 10, colour: grey });
  let y = said(print, "H1", ({ title }) => title, at(84), { size: 30, weight: "bold", colour: dark }, { size: 16, colour: grey });
  sheet.decorate(blue, { x: margin, y: y + 10, width: 56, height: 3 });

  y = said(print, "P", ({ states }) => states, at(y + 28), body);
  const name: Style = { size: 26, weight: "bold", colour: blue };
  y = sheet.text("P", holder, at(y + 3), fitted(sheet, holder, at(y), name, 2, [21, 17, 15]));
  y = said(print, "P", ({ took }) => took, at(y + 8), body);
  y = sheet.text("P", bodyName, at(y + 3), fitted(sheet, bodyName, at(y), { size: 16, weight: "bold", colour: dark }, 2, [13, 11]));
  y = facts(print, y + 14);
  y = said(print, "P", ({ means }) => means, at(y + 12), body);
  return said(print, "P", ({ notCredits }) => notCredits, at(y + 6), { ...body, weight: "bold" }) + 10;
}

/** Period, activities and hours side by side. */
function facts(print: Print, top: number): number {
  const { sheet, locales, certificate } = print;
  const { from, to, count, minutes } = certificate;
  const height = 36 + 14 * locales.length;
  const value: Style = { size: 11.5, weight: "bold", colour: dark };
  const column = (x: number, width: number, label: "period" | "activities" | "hours", values: (locale: Locale) => string) => {
    const box = { x: x + 14, y: top + 9, width: width - 16 };
    const below = sheet.text("P", locales.map((locale) => printWords[locale][label]).join(" / "), box, { size: 8.5, colour: grey });
    const texts = [...new Set(locales.map(values))];
    texts.reduce(
      (y, text, i) => sheet.text("P", text, { ...box, y }, i === 0 ? value : { size: 10, colour: grey, lang: locales[i]! }),
      below + 3,
    );
  };
  sheet.decorate(ground, { x: margin, y: top, width: inner, height });
  sheet.decorate(blue, { x: margin, y: top, width: 3, height });
  column(margin, 258, "period", (locale) => (from === to ? long(locale, from) : `${long(locale, from)} – ${long(locale, to)}`));
  column(margin + 258, 100, "activities", () => String(count));
  column(margin + 358, inner - 358, "hours", () => duration(minutes));
  return top + height;
}

/** At the foot of the first page: when it was issued, and how to check it. Answers with the `y` above which there is room. */
function foot(print: Print): number {
  const { sheet, certificate, address } = print;
  const side = 104;
  const top = floor - 22 - side - (sheet.whole ? 0 : 16 * print.locales.length);
  const box = (y: number): Box => ({ x: margin, y, width: inner - side - 28 });
  sheet.decorate(pale, { x: margin, y: top - 14, width: inner, height: 0.6 });
  let y = said(print, "P", ({ issued }, locale) => filled(issued, { day: long(locale, dayOf(certificate.issuedAt)) }), box(top - 4), {
    ...body,
    weight: "bold",
  });
  y = said(print, "P", ({ check }) => check, box(y + 5), { size: 9.5, colour: dark }, { size: 8.5, colour: grey });
  // Without its scheme, as one types it.
  const typed = address.replace(/^https?:\/\//, "");
  const link = fitted(sheet, typed, box(y), { size: 9.5, weight: "bold", colour: blue }, 1, [8.5]);
  sheet.inside("P", () => (y = sheet.link(typed, address, filled(printWords.it.link, { id: certificate.id }), box(y + 4), link)));
  y = sheet.text("P", `${printWords.it.code}: ${certificate.id}`, box(y + 2), { size: 9, colour: dark });
  sheet.picture(filled(printWords.it.picture, { address }), dark, qr(address, pageWidth - margin - side, top, side));
  if (!sheet.whole)
    said(
      print,
      "P",
      (words) => filled(words.lost, { mark: lost }),
      { ...box(floor - 16 * print.locales.length), width: inner },
      { size: 8.5, colour: dark },
    );
  return top - 22;
}

/** The dark squares of the QR code, neighbours in a row joined, in a square of `side` points. The paper around it is its quiet edge. */
function qr(text: string, x: number, y: number, side: number): Bar[] {
  const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules;
  const unit = side / size;
  const row = (i: number) => Array.from(data.slice(i * size, (i + 1) * size), (dark) => (dark ? "1" : "0")).join("");
  return Array.from({ length: size }, (_, i) =>
    Array.from(row(i).matchAll(/1+/g), ({ index, 0: { length } }) => ({
      x: x + index * unit,
      y: y + i * unit,
      width: length * unit,
      height: unit,
    })),
  ).flat();
}

const cell: Style = { size: 9.5, colour: dark };
const columns = {
  date: { x: margin, width: 76 },
  title: { x: margin + 76, width: inner - 166 },
  minutes: { x: pageWidth - margin - 82, width: 82, align: "end" },
} as const;
const padding = 4;
const headHeight = (print: Print) => 18 + 11 * print.locales.length;
const rowHeight = ({ sheet }: Print, title: string) => sheet.height(title, { ...columns.title, y: 0 }, cell) + 2 * padding;
const tableHeight = (print: Print): number =>
  24 * print.locales.length +
  headHeight(print) +
  print.certificate.activities.reduce((sum, { title }) => sum + rowHeight(print, title), 26);

/** The activities that the holder shows, over as many pages as they take. */
function table(print: Print, top: number): void {
  const { sheet, certificate, locales } = print;
  let y = said(print, "H2", ({ list }) => list, { x: margin, y: top, width: inner }, { size: 14, weight: "bold", colour: dark }) + 6;
  const rule = (colour: Colour, height = 0.6) => sheet.decorate(colour, { x: margin, y, width: inner, height });
  const heads = [
    ["date", "date"],
    ["title", "activity"],
    ["minutes", "duration"],
  ] as const;
  // On later pages the heads are repeated for the eye alone.
  const head = (write: (text: string, box: Box, style: Style) => void) => {
    for (const [column, word] of heads)
      write(
        locales.map((locale) => printWords[locale][word]).join(" / "),
        { ...columns[column], y: y + padding },
        { ...cell, size: 8.5, colour: grey, weight: "bold" },
      );
    y += 20;
    rule(blue, 1.2);
  };
  const cells = (texts: Readonly<Record<keyof typeof columns, string>>, style: Style, height: number) => {
    sheet.inside("TR", () => {
      for (const column of ["date", "title", "minutes"] as const)
        sheet.text("TD", texts[column], { ...columns[column], y: y + padding }, style);
    });
    y += height;
    rule(pale);
  };
  const room = (height: number) => {
    if (y + height <= floor) return;
    sheet.addPage();
    y = margin;
    head(sheet.aside);
  };
  sheet.inside("Table", () => {
    sheet.inside("TR", () => head((text, box, style) => sheet.text("TH", text, box, style, { column: true })));
    for (const { day, title, minutes } of certificate.activities) {
      const height = rowHeight(print, title);
      room(height);
      cells({ date: plain(day), title, minutes: duration(minutes) }, cell, height);
    }
    room(26);
    cells(
      { date: "", title: locales.map((locale) => printWords[locale].total).join(" / "), minutes: duration(certificate.minutes) },
      { ...cell, weight: "bold" },
      22,
    );
  });
}
