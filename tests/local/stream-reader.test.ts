import { afterEach, expect, it } from "vitest";
import type { Change } from "../../functions/foundation/change.ts";
import { commit, newItem } from "../../functions/foundation/table.ts";
import { type Checkpoint, type Places, readStream, type StreamReader } from "../../functions/local/stream-reader.ts";
import { freshTable } from "../setup/table.ts";

const stops: StreamReader[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((reader) => reader.stop()));
});

async function started(options: Omit<Parameters<typeof readStream>[0], "table">, table?: Awaited<ReturnType<typeof freshTable>>) {
  const kept = table ?? (await freshTable());
  const reader = await readStream({ table: kept, longestPause: 320, ...options });
  stops.push(reader);
  return { table: kept, reader, write: (sk: string) => commit(kept, newItem(kept, { pk: "a", sk })) };
}

it("gives every change once when all goes well, in order", async () => {
  const seen: string[] = [];
  const { reader, write } = await started({ consume: async (changes) => (seen.push(...changes.map(({ keys }) => keys.sk)), []) });
  const all = Array.from({ length: 250 }, (_, n) => String(n).padStart(3, "0"));
  for (const sk of all) await write(sk);
  await reader.drain();
  expect(seen).toEqual(all);
});

it("goes back to the first change that failed, and takes what a consumer throws for a failure of all", async () => {
  const given: string[][] = [];
  const { reader, write } = await started({
    consume: async (changes: readonly Change[]) => {
      given.push(changes.map(({ keys }) => keys.sk));
      if (given.length === 1) throw new Error("broken");
      return given.length < 4 ? changes.filter(({ keys }) => keys.sk === "2").map(({ id }) => id) : [];
    },
  });
  await Promise.all(["1", "2", "3"].map(write));
  await reader.drain();
  expect(given.flat().filter((sk) => sk === "1").length).toBeGreaterThanOrEqual(1);
  expect(given.flat().filter((sk) => sk === "2").length).toBeGreaterThanOrEqual(2);
  expect(new Set(given.flat())).toEqual(new Set(["1", "2", "3"]));
});

it("puts aside what never works, and goes on", async () => {
  const aside: string[] = [];
  const taken: string[] = [];
  const { reader, write } = await started({
    attempts: 3,
    putAside: ({ keys }) => aside.push(keys.sk),
    consume: async (changes) => {
      taken.push(...changes.filter(({ keys }) => keys.sk !== "bad").map(({ keys }) => keys.sk));
      return changes.filter(({ keys }) => keys.sk === "bad").map(({ id }) => id);
    },
  });
  for (const sk of ["1", "bad", "2"]) await write(sk);
  await reader.drain();
  expect(aside).toEqual(["bad"]);
  expect(new Set(taken)).toEqual(new Set(["1", "2"]));
});

it("goes on where it stopped", async () => {
  let kept: Places = {};
  const checkpoint: Checkpoint = { load: () => kept, save: (_, places) => (kept = places) };
  const seen: string[] = [];
  const consume = async (changes: readonly Change[]) => (seen.push(...changes.map(({ keys }) => keys.sk)), []);
  const first = await started({ consume, checkpoint });
  await first.write("1");
  await first.reader.drain();
  await first.reader.stop();
  await first.write("2");
  const second = await started({ consume, checkpoint }, first.table);
  await second.reader.drain();
  expect(seen).toEqual(["1", "2"]);
});
