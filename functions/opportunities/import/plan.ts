import type { Policy } from "../../bodies/contract.ts";
import type { Locale } from "../../foundation/context.ts";
import { dayOf } from "../../foundation/time.ts";
import { fieldWords } from "../../foundation/words/index.ts";
import { plainName } from "../../territory/rules.ts";
import type { ImportLine, ImportNote, Opportunity, Shift } from "../contract.ts";
import { editable, insured } from "../rules.ts";
import type { Column } from "./columns.ts";
import { type Content, type Dated, type Ground, type Noted, type ReadRow, readRow } from "./row.ts";
import type { Row, Sheet } from "./sheet.ts";

/** Rows of the same title and place: one opportunity. `key` tells it from every other of the body. */
export type Activity = { readonly key: string; readonly content: Content; readonly rows: readonly ReadRow[] };
/** What is there already under a key: the opportunities that came of it, oldest first, with their shifts. */
export type Standing = readonly { readonly opportunity: Opportunity; readonly shifts: readonly Shift[] }[];
export type Judged = {
  readonly activity: Activity;
  readonly lines: readonly ImportLine[];
  /** Dates that are not there yet. */
  readonly missing: Dated[];
  /** The opportunity that they would join; without it they make a new one. */
  readonly joins: Opportunity | undefined;
};

/** As many dates as one opportunity holds (`OpportunityDraft`). */
const mostShifts = 60;

/** The rows as activities, in the order of the sheet. Nothing is asked of the table and nothing thrown: what is wrong stands in the rows. */
export function readActivities(sheet: Sheet, ground: Ground): Activity[] {
  const rows = continued(sheet.rows).map((row) => readRow(row, ground));
  const keyOf = ({ title, comune, content, line }: ReadRow) =>
    title && comune ? [plainName(title), comune.code, plainName(content.place.address)].join("\n") : `line ${line}`;
  return [...Map.groupBy(rows, keyOf)].map(([key, of]) => ({ key, content: of[0]!.content, rows: joined(of) }));
}

/** Cells that a spreadsheet merged come out empty but in the first row: a row with a date and without a title goes on from the one above. */
function continued(rows: readonly Row[]): Row[] {
  const whole: Row[] = [];
  for (const { line, cells } of rows) {
    const above = whole.at(-1);
    const goesOn = above && !cells.has("title") && !cells.has("description") && (cells.has("date") || cells.has("times"));
    whole.push({ line, cells: goesOn ? new Map([...above.cells, ...cells]) : cells });
  }
  return whole;
}

/** What rows of one activity have to agree in: each date once, no more of them than fit; the first row's text counts. */
function joined([first, ...others]: readonly ReadRow[]): ReadRow[] {
  const seen = new Set<string>();
  const checked = (row: ReadRow, notes: readonly Noted[]): ReadRow => {
    const errors: Noted[] = [];
    for (const date of row.dates) {
      if (seen.has(slotKey(date))) errors.push({ column: "date", code: "twice" });
      seen.add(slotKey(date));
    }
    if (seen.size > mostShifts) errors.push({ column: "date", code: "full" });
    return { ...row, errors: [...row.errors, ...errors], notes };
  };
  const text = ({ content }: ReadRow) => JSON.stringify({ ...content, title: "" });
  const said = new Set(first!.notes.map(({ code, hint }) => `${code} ${hint}`));
  const later = (row: ReadRow): Noted[] => [
    // What was assumed once for the whole activity is not said of each of its dates again.
    ...row.notes.filter(({ code, hint }) => !said.has(`${code} ${hint}`)),
    ...(text(row) === text(first!) ? [] : [{ code: "first_counts" }]),
  ];
  return [checked(first!, first!.notes), ...others.map((row) => checked(row, later(row)))];
}

const slotKey = ({ startsAt, endsAt }: Pick<Dated, "startsAt" | "endsAt">): string => `${startsAt} ${endsAt}`;

/** The dates that no opportunity of this key has. */
export function missingFrom(standing: Standing, dates: readonly Dated[]): Dated[] {
  const known = new Set(standing.flatMap(({ shifts }) => shifts.map(slotKey)));
  return dates.filter((date) => !known.has(slotKey(date)));
}
/** The latest opportunity of this key that still takes dates. */
export const openOf = (standing: Standing) => standing.findLast(({ opportunity }) => editable(opportunity.state));

type View = { readonly ground: Ground; readonly publish: boolean; readonly locale: Locale; readonly header: (column: Column) => string };

/** What would become of an activity, given what stands already: its lines, and what there is to write. */
export function judge(activity: Activity, standing: Standing, { ground, publish, locale, header }: View): Judged {
  const target = openOf(standing);
  const policyId = target ? target.opportunity.policy : activity.content.policy;
  const policy: Policy | undefined = ground.policies.find(({ id }) => id === policyId);
  const open = target ? target.opportunity.state === "published" : publish;
  const first = activity.rows[0]!;
  let room = mostShifts - (target?.shifts.length ?? 0);

  const note = ({ column, code, hint }: Noted): ImportNote => ({
    column: column ? header(column) : "",
    code,
    detail: fieldWords(locale, code),
    ...(hint && { hint }),
  });
  const lines = activity.rows.map((row): ImportLine => {
    const missing = new Set(missingFrom(standing, row.dates));
    const errors = [...row.errors];
    for (const date of missing) {
      if (date.startsAt <= ground.now.toISOString()) errors.push({ column: "date", code: "past", hint: dayOf(date.startsAt) });
      else if (open && !insured(policy, date)) errors.push({ column: "policy", code: "insurance", hint: dayOf(date.startsAt) });
      if (--room < 0 && !errors.some(({ code }) => code === "full")) errors.push({ column: "date", code: "full" });
    }
    const outcome = errors.length > 0 ? "error" : missing.size === 0 ? "same" : target ? "added" : "new";
    return {
      line: row.line,
      title: row.title,
      outcome,
      ...(row !== first && { joins: first.line }),
      shifts: row.dates.map((date) => ({ ...date, known: !missing.has(date) })),
      ...(row.comune && { comune: row.comune.name }),
      errors: errors.map(note),
      notes: row.notes.map(note),
    };
  });
  const dates = activity.rows.flatMap((row) => row.dates);
  return { activity, lines, missing: missingFrom(standing, dates), joins: target?.opportunity };
}
