import { parseArgs } from "node:util";
import * as v from "valibot";
import { addMember, createAnciBody, findBodies } from "../bodies/service.ts";
import type { Context } from "../foundation/context.ts";
import { Problem } from "../foundation/problem.ts";
import { readSettings } from "../foundation/settings.ts";
import { openTable } from "../foundation/table.ts";
import { Email } from "../foundation/text.ts";
import { Name } from "../people/contract.ts";
import { personFor } from "../people/service.ts";
import { openStores, type Stores } from "../stores.ts";
import { folders, secretIn, tableName } from "./folder.ts";
import { whoRuns } from "./lock.ts";
import { localConfig } from "./table.ts";

/**
 * `npm run staff -- name@example.org "Name"`: makes that person ANCI's staff, who verify bodies and approve projects. On the Insieme
 * that runs on this machine, or on AWS when TABLE_NAME and CODE_SECRET tell which.
 */

const usage = 'npm run staff -- name@example.org "Name Surname"';

async function configured(): Promise<{ table: ReturnType<typeof openTable>; secret: string } | undefined> {
  if (process.env["TABLE_NAME"]) {
    const { TABLE_NAME, CODE_SECRET } = readSettings(["TABLE_NAME", "CODE_SECRET"]);
    return { table: openTable(TABLE_NAME), secret: CODE_SECRET };
  }
  for (const folder of process.env["DATA"] ? [process.env["DATA"]] : Object.values(folders)) {
    const running = await whoRuns(folder);
    if (running) return { table: openTable(tableName, localConfig(running.endpoint)), secret: secretIn(folder) };
  }
  return undefined;
}

/** Whoever may run this has the table itself in hand, so it acts as an owner of ANCI. */
async function makeStaff(ctx: Context<Stores>, email: string, name: string): Promise<string> {
  const person = await personFor(ctx, email, name);
  const anci = (await findBodies(ctx, { kind: "anci" })).items[0];
  if (!anci) {
    await createAnciBody(ctx, { name: "ANCI Toscana", comune: "048017", email }, person);
    return "ANCI Toscana is there now, and this person owns it";
  }
  const actor = { person: person.id, name: person.name, bodies: new Map([[anci.id, "owner" as const]]), staffOf: new Set([anci.id]) };
  await addMember({ ...ctx, actor }, anci.id, { email, name, role: "owner" });
  return "this person is staff of ANCI Toscana now";
}

const { positionals } = parseArgs({ allowPositionals: true });
const asked = v.safeParse(v.tuple([Email, Name]), positionals);
if (!asked.success) {
  console.error(`An address and a name, please: ${usage}`);
  process.exit(1);
}
const found = await configured();
if (!found) {
  console.error("Insieme does not run here: start it (npm start -- --empty), or name TABLE_NAME and CODE_SECRET.");
  process.exit(1);
}
const [email, name] = asked.output;
const { table, secret } = found;
const ctx: Context<Stores> = { actor: null, now: new Date(), locale: "it", requestId: "staff", secret, stores: openStores(table, secret) };
try {
  console.log(`${email}: ${await makeStaff(ctx, email, name)}.`);
} catch (error) {
  console.error(error instanceof Problem ? `${email}: ${error.code === "email_taken" ? "is staff already" : error.code}.` : error);
  process.exitCode = 1;
} finally {
  table.client.destroy();
}
