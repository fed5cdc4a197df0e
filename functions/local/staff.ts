import { parseArgs } from "node:util";
import * as v from "valibot";
import { addMember, createAnciBody, findBodies, membersOf } from "../bodies/service.ts";
import type { Context } from "../foundation/context.ts";
import { Problem } from "../foundation/problem.ts";
import { Email } from "../foundation/text.ts";
import { Name } from "../people/contract.ts";
import { personFor } from "../people/service.ts";
import { openStores, type Stores } from "../stores.ts";
import { noneAtHand, tableAtHand } from "./at-hand.ts";

/**
 * `npm run staff -- name@example.org "Name"`: makes that person ANCI's staff, who verify bodies and approve projects. On the Insieme
 * that runs on this machine, or on AWS when TABLE_NAME and CODE_SECRET tell which.
 */

const usage = 'npm run staff -- name@example.org "Name Surname"';

/** Whoever may run this has the table itself in hand: it acts for an owner of ANCI. */
async function makeStaff(ctx: Context<Stores>, email: string, name: string): Promise<string> {
  const anci = (await findBodies(ctx, { kind: "anci" })).items[0];
  if (!anci) {
    await createAnciBody(ctx, { name: "ANCI Toscana", comune: "048017", email }, await personFor(ctx, email, name));
    return "ANCI Toscana is there now, and this person owns it";
  }
  const owner = (await membersOf(ctx, anci.id, ["owner"]))[0];
  if (!owner) throw new Problem("last_owner");
  const actor = { ...owner, bodies: new Map([[anci.id, "owner" as const]]), staffOf: new Set([anci.id]) };
  await addMember({ ...ctx, actor }, anci.id, { email, name, role: "owner" });
  return "this person is staff of ANCI Toscana now";
}

const { positionals } = parseArgs({ allowPositionals: true });
const asked = v.safeParse(v.tuple([Email, Name]), positionals);
if (!asked.success) {
  console.error(`An address and a name, please: ${usage}`);
  process.exit(1);
}
const found = await tableAtHand();
if (!found) {
  console.error(noneAtHand);
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
