import { createHash } from "node:crypto";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import * as v from "valibot";
import { type Context, signedIn } from "../foundation/context.ts";
import type { BodyId } from "../foundation/ids.ts";
import { newId } from "../foundation/new-id.ts";
import { Problem } from "../foundation/problem.ts";
import { again } from "../foundation/table.ts";
import { Move } from "../foundation/text.ts";
import { minute, zone } from "../foundation/time.ts";
import { fieldWords } from "../foundation/words/index.ts";
import { type ImportLine, type ImportQuery, type ImportReport, Opportunity, type Shift } from "./contract.ts";
import { type Activity, judge, type Judged, missingFrom, openOf, readActivities, type Standing } from "./import/plan.ts";
import type { Dated, Ground } from "./import/row.ts";
import { type Fault, isFault, readSheet } from "./import/sheet.ts";
import { decide } from "./rules.ts";
import { groundsFor, type OpportunityStores } from "./service.ts";
import type { OpportunityStore } from "./store.ts";

type Ctx = Context<OpportunityStores>;
type Wish = { readonly body: BodyId; readonly bytes: Uint8Array; readonly type: "csv" | "json" } & ImportQuery;

/** Bytes of a sheet; as many as the API takes of any request. */
const largest = 1_000_000;
/** Activities that are looked up or written at the same time. */
const lanes = 12;
/** A request that still works on its import has at most 20 seconds. */
const abandoned = 5 * minute;

/** One opportunity to make or to extend, decided and whole: what an accepted import is made of. */
const Entry = v.object({
  hash: v.string(),
  opportunity: Opportunity,
  dates: v.array(v.object({ startsAt: v.string(), endsAt: v.string(), places: v.number() })),
  moves: v.array(Move),
});
type Entry = v.InferOutput<typeof Entry>;

/**
 * What a sheet would become (`dry`), or has become. A sheet with an error is not loaded at all: its report has `errors` and no `created`.
 * A sheet without is accepted in one transaction and then loaded entry by entry; should the request die in between, `finishImports`
 * loads the rest. Loading it again finds everything there. `docs/decisions/0006`.
 * Cost: 1 unit an activity to look up, and for a known one its own query; about 10 units to write one with its dates.
 */
export async function importOpportunities(ctx: Ctx, wish: Wish): Promise<ImportReport> {
  const { body, project, policy, dry, publish, bytes, type } = wish;
  const grounds = await groundsFor(ctx, body, project);
  const policies = await ctx.stores.bodies.policies(body);
  if (policy && !policies.some(({ id }) => id === policy)) throw new Problem("invalid", {}, [{ field: "policy", code: "choice" }]);
  if (bytes.length > largest) throw new Problem("too_large");
  const ground: Ground = { now: ctx.now, body, project, territory: grounds.project.comuni, policies, policy: policy ?? null };

  const sheet = readSheet(bytes, type);
  if (isFault(sheet)) return faulty(ctx, dry, sheet);
  const view = { ground, publish, locale: ctx.locale, header: sheet.header };
  const judged = await each(readActivities(sheet, ground), async (activity) =>
    judge(activity, (await standing(ctx.stores.opportunities, body, hashOf(project, activity))).stands, view),
  );
  const report = reportOf(dry, judged, sheet.ignored);
  const entries = judged.filter(({ missing }) => missing.length > 0).map((each) => entryOf(ctx, each, grounds, publish));
  if (dry || report.errors > 0 || entries.length === 0) return report;

  const id = newId("imp", ctx.now);
  const writes = ctx.stores.opportunities.acceptImport(id, ctx.now.toISOString(), packed(entries));
  await ctx.stores.opportunities.commit(...writes, ctx.stores.bodies.checkVerified(body), ctx.stores.projects.checkOpen(project));
  const loaded = await each(entries, (entry) => load(ctx.stores.opportunities, entry));
  await ctx.stores.opportunities.commit(...ctx.stores.opportunities.forgetImport({ id, parts: writes.length - 1 }));
  const of = (outcome: "created" | "extended") => loaded.flatMap((one) => (one.outcome === outcome ? one.id : []));
  return { ...report, created: of("created"), extended: of("extended") };
}

/** Loads what is left of imports whose request died after they were accepted. Safe to run twice, late, or beside itself. */
export async function finishImports(ctx: Context<{ opportunities: OpportunityStore }>): Promise<void> {
  const { opportunities } = ctx.stores;
  for (const accepted of await opportunities.openImports()) {
    if (Date.parse(accepted.at) > ctx.now.getTime() - abandoned) continue;
    const text = await opportunities.importText(accepted);
    if (text === undefined) continue;
    await each(unpacked(text), (entry) => load(opportunities, entry));
    await opportunities.commit(...opportunities.forgetImport(accepted));
  }
}

/** What tells an activity from every other of its body, short enough for a key. */
const hashOf = (project: string, { key }: Activity): string =>
  createHash("sha256").update(`${project}\n${key}`).digest("base64url").slice(0, 22);

/** Every opportunity that came of an activity so far, with the claim that names them. */
async function standing(opportunities: OpportunityStore, body: BodyId, hash: string) {
  const claim = await opportunities.claim(body, hash);
  const found = await Promise.all((claim?.opportunities ?? []).map((id) => opportunities.withShifts(id, { consistent: true })));
  const stands: Standing = found.filter((one) => one !== undefined);
  return { claim, stands };
}

/** The opportunity as it will stand: a draft, or published; or the one that its dates join. */
function entryOf(
  ctx: Ctx,
  { activity, missing, joins }: Judged,
  { body, project }: Awaited<ReturnType<typeof groundsFor>>,
  publish: boolean,
): Entry {
  const { person, name } = signedIn(ctx);
  const hash = hashOf(project.id, activity);
  const move = (move: string, from: string | null, to: string): Move => ({
    at: ctx.now.toISOString(),
    by: { person, name },
    move,
    from,
    to,
  });
  if (joins) return { hash, opportunity: joins, dates: missing, moves: [move("import", joins.state, joins.state)] };
  const draft: Opportunity = {
    ...activity.content,
    id: newId("opp", ctx.now),
    version: 1,
    state: "draft",
    project: project.id,
    projectTitle: project.title,
    plan: project.plan,
    body: body.id,
    bodyName: body.name,
    createdBy: person,
    createdAt: ctx.now.toISOString(),
  };
  const made = move("import", null, "draft");
  return publish
    ? {
        hash,
        opportunity: decide(draft, "publish", undefined, ctx.now),
        dates: missing,
        moves: [made, move("publish", "draft", "published")],
      }
    : { hash, opportunity: draft, dates: missing, moves: [made] };
}

/**
 * One transaction; nothing is left to do when somebody did it before. An opportunity that was closed since the import was accepted
 * stays closed.
 */
const load = (opportunities: OpportunityStore, { hash, opportunity, dates, moves }: Entry) =>
  again(async (): Promise<{ readonly id: Opportunity["id"]; readonly outcome: "created" | "extended" | "there" }> => {
    const { id, body } = opportunity;
    const { claim, stands } = await standing(opportunities, body, hash);
    const missing = missingFrom(stands, dates);
    const target = openOf(stands)?.opportunity;
    if (missing.length === 0 || (!target && stands.some((one) => one.opportunity.id === id))) return { id, outcome: "there" };
    if (target) {
      const next = { ...target, version: target.version + 1 };
      await opportunities.commit(
        ...opportunities.save(next, []),
        ...missing.map((date) => opportunities.addShift(next, shiftOf(next, date))),
        opportunities.remember(target.id, { ...moves[0]!, from: target.state, to: target.state }),
      );
      return { id: target.id, outcome: "extended" };
    }
    await opportunities.commit(
      ...opportunities.create(
        opportunity,
        missing.map((date) => shiftOf(opportunity, date)),
      ),
      ...moves.map((move) => opportunities.remember(id, move)),
      opportunities.saveClaim(body, hash, { opportunities: [...(claim?.opportunities ?? []), id], version: (claim?.version ?? 0) + 1 }),
    );
    return { id, outcome: "created" };
  });

const shiftOf = ({ id, createdAt }: Opportunity, { startsAt, endsAt, places }: Dated): Shift => ({
  id: newId("shf", new Date(createdAt)),
  opportunity: id,
  version: 1,
  state: "open",
  startsAt,
  endsAt,
  zone,
  places,
  taken: 0,
  waiting: 0,
});

const packed = (entries: readonly Entry[]): string => brotliCompressSync(JSON.stringify(entries)).toString("base64");
const unpacked = (text: string): Entry[] =>
  v.parse(v.array(Entry), JSON.parse(brotliDecompressSync(Buffer.from(text, "base64")).toString()));

/** Every item through `work`, so many at a time, the answers in the order of the items. */
async function each<Item, Answer>(items: readonly Item[], work: (item: Item) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  const waiting = [...items.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) answers[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return answers;
}

function reportOf(dryRun: boolean, judged: readonly Judged[], ignored: readonly string[]): ImportReport {
  const lines = judged.flatMap(({ lines }) => lines).toSorted((a, b) => a.line - b.line);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return {
    dryRun,
    rows: lines.length,
    opportunities: judged.filter(({ missing, joins }) => missing.length > 0 && !joins).length,
    shifts: sum(judged.map(({ missing }) => missing.length)),
    errors: sum(lines.map(({ errors }) => errors.length)),
    lines,
    ignored: [...ignored],
    created: [],
    extended: [],
  };
}

/** A sheet that cannot be read at all, told as one line. */
function faulty({ locale }: Ctx, dryRun: boolean, { line, code, hint }: Fault): ImportReport {
  const errors = [{ column: "", code, detail: fieldWords(locale, code), ...(hint && { hint }) }];
  const told: ImportLine = { line, title: "", outcome: "error", shifts: [], errors, notes: [] };
  return { ...reportOf(dryRun, [], []), errors: 1, lines: [told] };
}
