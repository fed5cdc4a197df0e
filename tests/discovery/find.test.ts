import { setTimeout as pause } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { api } from "../../functions/api.ts";
import type { Found, MapAnswer } from "../../functions/discovery/contract.ts";
import { relist } from "../../functions/discovery/service.ts";
import { compareMirror, drawAllAnew } from "../../functions/discovery/upkeep.ts";
import type { StreamReader } from "../../functions/local/stream-reader.ts";
import { moveOpportunity } from "../../functions/opportunities/service.ts";
import { signUp } from "../../functions/participation/service.ts";
import { hourly } from "../../functions/schedule.ts";
import { streamConsumer } from "../../functions/stream.ts";
import { activity, type Ground, ground } from "../setup/activity.ts";
import { metered } from "../setup/capacity.ts";
import { listed, numbered } from "../setup/listings.ts";
import { freshStorage } from "../setup/storage.ts";
import { followed } from "../setup/stream.ts";
import { type World, world } from "../setup/world.ts";

const { storage } = freshStorage();
let here: World;
let there: Ground;
let reader: StreamReader;
beforeAll(async () => {
  here = await world();
  there = await ground(here);
  const mailer = () => Promise.resolve();
  reader = await followed(
    here.table,
    streamConsumer({ table: here.table, secret: here.secret, origin: "http://localhost", mailer, now: () => here.clock.now }),
  );
});

const settings = () => ({ table: here.table, secret: here.secret, secure: false, origin: "http://localhost", now: () => here.clock.now });
const find = async (query = "") => (await here.call<Found>("GET", `/opportunities?limit=100${query}`)).body;
const foundOf = async (id: string, query = "") => (await find(query)).items.find((item) => item.id === id);
const on = (...days: number[]) => ({
  shifts: days.map((day) => ({ startsAt: `2027-03-${day}T15:00`, endsAt: `2027-03-${day}T18:00`, places: 2 })),
});

describe("what is found", () => {
  it("fills up, frees, closes: by what follows from each", async () => {
    const { opportunity, shift } = await activity(here, there, on(10));
    const [fatou, ion] = [await here.someone("Fatou"), await here.someone("Ion")];
    await reader.drain();
    expect(await foundOf(opportunity.id)).toMatchObject({ left: 2, plan: there.plan.id, access: ["step_free"] });
    await signUp(await here.ctx(fatou), opportunity.id, shift.id, "k1");
    await signUp(await here.ctx(ion), opportunity.id, shift.id, "k2");
    await reader.drain();
    expect(await foundOf(opportunity.id)).toMatchObject({ left: 0 });
    expect(await foundOf(opportunity.id, "&free=true")).toBeUndefined();
    await moveOpportunity(await here.ctx(there.owner), opportunity.id, "close");
    await reader.drain();
    expect(await foundOf(opportunity.id)).toBeUndefined();
  });

  it("moves on when a date has begun, without anything being written", async () => {
    const { opportunity } = await activity(here, there, on(11, 12));
    await reader.drain();
    const before = here.clock.now;
    const starts = [];
    for (const now of ["2027-03-11T13:59:59.999Z", "2027-03-11T14:00:00.000Z", "2027-03-12T14:00:00.000Z"]) {
      here.clock.now = new Date(now);
      starts.push((await foundOf(opportunity.id))?.startsAt);
    }
    here.clock.now = before;
    expect(starts).toEqual(["2027-03-11T14:00:00.000Z", "2027-03-12T14:00:00.000Z", undefined]);
  });

  it("is never a draft, and a draft leaves no mark", async () => {
    const { opportunity } = await activity(here, there, on(13));
    const draft = { ...(await here.ctx()), now: here.clock.now };
    await reader.drain();
    await relist(draft, numbered("opp", 9));
    const marks = [];
    for await (const page of here.stores.discovery.changes()) marks.push(...page.filter(({ listing }) => !listing));
    expect(marks.map(({ id }) => id)).not.toContain(numbered("opp", 9));
    expect(await foundOf(opportunity.id)).toBeDefined();
  });

  it("can be seen within two seconds of being written, by a reader who keeps asking", async () => {
    const app = api(settings());
    const sees = async (id: string) => {
      const reply = await app.request("/api/opportunities?limit=100");
      return ((await reply.json()) as Found).items.some((item) => item.id === id);
    };
    await sees("");
    const { opportunity } = await activity(here, there, on(14));
    const written = performance.now();
    while (!(await sees(opportunity.id))) {
      if (performance.now() - written > 10_000) throw new Error("it does not come");
      await pause(20);
    }
    expect(performance.now() - written).toBeLessThan(2000);
  });
});

describe("over HTTP", () => {
  const path = "/opportunities?limit=100&theme=school,sport";
  const ask = (headers: Record<string, string> = {}, at = path) => app.request(`/api${at}`, { headers });
  let app: ReturnType<typeof api>;
  beforeAll(async () => {
    for (const day of [15, 16, 17, 18]) await activity(here, there, on(day));
    await reader.drain();
    app = api({ ...settings(), mirror: { patience: { still: 0, meanwhile: 0 } } });
  });

  it("a search costs the table nothing when the mirror was looked at a moment ago", async () => {
    const meter = metered(here.table);
    const warm = api({ ...settings(), table: meter.table, mirror: { patience: { still: 60_000, meanwhile: 60_000 } } });
    const search = async () => {
      for (const query of ["", "?theme=school", "?q=compiti", "?comune=050026&free=true", "/map?west=9&south=42&east=13&north=45&zoom=8"])
        expect((await warm.request(`/api/opportunities${query}`)).status).toBe(200);
    };
    expect((await meter.cost(search)).reads).toBeGreaterThan(0);
    expect(await meter.cost(search)).toEqual({ reads: 0, writes: 0, calls: 0 });
  });

  it("is packed as the client takes it, and is the same however it is packed", async () => {
    const plain = Buffer.from(await (await ask()).arrayBuffer());
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const [accept, encoding] of [
      ["gzip, deflate, br", "br"],
      ["gzip", "gzip"],
      ["br;q=0, gzip", "gzip"],
    ] as const) {
      const reply = await ask({ "accept-encoding": accept });
      expect(reply.headers.get("content-encoding")).toBe(encoding);
      expect(reply.headers.get("vary")).toContain("accept-encoding");
      const packed = Buffer.from(await reply.arrayBuffer());
      expect(packed.length).toBeLessThan(plain.length / 2);
      expect(unpack[encoding](packed)).toEqual(plain);
    }
    expect((await ask({ "accept-encoding": "zstd" })).headers.has("content-encoding")).toBe(false);
  });

  it("is not sent again to whoever has it, until something changes", async () => {
    const first = await ask();
    const etag = first.headers.get("etag")!;
    const again = await ask({ "if-none-match": `"other", ${etag}`, "accept-encoding": "br" });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await ask({ "if-none-match": etag }, "/opportunities?theme=sport,school&limit=100")).status).toBe(304);
    const { opportunity } = await activity(here, there, on(19));
    await reader.drain();
    const changed = await ask({ "if-none-match": etag });
    expect(changed.status).toBe(200);
    expect(((await changed.json()) as Found).items.map(({ id }) => id)).toContain(opportunity.id);
  });

  it("the map is not taken for an opportunity, and has the same answer", async () => {
    const map = await here.call<MapAnswer>("GET", "/opportunities/map?west=9&south=42&east=13&north=45&zoom=8&theme=school");
    expect(map.status).toBe(200);
    expect(map.body.total).toBe((await find("&theme=school")).total);
    expect(map.body.marks.reduce((sum, { count }) => sum + count, 0)).toBe(map.body.seen);
    expect(await here.call("GET", "/opportunities/map?zoom=8")).toMatchObject({ status: 422 });
    const { opportunity } = await activity(here, there, on(20));
    expect((await here.call("GET", `/opportunities/${opportunity.id}`)).status).toBe(200);
    expect((await here.call("GET", "/opportunities/nowhere")).status).toBe(404);
  });
});

it("the first hour draws what an earlier version left", async () => {
  const before = await world();
  const { opportunity } = await activity(before, await ground(before));
  const Item = marshall({ pk: opportunity.id, sk: "LISTING", gsi1pk: "OPEN", gsi1sk: "2027", id: opportunity.id, seen: 3 });
  await before.table.client.send(new PutItemCommand({ TableName: before.table.name, Item }));
  expect((await before.call<Found>("GET", "/opportunities")).body.total).toBe(0);
  await hourly({ table: before.table, storage, now: before.clock.now });
  expect((await before.call<Found>("GET", "/opportunities")).body.total).toBe(1);
});

describe("the check", () => {
  it("finds nothing when all is well, and says row by row what is not; drawing anew puts it right", async () => {
    const { discovery } = here.stores;
    const [one, two, three] = [
      await activity(here, there, on(21)),
      await activity(here, there, on(22)),
      await activity(here, there, on(23)),
    ];
    await reader.drain();
    const ctx = await here.ctx();
    expect((await compareMirror(ctx)).differences).toEqual([]);

    const mirror = await discovery.mirror();
    const { slots, ...listing } = mirror.get(one.opportunity.id)!;
    await discovery.list({ ...listing, left: 1, slots: [{ ...slots[0]!, left: 1 }] });
    await discovery.unlist(two.opportunity.id, mirror.get(two.opportunity.id)!.seen);
    const later = new Date(Date.now() + 1000).toISOString();
    const orphan = listed(7);
    mirror.apply([{ id: orphan.id, seen: 1, changedAt: later, listing: orphan }], mirror.cursor);
    mirror.apply([{ id: three.opportunity.id, seen: 99, changedAt: later, listing: null }], mirror.cursor);
    const { differences } = await compareMirror(ctx);
    expect(differences.map(({ id, what }) => `${id} ${what}`).toSorted()).toEqual(
      [
        `${one.opportunity.id} is found with another left, slots than it has`,
        `${two.opportunity.id} is open, but not to be found`,
        `${orphan.id} is in the mirror, though the table knows nothing of it`,
        `${three.opportunity.id} is missing in the mirror`,
        `${three.opportunity.id} is open, but not to be found`,
      ].toSorted(),
    );

    expect(await drawAllAnew(ctx)).toBeGreaterThan(2);
    const anew = { ...ctx, stores: (await world(here.table)).stores };
    expect((await compareMirror(anew)).differences).toEqual([]);
  });
});
