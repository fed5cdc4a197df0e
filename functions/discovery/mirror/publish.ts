import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { log } from "../../foundation/log.ts";
import type { Storage } from "../../foundation/storage.ts";
import { day, minute } from "../../foundation/time.ts";
import { type Base, hashOf, noteOf, placeOf } from "./base.ts";
import { catchUp, type Changes, openOwn } from "./beside.ts";
import { mirrorSchema } from "./mirror.ts";

type Publishing = {
  readonly storage: Storage;
  readonly changes: Changes;
  readonly now: Date;
  /** Everything from the table, whatever was published before. */
  readonly whole?: boolean;
  readonly schema?: number;
  /** How many changes were taken in so far. */
  readonly told?: (changes: number) => void;
};

/** Files that stay: an instance may just be fetching the one before. */
const kept = 3;
/** Once an hour the changes are looked at again from further back than readers look, should one have come very late. */
const lookBack = 10 * minute;

/**
 * Publishes the mirror as a base file: the last one and the changes since, or all that the table says. Where nothing has changed
 * the last one stays for a day. The note that names the file comes last; until then readers have the one before.
 */
export async function publishBase({ storage, changes, now, whole, schema = mirrorSchema, told }: Publishing): Promise<Base> {
  const folder = await mkdtemp(join(tmpdir(), "insieme-base-"));
  try {
    const { mirror, base: last } = await openOwn({
      storage: whole ? undefined : storage,
      schema,
      file: join(folder, "mirror.sqlite"),
      now,
    });
    try {
      const { version } = mirror;
      const further: Changes = (cursor) => changes(cursor && new Date(Date.parse(cursor) - lookBack).toISOString());
      await catchUp(mirror, further, now, told);
      if (last && mirror.version === version && now.getTime() - Date.parse(last.builtAt) < day) return last;

      const path = join(folder, "base.sqlite");
      mirror.save(path);
      const content = await readFile(path);
      const sha256 = hashOf(content);
      const builtAt = now.toISOString();
      const file = `${placeOf(schema)}${builtAt.replace(/[:.]/g, "-")}-${sha256.slice(0, 12)}.sqlite`;
      const base: Base = { file, cursor: mirror.cursor, rows: mirror.size, bytes: content.length, sha256, builtAt };
      await storage.put(file, content, { type: "application/vnd.sqlite3", cache: "public, max-age=31536000, immutable" });
      await storage.put(noteOf(schema), Buffer.from(JSON.stringify(base)), { type: "application/json", cache: "public, max-age=60" });
      await removeOld(storage, schema, file);
      log("info", "mirror_published", { rows: base.rows, bytes: base.bytes });
      return base;
    } finally {
      mirror.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Their names begin with their time, so the order of names is that of their making. */
async function removeOld(storage: Storage, schema: number, current: string): Promise<void> {
  const files = (await storage.list(placeOf(schema))).filter((key) => key.endsWith(".sqlite") && key !== current);
  for (const file of files.slice(0, Math.max(0, files.length - (kept - 1)))) await storage.remove(file);
}
