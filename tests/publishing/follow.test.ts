import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../functions/api.ts";
import { publishMirror } from "../../functions/discovery/upkeep.ts";
import { openStorage, type Storage } from "../../functions/foundation/storage.ts";
import type { StreamReader } from "../../functions/local/stream-reader.ts";
import type { OpportunityEdit } from "../../functions/opportunities/contract.ts";
import { updateOpportunity } from "../../functions/opportunities/service.ts";
import { signUp } from "../../functions/participation/service.ts";
import { previewKey } from "../../functions/publishing/addresses.ts";
import { drawPreview } from "../../functions/publishing/follow.ts";
import { previewOf } from "../../functions/publishing/preview/picture.ts";
import { picturedOf } from "../../functions/publishing/rules.ts";
import { streamConsumer } from "../../functions/stream.ts";
import { comuneOf } from "../../functions/territory/rules.ts";
import { activity, draftOn, type Ground, ground } from "../setup/activity.ts";
import { followed } from "../setup/stream.ts";
import { type World, world } from "../setup/world.ts";

let here: World;
let there: Ground;
let reader: StreamReader;
let storage: Storage;
const drawn: string[] = [];
const folder = mkdtempSync(join(tmpdir(), "insieme-publishing-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  here = await world();
  there = await ground(here);
  const kept = openStorage(pathToFileURL(folder).href);
  storage = { ...kept, put: (key, ...rest) => (drawn.push(key), kept.put(key, ...rest)) };
  const consume = streamConsumer({
    table: here.table,
    secret: here.secret,
    origin: "http://localhost",
    storage,
    mailer: () => Promise.resolve(),
    now: () => here.clock.now,
  });
  reader = await followed(here.table, consume);
});

const get = (path: string) =>
  api({
    table: here.table,
    secret: here.secret,
    secure: false,
    origin: "http://localhost",
    mirror: { storage, patience: { still: 0, meanwhile: 0 } },
    now: () => here.clock.now,
  }).request(`/api${path}`);

describe("the picture of an opportunity", () => {
  it("is drawn when it is published and when what it shows changes, and not with a sign-up", async () => {
    const { opportunity, shift } = await activity(here, there);
    const key = previewKey(opportunity.id);
    const times = () => drawn.filter((one) => one === key).length;
    expect((await get(`/${key}`)).status).toBe(302);
    await reader.drain();
    await reader.drain();
    expect(times()).toBe(1);
    const first = Buffer.from((await storage.get(key))!);
    const listing = (await here.stores.discovery.mirror()).get(opportunity.id)!;
    expect(first.equals(await previewOf(picturedOf(listing)))).toBe(true);

    await signUp(await here.ctx(await here.someone("Ion")), opportunity.id, shift.id, undefined);
    await reader.drain();
    await reader.drain();
    expect(times()).toBe(1);

    const { project: _, body: __, shifts: ___, ...content } = draftOn(there, { title: "Altro titolo" });
    const edit: OpportunityEdit = { ...content, place: { ...content.place, addressHidden: true } };
    const { version } = (await here.stores.opportunities.get(opportunity.id))!;
    await updateOpportunity(await here.ctx(there.owner), opportunity.id, edit, version);
    await reader.drain();
    await reader.drain();
    expect(times()).toBe(2);
    // The address is hidden now: the pin is where the Comune is, and the venue has no name.
    const shown = picturedOf((await here.stores.discovery.mirror()).get(opportunity.id)!);
    expect(shown).toMatchObject({ title: "Altro titolo", place: "Pisa", point: comuneOf("050026")!.point });
    const reply = await get(`/${key}`);
    expect([reply.status, reply.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(Buffer.from(await reply.arrayBuffer()).equals(await previewOf(shown))).toBe(true);
  });

  it("does not stumble over a listing of an earlier release, nor over one that is gone", async () => {
    const { opportunity } = await activity(here, there);
    const key = previewKey(opportunity.id);
    const before = { id: opportunity.id, title: "Prima", slots: [{ startsAt: "2027-03-06T14:00:00.000Z" }], seen: 1 };
    const told = (old: object, after: object) => ({
      id: "1",
      keys: { pk: opportunity.id, sk: "LISTING" },
      old: marshall(old),
      new: marshall(after),
    });
    const follow = (old: object, after: object) =>
      drawPreview(
        { now: here.clock.now, stores: here.stores, secret: here.secret, origin: "", storage, sendOnce: () => Promise.resolve() },
        [told(old, after)],
      );
    drawn.length = 0;
    await follow(before, { ...before, title: "Dopo" });
    expect(drawn).toEqual([key]);
    await follow({ ...before, left: 4 }, { ...before, left: 3 });
    await follow(before, { id: opportunity.id, gone: true, seen: 2 });
    expect(drawn).toEqual([key]);
  });

  it("of none is the picture of the site", async () => {
    const reply = await get(`/previews/opp_${"0".repeat(26)}.png`);
    expect([reply.status, reply.headers.get("location")]).toEqual([302, "/insieme.png"]);
    expect((await get("/previews/..%2fmirror%2f1%2fcurrent.json")).status).toBe(404);
  });
});

it("all of it is one file, once it was published", async () => {
  expect((await get("/opportunities.sqlite")).status).toBe(404);
  const base = await publishMirror(here.stores, storage);
  const reply = await get("/opportunities.sqlite");
  expect([reply.status, reply.headers.get("location")]).toEqual([302, `http://localhost/${base!.file}`]);
});
