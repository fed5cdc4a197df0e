import { day as oneDay, dayOf } from "../../foundation/time.ts";

/** Wall-clock times in Italy, as `ShiftDraft` has them. */
export type Slot = { readonly startsAt: string; readonly endsAt: string; readonly places?: number };
export type Finding = { readonly code: string; readonly hint?: string };
export type When = { readonly slots: readonly Slot[]; readonly errors: readonly Finding[]; readonly notes: readonly Finding[] };
/** Times of the row, for dates that have none of their own: minutes since midnight, and how many an activity lasts. */
export type Times = { readonly start?: number | undefined; readonly end?: number | undefined; readonly lasts?: number | undefined };

const months = ["gen|jan", "feb", "mar", "apr", "mag|may", "giu|jun", "lug|jul", "ago|aug", "set|sep", "ott|oct", "nov", "dic|dec"];
const weekdays = ["dom|sun", "lun|mon", "mar|tue", "mer|wed", "gio|thu", "ven|fri", "sab|sat"];
const weekday =
  "(dom(?:enica)?|lun(?:edi)?|mar(?:tedi)?|mer(?:coledi)?|gio(?:vedi)?|ven(?:erdi)?|sab(?:ato)?|sun(?:day)?|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?)'?\\b\\.?";
const indexIn = (names: readonly string[], word: string) => names.findIndex((name) => name.split("|").includes(word.slice(0, 3)));

const month = `(${months.join("|")})[a-z]*\\.?`;
const year = "(?:,?\\s+(?:del\\s+)?(\\d{4}|'\\d{2}))?";
const clock = "(\\d{1,2})(?:[:.,h](\\d{2})(?::\\d{2})?)?\\s*h?(?![\\d:])";
const at = "(?:(?:dalle ore|dalle|alle ore|alle|ore|orario|from|h\\.?)\\s*:?\\s*)?";
const to = "\\s*(?:-|–|—|/|→|fino alle|alle|a|to)\\s*";

type Piece =
  | { readonly is: "dates"; readonly days: readonly Day[] }
  | { readonly is: "slot"; readonly slot: Slot }
  | { readonly is: "weekday"; readonly weekday: number }
  | { readonly is: "range" | "time"; readonly times: readonly number[] }
  | { readonly is: "places"; readonly places: number };
type Day = { readonly d: number; readonly m: number; readonly y?: number };

const minutes = (h: string, m = "0"): number | undefined => (Number(h) <= 24 && Number(m) < 60 ? Number(h) * 60 + Number(m) : undefined);
const fullYear = (y: string | undefined) => (y ? { y: Number(y.replace("'", "").padStart(4, "20")) } : {});
const aDay = (d: string, m: string | number, y?: string): Day | undefined =>
  Number(d) >= 1 && Number(d) <= 31 && Number(m) >= 1 && Number(m) <= 12 ? { d: Number(d), m: Number(m), ...fullYear(y) } : undefined;
const datesOf = (days: readonly (Day | undefined)[]): Piece | undefined =>
  days.every((one) => one !== undefined) ? { is: "dates", days } : undefined;
const timesOf = (is: "range" | "time", times: readonly (number | undefined)[]): Piece | undefined =>
  times.every((time) => time !== undefined) ? { is, times } : undefined;

/** How dates and times are written in Italy, tried in this order at each place of the text. What does not hold (a month 15) is no match. */
const forms: readonly (readonly [RegExp, (...found: string[]) => Piece | undefined])[] = [
  [
    /(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2})\S*?\s*[/–-]\s*(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2})(?::\d{2})?/y,
    (d1, t1, d2, t2) => ({ is: "slot", slot: { startsAt: `${d1}T${t1}`, endsAt: `${d2}T${t2}` } }),
  ],
  [/(\d{4})-(\d{1,2})-(\d{1,2})t?/y, (y, m, d) => datesOf([aDay(d!, m!, y)])],
  [/(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)/y, (d, _, m, y) => datesOf([aDay(d!, m!, y)])],
  [
    new RegExp(`((?:\\d{1,2}[°º]?\\s*(?:,|ed|e|and|&)\\s*)+)(\\d{1,2})[°º]?\\s+(?:di\\s+)?${month}${year}`, "y"),
    (list, last, name, y) =>
      datesOf(
        [...list!.matchAll(/\d+/g)]
          .map(([d]) => d)
          .concat(last!)
          .map((d) => aDay(d, indexIn(months, name!) + 1, y)),
      ),
  ],
  [new RegExp(`(\\d{1,2})[°º]?\\s*(?:di\\s+)?${month}${year}`, "y"), (d, name, y) => datesOf([aDay(d!, indexIn(months, name!) + 1, y)])],
  [/(\d{1,2})\/(\d{1,2})(?![\d/:.])/y, (d, m) => datesOf([aDay(d!, m!)])],
  [/(?:max\.?\s*)?(\d{1,4})\s*(?:posti|volontari|persone|places)\b|\((\d{1,4})\)/y, (a, b) => ({ is: "places", places: Number(a ?? b) })],
  [new RegExp(`${at}${clock}${to}${at}${clock}`, "y"), (h1, m1, h2, m2) => timesOf("range", [minutes(h1!, m1), minutes(h2!, m2)])],
  [new RegExp(`${at}${clock}`, "y"), (h, m) => timesOf("time", [minutes(h!, m)])],
  [new RegExp(weekday, "y"), (name) => ({ is: "weekday", weekday: indexIn(weekdays, name!) })],
];
/** Said of many dates at once, which we do not work out: a sheet names each. */
const many = /\b(?:ogni|tutt[ei]|dal|fino|every|each)\b/i;
const filler = /(?:[\s,;|•·)–—-]|\((?!\d{1,4}\)))+|(?:nei giorni|giorni|giorno|il|nel|di|del|ed|e|and|poi|anche|ore)\b[:.]?/y;

/** The pieces of a text, and the words in it that mean nothing to us. */
function piecesOf(text: string): { pieces: Piece[]; strange: string[] } {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'").toLowerCase();
  const pieces: Piece[] = [];
  const strange: string[] = [];
  for (let at = 0; at < plain.length;) {
    const step = nextPiece(plain, at);
    if (step.piece) pieces.push(step.piece);
    if (step.strange) strange.push(step.strange);
    at += step.length;
  }
  return { pieces, strange };
}

function nextPiece(text: string, from: number): { length: number; piece?: Piece; strange?: string } {
  for (const [form, read] of forms) {
    form.lastIndex = from;
    const found = form.exec(text);
    const piece = found && read(...(found.slice(1) as string[]));
    if (piece) return { length: found[0].length, piece };
  }
  filler.lastIndex = from;
  const skipped = filler.exec(text)?.[0].length;
  if (skipped) return { length: skipped };
  const word = /\d+|[^\s\d,;()]+/y;
  word.lastIndex = from;
  const [strange] = word.exec(text) ?? [text[from]!];
  return { length: strange.length, strange };
}

/** A time of day in minutes, of a cell that holds just one: `15`, `15.30`, `ore 15`. */
export function readTimes(text: string): Times | undefined {
  const { pieces, strange } = piecesOf(text);
  const times = pieces.flatMap((piece) => (piece.is === "range" || piece.is === "time" ? piece.times : []));
  if (strange.length > 0 || times.length === 0 || times.length > 2 || pieces.length > times.length) return undefined;
  return { start: times[0]!, ...(times[1] !== undefined && { end: times[1] }) };
}

/** Minutes: `2 ore`, `1h30`, `1,5`, `90 min`. */
export function readDuration(text: string): number | undefined {
  const plain = text.toLowerCase().trim();
  const min = /^(\d{2,3})\s*(?:m|min|minuti)\.?$/.exec(plain);
  if (min) return Number(min[1]);
  const hours = /^(\d{1,2})(?:([.,])(\d{1,2})|\s*(?:h|ore|ora|:)\s*(?:e\s*)?(\d{1,2})?)?\s*(?:h|ore|ora|m|min|minuti)?\.?$/.exec(plain);
  if (!hours) return undefined;
  const [, h, , decimals, minutes] = hours;
  return Math.round(Number(`${h}.${decimals ?? 0}`) * 60) + Number(minutes ?? 0);
}

/**
 * The slots that a text tells of: `5/12/2026 15:00-18:00; 12/12/2026 15-18`, `5, 12 e 19 dicembre ore 15-18`, `sab 5 dic`.
 * A time holds for all dates before it; dates without one take the row's. `today`: a day without its year means the next such.
 */
export function readWhen(text: string, row: Times, today: string): When {
  const { pieces, strange } = piecesOf(text);
  const slots: Slot[] = [];
  const errors: Finding[] = strange.length > 0 ? [{ code: many.test(text) ? "each_date" : "when", hint: strange.join(" ") }] : [];
  const notes: Finding[] = [];
  let days: string[] = [];
  let named: number | undefined;
  let timed = false;
  let open: number | undefined;
  let since = 0;

  const give = (start: number | undefined, end: number | undefined) => {
    for (const day of days) {
      const slot = slotOn(day, start, end ?? (row.lasts && start !== undefined ? start + row.lasts : undefined), notes);
      if ("code" in slot) errors.push(slot);
      else slots.push(slot);
    }
    timed = true;
  };
  const close = () => {
    // Midnight beside a time of the row is what a spreadsheet puts behind a bare date.
    const start = open === 0 ? (row.start ?? 0) : (open ?? row.start);
    if (days.length > 0 && !timed) give(start, row.end);
    open = undefined;
  };
  for (const [i, piece] of pieces.entries()) {
    if (piece.is === "dates") {
      if (timed || open !== undefined) {
        close();
        [days, timed, since] = [[], false, slots.length];
      }
      for (const written of piece.days) {
        const found = resolved(written, named, today);
        if ("code" in found) errors.push(found);
        else {
          days.push(found.day);
          if (found.assumed) notes.push({ code: "year_assumed", hint: italian(found.day) });
        }
        named = undefined;
      }
    } else if (piece.is === "slot") {
      since = slots.push(piece.slot) - 1;
    } else if (piece.is === "weekday" && pieces[i + 1]?.is === "dates") named = piece.weekday;
    else if (piece.is === "weekday") {
      const last = days.at(-1);
      if (last && new Date(last).getUTCDay() !== piece.weekday) errors.push({ code: "weekday", hint: italian(last) });
    } else if (piece.is === "range") give(piece.times[0], piece.times[1]);
    else if (piece.is === "time" && open === undefined) open = piece.times[0];
    else if (piece.is === "time") {
      give(open, piece.times[0]);
      open = undefined;
    } else if (piece.is === "places") {
      close();
      for (let i = since; i < slots.length; i++) slots[i] = { ...slots[i]!, places: piece.places };
    }
  }
  close();
  if (slots.length === 0 && errors.length === 0) errors.push({ code: "date" });
  return { slots, errors, notes };
}

/** `2026-12-05` → `sabato 5 dicembre 2026`. */
export const italian = (day: string): string =>
  new Intl.DateTimeFormat("it-IT", { timeZone: "UTC", weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(
    new Date(day),
  );

function resolved({ d, m, y }: Day, weekday: number | undefined, today: string): { day: string; assumed: boolean } | Finding {
  const inYear = (year: number) => `${year}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
  const now = Number(today.slice(0, 4));
  const day = inYear(y ?? (inYear(now) >= today ? now : now + 1));
  const date = new Date(day);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return { code: "date", hint: `${d}/${m}` };
  if (weekday !== undefined && date.getUTCDay() !== weekday) return { code: "weekday", hint: italian(day) };
  return { day, assumed: y === undefined };
}

/** Ends the next day only when it is of an evening: otherwise it is more likely that start and end were mixed up. */
function slotOn(day: string, start: number | undefined, end: number | undefined, notes: Finding[]): Slot | Finding {
  if (start === undefined) return { code: "start_missing" };
  if (end === undefined) return { code: "end_missing" };
  const overnight = end <= start && start >= 18 * 60 && end <= 6 * 60;
  if (end <= start && !overnight) return { code: "order", hint: `${timeOf(start)}–${timeOf(end)}` };
  const next = overnight || end >= 24 * 60;
  if (next && end !== 24 * 60) notes.push({ code: "next_day" });
  const last = next ? dayOf(new Date(Date.parse(`${day}T12:00:00Z`) + oneDay)) : day;
  return { startsAt: `${day}T${timeOf(start)}`, endsAt: `${last}T${timeOf(end % (24 * 60))}` };
}

const timeOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
