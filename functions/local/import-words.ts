import type { Locale } from "../foundation/context.ts";
import { spell } from "../foundation/time.ts";
import type { ImportLine, ImportNote, ImportReport } from "../opportunities/contract.ts";

const it = {
  heads: ["riga", "esito", "titolo", "Comune", "date"],
  new: "nuova",
  added: "date in più",
  same: "c'è già",
  error: "errore",
  known: "c'è già",
  places: "posti",
  joins: "come la riga",
  rows: "righe",
  ignored: "Colonne di cui non facciamo uso:",
  sum: (opportunities: number, shifts: number) => `${opportunities} opportunità nuove, ${shifts} date nuove.`,
  rejected: (errors: number) => `Errori: ${errors}. Non è stato caricato nulla: correggi le righe e riprova.`,
  dry: "Prova: non è stato scritto nulla.",
  loaded: "Caricato.",
  nothing: "Niente di nuovo: c'è già tutto.",
};

type Words = typeof it;

const en: Words = {
  heads: ["line", "outcome", "title", "Comune", "dates"],
  new: "new",
  added: "more dates",
  same: "there already",
  error: "error",
  known: "there already",
  places: "places",
  joins: "as line",
  rows: "rows",
  ignored: "Columns that we have no use for:",
  sum: (opportunities, shifts) => `New opportunities: ${opportunities}, new dates: ${shifts}.`,
  rejected: (errors) => `Errors: ${errors}. Nothing was loaded: correct the lines and try again.`,
  dry: "Dry run: nothing was written.",
  loaded: "Loaded.",
  nothing: "Nothing new: all of it is there already.",
};

const words: Record<Locale, Words> = { it, en };

type About = { readonly body: string; readonly project: string; readonly locale: Locale };

/** A report as lines of a terminal: a table of the rows, what is wrong below each, what was assumed of many at the end. */
export function told(report: ImportReport, { body, project, locale }: About): string {
  const say = words[locale];
  const rows = report.lines.map((line) => [
    String(line.line),
    say[line.outcome],
    cut(`${line.title}${line.joins ? ` (${say.joins} ${line.joins})` : ""}`, 48),
    line.comune ?? "",
    datesOf(line, locale),
  ]);
  const widths = say.heads.map((head, i) => Math.max(...[head, ...rows.map((row) => row[i]!)].map((cell) => cell.length)));
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join("  ")
      .trimEnd();
  const below = ({ errors, notes }: ImportLine) => [
    ...errors.map((note) => `${" ".repeat(widths[0]!)}  ✗ ${noteOf(note)}`),
    ...notes.filter(({ hint }) => hint).map((note) => `${" ".repeat(widths[0]!)}  · ${noteOf(note)}`),
  ];
  // What is assumed without more to say is the same for many rows.
  const common = Map.groupBy(
    report.lines.flatMap(({ notes }) => notes.filter(({ hint }) => !hint)),
    ({ detail }) => detail,
  );
  return [
    `${body}: ${project}`,
    "",
    row(say.heads),
    ...report.lines.flatMap((line, i) => [row(rows[i]!), ...below(line)]),
    "",
    ...[...common].map(([detail, notes]) => `· ${detail} (${notes.length} ${say.rows})`),
    ...(report.ignored.length > 0 ? [`· ${say.ignored} ${report.ignored.join(", ")}`] : []),
    ...outcome(report, say),
  ].join("\n");
}

function outcome({ errors, opportunities, shifts, dryRun }: ImportReport, say: Words): string[] {
  if (errors > 0) return [say.rejected(errors)];
  if (opportunities + shifts === 0) return [say.nothing];
  return [say.sum(opportunities, shifts), dryRun ? say.dry : say.loaded];
}

const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

const noteOf = ({ column, detail, hint }: ImportNote): string => `${column ? `${column}: ` : ""}${detail}${hint ? ` (${hint})` : ""}`;

/** The first date in full, and how many more. */
function datesOf({ shifts }: ImportLine, locale: Locale): string {
  const [first, ...rest] = shifts;
  if (!first) return "";
  const say = words[locale];
  return `${spell(locale, first)}, ${first.places} ${say.places}${rest.length > 0 ? ` (+${rest.length})` : ""}${shifts.every(({ known }) => known) ? `, ${say.known}` : ""}`;
}
