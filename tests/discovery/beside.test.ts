import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Base, currentBase, noteOf, placeOf } from "../../functions/discovery/mirror/base.ts";
import { type Changes, mirrorBeside } from "../../functions/discovery/mirror/beside.ts";
import { type Drawn, type Mirror, mirrorSchema } from "../../functions/discovery/mirror/mirror.ts";
import { publishBase } from "../../functions/discovery/mirror/publish.ts";
import { change, gone } from "../setup/listings.ts";
import { freshStorage } from "../setup/storage.ts";

const second = (n: number) => new Date(Date.UTC(2027, 2, 1, 9, 0, n));
const at = (n: number) => second(n).toISOString();

/** A table as a mirror sees it: what changed from a cursor on, a page at a time, and how often it was asked. */
function table(...rows: Drawn[]) {
  const asked: (string | undefined)[] = [];
  const here = {
    rows,
    asked,
    fails: false,
    changes: (cursor: string | undefined) => changes(cursor),
  };
  async function* changes(cursor: string | undefined) {
    asked.push(cursor);
    await pause(5);
    if (here.fails) throw new Error("the table is away");
    const since = rows.filter(({ changedAt }) => !cursor || changedAt >= cursor).toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : 1));
    for (let n = 0; n < since.length; n += 2) yield since.slice(n, n + 2);
  }
  return here satisfies { changes: Changes };
}
const ids = (mirror: Mirror) => [...mirror.each()].map(({ id }) => Number(id.slice(4)));

const { storage, folder } = freshStorage();
beforeEach(() => rmSync(join(folder, "mirror"), { recursive: true, force: true }));

describe("a mirror beside an instance", () => {
  it("begins with all that the table says, and is asked for once by all who come at the same time", async () => {
    const there = table(change(1, at(0)), change(2, at(1)), change(3, at(2)));
    const fresh = mirrorBeside({ changes: there.changes, clock: () => second(5) });
    const [one, two] = await Promise.all([fresh(), fresh(), fresh()]);
    expect(ids(one)).toEqual([1, 2, 3]);
    expect(two).toBe(one);
    expect(there.asked).toEqual([undefined]);
    expect(one.cursor).toBe(at(5));
  });

  it("answers as it is for half a second, then looks behind the answer, and after a second before it", async () => {
    let ticks = 0;
    const timer = vi.spyOn(performance, "now").mockImplementation(() => ticks);
    const there = table(change(1, at(0)));
    const fresh = mirrorBeside({ changes: there.changes, clock: () => second(5) });
    await fresh();
    there.rows.push(change(2, at(6)));
    ticks = 500;
    expect(ids(await fresh())).toEqual([1]);
    expect(there.asked).toEqual([undefined]);
    ticks = 1000;
    expect(ids(await fresh())).toEqual([1]);
    expect(there.asked).toEqual([undefined, at(5)]);
    await pause(50);
    expect(ids(await fresh())).toEqual([1, 2]);
    there.rows.push(change(3, at(7)));
    ticks = 2001;
    expect(ids(await fresh())).toEqual([1, 2, 3]);
    expect(there.asked).toHaveLength(3);
    timer.mockRestore();
  });

  it("answers from what is there when the table is away, says so, and takes up what it missed", async () => {
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    const there = table(change(1, at(0)));
    const fresh = mirrorBeside({ changes: there.changes, clock: () => second(5), patience: { still: 0, meanwhile: 0 } });
    await fresh();
    there.fails = true;
    there.rows.push(change(2, at(6)));
    expect(ids(await fresh())).toEqual([1]);
    expect(said.mock.calls.map(([line]) => (JSON.parse(String(line)) as { code: string }).code)).toEqual(["mirror_pull_failed"]);
    there.fails = false;
    expect(ids(await fresh())).toEqual([1, 2]);
    said.mockRestore();
  });

  it("fails as long as it holds nothing, and then no more", async () => {
    const there = table(change(1, at(0)));
    there.fails = true;
    const fresh = mirrorBeside({ changes: there.changes, clock: () => second(5) });
    await expect(fresh()).rejects.toThrow("away");
    there.fails = false;
    expect(ids(await fresh())).toEqual([1]);
  });

  it("gives up a look that never ends", { timeout: 10_000 }, async () => {
    const there = table(change(1, at(0)));
    let hangs = false;
    const changes: Changes = async function* (cursor) {
      if (hangs) await new Promise(() => {});
      yield* there.changes(cursor);
    };
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    const fresh = mirrorBeside({ changes, clock: () => second(5), patience: { still: 0, meanwhile: 0 } });
    await fresh();
    hangs = true;
    expect(ids(await fresh())).toEqual([1]);
    hangs = false;
    there.rows.push(change(2, at(6)));
    expect(ids(await fresh())).toEqual([1, 2]);
    said.mockRestore();
  });

  it("begins anew after a week in which nobody asked: marks of what went meanwhile may be gone", async () => {
    let clock = second(5);
    const there = table(change(1, at(0)), change(2, at(1)));
    const fresh = mirrorBeside({ changes: there.changes, clock: () => clock, patience: { still: 0, meanwhile: 0 } });
    await fresh();
    there.rows.splice(0, 1);
    clock = new Date(clock.getTime() + 8 * 86_400_000);
    expect(ids(await fresh())).toEqual([2]);
  });
});

describe("a published base", () => {
  const publish = (there: ReturnType<typeof table>, now: Date, more: { whole?: boolean; schema?: number } = {}) =>
    publishBase({ storage, changes: there.changes, now, ...more });
  /** A new instance, and how it asked the table. */
  async function instance(there: ReturnType<typeof table>, now: Date): Promise<Mirror> {
    there.asked.length = 0;
    return mirrorBeside({ changes: there.changes, storage, clock: () => now })();
  }

  it("is what an instance begins with, and what changed since is pulled", async () => {
    const there = table(change(1, at(0)), change(2, at(1)), change(3, at(2)));
    const base = await publish(there, second(5));
    expect(base).toMatchObject({ rows: 3, cursor: at(5) });
    expect(await currentBase(storage, mirrorSchema)).toEqual(base);
    there.rows.push(gone(1, at(6), 2), change(4, at(7)));
    expect(ids(await instance(there, second(9)))).toEqual([2, 3, 4]);
    expect(there.asked).toEqual([at(5)]);
  });

  it("is made of the one before and what changed since, from a little further back", async () => {
    const there = table(change(1, at(0)), change(2, at(1)));
    await publish(there, second(5));
    there.rows.push(gone(1, at(6), 2), change(2, at(7), { seen: 2, left: 0 }));
    there.asked.length = 0;
    const base = await publish(there, second(3600));
    expect(there.asked).toEqual([new Date(second(5).getTime() - 600_000).toISOString()]);
    expect(base.rows).toBe(1);
    const mirror = await instance(there, second(3601));
    expect(mirror.get("opp_00000000000000000000000002")).toMatchObject({ left: 0, seen: 2 });
  });

  it("stays where nothing changed, but not for ever", async () => {
    const there = table(change(1, at(0)));
    const first = await publish(there, second(5));
    expect(await publish(there, second(3605))).toEqual(first);
    expect((await publish(there, second(90_000))).builtAt).toBe(second(90_000).toISOString());
  });

  it("made anew from the table knows nothing of the one before", async () => {
    const there = table(change(1, at(0)), change(2, at(1)));
    await publish(there, second(5));
    there.rows.splice(0, 1);
    there.asked.length = 0;
    expect((await publish(there, second(6), { whole: true })).rows).toBe(1);
    expect(there.asked).toEqual([undefined]);
  });

  it("leaves two before it, for who is just fetching one", async () => {
    const there = table();
    for (let n = 0; n < 5; n++) {
      there.rows.push(change(n, at(n)));
      await publish(there, second(10 + n));
    }
    const files = (await storage.list(placeOf(mirrorSchema))).filter((key) => key.endsWith(".sqlite"));
    expect(files).toHaveLength(3);
    expect(files.at(-1)).toBe((await currentBase(storage, mirrorSchema))!.file);
  });

  const spoilt: Record<string, (base: Base) => void> = {
    "a torn file": ({ file }) => writeFileSync(join(folder, file), "SQLite format 3\0 and no more"),
    "a file that is not there": ({ file }) => rmSync(join(folder, file)),
    "a note that is no note": () => writeFileSync(join(folder, noteOf(mirrorSchema)), '{"file":'),
    "a file whose bytes are others": ({ file, bytes }) => writeFileSync(join(folder, file), Buffer.alloc(bytes)),
    "a base of long ago": (base) =>
      writeFileSync(join(folder, noteOf(mirrorSchema)), JSON.stringify({ ...base, builtAt: "2027-02-01T00:00:00.000Z" })),
  };
  it.each(Object.keys(spoilt))("%s is passed over: the table is asked for everything, and the next base is whole again", async (how) => {
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    const there = table(change(1, at(0)), change(2, at(1)));
    spoilt[how]!(await publish(there, second(5)));
    expect(ids(await instance(there, second(6)))).toEqual([1, 2]);
    expect(there.asked).toEqual([undefined]);
    await publish(there, second(7));
    expect(ids(await instance(there, second(8)))).toEqual([1, 2]);
    expect(there.asked).toEqual([at(7)]);
    said.mockRestore();
  });

  it("of another version of the schema stands beside it and is not touched", async () => {
    const there = table(change(1, at(0)));
    const other = await publish(there, second(5), { schema: mirrorSchema + 1 });
    there.rows.push(change(2, at(6)));
    const mine = await publish(there, second(7));
    expect(await currentBase(storage, mirrorSchema + 1)).toEqual(other);
    expect(await currentBase(storage, mirrorSchema)).toEqual(mine);
    writeFileSync(join(folder, other.file), "what only the other version can read");
    expect(ids(await instance(there, second(8)))).toEqual([1, 2]);
    for (let n = 0; n < 4; n++) {
      there.rows.push(change(3 + n, at(10 + n)));
      await publish(there, second(20 + n));
    }
    expect(readdirSync(join(folder, placeOf(mirrorSchema + 1)))).toHaveLength(2);
  });
});
