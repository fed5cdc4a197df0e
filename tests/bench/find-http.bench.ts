import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzip } from "node:zlib";
import { promisify } from "node:util";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, describe, expect, it } from "vitest";
import { api } from "../../functions/api.ts";
import { publishBase } from "../../functions/discovery/mirror/publish.ts";
import { openStorage } from "../../functions/foundation/storage.ts";
import { buildPages, loadPages } from "../../functions/local/build.ts";
import { allComuni } from "../../functions/territory/rules.ts";
import { activity, ground } from "../setup/activity.ts";
import { many } from "../setup/many.ts";
import { world } from "../setup/world.ts";
import { against, client } from "./measure.ts";

/**
 * Finding over HTTP, against a bare Hono route that stringifies and packs a constant of the same size in the same process and run.
 * `share` is how much of that route's throughput is left.
 */

const width = 16;
const results: Record<string, unknown>[] = [];
const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
  console.table(results);
});

const pack = promisify(gzip);
const takes = { "accept-encoding": "gzip" };

async function listening(fetch: (request: Request) => Response | Promise<Response>): Promise<string> {
  const server = serve({ fetch, port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
  ends.push(() => server.close());
  const at = server.address();
  return typeof at === "object" && at ? `http://127.0.0.1:${at.port}` : "";
}

/** Answers with the constant, made text and packed each time. */
const floorOf = (constant: unknown) =>
  listening(
    new Hono().get("/", async (c) => {
      c.header("content-type", "application/json");
      c.header("content-encoding", "gzip");
      return c.body(new Uint8Array(await pack(JSON.stringify(constant))));
    }).fetch,
  );

async function installation(size: number) {
  const here = await world();
  const folder = await mkdtemp(join(tmpdir(), "insieme-bench-"));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  const storage = openStorage(pathToFileURL(folder).href);
  const now = here.clock.now;
  await publishBase({
    storage,
    now,
    whole: true,
    changes: async function* () {
      yield [...many(size, now)];
    },
  });
  const app = api({
    table: here.table,
    secret: here.secret,
    secure: false,
    origin: "http://localhost",
    now: () => here.clock.now,
    mirror: { storage, clock: () => here.clock.now },
  });
  return { here, app };
}

const texts = ["italiano", "aiuto compiti", "orto", "calcio sabato", "cucina dal mondo", "teatro", "biciclette", "donne prato sera", ""];
const themes = ["italian", "school", "food", "sport", "culture", ""];
/** Each number another question. */
const question = (n: number): string => {
  const asked = new URLSearchParams({ limit: "50" });
  const text = texts[n % texts.length]!;
  const theme = themes[n % themes.length]!;
  if (text) asked.set("q", text);
  if (theme && n % 3 === 0) asked.set("theme", theme);
  asked.set("comune", allComuni[n % allComuni.length]!.code);
  asked.set("within", String(5 + (n % 290)));
  return `/api/opportunities?${asked}`;
};

describe.each([1000, 10_000])("%i open opportunities", (size) => {
  it("findOpportunities, 50 of a list", async () => {
    const { app } = await installation(size);
    const ours = client(await listening(app.fetch));
    const same = "/api/opportunities?limit=50";
    const constant: unknown = await (await app.request(same)).json();
    const floor = client(await floorOf(constant));
    ends.push(ours.close, floor.close);
    const bare = () => floor.send("GET", "/", takes);
    const settings = { width, times: 160, rounds: 7 };
    const ask = async (path: string) => expect(await ours.send("GET", path, takes)).toBe(200);
    const report = (what: string, mark: string, { ratio, ms, floor: under }: { ratio: number; ms: number; floor: number }) =>
      results.push({ open: size, what, share: (1 / ratio).toFixed(2), mark, ms: ms.toFixed(2), "floor ms": under.toFixed(2) });
    report("every question differs", "≥ 0.33", await against((n) => ask(question(n)), bare, settings));
    report("questions repeat", "≥ 0.80", await against(() => ask(same), bare, settings));
  });
});

it("an opportunity's page", async () => {
  const { here, app } = await installation(1000);
  const { opportunity } = await activity(here, await ground(here));
  const { render } = await loadPages(
    await buildPages(
      () => {},
      () => {},
    ),
  );
  const settings = { origin: "http://localhost", tilesUrl: "", tilesCredit: "" };
  const ours = client(await listening((request) => render(request, { api: (asked) => app.fetch(asked), settings })));
  const list: unknown = await (await app.request("/api/opportunities?limit=50")).json();
  const floor = client(await floorOf(list));
  ends.push(ours.close, floor.close);
  const {
    ratio,
    ms,
    floor: under,
  } = await against(
    async () => expect(await ours.send("GET", `/opportunita/${opportunity.id}`, takes)).toBe(200),
    () => floor.send("GET", "/", takes),
    { width, times: 100, rounds: 7 },
  );
  results.push({
    open: 1000,
    what: "opportunity's page",
    share: (1 / ratio).toFixed(2),
    mark: "≥ 0.25",
    ms: ms.toFixed(2),
    "floor ms": under.toFixed(2),
  });
});
