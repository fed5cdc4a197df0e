import { locale } from "../locale.ts";

/** Everything that a language writes its own way. Instants are shown on the clocks of Italy wherever the reader is. */
/** The same zone as `functions/foundation/time.ts`, whose schemas a page has no use for. */
const zone = "Europe/Rome";
const tags = { it: "it-IT", en: "en-GB" } as const;

const formats = new Map<string, Intl.DateTimeFormat>();
function written(instant: string | Date, options: Intl.DateTimeFormatOptions): string {
  const key = locale() + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(tags[locale()], { timeZone: zone, ...options });
  formats.set(key, format);
  // Engines differ in which space they put before “PM” or in a range: one kind, so that server and browser agree.
  return format.format(new Date(instant)).replace(/[\u202f\u2009\u00a0]/g, " ");
}

/** `sabato 28 novembre 2026` */
export const longDate = (instant: string | Date): string =>
  written(instant, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
/** `sab 28 nov` */
export const shortDate = (instant: string | Date): string => written(instant, { weekday: "short", day: "numeric", month: "short" });
/** `28 novembre 2026` */
export const dayDate = (instant: string | Date): string => written(instant, { day: "numeric", month: "long", year: "numeric" });
/** `28 nov 2026, 18:30` */
export const dateTime = (instant: string | Date): string =>
  written(instant, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
/** `18:30` */
export const time = (instant: string | Date): string => written(instant, { hour: "2-digit", minute: "2-digit", hour12: false });
/** `18:30–20:30` */
export const timeRange = (from: string | Date, to: string | Date): string => `${time(from)}–${time(to)}`;
/** `sabato 28 novembre 2026, 15:00–18:00` */
export const whenOf = ({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): string =>
  `${longDate(startsAt)}, ${timeRange(startsAt, endsAt)}`;
/** The pieces of a date block: `sab`, `28`, `nov`. */
export const dateParts = (instant: string | Date): { weekday: string; day: string; month: string } => ({
  weekday: written(instant, { weekday: "short" }),
  day: written(instant, { day: "numeric" }),
  month: written(instant, { month: "short" }),
});

export const number = (value: number, options: Intl.NumberFormatOptions = {}): string =>
  new Intl.NumberFormat(tags[locale()], options).format(value);
/** `3,4 km`, `12 km`. */
export const kilometres = (km: number): string =>
  number(km, { style: "unit", unit: "kilometer", maximumFractionDigits: km < 10 ? 1 : 0 }).replace(/\u00a0/g, " ");
/** `2 h`, `2 h 30 min`, `45 min`. */
export const duration = (minutes: number): string =>
  [Math.floor(minutes / 60) && `${number(Math.floor(minutes / 60))} h`, minutes % 60 && `${minutes % 60} min`].filter(Boolean).join(" ") ||
  "0 h";
export const listed = (items: readonly string[]): string => new Intl.ListFormat(tags[locale()], { type: "conjunction" }).format(items);
export const euro = (value: number): string =>
  number(value, { style: "currency", currency: "EUR", maximumFractionDigits: value % 1 ? 2 : 0 });

/** Name of a language by its ISO code, `albanese`. */
export function languageName(code: string): string {
  return new Intl.DisplayNames([tags[locale()]], { type: "language" }).of(code) ?? code;
}

const plurals = { it: new Intl.PluralRules("it"), en: new Intl.PluralRules("en") } as const;
/** Picks the form that the language wants for `n` and puts `n` where it says `#`: `plural("it", 2, { one: "# posto", other: "# posti" })`. */
export const plural = (
  language: keyof typeof plurals,
  n: number,
  forms: { readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>,
): string => (forms[plurals[language].select(n)] ?? forms.other).replace("#", new Intl.NumberFormat(tags[language]).format(n));
