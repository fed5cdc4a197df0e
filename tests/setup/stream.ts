import { afterAll } from "vitest";
import type { Change } from "../../functions/foundation/change.ts";
import type { Table } from "../../functions/foundation/table.ts";
import { readStream, type StreamReader } from "../../functions/local/stream-reader.ts";

/** Reads a test's table as the deployed stream function does, to the end of the file: `await reader.drain()` before looking at what follows. */
export async function followed(table: Table, consume: (changes: readonly Change[]) => Promise<readonly string[]>): Promise<StreamReader> {
  const reader = await readStream({ table, consume, longestPause: 1000 });
  afterAll(() => reader.stop());
  return reader;
}
