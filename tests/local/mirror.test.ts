import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, inject, it } from "vitest";
import { addPolicy } from "../../functions/bodies/service.ts";
import { currentBase } from "../../functions/discovery/mirror/base.ts";
import { mirrorSchema } from "../../functions/discovery/mirror/mirror.ts";
import { leashed } from "../../functions/local/leash.ts";
import { activity, ground } from "../setup/activity.ts";
import { freshStorage } from "../setup/storage.ts";
import { type World, world } from "../setup/world.ts";

/** `npm run mirror -- …` on a table and a folder that are named: no stream reads here, so nothing is to be found until it is drawn. */
const root = join(import.meta.dirname, "..", "..");
const { storage, folder } = freshStorage();
/** The clock of a command is the machine's own: dates of the far future are to come. */
const shifts = [{ startsAt: "2099-03-06T15:00", endsAt: "2099-03-06T18:00", places: 5 }];

let here: World;
let env: NodeJS.ProcessEnv;
const ids: string[] = [];
beforeAll(async () => {
  here = await world();
  const there = await ground(here);
  const { id: policy } = await addPolicy(await here.ctx(there.owner), there.association.id, {
    insurer: "Assicurazioni",
    number: "2",
    covers: ["accident", "illness", "liability"],
    validFrom: "2027-01-01",
    validTo: "2099-12-31",
  });
  for (let n = 0; n < 3; n++) ids.push((await activity(here, there, { shifts, policy })).opportunity.id);
  const { accessKeyId, secretAccessKey } = await here.table.client.config.credentials();
  env = {
    ...process.env,
    TABLE_NAME: here.table.name,
    CODE_SECRET: here.secret,
    STORAGE_URL: pathToFileURL(folder).href,
    AWS_ENDPOINT_URL_DYNAMODB: inject("dynamodb"),
    AWS_REGION: "eu-south-1",
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
});

async function run(args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<{ said: string; code: number }> {
  const command = ["--disable-warning=ExperimentalWarning", join(root, "functions/local/mirror.ts"), ...args];
  const { child, ended } = leashed(process.execPath, command, { env: { ...env, ...more }, cwd: root, output: "pipe" });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += String(chunk)));
  return { code: await ended, said };
}

it("says what is missing, row by row, and ends with 1", async () => {
  const { code, said } = await run(["check"]);
  expect(said.split("\n").filter(Boolean).toSorted()).toEqual([
    "3 rows: 3 differ. To put it right: npm run mirror -- rebuild",
    ...ids.map((id) => `${id}  is open, but not to be found`).toSorted(),
  ]);
  expect(code).toBe(1);
});

it("draws everything anew and publishes it; then the mirror equals the table", async () => {
  const { code, said } = await run(["rebuild"]);
  const base = (await currentBase(storage, mirrorSchema))!;
  expect(said).toContain("3 opportunities drawn anew.");
  expect(said).toContain(`${base.file}: 3 open,`);
  expect([code, base.rows]).toEqual([0, 3]);
  expect(await run(["check"])).toEqual({ code: 0, said: "6 rows: the mirror equals the table.\n" });
});

it("says how it is meant to be used", async () => {
  expect(await run([])).toEqual({ code: 1, said: "npm run mirror -- rebuild | check\n" });
  expect((await run(["rebuild"], { STORAGE_URL: "" })).said).toContain("STORAGE_URL");
});
