import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DeleteTableCommand } from "@aws-sdk/client-dynamodb";
import { api } from "../api.ts";
import type { Change } from "../foundation/change.ts";
import { log, traceOf } from "../foundation/log.ts";
import { type Letter, type Mailer, openMailer } from "../foundation/mail.ts";
import { guardedFetcher } from "../foundation/guarded-fetch.ts";
import { readSettings } from "../foundation/settings.ts";
import { openStorage } from "../foundation/storage.ts";
import { openTable, type Table } from "../foundation/table.ts";
import { hour, minute } from "../foundation/time.ts";
import { publishMirror } from "../discovery/upkeep.ts";
import { endOffers, hourly } from "../schedule.ts";
import { openStores } from "../stores.ts";
import { streamConsumer } from "../stream.ts";
import { assets } from "./assets.ts";
import { loadPages } from "./build.ts";
import { demoAddresses, type DemoPerson, readDemo, writeDemo } from "./demo-people.ts";
import { checkpointIn, secretIn, storageIn, tableName } from "./folder.ts";
import { freePort } from "./free-port.ts";
import { type Mailbox, openMailbox } from "./mailbox.ts";
import { localRoutes } from "./routes.ts";
import { openSite, site } from "./serve.ts";
import type { Start, Started } from "./start.ts";
import { readStream } from "./stream-reader.ts";
import { createTable, localConfig } from "./table.ts";

type Ground = Omit<Start, "folder"> & {
  readonly folder: string;
  readonly endpoint: string;
  /** Folder of the built pages, which may be in the making. */
  readonly built: Promise<string>;
};

/** The application on a database that is up: the same API, stream consumer, schedule and pages as deployed, put together on one machine. */
export async function openApp({ port, folder, endpoint, built, demo, say, everything }: Ground): Promise<Started> {
  const mailbox = await openMailbox(join(folder, "mailbox"));
  everything.add(() => mailbox.stop());
  const table = openTable(tableName, localConfig(endpoint));
  everything.add(() => table.client.destroy());
  const isNew = await readyTable(table, folder, mailbox);
  const loading = isNew && demo;

  const storage = openStorage(storageIn(folder));

  const at = port || (await freePort());
  const origin = process.env["ORIGIN"] ?? `http://localhost:${at}`;
  const secret = secretIn(folder);

  const post = openMailer(mailbox.url, "Insieme <insieme@localhost>");
  let mailer: Mailer = post;
  // The letters of the demo's past were sent in the past; whoever signs in meanwhile gets theirs.
  if (loading) mailer = async (letter) => (letter.to.endsWith(demoAddresses) ? undefined : post(letter));
  const follow = { table, mailer: (letter: Letter) => mailer(letter), secret, origin };
  const [consume, unpictured] = [streamConsumer({ ...follow, storage }), streamConsumer(follow)];
  // Pictures of links take longest to make: those of the demo's first activities are made once the first page is there, by the same
  // changes given again.
  let early: Change[] | undefined = loading ? [] : undefined;
  const consumed = (changes: readonly Change[]) => {
    early?.push(...changes);
    return early ? unpictured(changes) : consume(changes);
  };
  const reader = await readStream({ table, consume: consumed, checkpoint: checkpointIn(folder) });
  everything.add(() => reader.stop());

  let people: readonly DemoPerson[] = readDemo(folder)?.people ?? [];
  let rest: (() => Promise<void>) | undefined;
  if (loading) {
    say("Loading the demo…");
    writeDemo(folder, { state: "loading", people: [] });
    const { loadDemo } = await import("./demo/load.ts");
    ({ people, rest } = await loadDemo({ table, secret, now: new Date() }));
    await reader.drain();
  }

  const { TILES_URL, TILES_CREDIT, TRUSTED_FEEDS } = readSettings(["TILES_URL", "TILES_CREDIT", "TRUSTED_FEEDS"]);
  const fetcher = guardedFetcher({ trusted: TRUSTED_FEEDS.split(",").filter(Boolean) });
  const settings = { origin, tilesUrl: TILES_URL, tilesCredit: TILES_CREDIT };
  const app = api({ table, secret, secure: false, origin, mirror: { storage }, fetcher });
  const local = localRoutes({ table, secret, mailbox });
  const pages = await built;
  const { render } = await loadPages(pages);
  const { fetch } = site({
    origin,
    people,
    api: (request) => app.fetch(request),
    local: (request) => local.fetch(request),
    assets: assets(join(pages, "client")),
    stored: (key) => storage.get(key),
    pages: (request) => render(request, { api: (asked) => app.fetch(asked), settings }),
    written: reader.poke,
  });
  const { stop } = await openSite(fetch, at);
  everything.add(stop);

  const stores = openStores(table, secret, { storage });
  const tick = () =>
    hourly({ table, storage, stores, fetcher, now: new Date() }).catch((error: unknown) => log("error", "hourly_failed", traceOf(error)));
  const clock = setInterval(() => void tick(), hour);
  everything.add(() => clearInterval(clock));
  void tick();
  const offers = setInterval(
    () => void endOffers({ stores, now: new Date() }).catch((error: unknown) => log("error", "offers_failed", traceOf(error))),
    minute,
  );
  everything.add(() => clearInterval(offers));
  if (isNew && !demo) say('Nobody is staff yet, who verify bodies and approve projects: npm run staff -- you@example.org "Your Name"');
  return { origin, loaded: rest ? loadRest(rest) : Promise.resolve() };

  /** Most of the demo comes while one looks around; only then does it count as loaded. */
  async function loadRest(load: () => Promise<void>): Promise<void> {
    try {
      const seen = early ?? [];
      early = undefined;
      await load();
      await consume(seen);
      await reader.drain();
      await publishMirror(openStores(table, secret), storage);
    } catch (error) {
      if (everything.ending()) return;
      throw error;
    }
    writeDemo(folder, { state: "loaded", people: [...people] });
    mailer = post;
    say("  The demo is complete.\n");
  }
}

/** Makes the table where it is not there yet; throws away a demo that was loaded half. Answers whether the table is empty. */
async function readyTable(table: Table, folder: string, mailbox: Mailbox): Promise<boolean> {
  if (readDemo(folder)?.state === "loading") {
    await table.client.send(new DeleteTableCommand({ TableName: table.name })).catch(() => {});
    mailbox.clear();
  }
  const isNew = await createTable(table);
  // What was made from another table says nothing of this one.
  if (isNew) rmSync(fileURLToPath(storageIn(folder)), { recursive: true, force: true });
  return isNew;
}
