import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeleteTableCommand } from "@aws-sdk/client-dynamodb";
import { api } from "../api.ts";
import { log, traceOf } from "../foundation/log.ts";
import { type Mailer, openMailer } from "../foundation/mail.ts";
import { readSettings } from "../foundation/settings.ts";
import { openTable, type Table } from "../foundation/table.ts";
import { hour } from "../foundation/time.ts";
import { hourly } from "../schedule.ts";
import { streamConsumer } from "../stream.ts";
import { assets } from "./assets.ts";
import { assetsFolder, buildPages, loadPages } from "./build.ts";
import type { Closing } from "./closing.ts";
import { isUp, startDatabase } from "./database.ts";
import { type DemoPerson, readDemo, writeDemo } from "./demo-people.ts";
import { checkpointIn, secretIn, tableName } from "./folder.ts";
import { freePort } from "./free-port.ts";
import { findEngine } from "./java.ts";
import { takeFolder, whoRuns } from "./lock.ts";
import { type Mailbox, openMailbox } from "./mailbox.ts";
import { localRoutes } from "./routes.ts";
import { openSite, site } from "./serve.ts";
import { readStream } from "./stream-reader.ts";
import { createTable, localConfig } from "./table.ts";

export type Start = {
  /** 0 for any free one. */
  readonly port: number;
  /** Where everything is kept; null to keep nothing. */
  readonly folder: string | null;
  readonly demo: boolean;
  readonly say: (line: string) => void;
  readonly everything: Closing;
};

/** Starts database, mailbox, stream, pages and address; whatever was started is ended through `everything`, also half-way. */
export async function start({ port, folder: kept, demo, say, everything }: Start): Promise<{ readonly origin: string }> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), "insieme-"));
  mkdirSync(folder, { recursive: true });
  if (!kept) everything.add(() => rmSync(folder, { recursive: true, force: true }));
  if (await whoRuns(folder)) throw new Error(`Insieme is running already on ${folder}. End it first, or name another folder in DATA.`);

  let endpoint = process.env["DYNAMODB_ENDPOINT"] ?? "";
  everything.add(await takeFolder(folder, () => endpoint));

  const [, mailbox] = await Promise.all([
    buildPages(say, ({ stop }) => everything.add(stop)),
    openMailbox(join(folder, "mailbox")),
    endpoint || openDatabase(kept && join(folder, "dynamodb"), say, everything).then((found) => (endpoint = found)),
  ]);
  everything.add(() => mailbox.stop());

  const table = openTable(tableName, localConfig(endpoint));
  everything.add(() => table.client.destroy());
  const isNew = await readyTable(table, folder, mailbox);

  const at = port || (await freePort());
  const origin = process.env["ORIGIN"] ?? `http://localhost:${at}`;
  const secret = secretIn(folder);
  const loading = isNew && demo;
  const post = openMailer(mailbox.url, "Insieme <insieme@localhost>");
  let mailer: Mailer = post;
  // The letters of the demo's past were sent in the past.
  if (loading) mailer = () => Promise.resolve();
  const consume = streamConsumer({ table, mailer: (letter) => mailer(letter), secret, origin });
  const reader = await readStream({ table, consume, checkpoint: checkpointIn(folder) });
  everything.add(() => reader.stop());

  let people: readonly DemoPerson[] = readDemo(folder)?.people ?? [];
  if (loading) {
    say("Loading the demo…");
    writeDemo(folder, { state: "loading", people: [] });
    const { loadDemo } = await import("./demo/load.ts");
    people = await loadDemo({ table, secret, now: new Date() });
    await reader.drain();
    writeDemo(folder, { state: "loaded", people: [...people] });
    mailer = post;
  }

  const { TILES_URL, TILES_CREDIT } = readSettings(["TILES_URL", "TILES_CREDIT"]);
  const app = api({ table, secret, secure: false, origin });
  const local = localRoutes({ table, secret, mailbox });
  const { render } = await loadPages();
  const settings = { origin, tilesUrl: TILES_URL, tilesCredit: TILES_CREDIT };
  const { fetch } = site({
    origin,
    people,
    api: (request) => app.fetch(request),
    local: (request) => local.fetch(request),
    assets: assets(assetsFolder),
    pages: (request) => render(request, { api: (asked) => app.fetch(asked), settings }),
    written: reader.poke,
  });
  const { stop } = await openSite(fetch, at);
  everything.add(stop);

  const tick = () => hourly({ table, now: new Date() }).catch((error: unknown) => log("error", "hourly_failed", traceOf(error)));
  const clock = setInterval(() => void tick(), hour);
  everything.add(() => clearInterval(clock));
  void tick();
  return { origin };
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

/** Makes the table where it is not there yet; throws away a demo that was loaded half. Answers whether the table is empty. */
async function readyTable(table: Table, folder: string, mailbox: Mailbox): Promise<boolean> {
  if (readDemo(folder)?.state === "loading") {
    await table.client.send(new DeleteTableCommand({ TableName: table.name })).catch(() => {});
    mailbox.clear();
  }
  return createTable(table);
}
