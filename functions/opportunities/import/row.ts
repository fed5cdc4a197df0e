import * as v from "valibot";
import type { Policy } from "../../bodies/contract.ts";
import { fieldErrors } from "../../foundation/http.ts";
import type { BodyId } from "../../foundation/ids.ts";
import { dayOf, hour, instantOf } from "../../foundation/time.ts";
import type { Comune } from "../../territory/contract.ts";
import { comuneOf, inTuscany } from "../../territory/rules.ts";
import { type OpportunityDraft, OpportunityEdit, places as Places } from "../contract.ts";
import type { Column } from "./columns.ts";
import { comuneIn, readComune } from "./comune.ts";
import { type Finding, readDuration, readTimes, readWhen, type Times } from "./dates.ts";
import { type Listed, readAccess, readLanguages, readThemes, themeName, themesIn } from "./lists.ts";
import type { Row } from "./sheet.ts";

/** What the rows are read against. `territory`: Comuni of the project. `policy`: of rows that name none. */
export type Ground = {
  readonly now: Date;
  readonly body: BodyId;
  readonly project: OpportunityDraft["project"];
  readonly territory: readonly string[];
  readonly policies: readonly Policy[];
  readonly policy: Policy["id"] | null;
};
export type Noted = Finding & { readonly column?: Column };
/** A date as UTC instants. */
export type Dated = { readonly startsAt: string; readonly endsAt: string; readonly places: number };
export type Content = OpportunityEdit;
/** What a row says. `content` is whole, and good by the contract, when there is no error. */
export type ReadRow = {
  readonly line: number;
  readonly title: string;
  readonly comune: Comune | undefined;
  readonly content: Content;
  readonly dates: readonly Dated[];
  readonly errors: readonly Noted[];
  readonly notes: readonly Noted[];
};

/** Where in the sheet a field of the contract stands. */
const columnsOf: Readonly<Record<string, Column>> = {
  title: "title",
  description: "description",
  themes: "themes",
  "place.address": "address",
  "place.name": "venue",
  "place.directions": "directions",
  languages: "languages",
  skills: "skills",
  minimumAge: "age",
  access: "access",
  bring: "bring",
};

/** Age of full age: nobody younger is called where the sheet does not say so (domain rule 15). */
const fullAge = 18;

export function readRow({ line, cells }: Row, ground: Ground): ReadRow {
  const errors: Noted[] = [];
  const notes: Noted[] = [];
  const cell = (column: Column) => cells.get(column) ?? "";
  const wrong = (column: Column, code: string, hint?: string) => void errors.push({ column, code, ...(hint && { hint }) });

  /** Everything that a list names, or an error that says what it may name. */
  function list<Code>(column: Column, read: (text: string) => Listed<Code>): Code[] {
    const { codes, strange, known } = read(cell(column));
    if (strange.length > 0) wrong(column, "choice", known);
    return [...codes];
  }
  const place = readPlace(cells, ground, wrong, notes);
  const dates = readDates(cells, ground, wrong, notes);
  for (const column of ["project", "body"] as const)
    if (cell(column) !== "" && cell(column) !== ground[column]) wrong(column, "choice", ground[column]);

  const content: Content = {
    title: cell("title"),
    description: cell("description"),
    themes: list("themes", readThemes),
    place: place.draft,
    languages: list("languages", readLanguages),
    ...(cell("skills") && { skills: cell("skills") }),
    minimumAge: readAge(cell("age"), wrong, notes),
    access: list("access", readAccess),
    ...(cell("bring") && { bring: cell("bring") }),
    policy: readPolicy(cell("policy"), ground, wrong),
  };
  if (cell("themes") === "") {
    content.themes = [themesIn(content.title), themesIn(content.description)].find((found) => found.length > 0) ?? [];
    if (content.themes.length > 0) notes.push({ code: "theme_assumed", hint: content.themes.map(themeName).join(", ") });
  }
  const checked = v.safeParse(OpportunityEdit, content);
  for (const { field, code } of fieldErrors(checked.issues ?? [])) {
    const column = columnsOf[field];
    if (column && !errors.some((error) => error.column === column)) wrong(column, cell(column) === "" ? "required" : code);
  }
  return { line, title: content.title, comune: place.comune, content: checked.success ? checked.output : content, dates, errors, notes };
}

type Cells = Row["cells"];
type Wrong = (column: Column, code: string, hint?: string) => void;

function readPlace(
  cells: Cells,
  { territory }: Ground,
  wrong: Wrong,
  notes: Noted[],
): { comune: Comune | undefined; draft: Content["place"] } {
  const cell = (column: Column) => cells.get(column) ?? "";
  // "Luogo" is the Comune in one sheet and the venue in another.
  const bare = cell("comune") === "" && cell("where") !== "" ? readComune(cell("where")) : undefined;
  const whereIsComune = bare !== undefined && "comune" in bare;
  const spot = whereIsComune ? "" : cell("where");
  const named = cell("comune") !== "" ? readComune(cell("comune"), cell("province")) : whereIsComune ? bare : undefined;
  const read = named ?? comuneIn(cell("address")) ?? comuneIn(spot);
  const column: Column = cell("comune") !== "" || !cells.has("where") ? "comune" : "where";
  if (!read) wrong(column, "comune", bare && "error" in bare ? bare.error.hint : undefined);
  else if ("error" in read) wrong(column, read.error.code, read.error.hint);
  else if (!named) notes.push({ code: "comune_found", hint: read.comune.name });
  else if (read.note) notes.push({ column, ...read.note });
  const comune = read && "comune" in read ? read.comune : undefined;
  if (comune && !territory.includes(comune.code)) {
    const names = territory.slice(0, 5).flatMap((code) => comuneOf(code)?.name ?? []);
    wrong(column, "outside_territory", names.join(", "));
  }

  const venue = cell("venue") || (cell("address") ? spot : "");
  const address = cell("address") || spot || cell("venue");
  const point = readPoint(cell("lat"), cell("lon"), wrong);
  if (comune && !point) notes.push({ code: "pin_assumed" });
  return {
    comune,
    draft: {
      comune: comune?.code ?? "048017",
      ...(venue && venue !== address && { name: venue }),
      address,
      point: point ?? comune?.point ?? { lat: 0, lon: 0 },
      addressHidden: readFlag(cell("hidden"), wrong),
      ...(cell("directions") && { directions: cell("directions") }),
    },
  };
}

function readPoint(lat: string, lon: string, wrong: Wrong): Content["place"]["point"] | undefined {
  if (lat === "" && lon === "") return undefined;
  const [x, y] = [lat, lon].map((text) => (text === "" ? NaN : Number(text.replace(",", ".")))) as [number, number];
  if (Number.isNaN(x)) return void wrong("lat", "number");
  if (Number.isNaN(y)) return void wrong("lon", "number");
  if (Math.abs(x) > 90 || !inTuscany({ lat: x, lon: y })) return void wrong("lat", "outside_tuscany");
  return { lat: x, lon: y };
}

function readFlag(text: string, wrong: Wrong): boolean {
  if (text !== "" && !/^(?:s[iì]|x|yes|true|vero|1|no|false|falso|0)$/i.test(text)) wrong("hidden", "yes_or_no");
  return /^(?:s[iì]|x|yes|true|vero|1)$/i.test(text);
}

/** `18`, `18+`, `dai 16 anni`; `per tutti` is none. */
function readAge(text: string, wrong: Wrong, notes: Noted[]): number {
  if (text === "") return notes.push({ code: "age_assumed" }) && fullAge;
  if (/^(?:tutt[ei]|per tutt[ei]|nessun[ao]?|qualsiasi|libera|no)\b/i.test(text)) return 0;
  if (/maggiorenn/i.test(text)) return fullAge;
  const age = Number(/\d{1,2}/.exec(text)?.[0] ?? NaN);
  if (!Number.isNaN(age)) return age;
  wrong("age", "number");
  return fullAge;
}

/** By its number, or its id. */
function readPolicy(text: string, { policies, policy }: Ground, wrong: Wrong): Policy["id"] | null {
  if (text === "" || text === "null") return policy;
  const plain = (number: string) => number.replace(/[^\p{L}\d]/gu, "").toLowerCase();
  const found = policies.find(({ id, number }) => id === text || plain(number) === plain(text));
  if (!found) wrong("policy", "choice", policies.map(({ number }) => number).join(", "));
  return found?.id ?? policy;
}

/** The dates of a row, from whichever of its columns tell of them. */
function readDates(cells: Cells, { now }: Ground, wrong: Wrong, notes: Noted[]): Dated[] {
  const cell = (column: Column) => cells.get(column) ?? "";
  const today = dayOf(now);
  const time = (column: "start" | "end" | "times"): Times => {
    const read = cell(column) === "" ? {} : readTimes(cell(column));
    if (!read) wrong(column, "time");
    return read ?? {};
  };
  // Without a column of dates, the one of times may hold both.
  const column: Column = cell("date") !== "" || cell("times") === "" ? "date" : "times";
  if (cell(column) === "") return wrong("date", "required") ?? [];
  const [start, end] = [time("start"), time("end")];
  const times = column === "times" ? {} : time("times");
  const lasts = cell("duration") === "" ? undefined : readDuration(cell("duration"));
  if (cell("duration") !== "" && lasts === undefined) wrong("duration", "number");
  const row: Times = { start: start.start ?? times.start, end: end.start ?? start.end ?? times.end, lasts };
  const when = readWhen(cell(column), row, today);
  if (column === "times" && when.errors.some(({ code }) => code === "date")) return wrong("date", "required") ?? [];
  for (const { code, hint } of when.errors) wrong(code.startsWith("end") ? "end" : code.startsWith("start") ? "start" : column, code, hint);
  for (const [code, found] of Map.groupBy(when.notes, ({ code }) => code)) {
    const hint = found
      .flatMap(({ hint }) => hint ?? [])
      .slice(0, 3)
      .join(", ");
    notes.push({ column, code, ...(hint && { hint }) });
  }
  if (cell("until") !== "" && when.slots[0]) {
    const last = readWhen(cell("until"), { start: 0, end: 60 }, today).slots[0];
    if (!last) wrong("until", "date");
    else if (last.startsAt.slice(0, 10) !== when.slots[0].startsAt.slice(0, 10)) wrong("until", "several_days");
  }
  const places = readPlaces(cell("places"), wrong);
  if (places === undefined && cell("places") === "" && when.slots.some((slot) => slot.places === undefined)) wrong("places", "required");
  return when.slots.flatMap((slot): Dated[] => {
    const [startsAt, endsAt] = [instantOf(slot.startsAt), instantOf(slot.endsAt)];
    const long = Date.parse(endsAt) - Date.parse(startsAt);
    if (long <= 0 || long > 24 * hour) wrong(column, long > 0 ? "several_days" : "order");
    return [{ startsAt, endsAt, places: slot.places ?? places ?? 0 }];
  });
}

/** `20`, `max 20 persone`: one number, as the contract bounds it. */
function readPlaces(text: string, wrong: Wrong): number | undefined {
  if (text === "") return undefined;
  const numbers = text.match(/\d+/g) ?? [];
  const places = Number(numbers[0]);
  if (numbers.length !== 1) return void wrong("places", "number");
  if (!v.is(Places, places)) return void wrong("places", places < 1 ? "too_small" : "too_large");
  return places;
}
