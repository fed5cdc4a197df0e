import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Policy } from "../../../functions/bodies/contract.ts";
import { columnOf } from "../../../functions/opportunities/import/columns.ts";
import { comuneIn, readComune } from "../../../functions/opportunities/import/comune.ts";
import { readDuration, readTimes, readWhen } from "../../../functions/opportunities/import/dates.ts";
import { readAccess, readLanguages, readThemes } from "../../../functions/opportunities/import/lists.ts";
import { readActivities } from "../../../functions/opportunities/import/plan.ts";
import type { Ground } from "../../../functions/opportunities/import/row.ts";
import { decoded, isFault, readSheet } from "../../../functions/opportunities/import/sheet.ts";

const policy: Policy = {
  id: `pol_${"1".repeat(26)}` as Policy["id"],
  body: `bod_${"1".repeat(26)}` as Policy["body"],
  insurer: "Assicurazioni",
  number: "AB 12/3",
  covers: ["accident", "illness", "liability"],
  validFrom: "2027-01-01",
  validTo: "2027-12-31",
  version: 1,
};
const ground: Ground = {
  now: new Date("2027-03-01T09:00:00Z"),
  body: policy.body,
  project: `prj_${"1".repeat(26)}` as Ground["project"],
  territory: ["050026", "048017", "048014"],
  policies: [policy],
  policy: null,
};
const bytes = (text: string) => new TextEncoder().encode(text);
const file = (name: string) => readFileSync(join(import.meta.dirname, "..", "files", name));

function activities(content: Uint8Array, type: "csv" | "json" = "csv") {
  const sheet = readSheet(content, type);
  if (isFault(sheet)) throw new Error(`${sheet.line}: ${sheet.code}`);
  return readActivities(sheet, ground);
}
/** One row under the usual heads, with some cells changed. */
function row(cells: Record<string, string>) {
  const usual = {
    titolo: "Orto di quartiere",
    descrizione: "Si semina e si raccoglie insieme.",
    comune: "Pisa",
    indirizzo: "Via Roma 1",
    data: "6/3/2027",
    orario: "15-18",
    posti: "10",
    tema: "ambiente",
    "età minima": "18",
    lat: "43,7",
    lon: "10,4",
  };
  const all = { ...usual, ...cells };
  return activities(bytes(`${Object.keys(all).join(";")}\n${Object.values(all).join(";")}`))[0]!.rows[0]!;
}

describe("dates as they are written in Italy", () => {
  const today = "2027-03-01";
  const slots = (text: string, times = {}) =>
    readWhen(text, times, today).slots.map(({ startsAt, endsAt }) => `${startsAt.slice(0, 16)}>${endsAt.slice(11)}`);
  const s = (day: string, from = "15:00", to = "18:00") => `${day}T${from}>${to}`;

  it.each([
    ["5/12/2027 15:00-18:00", [s("2027-12-05")]],
    ["05-12-27 15-18", [s("2027-12-05")]],
    ["05.12.2027 ore 15.00 – 18.00", [s("2027-12-05")]],
    ["5 dicembre 2027 dalle 15 alle 18", [s("2027-12-05")]],
    ["domenica 5 dicembre 2027, h 15/18", [s("2027-12-05")]],
    ["5 Dicembre 2027 (domenica) 15:00-18:00", [s("2027-12-05")]],
    ["dom 5 dic. 15-18", [s("2027-12-05")]],
    ["1° maggio 2027 dalle ore 9,30 alle ore 12,30", [s("2027-05-01", "09:30", "12:30")]],
    ["2027-12-05 15:00-18:00", [s("2027-12-05")]],
    ["2027-12-05T15:00/2027-12-05T18:00", [s("2027-12-05")]],
    ["Dec 5", []],
    ["5 December 2027 15-18", [s("2027-12-05")]],
    ["5/12 15-18", [s("2027-12-05")]],
    ["5/12/2027 15:00-18:00; 12/12/2027 15-18", [s("2027-12-05"), s("2027-12-12")]],
    ["5/12/2027, 12/12/2027 ore 15-18", [s("2027-12-05"), s("2027-12-12")]],
    ["5, 12 e 19 dicembre 2027 ore 15-18", [s("2027-12-05"), s("2027-12-12"), s("2027-12-19")]],
    ["5/12/2027 9-12 e 15-18", [s("2027-12-05", "09:00", "12:00"), s("2027-12-05")]],
    ["5/12/2027 9:00-12:00\n6/12/2027 15-18", [s("2027-12-05", "09:00", "12:00"), s("2027-12-06")]],
    ["5/12/2027 21-1", [s("2027-12-05", "21:00", "01:00")]],
    ["5/12/2027 20-24", [s("2027-12-05", "20:00", "00:00")]],
  ])("%s", (text, expected) => expect(slots(text)).toEqual(expected));

  it("take the row's times where they have none, and midnight behind a bare date is no time", () => {
    expect(slots("5/12/2027", { start: 900, end: 1080 })).toEqual([s("2027-12-05")]);
    expect(slots("5/12/2027 ore 15", { start: 540, end: 1080 })).toEqual([s("2027-12-05")]);
    expect(slots("05/12/2027 00:00:00", { start: 900, end: 1080 })).toEqual([s("2027-12-05")]);
    expect(slots("5/12/2027 ore 15", { lasts: 180 })).toEqual([s("2027-12-05")]);
  });

  it("of no year mean the next such day, and that is told", () => {
    expect(readWhen("28 febbraio 15-18", {}, today)).toEqual({
      slots: [{ startsAt: "2028-02-28T15:00", endsAt: "2028-02-28T18:00" }],
      errors: [],
      notes: [{ code: "year_assumed", hint: "lunedì 28 febbraio 2028" }],
    });
  });

  it("with places of their own", () => {
    expect(readWhen("5/12/2027 15-18 (10 posti); 6/12/2027 9-12 max 25 posti", {}, today).slots.map(({ places }) => places)).toEqual([
      10, 25,
    ]);
  });

  it.each([
    ["31/2/2027 15-18", "date"],
    ["sabato 5 dicembre 2027 15-18", "weekday"],
    ["5/12/2027 18-15", "order"],
    ["5/12/2027 ore 15", "end_missing"],
    ["5/12/2027", "start_missing"],
    ["ogni sabato 15-18", "each_date"],
    ["dal 5 al 12 dicembre 15-18", "each_date"],
    ["da definire", "when"],
    ["15-18", "date"],
  ])("%s is not taken: %s", (text, code) => expect(readWhen(text, {}, today).errors.map((error) => error.code)).toContain(code));

  it.each([
    ["15", 900],
    ["15.30", 930],
    ["15:30", 930],
    ["ore 15", 900],
    ["h 9,15", 555],
    ["15:00:00", 900],
    ["mezzogiorno", undefined],
    ["25", undefined],
  ])("the time %s", (text, start) => expect(readTimes(text)?.start).toBe(start));

  it.each([
    ["2 ore", 120],
    ["1h30", 90],
    ["1,5", 90],
    ["90 min", 90],
    ["tanto", undefined],
  ])("the duration %s", (text, minutes) => expect(readDuration(text)).toBe(minutes));
});

describe("Comuni as they are written", () => {
  const name = (text: string, province?: string) => {
    const read = readComune(text, province);
    return "comune" in read
      ? `${read.comune.name}${read.note ? ` ${read.note.code}` : ""}`
      : `${read.error.code} ${read.error.hint ?? ""}`.trim();
  };
  it.each([
    ["Firenze", "Firenze"],
    ["FIRENZE (FI)", "Firenze"],
    ["50142 Firenze FI", "Firenze"],
    ["Comune di Pisa", "Pisa"],
    ["Forte dei marmi", "Forte dei Marmi"],
    ["S. Giuliano Terme", "San Giuliano Terme"],
    ["Castelnuovo V.C.", "Castelnuovo di Val di Cecina"],
    ["Sesto F.no", "Sesto Fiorentino"],
    ["048017", "Firenze"],
    ["Firenzze", "Firenze comune_corrected"],
    ["Pontedrea", "Pontedera comune_corrected"],
    ["Empli", "Empoli comune_corrected"],
    ["Firenzzze", "comune Firenze"],
    ["Vagli", "comune Vagli Sotto, Vaglia"],
    ["San Giuliano", "comune San Giuliano Terme"],
    ["Bologna", "comune"],
    ["Pisa (FI)", "province Pisa (PI)"],
  ])("%s is %s", (text, expected) => expect(name(text)).toBe(expected));

  const inside = (text: string) => {
    const read = comuneIn(text);
    return read === undefined ? "none" : "comune" in read ? read.comune.name : `unclear: ${read.error.hint}`;
  };
  it.each([
    ["Via Roma 12, Pisa", "Pisa"],
    ["Via Pisa 3, 50053 Empoli (FI)", "Empoli"],
    ["Circolo ARCI di San Miniato Basso", "San Miniato"],
    ["Piazza Firenze 1", "none"],
    ["Castelfranco di Sotto, via dei Mille", "Castelfranco di Sotto"],
    ["tra Pisa e Lucca", "unclear: Lucca, Pisa"],
    ["Via Roma 12", "none"],
  ])("in %s: %s", (text, expected) => expect(inside(text)).toBe(expected));
});

describe("words for themes, languages, access", () => {
  it("in Italian, in English, as codes", () => {
    expect(readThemes("lingua italiana, doposcuola e digital").codes).toEqual(["italian", "school", "digital"]);
    expect(readLanguages("Italiano, arabo; rumeno / cinese e english, wo").codes).toEqual(["it", "ar", "ro", "zh", "en", "wo"]);
    expect(readAccess("senza barriere, parcheggio, LIS").codes).toEqual(["step_free", "parking", "sign_language"]);
    expect(readAccess("no").codes).toEqual([]);
  });
  it("what is none is named, with what would be", () => {
    expect(readLanguages("italiano, elfico")).toMatchObject({ codes: ["it"], strange: ["elfico"] });
    expect(readLanguages("elfico").known).toContain("italiano, inglese, francese");
  });
});

describe("the sheet", () => {
  it.each([
    ["Titolo", "title"],
    ["NOME ATTIVITÀ", "title"],
    ["N. posti", "places"],
    ["Età minima (anni)", "age"],
    ["Comune *", "comune"],
    ["Data/Ora", "date"],
    ["place.addressHidden", "hidden"],
    ["minimumAge", "age"],
    ["Referente", undefined],
  ])("a column headed %s is %s", (header, column) => expect(columnOf(header)).toBe(column));

  it("is read in the encodings of offices", () => {
    const text = "Caffè – città";
    expect(decoded(bytes(text))).toBe(text);
    expect(decoded(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes(text)))).toBe(text);
    expect(decoded(Uint8Array.of(0x43, 0xe8, 0x20, 0x96))).toBe("Cè –");
    expect(decoded(Uint8Array.of(0xff, 0xfe, ...Buffer.from(text, "utf16le")))).toBe(text);
  });

  it.each([
    ["", "empty_file", 1],
    ["\n \n", "empty_file", 1],
    ["titolo;data\n", "empty_file", 1],
    ["ciao;come;stai\n1;2;3", "no_header", 1],
    ["PK\u0003\u0004xl/worksheets", "spreadsheet", 1],
    [`titolo;data\n${"a;b\n".repeat(501)}`, "too_many_rows", 502],
    ['titolo;data\nx;"aperta\n', "csv", 2],
  ])("%j cannot be read: %s", (text, code, line) => expect(readSheet(bytes(text), "csv")).toMatchObject({ code, line }));

  it.each([
    ["[{]", 1],
    ["[\n{},\n{,}]", 3],
    ['"ciao"', 1],
    ["[1, 2]", 1],
  ])("%j is no list of activities", (text, line) => expect(readSheet(bytes(text), "json")).toMatchObject({ code: "json", line }));

  it("tells the line of the file, also behind cells of several lines, and the columns that it has no use for", () => {
    const sheet = readSheet(bytes('sep=;\nTitolo;Data;Referente\r\n"a\nb\nc";1;x\r\n\r\nd;2;y'), "csv");
    expect(sheet).toMatchObject({ rows: [{ line: 3 }, { line: 7 }], ignored: ["Referente"] });
  });
});

describe("a row", () => {
  const codes = (cells: Record<string, string>) => row(cells).errors.map(({ column, code }) => `${column} ${code}`);
  const notes = (cells: Record<string, string>) => row(cells).notes.map(({ code }) => code);

  it("that says everything is good, and nothing has to be assumed", () => {
    expect(row({})).toMatchObject({
      errors: [],
      notes: [],
      comune: { name: "Pisa" },
      content: {
        title: "Orto di quartiere",
        themes: ["environment"],
        minimumAge: 18,
        policy: null,
        place: { comune: "050026", point: { lat: 43.7, lon: 10.4 } },
      },
      dates: [{ startsAt: "2027-03-06T14:00:00.000Z", endsAt: "2027-03-06T17:00:00.000Z", places: 10 }],
    });
  });

  it.each([
    [{ titolo: "" }, "title required"],
    [{ descrizione: "" }, "description required"],
    [{ descrizione: "corta" }, "description too_short"],
    [{ titolo: "x".repeat(121) }, "title too_long"],
    [{ comune: "" }, "comune comune"],
    [{ comune: "Bologna" }, "comune comune"],
    [{ comune: "Livorno" }, "comune outside_territory"],
    [{ indirizzo: "" }, "address required"],
    [{ data: "" }, "date required"],
    [{ orario: "" }, "start start_missing"],
    [{ orario: "mezzogiorno" }, "times time"],
    [{ posti: "" }, "places required"],
    [{ posti: "0" }, "places too_small"],
    [{ posti: "9999" }, "places too_large"],
    [{ posti: "molti" }, "places number"],
    [{ tema: "astronomia" }, "themes choice"],
    [{ "età minima": "grande" }, "age number"],
    [{ "età minima": "150" }, ""],
    [{ lat: "nord" }, "lat number"],
    [{ lat: "45,5", lon: "9,2" }, "lat outside_tuscany"],
    [{ polizza: "ZZ" }, "policy choice"],
    [{ "data fine": "8/3/2027" }, "until several_days"],
    [{ project: "prj_altro" }, "project choice"],
    [{ lingue: "elfico" }, "languages choice"],
    [{ "indirizzo riservato": "forse" }, "hidden yes_or_no"],
  ])("%j: %s", (cells, code) => (code ? expect(codes(cells)).toContain(code) : expect(codes(cells)).toEqual([])));

  it.each([
    [{ lat: "", lon: "" }, "pin_assumed"],
    [{ "età minima": "" }, "age_assumed"],
    [{ tema: "" }, "theme_assumed"],
    [{ comune: "Pissa" }, "comune_corrected"],
    [{ comune: "", indirizzo: "Via Roma 1, Pisa" }, "comune_found"],
    [{ data: "6/3" }, "year_assumed"],
    [{ orario: "21-1" }, "next_day"],
  ])("%j is good, and notes %s", (cells, code) => {
    expect(codes(cells)).toEqual([]);
    expect(notes(cells)).toContain(code);
  });

  it("finds a policy by its number, and takes the one of the import for rows that name none", () => {
    expect(row({ polizza: "ab-12-3" }).content.policy).toBe(policy.id);
    expect(row({ polizza: "" }).content.policy).toBeNull();
  });

  it("reads a place from whichever columns tell of it", () => {
    const place = (cells: Record<string, string>) => row({ comune: "", indirizzo: "", ...cells }).content.place;
    expect(place({ luogo: "Pisa", indirizzo: "Via Roma 1" })).toMatchObject({ comune: "050026", address: "Via Roma 1" });
    expect(place({ luogo: "Circolo ARCI, Pisa" })).toMatchObject({ comune: "050026", address: "Circolo ARCI, Pisa" });
    expect(place({ luogo: "Circolo ARCI", comune: "Pisa", indirizzo: "Via Roma 1" })).toMatchObject({
      name: "Circolo ARCI",
      address: "Via Roma 1",
    });
    expect(place({ comune: "Pisa", "nome luogo": "Giardino Scotto" })).toMatchObject({ address: "Giardino Scotto" });
  });
});

describe("rows of one activity", () => {
  const head = "titolo;descrizione;comune;indirizzo;data;orario;posti;tema\n";
  const text = "Si semina e si raccoglie insieme";

  it("of the same title and place are one, also when a later row says less", () => {
    const [one, other, ...more] = activities(
      bytes(
        `${head}Orto;${text};Pisa;Via Roma 1;6/3/2027;15-18;10;ambiente\nORTO;${text};Pisa;via  Roma 1;13/3/2027;15-18;10;ambiente\nOrto;${text};Pisa;Via Verdi 2;6/3/2027;15-18;10;ambiente`,
      ),
    );
    expect(one!.rows.map(({ line }) => line)).toEqual([2, 3]);
    expect(other!.rows.map(({ line }) => line)).toEqual([4]);
    expect(more).toEqual([]);
  });

  it("go on below merged cells", () => {
    const [one, ...more] = activities(
      bytes(`${head}Orto;${text};Pisa;Via Roma 1;6/3/2027;15-18;10;ambiente\n;;;;13/3/2027;;;\n;;;;20/3/2027;9-12;5;`),
    );
    expect(more).toEqual([]);
    expect(one!.rows.flatMap(({ dates }) => dates)).toEqual([
      { startsAt: "2027-03-06T14:00:00.000Z", endsAt: "2027-03-06T17:00:00.000Z", places: 10 },
      { startsAt: "2027-03-13T14:00:00.000Z", endsAt: "2027-03-13T17:00:00.000Z", places: 10 },
      { startsAt: "2027-03-20T08:00:00.000Z", endsAt: "2027-03-20T11:00:00.000Z", places: 5 },
    ]);
    expect(one!.rows[1]!.notes).toEqual([]);
  });

  it("hold each date once, sixty at most, and one text", () => {
    const line = (date: string, about = text) => `Orto;${about};Pisa;Via Roma 1;${date};15-18;10;ambiente\n`;
    const codes = (rows: string) =>
      activities(bytes(head + rows))[0]!.rows.flatMap(({ errors, notes }) => [...errors, ...notes].map(({ code }) => code));
    expect(codes(line("6/3/2027") + line("6/3/2027"))).toContain("twice");
    expect(codes(line("6/3/2027") + line("13/3/2027", "Si semina soltanto, e si sta al sole"))).toContain("first_counts");
    const days = (n: number) => Array.from({ length: n }, (_, i) => `${(i % 28) + 1}/${4 + Math.floor(i / 28)}/2027`).join(", ");
    expect(codes(line(days(60)))).not.toContain("full");
    expect(codes(line(days(61)))).toContain("full");
  });
});

describe("the sheets that are kept here", () => {
  const told = (found: ReturnType<typeof activities>) =>
    found.map(
      ({ content, rows }) =>
        `${content.title}: ${rows.flatMap(({ dates }) => dates).length}${rows.some(({ errors }) => errors.length > 0) ? " wrong" : ""}`,
    );
  it.each([
    ["calendario-excel.csv", ["Caffè delle lingue: 3", "Pulizia della spiaggia di Marina: 1", "Cucina dal mondo: 1"]],
    ["testo-unicode.csv", ["Orto di quartiere: 1", "Sportello digitale: 1"]],
    ["attivita.json", ["Passeggiata sonora: 1", "Festa di primavera: 2"]],
    ["forma-api.json", ["Aiuto compiti in biblioteca: 2"]],
  ])("%s", (name, expected) => expect(told(activities(file(name), name.endsWith("json") ? "json" : "csv"))).toEqual(expected));
});
