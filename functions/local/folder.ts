import { randomBytes } from "node:crypto";
import { createWriteStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Checkpoint, Places } from "./stream-reader.ts";

/** What a local Insieme keeps in its folder beside the database and the letters. */

export const tableName = "insieme";

/** The demo and an Insieme begun in earnest are kept apart, so that neither is lost to the other. */
export const folders = { demo: ".data/demo", empty: ".data/empty" } as const;

/** The secret that codes and addresses are keyed with, made once. */
export function secretIn(folder: string): string {
  const file = join(folder, "secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

/** Where the mirror's bases and pictures are kept. */
export const storageIn = (folder: string): string => pathToFileURL(resolve(folder, "storage")).href;

/** How far the stream was followed, so that a restart goes on there. */
export function checkpointIn(folder: string): Checkpoint {
  const file = join(folder, "stream.json");
  return {
    load(stream) {
      const kept = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { stream: string; places: Places }) : undefined;
      return kept?.stream === stream ? kept.places : {};
    },
    save: (stream, places) => writeFileSync(file, JSON.stringify({ stream, places })),
  };
}

/** What the functions note in passing goes to a file of this start, `log.jsonl`; warnings and errors stay before the eyes. */
export function keepLog(folder: string): void {
  // A folder that is removed under it is no reason to fall.
  const file = createWriteStream(join(folder, "log.jsonl")).on("error", () => {});
  console.info = (line: string) => void file.write(`${line}\n`);
}
