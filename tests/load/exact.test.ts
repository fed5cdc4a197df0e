import { once } from "node:events";
import { serve } from "@hono/node-server";
import { describe, expect, it } from "vitest";
import { api } from "../../functions/api.ts";
import type { SignUp } from "../../functions/participation/contract.ts";
import { streamConsumer } from "../../functions/stream.ts";
import { readStream } from "../../functions/local/stream-reader.ts";
import { activity, ground } from "../setup/activity.ts";
import { disturbed } from "../setup/conflicts.ts";
import { freshTable } from "../setup/table.ts";
import { type Someone, world } from "../setup/world.ts";

/** Many people ask for the places of one shift at the same moment, over HTTP, against DynamoDB Local (rule 1). */

const places = 20;

/** All requests, at most `width` of them in flight. */
async function inFlight<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const lane = async () => {
    for (const [n, item] of waiting) results[n] = await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

/** A crowd that asks for the places over HTTP; then all who have one give it back, and who is offered one answers at once. */
async function crowd({ people, width, conflicts }: { people: number; width: number; conflicts: number }) {
  const calm = await world(await freshTable());
  const { shift, path } = await activity(calm, await ground(calm));
  const residents = await inFlight(
    Array.from({ length: people }, (_, n) => n),
    16,
    (n) => calm.someone(`Residente ${n}`),
  );

  const { table, struck } = disturbed(calm.table, { seed: people + width, conflicts });
  const letters: string[] = [];
  const settings = { table, secret: calm.secret, origin: "http://localhost", now: () => calm.clock.now };
  const reader = await readStream({
    table: calm.table,
    consume: streamConsumer({ ...settings, mailer: ({ to, subject }) => Promise.resolve(void letters.push(`${to} ${subject}`)) }),
  });
  const server = serve({ fetch: api({ ...settings, secure: false }).fetch, port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
  const at = server.address();
  const origin = typeof at === "object" && at ? `http://127.0.0.1:${at.port}/api` : "";
  const ask = async (who: Someone, method: "POST" | "DELETE", to: string) => {
    const reply = await fetch(origin + to, {
      method,
      headers: { cookie: `session=${who.token}`, ...(method === "POST" && { "content-type": "application/json" }) },
      ...(method === "POST" && { body: "{}" }),
    });
    return { status: reply.status, body: (await reply.json()) as SignUp };
  };
  const shiftNow = async () => (await calm.stores.opportunities.shift(shift.opportunity, shift.id, true))!;
  const rows = async () => (await calm.stores.participation.roster(shift.id)).signUps;

  try {
    const replies = await inFlight(residents, width, (who) => ask(who, "POST", `${path}/sign-ups`));
    const line = (await rows()).filter(({ state }) => state === "waitlisted").toSorted((a, b) => (a.order < b.order ? -1 : 1));
    const confirmed = replies.filter(({ body }) => body.state === "confirmed").length;
    expect(replies.filter(({ status }) => status !== 201)).toEqual([]);
    expect(confirmed).toBe(Math.min(people, places));
    expect(line).toHaveLength(Math.max(0, people - places));
    expect(new Set((await rows()).map(({ person }) => person)).size).toBe(people);
    expect(await shiftNow()).toMatchObject({ taken: confirmed, waiting: line.length });

    const holders = residents.filter((_, n) => replies[n]!.body.state === "confirmed");
    const left = await inFlight(holders, width, (who) => ask(who, "DELETE", `${path}/sign-ups/me`));
    expect(left.every(({ status, body }) => status === 200 && body.state === "cancelled")).toBe(true);
    await reader.drain();

    // Every place is offered in the order of the line; every other one declines, and what they leave goes on down the line.
    const movedUp = line.slice(0, places).map(({ person }) => person);
    const offered = async () => (await rows()).filter(({ state }) => state === "offered").map(({ person }) => person);
    expect(new Set(await offered())).toEqual(new Set(movedUp));
    const answers = residents.filter(({ id }) => movedUp.includes(id)).map((who) => ({ who, yes: movedUp.indexOf(who.id) % 2 === 0 }));
    const told = await inFlight(answers, width, ({ who, yes }) => ask(who, "POST", `${path}/sign-ups/me/${yes ? "accept" : "decline"}`));
    expect(told.map(({ body }) => body.state)).toEqual(answers.map(({ yes }) => (yes ? "confirmed" : "declined")));
    await reader.drain();

    const after = await rows();
    const declined = answers.filter(({ yes }) => !yes).length;
    const stillIn = after.filter(({ state }) => state === "confirmed").map(({ person }) => person);
    expect(new Set(stillIn)).toEqual(new Set(answers.filter(({ yes }) => yes).map(({ who }) => who.id)));
    const next = line.slice(places, places + declined).map(({ person }) => person);
    expect(new Set(await offered())).toEqual(new Set(next));
    const waiting = after.filter(({ state }) => state === "waitlisted").toSorted((a, b) => (a.order < b.order ? -1 : 1));
    expect(waiting.map(({ person }) => person)).toEqual(line.slice(places + declined).map(({ person }) => person));
    expect(await shiftNow()).toMatchObject({ taken: stillIn.length + next.length, waiting: waiting.length });
    // Each was told each thing once: what they got, that they left, that a place is theirs to take.
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters.filter((letter) => letter.includes("per te"))).toHaveLength(movedUp.length + next.length);
    return { struck: struck() };
  } finally {
    await reader.stop();
    server.close();
  }
}

describe("twenty places, asked for at the same moment", () => {
  it.each([
    [60, 1],
    [60, 3],
    [60, 7],
    [60, 16],
    [500, 200],
    [500, 500],
  ])("%i people, %i in flight", async (people, width) => {
    await crowd({ people, width, conflicts: 0 });
  });

  it.each([
    [60, 16],
    [500, 500],
  ])("%i people, %i in flight, while one transaction in five meets another as on AWS", async (people, width) => {
    const { struck } = await crowd({ people, width, conflicts: 0.2 });
    expect(struck).toBeGreaterThan(people / 10);
  });
});
