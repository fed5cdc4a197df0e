import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Found } from "../../functions/discovery/contract.ts";
import { relist } from "../../functions/discovery/service.ts";
import type { Difference, Duplicates, Feed, FeedFile, FeedLine, Run } from "../../functions/exchange/contract.ts";
import { guardedFetcher } from "../../functions/foundation/guarded-fetch.ts";
import { hour } from "../../functions/foundation/time.ts";
import { hourly } from "../../functions/schedule.ts";
import { activity, type Ground, ground } from "../setup/activity.ts";

import { type Someone, statuses, type World, world } from "../setup/world.ts";

/** A platform of this machine: what it publishes is what the test says at the moment. */
let published: { status?: number; type?: string; body: string };
let questions = 0;
let server: Server;
let origin: string;
let w: World;
let on: Ground;

const trusted: string[] = [];
const fetcher = guardedFetcher({ trusted, within: 3000 });

beforeAll(async () => {
  server = createServer((question, reply) => {
    questions++;
    const etag = `"${createHash("sha256").update(published.body).digest("hex")}"`;
    const known = question.headers["if-none-match"] === etag;
    reply.writeHead(known ? 304 : (published.status ?? 200), { "content-type": published.type ?? "application/json", etag });
    reply.end(known ? undefined : published.body);
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  trusted.push(origin);
  w = await world(undefined, fetcher);
  on = await ground(w);
});
afterAll(() => {
  server.close();
});

type Event = { id: number; title: string; at: string; address: string };
const event = (id: number, more: Partial<Event> = {}): Event => ({
  id,
  title: `Evento ${id}`,
  at: "2027-03-20T18:00:00.000Z",
  address: "Via Roma 1, Pisa",
  ...more,
});
const publish = (events: readonly Event[]) => {
  published = {
    body: JSON.stringify(
      events.map(({ id, title, at, address }) => ({
        id,
        title,
        slug: `e-${id}`,
        start_datetime: Date.parse(at) / 1000,
        place: { name: "Casa del Popolo", address },
        tags: [],
      })),
    ),
  };
};
const upTo = (n: number) => Array.from({ length: n }, (_, i) => event(i + 1));

const draft = (more: object = {}) => ({
  name: "Agenda",
  publisher: "Agenda dal basso",
  address: `${origin}/api/events`,
  format: "gancio",
  every: 24,
  ...more,
});
async function made(more: object = {}): Promise<Feed> {
  const { status, body } = await w.call<Feed>("POST", "/feeds", { as: w.staff, json: draft(more) });
  expect(status).toBe(201);
  return body;
}
const move = (id: Feed["id"], move: string) => w.call<Feed>("POST", `/feeds/${id}/moves`, { as: w.staff, json: { move } });
const run = (id: Feed["id"], accept?: boolean) =>
  w.call<Run>("POST", `/feeds/${id}/runs`, { as: w.staff, json: { ...(accept !== undefined && { accept }) } });
const trial = (id: Feed["id"]) => w.call<Difference>("POST", `/feeds/${id}/trial`, { as: w.staff });
const file = async (id: Feed["id"]) => (await w.call<FeedFile>("GET", `/feeds/${id}`, { as: w.staff })).body;
async function active(more: object = {}): Promise<Feed> {
  const feed = await made(more);
  await move(feed.id, "activate");
  return feed;
}
/** Titles of what searchers find of a feed, in their order. */
async function found(feed: Feed["id"]): Promise<string[]> {
  const { items } = (await w.call<Found>("GET", "/opportunities?limit=100")).body;
  return items
    .filter(({ external }) => external?.feed === feed)
    .map(({ title }) => title)
    .toSorted();
}
const counts = (more: object = {}) => ({ new: 0, changed: 0, same: 0, gone: 0, refused: 0, ...more });

beforeEach(() => publish(upTo(3)));

describe("a feed from its first look to its last", () => {
  it("is tried without writing, taken over, kept up, withdrawn", async () => {
    const feed = await made();
    publish([...upTo(2), event(3, { address: "Milano" })]);
    const { body: difference } = await trial(feed.id);
    expect(difference).toMatchObject({ counts: counts({ new: 2, refused: 1 }), shrinks: false, leftOff: 0 });
    expect(difference.lines[0]).toMatchObject({
      outcome: "refused",
      title: "Evento 3",
      reasons: [{ code: "comune_unknown", detail: "Non capiamo in quale Comune si svolge.", hint: "Milano" }],
    });
    expect(await found(feed.id)).toEqual([]);
    expect((await run(feed.id)).status).toBe(409);

    expect((await move(feed.id, "activate")).body.state).toBe("active");
    expect((await run(feed.id)).body).toMatchObject({ outcome: "applied", counts: counts({ new: 2, refused: 1 }), unfinished: false });
    expect(await found(feed.id)).toEqual(["Evento 1", "Evento 2"]);

    publish([event(1, { title: "Evento 1 bis" }), event(2), event(4)]);
    expect((await trial(feed.id)).body.lines).toMatchObject([
      { outcome: "changed", title: "Evento 1 bis", changed: ["title"] },
      { outcome: "new", title: "Evento 4" },
      { outcome: "same" },
    ]);
    expect((await run(feed.id)).body.counts).toEqual(counts({ new: 1, changed: 1, same: 1 }));
    expect(await found(feed.id)).toEqual(["Evento 1 bis", "Evento 2", "Evento 4"]);

    publish([event(2), event(4)]);
    expect((await run(feed.id)).body.counts).toEqual(counts({ same: 2, gone: 1 }));
    expect(await found(feed.id)).toEqual(["Evento 2", "Evento 4"]);

    const { runs, lastRun } = await file(feed.id);
    expect(runs.map(({ counts: { new: fresh } }) => fresh)).toEqual([0, 1, 2]);
    expect(runs.at(-1)!.refused).toMatchObject([{ title: "Evento 3", reasons: [{ code: "comune_unknown" }] }]);
    expect(lastRun).toEqual({ ...runs[0], refused: [] });

    expect((await move(feed.id, "withdraw")).body.state).toBe("draft");
    expect(await found(feed.id)).toEqual([]);
    publish(upTo(2));
    await move(feed.id, "activate");
    await run(feed.id);
    expect(await found(feed.id)).toEqual(["Evento 1", "Evento 2"]);
  });

  it("shows who publishes and where to read on, and promises no places", async () => {
    const feed = await active();
    await run(feed.id);
    const { items } = (await w.call<Found>("GET", "/opportunities?limit=100")).body;
    expect(items.find(({ title, external }) => title === "Evento 1" && external?.feed === feed.id)).toMatchObject({
      title: "Evento 1",
      bodyName: "Agenda dal basso",
      comuneName: "Pisa",
      venue: "Casa del Popolo",
      left: null,
      external: { url: `${origin}/event/e-1` },
    });
  });

  it("whose server says that nothing has changed costs nothing, until its mapping is another", async () => {
    const feed = await active();
    await run(feed.id);
    expect((await run(feed.id)).body).toMatchObject({ outcome: "unchanged", bytes: 0 });
    const { feed: now } = await file(feed.id);
    const mapping = { ...now.mapping, fields: { ...now.mapping.fields, title: "{title}!" } };
    expect((await w.call("PUT", `/feeds/${feed.id}`, { as: w.staff, json: draft({ mapping }), seen: `"${now.version}"` })).status).toBe(
      200,
    );
    expect((await run(feed.id)).body.counts).toEqual(counts({ changed: 3 }));
    expect((await found(feed.id))[0]).toBe("Evento 1!");
  });

  it("is changed over the version that was read", async () => {
    const feed = await made();
    const put = () => w.call("PUT", `/feeds/${feed.id}`, { as: w.staff, json: draft({ name: "Altro" }), seen: '"1"' });
    expect(statuses(await Promise.all([put(), put()]))).toEqual([200, 412]);
    const wrong = await w.call("POST", "/feeds", {
      as: w.staff,
      json: draft({ mapping: { fields: { uid: "{a.{b}}", title: "x" }, themes: [] } }),
    });
    expect([wrong.status, wrong.body.errors[0]!.field]).toEqual([422, "mapping.fields.uid"]);
  });
});

describe("what fails", () => {
  it("is refused in words when tried, and kept in the log when run, and what is there stays", async () => {
    const feed = await active();
    await run(feed.id);
    published = { body: "<html>", type: "text/html" };
    const tried = await w.call("POST", `/feeds/${feed.id}/trial`, { as: w.staff });
    expect(tried).toMatchObject({ status: 422, body: { code: "feed_type" } });
    expect(tried.body.detail).toContain("text/html");
    expect((await run(feed.id)).body).toMatchObject({
      outcome: "failed",
      problem: { code: "feed_type", title: "Non è un feed di questo formato" },
    });
    published = { body: "[{" };
    expect((await run(feed.id)).body).toMatchObject({ outcome: "failed", problem: { code: "feed_unreadable" } });
    published = { body: "", status: 500 };
    expect((await run(feed.id)).body).toMatchObject({ outcome: "failed", problem: { code: "feed_unreachable" } });
    expect(await found(feed.id)).toHaveLength(3);
    expect((await file(feed.id)).runs.map(({ outcome }) => outcome)).toEqual(["failed", "failed", "failed", "applied"]);
  });

  it("an address inside is never asked", async () => {
    const asked = questions;
    for (const address of [
      "http://127.0.0.1:1/",
      "https://localhost/",
      "http://169.254.169.254/latest",
      origin.replace("127.0.0.1", "localhost"),
    ]) {
      const feed = await made({ address });
      expect(await w.call("POST", `/feeds/${feed.id}/trial`, { as: w.staff })).toMatchObject({
        status: 422,
        body: { code: "feed_address" },
      });
    }
    expect(questions).toBe(asked);
  });
});

describe("a feed that shrinks", () => {
  it("goes into quarantine and loses nothing, comes out by itself when it is whole again", async () => {
    publish(upTo(12));
    const feed = await active();
    await run(feed.id);
    publish(upTo(5));
    expect((await trial(feed.id)).body.shrinks).toBe(true);
    expect((await run(feed.id)).body).toMatchObject({ outcome: "quarantined", counts: counts({ same: 5, gone: 7 }) });
    expect((await file(feed.id)).feed).toMatchObject({ state: "quarantined", shrunk: { known: 12, gone: 7 } });
    expect(await found(feed.id)).toHaveLength(12);
    publish([]);
    expect((await run(feed.id)).body.outcome).toBe("quarantined");
    publish(upTo(11));
    expect((await run(feed.id)).body.outcome).toBe("applied");
    expect((await file(feed.id)).feed.state).toBe("active");
    expect(await found(feed.id)).toHaveLength(11);
  });

  it("is taken as it is when staff say so", async () => {
    publish(upTo(12));
    const feed = await active();
    await run(feed.id);
    publish([]);
    await run(feed.id);
    expect((await run(feed.id, true)).body).toMatchObject({ outcome: "applied", counts: counts({ gone: 12 }) });
    expect((await file(feed.id)).feed.state).toBe("active");
    expect(await found(feed.id)).toEqual([]);
  });
});

describe("twice, at once, by the clock", () => {
  it("more than one reading has time for is finished by the next one, though nothing has changed since", { timeout: 120_000 }, async () => {
    publish(upTo(1001));
    const feed = await active();
    expect((await run(feed.id)).body).toMatchObject({ outcome: "applied", unfinished: true, counts: counts({ new: 1001 }) });
    expect((await file(feed.id)).nextRunAt).toBe(w.clock.now.toISOString());
    expect((await run(feed.id)).body).toMatchObject({ outcome: "applied", unfinished: false, counts: counts({ new: 1, same: 1000 }) });
    expect((await run(feed.id)).body.outcome).toBe("unchanged");
    await move(feed.id, "withdraw");
  });

  it("two readings at once: one of them reads", async () => {
    const feed = await active();
    const replies = await Promise.all([run(feed.id), run(feed.id), run(feed.id)]);
    expect(statuses(replies).filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(new Set(statuses(replies))).toEqual(new Set([200, 409]));
    expect(await found(feed.id)).toHaveLength(3);
    // A reading that died holds the feed for some minutes, not for ever.
    await w.stores.exchange.hold(feed.id, w.clock.now);
    expect((await run(feed.id)).status).toBe(409);
    w.clock.now = new Date(w.clock.now.getTime() + hour);
    // It may have died halfway: what its feed says of having changed is not asked.
    expect((await run(feed.id)).body.outcome).toBe("applied");
    expect((await run(feed.id)).body.outcome).toBe("unchanged");
  });

  it("the clock reads what is due, and one that fails does not stop the next", async () => {
    const broken = await active({ address: `${origin.replace("127.0.0.1", "localhost")}/`, name: "A" });
    const sound = await active({ name: "B" });
    const resting = await active({ name: "C" });
    await move(resting.id, "pause");
    const tick = (hours: number) => hourly({ table: w.table, now: new Date(w.clock.now.getTime() + hours * hour), fetcher });
    await tick(0);
    expect(await found(sound.id)).toHaveLength(3);
    expect(await found(resting.id)).toEqual([]);
    expect((await file(broken.id)).lastRun).toMatchObject({ outcome: "failed", problem: { code: "feed_address" } });
    await tick(1);
    expect((await file(sound.id)).runs).toHaveLength(1);
    publish(upTo(4));
    await tick(24);
    expect((await file(sound.id)).runs).toHaveLength(2);
    expect(await found(sound.id)).toHaveLength(4);
  });

  it("the same again changes nothing; any order of readings ends as the last one says", async () => {
    const event_ = fc.record({
      id: fc.integer({ min: 1, max: 6 }),
      title: fc.constantFrom("Festa", "Orto", "Corso"),
      day: fc.integer({ min: 5, max: 28 }),
    });
    const version = fc.uniqueArray(event_, { selector: ({ id }) => id, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(version, { minLength: 1, maxLength: 4 }), async (versions) => {
        const feed = await active();
        for (const events of versions) {
          publish(
            events.map(({ id, title, day }) =>
              event(id, { title: `${title} ${id}`, at: `2027-04-${String(day).padStart(2, "0")}T18:00:00.000Z` }),
            ),
          );
          await run(feed.id, true);
          const before = (await w.stores.discovery.mirror()).version;
          const { counts: twice } = (await run(feed.id, true)).body;
          expect(twice).toEqual(counts({ same: events.length }));
          expect((await w.stores.discovery.mirror()).version).toBe(before);
        }
        expect(await found(feed.id)).toEqual(
          versions
            .at(-1)!
            .map(({ id, title }) => `${title} ${id}`)
            .toSorted(),
        );
        await move(feed.id, "withdraw");
      }),
      { numRuns: 8 },
    );
  });
});

describe("what somebody else publishes too", () => {
  it("is shown with how alike it is, hidden over later readings, or said to be different", async () => {
    const { opportunity } = await activity(w, on, { title: "Aiuto compiti in biblioteca" });
    await relist(await w.ctx(), opportunity.id);
    const twin = { title: "Aiuto compiti in Biblioteca", at: "2027-03-06T14:00:00.000Z" };
    publish([event(1, twin), event(2)]);
    const feed = await active();
    const other = await active({ name: "Un'altra", publisher: "Un altro" });
    await run(feed.id);
    await run(other.id);
    const pairs = async (id: Feed["id"]) => (await w.call<Duplicates>("GET", `/feeds/${id}/duplicates`, { as: w.staff })).body.items;
    const ours = (await pairs(feed.id)).find((pair) => pair.other.id === opportunity.id)!;
    expect(ours).toMatchObject({ item: { title: twin.title }, other: { bodyName: "Teranga Toscana" }, likeness: { title: 1, dates: 1 } });
    expect((await pairs(feed.id)).filter((pair) => pair.other.bodyName === "Un altro")).toHaveLength(2);

    const judge = (json: object, item = ours.item.id) => w.call("POST", `/feeds/${feed.id}/items/${item}/judgement`, { as: w.staff, json });
    expect((await judge({ verdict: "different", from: opportunity.id })).status).toBe(204);
    expect((await pairs(feed.id)).some((pair) => pair.other.id === opportunity.id)).toBe(false);

    expect((await judge({ verdict: "hide" })).status).toBe(204);
    expect(await found(feed.id)).toEqual(["Evento 2"]);
    publish([event(1, { ...twin, title: "Aiuto compiti!" }), event(2)]);
    await run(feed.id);
    publish([event(2)]);
    await run(feed.id);
    publish([event(1, twin), event(2)]);
    await run(feed.id);
    expect(await found(feed.id)).toEqual(["Evento 2"]);
    expect((await file(feed.id)).hidden).toMatchObject([{ id: ours.item.id, title: twin.title }]);

    expect((await judge({ verdict: "show" })).status).toBe(204);
    await run(feed.id);
    expect(await found(feed.id)).toEqual([twin.title, "Evento 2"]);
    expect((await judge({ verdict: "hide" }, `ext_${"0".repeat(26)}` as typeof ours.item.id)).status).toBe(404);
    // The feed is free again.
    expect((await run(feed.id)).status).toBe(200);
  });
});

it("who may", async () => {
  const feed = await active();
  await run(feed.id);
  const hidden = (await w.stores.exchange.items(feed.id))[0]!;
  const people: Record<string, Someone | undefined> = {
    nobody: undefined,
    owner: on.owner,
    resident: await w.someone("Fatou"),
    staff: w.staff,
  };
  const table: [method: string, path: string, json?: unknown][] = [
    ["GET", "/feeds"],
    ["GET", "/feeds/mappings"],
    ["POST", "/feeds", draft()],
    ["GET", `/feeds/${feed.id}`],
    ["PUT", `/feeds/${feed.id}`, draft()],
    ["POST", `/feeds/${feed.id}/moves`, { move: "pause" }],
    ["POST", `/feeds/${feed.id}/trial`],
    ["POST", `/feeds/${feed.id}/runs`, {}],
    ["GET", `/feeds/${feed.id}/duplicates`],
    ["POST", `/feeds/${feed.id}/items/${hidden.id}/judgement`, { verdict: "hide" }],
  ];
  for (const [method, path, json] of table)
    for (const [who, as] of Object.entries(people)) {
      const { status } = await w.call(method, path, { as, json, seen: '"2"' });
      const refused = who === "nobody" ? status === 401 : who !== "staff" ? status === 403 : ![401, 403].includes(status);
      expect(refused, `${who} ${method} ${path}: ${status}`).toBe(true);
    }
  expect((await w.call<{ items: FeedLine[] }>("GET", "/feeds", { as: w.staff })).body.items.length).toBeGreaterThan(1);
});
