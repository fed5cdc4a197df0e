import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { day, dayOf } from "../../functions/foundation/time.ts";
import { leashed } from "../../functions/local/leash.ts";
import { type Ground, ground } from "../setup/activity.ts";
import { type World, world } from "../setup/world.ts";

const root = join(import.meta.dirname, "..", "..");
const file = (name: string) => join(root, "tests", "opportunities", "files", name);

/** The clock of a command is the machine's own: days that are a month ahead, written without their year. */
const [first, second, third] = [30, 37, 44].map((days) => {
  const [, month, date] = dayOf(new Date(Date.now() + days * day)).split("-");
  return `${Number(date)}/${Number(month)}`;
});
const folder = mkdtempSync(join(tmpdir(), "import-"));
const sheet = join(folder, "foglio.csv");
writeFileSync(
  sheet,
  `titolo,descrizione,comune,indirizzo,data,orario,posti,tema
Orto di quartiere,Si semina e si raccoglie insieme.,Pisa,Via Roma 1,"${first}, ${second}",15-18,10,ambiente
Coro di quartiere,"Si canta insieme, anche chi è stonato.",Pisa,Via Roma 1,${third},15-18,30,cultura
`,
);
afterAll(() => rmSync(folder, { recursive: true }));

let here: World;
let there: Ground;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  here = await world();
  there = await ground(here);
  const { accessKeyId, secretAccessKey } = await here.table.client.config.credentials();
  env = {
    ...process.env,
    TABLE_NAME: here.table.name,
    CODE_SECRET: here.secret,
    AWS_ENDPOINT_URL_DYNAMODB: inject("dynamodb"),
    AWS_REGION: "eu-south-1",
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    LANG: "it_IT.UTF-8",
    INIT_CWD: root,
  };
});

/** `npm run import -- …` without npm: what it said, and how it ended. */
async function run(...args: string[]): Promise<{ said: string; code: number }> {
  const { child, ended } = leashed(process.execPath, [join(root, "functions/local/import.ts"), ...args], {
    env,
    cwd: root,
    output: "pipe",
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += String(chunk)));
  return { code: await ended, said };
}
const listed = async () => (await here.stores.opportunities.ofBody(there.association.id, {})).items;

describe("npm run import", () => {
  it("says how it is used, and which bodies there are", async () => {
    expect(await run()).toMatchObject({ code: 1, said: expect.stringContaining("npm run import -- opportunities") as string });
    expect(await run("opportunities", "missing.csv", "--body", "x")).toMatchObject({ code: 1, said: "There is no file missing.csv.\n" });
    const { code, said } = await run("opportunities", sheet, "--body", "Tutt'altro");
    expect(code).toBe(1);
    expect(said).toContain(`${there.association.id}  Teranga Toscana`);
  });

  it("shows what would happen, line by line, then loads it once", async () => {
    const dry = await run("opportunities", relative(root, sheet), "--body", "teranga toscana", "--dry-run");
    expect(dry.said).toContain("Prova: non è stato scritto nulla.");
    expect(dry.said).toMatch(/2 {2}nuova +Orto di quartiere +Pisa +\S+ \d+ \S+ \d{4}, 15:00–18:00, 10 posti \(\+1\)/);
    expect(dry.code).toBe(0);
    expect(await listed()).toEqual([]);
    const loaded = await run("opportunities", sheet, "--body", there.association.id, "--policy", "1", "--as", there.owner.email);
    expect(loaded.said).toContain("2 opportunità nuove, 3 date nuove.\nCaricato.");
    expect(await listed()).toMatchObject([{ createdBy: there.owner.id, policy: there.policy.id }, { state: "draft" }]);
    expect((await run("opportunities", sheet, "--body", "Teranga Toscana")).said).toContain("Niente di nuovo");
    expect(await listed()).toHaveLength(2);
  });

  it("ends badly when a line is wrong", async () => {
    const { code, said } = await run("opportunities", file("errori.csv"), "--body", "Teranga Toscana");
    expect(code).toBe(1);
    expect(said).toContain("✗ comune: Il Comune è in un'altra provincia. (Pisa (PI))");
    expect(said).toContain("Non è stato caricato nulla");
  });
});
