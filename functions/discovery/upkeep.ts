import { isDeepStrictEqual } from "node:util";
import type { Context } from "../foundation/context.ts";
import type { Id } from "../foundation/ids.ts";
import type { Storage } from "../foundation/storage.ts";
import { minute } from "../foundation/time.ts";
import { ProjectState } from "../projects/contract.ts";
import type { Base } from "./mirror/base.ts";
import { type Listed, movedOn } from "./rules.ts";
import { type DrawingStores, drawn, type FindStores, relist } from "./service.ts";

/** What whoever looks after the mirror does: publish it, make it anew, hold it against the table. */

type Told = (done: number) => void;
const untold: Told = () => {};

/** Longer than a base takes to be made; a run that died leaves the work to the next. */
const publishing = 10 * minute;

/** Publishes the mirror's base; undefined when somebody else is at it. */
export async function publishMirror(
  { discovery }: FindStores,
  storage: Storage,
  how: { readonly whole?: boolean; readonly told?: Told } = {},
): Promise<Base | undefined> {
  if (!(await discovery.claim("publishing", publishing))) return undefined;
  try {
    const { publishBase } = await import("./mirror/publish.ts");
    return await publishBase({ storage, changes: discovery.changes, now: discovery.clock(), ...how });
  } finally {
    await discovery.release("publishing");
  }
}

/** Every opportunity there is, project by project: 0.5 units per 4 KB. */
async function* everyOpportunity({ stores }: Context<DrawingStores>): AsyncGenerator<Id<"opp">> {
  for (const state of ProjectState.options) {
    let cursor: string | undefined;
    do {
      const projects = await stores.projects.inState(state, { cursor, limit: 100 });
      for (const project of projects.items) for (const { id } of await stores.opportunities.ofProject(project.id)) yield id;
      cursor = projects.next ?? undefined;
    } while (cursor);
  }
}

/** So many at once: a table answers in some milliseconds, and there may be a hundred thousand. */
const lanes = 16;

/** Works on every opportunity; answers how many there were. */
async function forEvery(ctx: Context<DrawingStores>, work: (id: Id<"opp">) => Promise<void>, told: Told): Promise<number> {
  const ids = everyOpportunity(ctx);
  let done = 0;
  const lane = async () => {
    for (let one = await ids.next(); !one.done; one = await ids.next()) {
      await work(one.value);
      told(++done);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done;
}

/** Every picture drawn anew from the opportunities themselves, so that whoever serves takes it over: 1 unit read and 3 written each. */
export const drawAllAnew = (ctx: Context<DrawingStores>, told: Told = untold): Promise<number> =>
  forEvery(ctx, (id) => relist(ctx, id), told);

/** Names of the fields in which two listings differ. */
function differing(a: Listed, b: Listed): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Listed>;
  return [...names].filter((name) => !isDeepStrictEqual(a[name], b[name]));
}

/** `what`: in words for whoever looks after it. */
export type Difference = { readonly id: string; readonly what: string };

/**
 * The mirror as a new instance would have it, held row by row against the pictures in the table, and these against what the
 * opportunities say. Dates that have begun count on neither side.
 */
export async function compareMirror(
  ctx: Context<DrawingStores>,
  told: Told = untold,
): Promise<{ readonly rows: number; readonly differences: Difference[] }> {
  const { discovery } = ctx.stores;
  const mirror = await discovery.mirror();
  const differences: Difference[] = [];
  const found = new Set<string>();
  for await (const page of discovery.changes()) {
    for (const { id, listing } of page) {
      found.add(id);
      const mirrored = mirror.get(id);
      if (listing && !mirrored) differences.push({ id, what: "is missing in the mirror" });
      else if (!listing && mirrored) differences.push({ id, what: "is in the mirror, though it is gone" });
      else if (listing && mirrored) {
        const fields = differing(listing, mirrored);
        if (fields.length > 0) differences.push({ id, what: `has another ${fields.join(", ")} in the mirror` });
      }
    }
    told(found.size);
  }
  for (const { id, listing } of mirror.each())
    if (listing && !found.has(id)) differences.push({ id, what: "is in the mirror, though the table knows nothing of it" });

  const opportunities = await forEvery(
    ctx,
    async (id) => {
      const mirrored = mirror.get(id);
      const shown = mirrored ? movedOn(mirrored, ctx.now) : null;
      const wanted = (await drawn(ctx, id))?.listing ?? null;
      if (!wanted && shown) differences.push({ id, what: "is to be found, though it is not open" });
      else if (wanted && !shown) differences.push({ id, what: "is open, but not to be found" });
      else if (wanted && shown) {
        const fields = differing(wanted, shown);
        if (fields.length > 0) differences.push({ id, what: `is found with another ${fields.join(", ")} than it has` });
      }
    },
    (done) => told(found.size + done),
  );
  return { rows: found.size + opportunities, differences };
}
