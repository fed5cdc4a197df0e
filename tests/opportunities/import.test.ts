import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { reviewBody, withdrawPolicy } from "../../functions/bodies/service.ts";
import { Problem } from "../../functions/foundation/problem.ts";
import { hour } from "../../functions/foundation/time.ts";
import type { ImportReport } from "../../functions/opportunities/contract.ts";
import { finishImports, importOpportunities } from "../../functions/opportunities/import.ts";
import { addShift, moveOpportunity } from "../../functions/opportunities/service.ts";
import { opportunityStore } from "../../functions/opportunities/store.ts";
import { hourly } from "../../functions/schedule.ts";
import { type Ground, ground } from "../setup/activity.ts";
import { held } from "../setup/held.ts";
import { type Refusal, type Someone, type World, world } from "../setup/world.ts";

const file = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, "files", name)));
const bytes = (text: string) => new TextEncoder().encode(text);
const head = "titolo;descrizione;comune;indirizzo;data;orario;posti;tema\n";
const line = (title: string, dates = "6/3/2027", more = "") =>
  `${title};Si semina e si raccoglie insieme;Pisa;Via Roma 1;${dates};15-18;10;ambiente${more}\n`;

let here: World;
let there: Ground;
beforeEach(async () => {
  here = await world();
  there = await ground(here);
}, 60_000);

type Options = { dry?: boolean; publish?: boolean; policy?: Ground["policy"]["id"]; as?: Someone; type?: "csv" | "json" };
const load = async (content: Uint8Array | string, { dry = false, publish = false, policy, as = there.owner, type = "csv" }: Options = {}) =>
  importOpportunities(await here.ctx(as), {
    body: there.association.id,
    project: there.project.id,
    policy,
    dry,
    publish,
    bytes: typeof content === "string" ? bytes(content) : content,
    type,
  });
const listed = async () => (await here.stores.opportunities.ofBody(there.association.id, { limit: 100 })).items;
const found = async (id: ImportReport["created"][number]) => (await here.stores.opportunities.withShifts(id, { consistent: true }))!;
const outcomes = ({ lines }: ImportReport) => lines.map(({ line, outcome }) => `${line} ${outcome}`);

describe("a sheet that is good", () => {
  it("shows in a dry run what it would become, and writes nothing", async () => {
    const report = await load(file("foglio-google.csv"), { dry: true });
    expect(report).toMatchObject({ dryRun: true, rows: 3, opportunities: 3, shifts: 7, errors: 0, created: [], ignored: ["Note interne"] });
    expect(report.lines.map(({ line, title, comune, shifts }) => [line, title, comune, shifts.length])).toEqual([
      [2, "Doposcuola in biblioteca", "Pisa", 3],
      [5, 'Lettura ad alta voce "Storie di casa"', "Pisa", 3],
      [6, "Torneo di calcetto", "Pisa", 1],
    ]);
    expect(await listed()).toEqual([]);
  });

  it("becomes drafts with their dates, in the order of the sheet, with a line of history", async () => {
    const report = await load(file("foglio-google.csv"));
    expect(report).toMatchObject({ dryRun: false, opportunities: 3, shifts: 7, errors: 0, extended: [] });
    const [first, ...rest] = await Promise.all(report.created.map(found));
    expect(rest).toHaveLength(2);
    expect(first!.opportunity).toMatchObject({
      title: "Doposcuola in biblioteca",
      description: "Si sta accanto a bambine e bambini mentre fanno i compiti.\nNon serve saper insegnare: serve pazienza.",
      state: "draft",
      themes: ["school", "family"],
      languages: ["it", "wo", "ro"],
      skills: "Pazienza",
      bring: "Una matita",
      policy: there.policy.id,
      body: there.association.id,
      bodyName: "Teranga Toscana",
      project: there.project.id,
      createdBy: there.owner.id,
    });
    expect(first!.opportunity.place).toMatchObject({
      comune: "050026",
      name: "Biblioteca SMS",
      address: "Via San Michele degli Scalzi 178, Pisa",
    });
    expect(first!.shifts.map(({ startsAt, endsAt, places, bookable }) => [startsAt, endsAt, places, bookable])).toEqual([
      ["2027-03-05T14:00:00.000Z", "2027-03-05T17:00:00.000Z", 8, false],
      ["2027-03-12T14:00:00.000Z", "2027-03-12T17:00:00.000Z", 8, false],
      ["2027-03-19T14:00:00.000Z", "2027-03-19T17:00:00.000Z", 8, false],
    ]);
    expect(await here.stores.opportunities.history(first!.opportunity.id)).toMatchObject([
      { move: "import", from: null, to: "draft", by: { person: there.owner.id } },
    ]);
    expect((await listed()).map(({ title }) => title)).toEqual([
      "Torneo di calcetto",
      'Lettura ad alta voce "Storie di casa"',
      "Doposcuola in biblioteca",
    ]);
  });

  it.each([
    ["calendario-excel.csv", 3, 5],
    ["testo-unicode.csv", 2, 2],
    ["attivita.json", 2, 3],
    ["forma-api.json", 1, 2],
  ])("%s", async (name, opportunities, shifts) => {
    const type = name.endsWith(".json") ? "json" : "csv";
    expect(await load(file(name), { type })).toMatchObject({ opportunities, shifts, errors: 0 });
    expect(await load(file(name), { type, dry: true })).toMatchObject({ opportunities: 0, shifts: 0, errors: 0 });
  });

  it("is published when that is asked, and can be booked at once", async () => {
    const { created } = await load(head + line("Orto"), { publish: true, policy: there.policy.id });
    const { opportunity, shifts } = await found(created[0]!);
    expect(opportunity).toMatchObject({ state: "published", policy: there.policy.id, publishedAt: here.clock.now.toISOString() });
    expect(shifts).toMatchObject([{ bookable: true, policy: there.policy.id, title: "Orto" }]);
    expect((await here.stores.opportunities.history(opportunity.id)).map(({ move }) => move)).toEqual(["import", "publish"]);
    const reply = await here.call("POST", `/opportunities/${opportunity.id}/shifts/${shifts[0]!.id}/sign-ups`, {
      as: await here.someone("Fatou"),
      json: {},
    });
    expect(reply.status).toBe(201);
  });

  it("of five hundred rows is loaded, each date of sixty in one opportunity", async () => {
    const days = Array.from({ length: 60 }, (_, i) => `${(i % 28) + 1}/${4 + Math.floor(i / 28)}/2027`);
    const rows = days.map((day) => line("Orto", day)).join("") + Array.from({ length: 440 }, (_, i) => line(`Attività ${i}`)).join("");
    const report = await load(head + rows);
    expect(report).toMatchObject({ rows: 500, opportunities: 441, shifts: 500, errors: 0 });
    expect(report.created).toHaveLength(441);
    expect((await found(report.created[0]!)).shifts).toHaveLength(60);
  }, 120_000);
});

describe("the same sheet again", () => {
  it("finds everything there", async () => {
    await load(head + line("Orto") + line("Coro"));
    const again = await load(head + line("Orto") + line("Coro"));
    expect(again).toMatchObject({ opportunities: 0, shifts: 0, created: [], extended: [] });
    expect(outcomes(again)).toEqual(["2 same", "3 same"]);
    expect(await listed()).toHaveLength(2);
  });

  it("grown by dates and activities, adds what is new and touches nothing else", async () => {
    const { created } = await load(head + line("Orto") + line("Coro"));
    const grown = await load(head + line("Orto") + line("ORTO", "13/3/2027") + line("Coro") + line("Teatro"));
    expect(outcomes(grown)).toEqual(["2 same", "3 added", "4 same", "5 new"]);
    expect(grown).toMatchObject({ opportunities: 1, shifts: 2, extended: [created[0]] });
    expect(grown.lines[1]).toMatchObject({ joins: 2, shifts: [{ known: false }] });
    expect((await found(created[0]!)).shifts.map(({ startsAt }) => startsAt)).toEqual([
      "2027-03-06T14:00:00.000Z",
      "2027-03-13T14:00:00.000Z",
    ]);
    expect(await listed()).toHaveLength(3);
  });

  it("keeps dates that have passed since, and closes nothing out", async () => {
    await load(head + line("Orto"));
    here.clock.now = new Date("2027-03-10T09:00:00Z");
    expect(outcomes(await load(head + line("Orto")))).toEqual(["2 same"]);
    expect(await load(head + line("Orto") + line("Orto", "7/3/2027"), { dry: true })).toMatchObject({
      errors: 1,
      lines: [{}, { errors: [{ code: "past" }] }],
    });
    expect(outcomes(await load(head + line("Orto") + line("Orto", "13/3/2027")))).toEqual(["2 same", "3 added"]);
  });

  it("after the activity was closed, makes a new one of its new dates", async () => {
    const { created } = await load(head + line("Orto"), { publish: true, policy: there.policy.id });
    await moveOpportunity(await here.ctx(there.owner), created[0]!, "cancel", "Piove troppo");
    expect(outcomes(await load(head + line("Orto")))).toEqual(["2 same"]);
    const next = await load(head + line("Orto", "6/3/2027") + line("Orto", "13/3/2027"));
    expect(outcomes(next)).toEqual(["2 same", "3 new"]);
    expect((await found(next.created[0]!)).shifts).toHaveLength(1);
    expect(outcomes(await load(head + line("Orto", "6/3/2027") + line("Orto", "13/3/2027")))).toEqual(["2 same", "3 same"]);
  });

  it("by ten at once is there once", async () => {
    const sheet = head + Array.from({ length: 20 }, (_, i) => line(`Attività ${i}`, "6/3/2027, 13/3/2027")).join("");
    const reports = await Promise.all(Array.from({ length: 10 }, () => load(sheet)));
    expect(reports.flatMap(({ created }) => created)).toHaveLength(20);
    const all = await listed();
    expect(new Set(all.map(({ title }) => title)).size).toBe(20);
    expect(all).toHaveLength(20);
    for (const { id } of all) expect((await found(id)).shifts).toHaveLength(2);
  }, 60_000);

  it("adds no date twice when organisers add the same by hand meanwhile", async () => {
    const { created } = await load(head + line("Orto"));
    await addShift(await here.ctx(there.owner), created[0]!, { startsAt: "2027-03-13T15:00", endsAt: "2027-03-13T18:00", places: 3 });
    expect(outcomes(await load(head + line("Orto") + line("Orto", "13/3/2027")))).toEqual(["2 same", "3 same"]);
  });
});

describe("a sheet with an error", () => {
  it("is not loaded at all, and every fault has its line, column, words and hint", async () => {
    const report = await load(file("errori.csv"));
    expect(await listed()).toEqual([]);
    expect(report.lines.map(({ line, errors }) => [line, ...errors.map(({ column, code }) => `${column} ${code}`)])).toEqual([
      [2, "comune comune"],
      [3, "titolo required"],
      [4, "descrizione too_short"],
      [5, "comune province", "data date"],
      [6, "data weekday", "posti number", "lingue choice"],
      [7, "data order", "posti too_small", "tema choice", "età minima number", "polizza choice", "indirizzo required"],
      [8, "comune outside_territory", "data past"],
      [9, "data each_date"],
      [10, "ora fine end_missing"],
    ]);
    expect(report.lines[3]!.errors).toContainEqual({
      column: "comune",
      code: "province",
      detail: "Il Comune è in un'altra provincia.",
      hint: "Pisa (PI)",
    });
    expect(report.lines[4]!.errors[0]!.hint).toBe("sabato 6 marzo 2027");
  });

  it("needs insurance only to be published", async () => {
    expect(await load(head + line("Orto"), { dry: true })).toMatchObject({ errors: 0 });
    expect((await load(head + line("Orto"), { dry: true, publish: true })).lines[0]!.errors).toMatchObject([
      { code: "insurance", hint: "2027-03-06" },
    ]);
    await withdrawPolicy(await here.ctx(there.owner), there.association.id, there.policy.id);
    expect((await load(head + line("Orto"), { publish: true, policy: there.policy.id })).errors).toBe(1);
    expect(await listed()).toEqual([]);
  });

  it("that cannot be read tells so in one line", async () => {
    expect(await load("PK\u0003\u0004 a zip")).toMatchObject({
      rows: 0,
      errors: 1,
      lines: [{ line: 1, outcome: "error", errors: [{ code: "spreadsheet" }] }],
    });
  });
});

describe("who may", () => {
  const refused = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "allowed",
      (error: unknown) => (error instanceof Problem ? error.code : String(error)),
    );
  it("owners and organisers of a verified partner, under an open project", async () => {
    const { association, owner } = there;
    const sheet = head + line("Orto");
    const dry = true;
    expect(await refused(load(sheet, { dry, as: await here.member(association.id, owner, "organiser", "Omar") }))).toBe("allowed");
    expect(await refused(load(sheet, { dry, as: await here.member(association.id, owner, "tutor", "Tea") }))).toBe("not_allowed");
    expect(await refused(load(sheet, { dry, as: here.staff }))).toBe("not_allowed");
    expect(await refused(load(sheet, { dry, policy: `pol_${"7".repeat(26)}` as never }))).toBe("invalid");
    await reviewBody(await here.ctx(here.staff), association.id, { move: "suspend", reason: "Verifica in corso" });
    expect(await refused(load(sheet, { dry }))).toBe("body_not_verified");
  });
});

describe("a request that dies", () => {
  /** The stores with a table that fails after so many transactions. */
  async function dying(after: number) {
    const ctx = await here.ctx(there.owner);
    const real = opportunityStore(here.table);
    let left = after;
    const opportunities: typeof real = {
      ...real,
      commit: async (...writes) => {
        if (left-- <= 0) throw new Error("the request died");
        await real.commit(...writes);
      },
    };
    return { ...ctx, stores: { ...ctx.stores, opportunities } };
  }
  const sheet = head + Array.from({ length: 30 }, (_, i) => line(`Attività ${i}`)).join("");
  const wish = () => ({
    body: there.association.id,
    project: there.project.id,
    policy: undefined,
    dry: false,
    publish: false,
    bytes: bytes(sheet),
    type: "csv" as const,
  });

  it("before it was accepted, left nothing", async () => {
    await expect(importOpportunities(await dying(0), wish())).rejects.toThrow("died");
    expect(await listed()).toEqual([]);
    expect(await here.stores.opportunities.openImports()).toEqual([]);
  });

  it.each([1, 2, 17, 30, 31])("after %i transactions, is loaded to its end by the clock, once", async (after) => {
    await expect(importOpportunities(await dying(after), wish())).rejects.toThrow("died");
    const ctx = { ...(await here.ctx()), now: new Date(here.clock.now.getTime() + hour) };
    await finishImports(await here.ctx());
    expect(await here.stores.opportunities.openImports()).toHaveLength(1);
    await Promise.all([finishImports(ctx), finishImports(ctx)]);
    expect(await listed()).toHaveLength(30);
    expect(await here.stores.opportunities.openImports()).toEqual([]);
    expect(outcomes(await load(sheet)).every((outcome) => outcome.endsWith("same"))).toBe(true);
  });

  it("and is repeated at once, ends in the same set", async () => {
    await expect(importOpportunities(await dying(9), wish())).rejects.toThrow("died");
    await load(sheet);
    await hourly({ table: here.table, now: new Date(here.clock.now.getTime() + hour) });
    expect(await listed()).toHaveLength(30);
    expect(await here.stores.opportunities.openImports()).toEqual([]);
  });
});

describe("over HTTP", () => {
  const path = (more = "") => `/bodies/${there.association.id}/imports?project=${there.project.id}${more}`;
  async function send(content: Uint8Array<ArrayBuffer>, query: string, { as = there.owner as Someone | null, type = "text/csv" } = {}) {
    const reply = await here.raw("POST", path(query), content, {
      "content-type": type,
      "idempotency-key": "the same for all",
      ...(as && { cookie: `session=${as.token}` }),
    });
    const body = (await reply.json()) as ImportReport & Refusal & { report: ImportReport };
    held("POST", path().split("?")[0]!, reply.status, reply.headers.get("content-type") ?? "", body);
    return { status: reply.status, type: reply.headers.get("content-type"), body };
  }

  it("CSV of Windows as it is, dry and in earnest, under one key", async () => {
    expect((await send(file("calendario-excel.csv"), "&dry=true")).body).toMatchObject({ dryRun: true, errors: 0 });
    const { status, body } = await send(file("calendario-excel.csv"), "");
    expect(status).toBe(200);
    expect(body.created).toHaveLength(3);
    expect(body.lines[0]!.title).toBe("Caffè delle lingue");
    expect((await send(file("attivita.json"), "", { type: "application/json" })).body.created).toHaveLength(2);
  });

  it("errors are a problem that carries the report", async () => {
    const { status, type, body } = await send(file("errori.csv"), "");
    expect([status, type]).toEqual([422, "application/problem+json"]);
    expect(body).toMatchObject({ code: "import_rejected", about: { errors: 18 }, report: { errors: 18, created: [] } });
    expect(body.errors[0]).toMatchObject({ field: "2.comune", code: "comune" });
  });

  it("needs somebody signed in, a project, and not too much", async () => {
    expect((await send(bytes(head), "", { as: null })).status).toBe(401);
    expect((await send(new Uint8Array(1_000_001).fill(65), "")).status).toBe(413);
    expect((await send(bytes(head), "&dry=perhaps")).status).toBe(422);
  });
});
