import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { beforeEach, describe, expect, it } from "vitest";
import type { Drawn } from "../../functions/discovery/mirror/mirror.ts";
import { discoveryStore, type DiscoveryStore } from "../../functions/discovery/store.ts";
import type { Table } from "../../functions/foundation/table.ts";
import { hourly } from "../../functions/schedule.ts";
import { listed, numbered } from "../setup/listings.ts";
import { freshStorage } from "../setup/storage.ts";
import { freshTable } from "../setup/table.ts";

let table: Table;
let clock: Date;
let store: DiscoveryStore;
beforeEach(async () => {
  table = await freshTable();
  clock = new Date("2027-03-01T09:00:00.000Z");
  store = discoveryStore(table, { clock: () => clock, patience: { still: 0, meanwhile: 0 } });
});
const later = (seconds: number) => (clock = new Date(clock.getTime() + seconds * 1000));

async function changesSince(cursor?: string): Promise<Drawn[]> {
  const all: Drawn[] = [];
  for await (const page of store.changes(cursor)) all.push(...page);
  return all;
}
const told = (changes: readonly Drawn[]) => changes.map(({ id, seen, listing }) => [Number(id.slice(4)), seen, !!listing]);

describe("a picture", () => {
  it("comes back as it was put, with all its dates", async () => {
    const slots = Array.from({ length: 60 }, (_, n) => ({
      startsAt: new Date(Date.UTC(2027, 5, 1 + n, 14)).toISOString(),
      endsAt: new Date(Date.UTC(2027, 5, 1 + n, 16, 30, 1)).toISOString(),
      left: n % 3 === 0 ? null : n,
      waiting: n % 2,
    }));
    const listing = listed(1, { ...slots[0]!, dates: 60, slots, skills: "Francese", plan: numbered("pla", 1) });
    await store.list(listing);
    expect(await changesSince()).toEqual([{ id: listing.id, seen: 1, changedAt: clock.toISOString(), listing }]);
    expect((await store.mirror()).get(listing.id)).toEqual(listing);
  });

  it("never gives way to an older one, nor does the mark that it is gone", async () => {
    await store.list(listed(1, { seen: 3 }));
    await store.list(listed(1, { seen: 2, left: 0 }));
    await store.unlist(numbered("opp", 1), 2);
    expect(told(await changesSince())).toEqual([[1, 3, true]]);
    await store.unlist(numbered("opp", 1), 4);
    await store.list(listed(1, { seen: 3 }));
    expect(told(await changesSince())).toEqual([[1, 4, false]]);
    await store.list(listed(1, { seen: 5 }));
    expect(told(await changesSince())).toEqual([[1, 5, true]]);
  });

  it("that is gone leaves a mark for eight days, made once", async () => {
    const id = numbered("opp", 1);
    await store.list(listed(1));
    await store.unlist(id, 2);
    const at = clock.toISOString();
    later(60);
    await store.unlist(id, 2);
    const { Item } = await table.client.send(new GetItemCommand({ TableName: table.name, Key: { pk: { S: id }, sk: { S: "LISTING" } } }));
    expect(unmarshall(Item!)).toMatchObject({ gone: true, seen: 2, changedAt: at, expiresAt: Date.parse(at) / 1000 + 8 * 86_400 });
    await store.list(listed(1, { seen: 3 }));
    const { Item: back } = await table.client.send(
      new GetItemCommand({ TableName: table.name, Key: { pk: { S: id }, sk: { S: "LISTING" } } }),
    );
    expect(back).not.toHaveProperty("expiresAt");
  });
});

describe("changes", () => {
  it("are told from a little before the cursor on, in the order in which they were made", async () => {
    for (const n of [3, 1, 2]) {
      await store.list(listed(n));
      later(20);
    }
    const cursor = new Date(clock.getTime() - 15_000).toISOString();
    expect(told(await changesSince())).toEqual([
      [3, 1, true],
      [1, 1, true],
      [2, 1, true],
    ]);
    expect(told(await changesSince(cursor))).toEqual([[2, 1, true]]);
  });

  it("are all told, however many pages they fill", async () => {
    const summary = "Si sta accanto a chi fa i compiti. ".repeat(150);
    await Promise.all(Array.from({ length: 400 }, (_, n) => store.list(listed(n, { summary }))));
    let pages = 0;
    const ids = new Set<string>();
    for await (const page of store.changes()) {
      pages++;
      for (const { id } of page) ids.add(id);
    }
    expect(pages).toBeGreaterThan(1);
    expect(ids.size).toBe(400);
    expect((await store.mirror()).size).toBe(400);
  });
});

describe("the hour", () => {
  const { storage } = freshStorage();
  const slot = (day: number) => ({
    startsAt: `2027-03-0${day}T14:00:00.000Z`,
    endsAt: `2027-03-0${day}T17:00:00.000Z`,
    left: null,
    waiting: 0,
  });
  const external = (...days: number[]) =>
    listed(1, {
      id: numbered("ext", 1),
      external: { url: "https://altrove.example/1", feed: numbered("fed", 1) },
      ...slot(days[0]!),
      dates: days.length,
      slots: days.map(slot),
    });

  it("moves on what others publish, and takes it away with its last date", async () => {
    const id = numbered("ext", 1);
    store = discoveryStore(table, { patience: { still: 0, meanwhile: 0 } });
    await store.list(external(2, 4));
    const mirror = await store.mirror();
    await hourly({ table, now: new Date("2027-03-02T14:00:00.000Z") });
    expect(await changesSince()).toMatchObject([{ id, seen: 1, listing: { startsAt: slot(4).startsAt, dates: 1 } }]);
    await hourly({ table, now: new Date("2027-03-04T14:00:00.000Z") });
    expect(told(await changesSince())).toEqual([[1, 1, false]]);
    await store.mirror();
    expect(mirror.size).toBe(0);
  });

  it("publishes the base once, also when two come together", async () => {
    await store.list(listed(1));
    const now = new Date("2027-03-01T10:00:00.000Z");
    await Promise.all([hourly({ table, storage, now }), hourly({ table, storage, now })]);
    expect(await storage.list("mirror/")).toHaveLength(2);
    await hourly({ table, storage, now });
    expect(await storage.list("mirror/")).toHaveLength(2);
  });

  it("leaves work that is taken to whoever has it, until that one is thought dead", async () => {
    expect(await store.claim("something", 60_000)).toBe(true);
    expect(await store.claim("something", 60_000)).toBe(false);
    later(61);
    expect(await store.claim("something", 60_000)).toBe(true);
    await store.release("something");
    expect(await store.claim("something", 60_000)).toBe(true);
  });
});
