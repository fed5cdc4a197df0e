import { createStore } from "solid-js/store";
import type { ShiftDraft } from "../../functions/opportunities/contract.ts";
import { instantOf } from "../../functions/foundation/time.ts";
import { words } from "../i18n/words.ts";
import type { Days } from "./coverage.ts";
import { daysLater } from "./days.ts";
import type { FormError } from "./form.tsx";

/** A date as it is being typed: day, hours on the clocks of Italy, places. */
export type DateRow = { readonly id: number; readonly date: string; readonly start: string; readonly end: string; readonly places: string };
export type DateRows = ReturnType<typeof createDateRows>;

/** As many as an opportunity can have. */
const most = 60;

/** An end that is not after the start belongs to the day after: 21:00 to 01:00. */
export const endsNextDay = ({ start, end }: DateRow): boolean => !!start && !!end && end < start;
const endDay = (row: DateRow): string => (endsNextDay(row) ? daysLater(row.date, 1) : row.date);
export const daysOfRow = (row: DateRow): Days | undefined => (row.date ? { from: row.date, to: endDay(row) } : undefined);
const draftOf = (row: DateRow): ShiftDraft => ({
  startsAt: `${row.date}T${row.start}`,
  endsAt: `${endDay(row)}T${row.end}`,
  places: Number(row.places),
});

/** Name of a row's field, also where the API names it by its place in the list: `shifts.0.startsAt`. */
export const fieldOf = (row: DateRow, field: keyof ShiftDraft | "date"): string => `shifts.${row.id}.${field}`;

/** The rows of a form that asks for dates. A row without a day counts for nothing. */
export function createDateRows() {
  let last = 0;
  const [rows, setRows] = createStore<DateRow[]>([]);
  const append = (row: Omit<DateRow, "id">) => rows.length < most && setRows(rows.length, { ...row, id: ++last });
  const filled = () => rows.filter(({ date }) => date);

  return {
    rows,
    most,
    filled,
    set: (id: number, change: Partial<Omit<DateRow, "id">>) => setRows((row) => row.id === id, change),
    remove: (id: number) => setRows((all) => all.filter((row) => row.id !== id)),
    /** Another row, with the hours and places of the one before. */
    add() {
      const before = rows.at(-1);
      append({ date: "", start: before?.start ?? "", end: before?.end ?? "", places: before?.places ?? "10" });
    },
    again() {
      const before = rows.at(-1);
      if (before) append({ ...before, date: before.date && daysLater(before.date, 7) });
    },
    drafts: (): ShiftDraft[] => filled().map(draftOf),
    errors: (now: Date): FormError[] => filled().flatMap((row) => errorsOf(row, filled(), now)),
    /** The errors that the API gave by place in the list, under the names of the fields here. */
    named: <E extends FormError>(errors: readonly E[]): E[] =>
      errors.map((error) => {
        const [, place, rest] = /^shifts\.(\d+)\.(.+)$/.exec(error.field) ?? [];
        const row = place === undefined ? undefined : filled()[Number(place)];
        return row && rest ? Object.assign({}, error, { field: `shifts.${row.id}.${rest}` }) : error;
      }),
  };
}

function errorsOf(row: DateRow, all: readonly DateRow[], now: Date): FormError[] {
  const t = words("organise").dates;
  const { fillIn, wrongForm } = words("common").form;
  const at = (field: Parameters<typeof fieldOf>[1], detail: string) => ({ field: fieldOf(row, field), detail });
  const places = Number(row.places);
  const whole = row.start && row.end;
  return [
    ...(row.start ? [] : [at("startsAt", fillIn)]),
    ...(row.end ? [] : [at("endsAt", fillIn)]),
    ...(Number.isInteger(places) && places >= 1 && places <= 5000 ? [] : [at("places", row.places ? wrongForm : fillIn)]),
    ...(whole && row.start === row.end ? [at("endsAt", t.same)] : []),
    ...(whole && instantOf(`${row.date}T${row.start}`) <= now.toISOString() ? [at("date", t.past)] : []),
    ...(all.some((other) => other.id < row.id && other.date === row.date && other.start === row.start && other.end === row.end)
      ? [at("date", t.twice)]
      : []),
  ];
}
