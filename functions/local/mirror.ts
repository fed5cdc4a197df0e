import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { compareMirror, type Difference, drawAllAnew, publishMirror } from "../discovery/upkeep.ts";
import type { Context } from "../foundation/context.ts";
import { openStores, type Stores } from "../stores.ts";
import { noneAtHand, tableAtHand } from "./at-hand.ts";

/**
 * `npm run mirror -- rebuild`: draws every picture that searchers find anew from the table and publishes a base file made of them
 * alone; whoever serves takes the change over within a second. `npm run mirror -- check`: holds the mirror row by row against the
 * table; ends with 1 when they differ. On the Insieme that runs on this machine, or on AWS when TABLE_NAME, CODE_SECRET and
 * STORAGE_URL tell which.
 */

const usage = "npm run mirror -- rebuild | check";

const count = (n: number) => n.toLocaleString("en");

/** Says how far it is, every other second. */
function progress(what: string): (done: number) => void {
  let said = performance.now();
  return (done) => {
    if (performance.now() - said < 2000) return;
    said = performance.now();
    console.log(`  ${what}: ${count(done)}`);
  };
}

async function rebuild(ctx: Context<Stores>, storage: Parameters<typeof publishMirror>[1]): Promise<number> {
  const began = performance.now();
  const drawn = await drawAllAnew(ctx, progress("opportunities drawn anew"));
  console.log(`${count(drawn)} opportunities drawn anew.`);
  const base = await publishMirror(ctx.stores, storage, { whole: true, told: progress("rows taken in") });
  if (!base) {
    console.error("A base is being published at this moment: try again when that is done.");
    return 1;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${base.file}: ${count(base.rows)} open, ${count(Math.round(base.bytes / 1000))} kB, in ${seconds} s.`);
  return 0;
}

/** What differs is looked at again: a change may just have been under way. */
async function check(ctx: Context<Stores>): Promise<number> {
  let { rows, differences } = await compareMirror(ctx, progress("rows compared"));
  for (let tries = 0; differences.length > 0 && tries < 3; tries++) {
    await pause(1500);
    const again: { rows: number; differences: Difference[] } = await compareMirror({ ...ctx, now: new Date() });
    const before = new Set(differences.map(({ id }) => id));
    [rows, differences] = [again.rows, again.differences.filter(({ id }) => before.has(id))];
  }
  for (const { id, what } of differences) console.log(`${id}  ${what}`);
  console.log(
    differences.length === 0
      ? `${count(rows)} rows: the mirror equals the table.`
      : `${count(rows)} rows: ${count(differences.length)} differ. To put it right: npm run mirror -- rebuild`,
  );
  return differences.length === 0 ? 0 : 1;
}

// What is noted in passing belongs in a log, not before whoever ran this.
console.info = () => {};

const { positionals } = parseArgs({ allowPositionals: true });
const [what, ...more] = positionals;
const found = (what === "rebuild" || what === "check") && more.length === 0 ? await tableAtHand() : undefined;
if (!found?.storage) {
  console.error(what === "rebuild" || what === "check" ? (found ? "Name STORAGE_URL, too." : noneAtHand) : usage);
  process.exit(1);
}
const { table, secret, storage } = found;
const stores = openStores(table, secret, { storage });
const ctx: Context<Stores> = { actor: null, now: new Date(), locale: "it", requestId: "mirror", secret, stores };
try {
  process.exitCode = await (what === "rebuild" ? rebuild(ctx, storage) : check(ctx));
} finally {
  table.client.destroy();
}
