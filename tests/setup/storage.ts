import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll } from "vitest";
import { openStorage, type Storage } from "../../functions/foundation/storage.ts";

/** Storage in a folder of its own, which goes with the file of tests. */
export function freshStorage(): { readonly storage: Storage; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "insieme-storage-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { storage: openStorage(pathToFileURL(folder).href), folder };
}
