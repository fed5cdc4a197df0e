import { CsvError, parse } from "csv-parse/sync";
import { type Column, columnOf, nameOf } from "./columns.ts";

/** A row of a sheet: text by column, and how the sheet itself heads the column. */
export type Row = {
  /** Line of the file on which it begins; in JSON its place in the list, from 1. */
  readonly line: number;
  readonly cells: ReadonlyMap<Column, string>;
};
export type Sheet = { readonly rows: readonly Row[]; readonly header: (column: Column) => string; readonly ignored: readonly string[] };
/** Why a whole file cannot be read: a code of the words, and where. */
export type Fault = { readonly line: number; readonly code: string; readonly hint?: string };
export const isFault = (read: Sheet | Fault): read is Fault => "code" in read;

export const mostRows = 500;
/** Rows above the one that heads the columns: the title of the sheet, the name of the association. */
const mostPreamble = 15;

/** Text of a file as programs of an office write it: UTF-8 with or without its mark, UTF-16, Windows-1252. */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Not by TextDecoder: Node 24 decodes "windows-1252" as Latin-1, which loses typographic quotes, dashes and the euro.
    return Buffer.from(bytes)
      .toString("latin1")
      .replace(/[\u0080-\u009f]/g, (c) => windows[c.charCodeAt(0) - 0x80]!);
  }
}
/** What Windows-1252 has where Latin-1 has control characters, 0x80 to 0x9f. */
const windows = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** What Excel and LibreOffice write unless they are asked for CSV: a ZIP, or the older container. */
const isSpreadsheet = (bytes: Uint8Array): boolean => /^(504b0304|d0cf11e0)/.test(Buffer.from(bytes.subarray(0, 4)).toString("hex"));

export function readSheet(bytes: Uint8Array, type: "csv" | "json"): Sheet | Fault {
  if (isSpreadsheet(bytes)) return { line: 1, code: "spreadsheet" };
  const text = decoded(bytes);
  if (text.trim() === "") return { line: 1, code: "empty_file" };
  return type === "json" ? readJson(text) : readCsv(text);
}

function readCsv(text: string): Sheet | Fault {
  // Excel's own word for the separator, on a line before all others.
  const said = /^sep=(.)\r?\n/i.exec(text);
  const delimiter = said?.[1] ?? delimiterOf(text);
  let records: { record: string[]; info: { lines: number }; raw: string }[];
  try {
    records = parse(said ? text.slice(said[0].length) : text, {
      delimiter,
      info: true,
      raw: true,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      max_record_size: 100_000,
    }) as never;
  } catch (error) {
    return { line: error instanceof CsvError ? Number(error["lines"] ?? 1) : 1, code: "csv" };
  }
  const lines = records.map(({ record, info, raw }) => ({
    cells: record,
    line: info.lines - (raw.trimEnd().match(/\r\n|\n|\r/g)?.length ?? 0) + (said ? 1 : 0),
  }));
  const head = lines.slice(0, mostPreamble).findIndex(({ cells }) => isHead(cells.map(columnOf)));
  if (head < 0) return { line: 1, code: "no_header", hint: "titolo; descrizione; comune; indirizzo; data; ora inizio; ora fine; posti" };
  return sheetOf(
    lines[head]!.cells,
    lines.slice(head + 1).map(({ cells, line }) => ({ line, values: cells })),
  );
}

/** The character that parts the cells: the one by which most of a first line are headers that we know. */
function delimiterOf(text: string): string {
  const lines = text.slice(0, 20_000).split(/\r\n|\n|\r/, mostPreamble);
  const known = (delimiter: string) =>
    Math.max(...lines.map((line) => line.split(delimiter).filter((cell) => columnOf(cell.replaceAll('"', ""))).length));
  return [";", "\t", ","].reduce((best, delimiter) => (known(delimiter) > known(best) ? delimiter : best));
}

/** A title and something more that we know. */
const isHead = (found: readonly (Column | undefined)[]): boolean => found.includes("title") && new Set(found.filter(Boolean)).size >= 2;

function sheetOf(
  headers: readonly string[],
  rows: readonly { readonly line: number; readonly values: readonly string[] }[],
): Sheet | Fault {
  const filled = rows.filter(({ values }) => values.some((value) => value.trim() !== ""));
  if (filled.length === 0) return { line: 1, code: "empty_file" };
  if (filled.length > mostRows) return { line: filled[mostRows]!.line, code: "too_many_rows" };
  const known = headers.map((header) => columnOf(header));
  // Where two headers mean the same, the first that has something in the row counts.
  const cellsOf = (values: readonly string[]) => {
    const cells = new Map<Column, string>();
    known.forEach((column, i) => {
      const value = values[i]?.trim() ?? "";
      if (column && value !== "" && !cells.has(column)) cells.set(column, value);
    });
    return cells;
  };
  return {
    rows: filled.map(({ line, values }) => ({ line, cells: cellsOf(values) })),
    header: (column) => headers[known.indexOf(column)]?.trim() ?? nameOf(column),
    ignored: headers.filter((header, i) => header.trim() !== "" && !known[i]).map((header) => header.trim()),
  };
}

/** A list of objects, or an object that holds one; with our columns as keys in any language, or in the shape of the API itself. */
function readJson(text: string): Sheet | Fault {
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? 0);
    return { line: text.slice(0, at).split("\n").length, code: "json" };
  }
  const list = Array.isArray(read) ? read : Object.values(isObject(read) ? read : {}).find(Array.isArray);
  if (!list || !list.every(isObject)) return { line: 1, code: "json", hint: '[{ "titolo": "…", "comune": "…", "data": "…" }]' };
  const flat = list.map((item) => new Map(flattened(item)));
  const headers = [...new Set(flat.flatMap((item) => [...item.keys()]))];
  return sheetOf(
    headers,
    flat.map((item, i) => ({ line: i + 1, values: headers.map((header) => item.get(header) ?? "") })),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Nested keys by their path; lists as text, and dates of our own shape as ISO 8601 intervals. */
function flattened(object: Record<string, unknown>, path = ""): [string, string][] {
  return Object.entries(object).flatMap(([key, value]): [string, string][] => {
    const name = path ? `${path}.${key}` : key;
    if (isObject(value)) return flattened(value, name);
    return [[name, Array.isArray(value) ? value.map(wordOf).join("; ") : wordOf(value)]];
  });
}

function wordOf(value: unknown): string {
  if (isObject(value)) {
    const { startsAt, endsAt, places } = value;
    return [startsAt, endsAt].filter((x) => typeof x === "string").join("/") + (typeof places === "number" ? ` (${places})` : "");
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}
