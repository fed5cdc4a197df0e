import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import * as v from "valibot";
import type { Storage } from "../../foundation/storage.ts";
import { day } from "../../foundation/time.ts";

/** A published base file: the mirror as it stood at `builtAt`, whole. Written before the note that names it, so that a note never leads nowhere. */
export const Base = v.object({
  /** Its key in storage. */
  file: v.string(),
  cursor: v.optional(v.string()),
  rows: v.number(),
  bytes: v.number(),
  sha256: v.string(),
  builtAt: v.string(),
});
export type Base = v.InferOutput<typeof Base>;

/** Marks of what is gone stay in the table for 8 days: whoever has not looked for longer than this may have missed one. */
export const longestAbsence = 7 * day;

/** Each version of the mirror's schema has a place of its own, so that two are served side by side during a release. */
export const placeOf = (schema: number): string => `mirror/${schema}/`;
export const noteOf = (schema: number): string => `${placeOf(schema)}current.json`;
export const hashOf = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** What the note says is current; undefined before the first was published. Throws when the note cannot be read. */
export async function currentBase(storage: Storage, schema: number): Promise<Base | undefined> {
  const note = await storage.get(noteOf(schema));
  return note && v.parse(Base, JSON.parse(Buffer.from(note).toString()));
}

/** Writes the current base to `path`; undefined where there is none to begin with. Throws when it is missing or not what its note says. */
export async function fetchBase(storage: Storage, schema: number, path: string, now: Date): Promise<Base | undefined> {
  const base = await currentBase(storage, schema);
  if (!base || now.getTime() - Date.parse(base.builtAt) > longestAbsence) return undefined;
  const content = await storage.get(base.file);
  if (!content) throw new Error("the base is missing");
  if (content.length !== base.bytes || hashOf(content) !== base.sha256) throw new Error("the base is torn");
  await writeFile(path, content);
  return base;
}
