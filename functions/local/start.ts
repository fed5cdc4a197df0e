import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPages } from "./build.ts";
import type { Closing } from "./closing.ts";
import { isUp, startDatabase } from "./database.ts";
import { findEngine } from "./java.ts";
import { keepLog } from "./folder.ts";
import { takeFolder, whoRuns } from "./lock.ts";

export type Start = {
  /** 0 for any free one. */
  readonly port: number;
  /** Where everything is kept; null to keep nothing. */
  readonly folder: string | null;
  readonly demo: boolean;
  readonly say: (line: string) => void;
  readonly everything: Closing;
};

export type Started = {
  readonly origin: string;
  /** Ends when all of the demo is there; at once when there is none to load. */
  readonly loaded: Promise<void>;
};

/**
 * Starts database, mailbox, stream, pages and address; whatever was started is ended through `everything`, also half-way.
 * Java and the build take longest, so they begin before the application itself is loaded.
 */
export async function start({ port, folder: kept, demo, say, everything }: Start): Promise<Started> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), "insieme-"));
  mkdirSync(folder, { recursive: true });
  if (!kept) everything.add(() => rmSync(folder, { recursive: true, force: true }));
  if (await whoRuns(folder)) throw new Error(`Insieme is running already on ${folder}. End it first, or name another folder in DATA.`);

  let endpoint = process.env["DYNAMODB_ENDPOINT"] ?? "";
  everything.add(await takeFolder(folder, () => endpoint));
  keepLog(folder);

  // The demo is loaded meanwhile; who waits for the pages is told if they fail.
  const built = buildPages(say, ({ stop }) => everything.add(stop));
  built.catch(() => {});
  const [{ openApp }] = await Promise.all([
    import("./app.ts"),
    endpoint || openDatabase(kept && join(folder, "dynamodb"), say, everything).then((found) => (endpoint = found)),
  ]);
  return openApp({ port, folder, endpoint, built, demo, say, everything });
}

/** Brings up DynamoDB Local, in memory without a folder; its end that nobody asked for is ours too. */
async function openDatabase(folder: string | null, say: Start["say"], everything: Closing): Promise<string> {
  const engine = await findEngine(say);
  if (typeof engine === "string") throw new Error(engine);
  const database = await startDatabase(engine, folder);
  everything.add(database.running.stop);
  await isUp(database);
  void database.running.ended.then(async (code) => {
    if (everything.ending()) return;
    console.error(`The database ended by itself (exit code ${code}). Start Insieme again: what was written is kept.`);
    await everything.end();
    process.exit(1);
  });
  return database.endpoint;
}
