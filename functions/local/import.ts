import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Body } from "../bodies/contract.ts";
import { membersOf } from "../bodies/service.ts";
import type { Actor, Context } from "../foundation/context.ts";
import { problemBody } from "../foundation/http.ts";
import { Problem } from "../foundation/problem.ts";
import { importOpportunities } from "../opportunities/import.ts";
import { openForOpportunities } from "../projects/rules.ts";
import { openStores, type Stores } from "../stores.ts";
import { plainName } from "../territory/rules.ts";
import { noneAtHand, tableAtHand } from "./at-hand.ts";
import { told } from "./import-words.ts";

/**
 * `npm run import -- opportunities sheet.csv --body "Name" [--project "Title"] [--policy number] [--dry-run] [--publish] [--as e-mail]`:
 * the import of the organisers' page, for whoever has the table itself in hand. Bodies, projects and policies by name or by id; the
 * only open project of the body need not be named. It acts as an owner of the body, or as the member that `--as` names.
 */

const usage = 'npm run import -- opportunities sheet.csv --body "Name" [--project "Title"] [--policy number] [--dry-run] [--publish]';

/** What to say before ending without having done anything. */
class Stop extends Error {}

const options = {
  body: { type: "string" },
  project: { type: "string" },
  policy: { type: "string" },
  as: { type: "string" },
  "dry-run": { type: "boolean", default: false },
  publish: { type: "boolean", default: false },
} as const;

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [what, file, ...more] = positionals;
  if (what !== "opportunities" || !file || more.length > 0 || !values.body) throw new Stop(usage);
  const bytes = read(file);
  const found = await tableAtHand();
  if (!found) throw new Stop(noneAtHand);
  const { table, secret } = found;
  const locale = /^it/i.test(process.env["LANG"] ?? "") ? "it" : "en";
  const ctx: Context<Stores> = { actor: null, now: new Date(), locale, requestId: "import", secret, stores: openStores(table, secret) };
  try {
    const body = named("body", values.body, await verified(ctx), ({ name }) => name);
    const projects = (await ctx.stores.projects.ofBody(body.id)).filter(openForOpportunities);
    const project =
      values.project || projects.length !== 1 ? named("project", values.project, projects, ({ title }) => title) : projects[0]!;
    const policies = await ctx.stores.bodies.policies(body.id);
    const report = await importOpportunities(
      { ...ctx, actor: await actorOf(ctx, body, values.as) },
      {
        body: body.id,
        project: project.id,
        policy: values.policy ? named("policy", values.policy, policies, ({ number }) => number).id : undefined,
        dry: values["dry-run"],
        publish: values.publish,
        bytes,
        type: /\.json$/i.test(file) ? "json" : "csv",
      },
    );
    console.log(told(report, { body: body.name, project: project.title, locale }));
    return report.errors > 0 ? 1 : 0;
  } finally {
    table.client.destroy();
  }
}

/** The file as the person meant it: npm runs us in the project's folder, wherever it was called from. */
function read(file: string): Uint8Array {
  try {
    return readFileSync(resolve(process.env["INIT_CWD"] ?? "", file));
  } catch {
    throw new Stop(`There is no file ${file}.`);
  }
}

async function verified({ stores }: Context<Stores>): Promise<Body[]> {
  const all: Body[] = [];
  let cursor: string | undefined;
  do {
    const page = await stores.bodies.list("verified", undefined, { cursor, limit: 100 });
    all.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return all;
}

/** The one of this id or name, or a Stop that lists what there is. */
function named<Thing extends { readonly id: string }>(
  what: string,
  wanted: string | undefined,
  things: readonly Thing[],
  name: (thing: Thing) => string,
): Thing {
  const found = things.filter((thing) => thing.id === wanted || plainName(name(thing)) === plainName(wanted ?? ""));
  if (found.length === 1) return found[0]!;
  const list = things.slice(0, 20).map((thing) => `  ${thing.id}  ${name(thing)}`);
  throw new Stop(
    [`Which ${what}? ${wanted ? `“${wanted}” is ${found.length > 1 ? "more than one" : "none"} of:` : ""}`, ...list].join("\n"),
  );
}

async function actorOf(ctx: Context<Stores>, body: Body, email: string | undefined): Promise<Actor> {
  const members = await membersOf(ctx, body.id, ["owner", "organiser"]);
  const member = email
    ? members.find((one) => one.email === email.toLowerCase())
    : members.toSorted((a, b) => (a.role < b.role ? 1 : -1))[0];
  if (!member) throw new Stop(`Nobody ${email ? `with the address ${email} ` : ""}acts for ${body.name}.`);
  return { person: member.person, name: member.name, bodies: new Map([[body.id, member.role]]), staffOf: new Set() };
}

try {
  process.exitCode = await run();
} catch (error) {
  if (error instanceof Problem) console.error(problemBody(error, "en").detail);
  else if (error instanceof Stop || (error instanceof TypeError && "code" in error)) console.error(error.message);
  else throw error;
  process.exitCode = 1;
}
