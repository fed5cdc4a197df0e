import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { log, traceOf } from "../../foundation/log.ts";
import type { Storage } from "../../foundation/storage.ts";
import { type Base, fetchBase, longestAbsence } from "./base.ts";
import type { Drawn, Mirror } from "./mirror.ts";

/** Pages of what changed since a cursor and a little before; all there is without one. */
export type Changes = (cursor: string | undefined) => AsyncIterable<readonly Drawn[]>;
export type MirrorSettings = {
  /** Where base files are published. Without it a mirror begins with all that the table says. */
  readonly storage?: Storage | undefined;
  /** Milliseconds since the last look: up to `still` an answer is given without another, up to `meanwhile` another begins behind it. */
  readonly patience?: { readonly still: number; readonly meanwhile: number };
  /**
   * By which changes are ordered, read at the very moment of writing: a request that began long ago would otherwise write into a
   * past at which nobody looks any more. It is the machine's, whatever day it is in a test.
   */
  readonly clock?: () => Date;
};

const soon = { still: 500, meanwhile: 1000 };
/** A look that takes longer (a connection that died while this instance slept) is given up, and the next one tries anew. */
const longestLook = 3000;
/**
 * Brings a mirror up to what the table says. The cursor is the moment at which this began, so that a quiet table costs nothing;
 * when it is cut off half-way, the next one begins where this one did.
 */
export async function catchUp(mirror: Mirror, changes: Changes, now: Date, told: (rows: number) => void = () => {}): Promise<void> {
  let rows = 0;
  for await (const page of changes(mirror.cursor)) {
    mirror.apply(page, mirror.cursor);
    told((rows += page.length));
  }
  mirror.apply([], now.toISOString());
}

/**
 * The mirror that this instance keeps beside itself: a published base, then the changes since, pulled when a question comes and by
 * one pull for all who ask. When a pull fails, what is there answers.
 */
export function mirrorBeside({
  changes,
  storage,
  patience = soon,
  clock,
}: MirrorSettings & { readonly changes: Changes; readonly clock: () => Date }): () => Promise<Mirror> {
  let mirror: Mirror | undefined;
  /** When the last look began: by a clock that only runs forward, and on the calendar when it succeeded. */
  let looked = -Infinity;
  let succeeded = 0;
  let look: Promise<void> | undefined;

  async function pull(): Promise<void> {
    const began = performance.now();
    const at = clock();
    if (mirror && at.getTime() - succeeded < longestAbsence) {
      await catchUp(mirror, changes, at);
    } else {
      const fresh = await openNameless(storage, at);
      await catchUp(fresh, changes, at);
      mirror = fresh;
    }
    looked = began;
    succeeded = at.getTime();
  }

  const shared = (): Promise<void> =>
    (look ??= (mirror ? within(longestLook, pull()) : pull())
      .catch((error: unknown) => {
        if (!mirror) throw error;
        looked = performance.now();
        log("warn", "mirror_pull_failed", traceOf(error));
      })
      .finally(() => (look = undefined)));

  return async () => {
    const age = performance.now() - looked;
    if (!mirror || age > patience.meanwhile) await shared();
    else if (age > patience.still) void shared();
    return mirror!;
  };
}

/** In a file without a name, which goes when the instance does, however it ends; in memory where there is no base to fetch. */
async function openNameless(storage: Storage | undefined, now: Date): Promise<Mirror> {
  const { mirrorSchema } = await import("./mirror.ts");
  if (!storage) return (await openOwn({ storage, schema: mirrorSchema, file: ":memory:", now })).mirror;
  const folder = mkdtempSync(join(tmpdir(), "insieme-mirror-"));
  try {
    return (await openOwn({ storage, schema: mirrorSchema, file: join(folder, "mirror.sqlite"), now })).mirror;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Own = { readonly storage: Storage | undefined; readonly schema: number; readonly file: string; readonly now: Date };

/** The base that was published last, in a file of one's own; an empty mirror where there is none that can be read. */
export async function openOwn({ storage, schema, file, now }: Own): Promise<{ readonly mirror: Mirror; readonly base?: Base }> {
  const { openMirror } = await import("./mirror.ts");
  try {
    const base = storage && (await fetchBase(storage, schema, file, now));
    if (base) return { mirror: openMirror(file), base };
  } catch (error) {
    log("warn", "mirror_base_unread", traceOf(error));
    rmSync(file, { force: true });
  }
  return { mirror: openMirror(file) };
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("late")), milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
