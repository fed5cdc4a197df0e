import { once } from "node:events";
import { serve } from "@hono/node-server";
import { expect, it } from "vitest";
import { api } from "../../functions/api.ts";
import type { Found } from "../../functions/discovery/contract.ts";
import { hour } from "../../functions/foundation/time.ts";
import { streamConsumer } from "../../functions/stream.ts";
import { activity, ground } from "../setup/activity.ts";
import { followed } from "../setup/stream.ts";
import { world } from "../setup/world.ts";

/**
 * A thousand readers search while fifty organisers post activities that fill up, for a minute, over HTTP, with the real stream: how
 * long a place that is gone is still shown, and whether anything breaks. Everything in one process, so that readers wait for each
 * other; who reads pauses as people do: some 70 questions a second, each another.
 */

const [readers, organisers, seconds, places] = [1000, 50, 60, 2];
const pause = (from: number, to: number) => new Promise((resolve) => setTimeout(resolve, from + Math.random() * (to - from)));

it(`${readers} readers, ${organisers} organisers, ${seconds} seconds`, async () => {
  const here = await world();
  const there = await ground(here);
  const people = await Promise.all(Array.from({ length: 30 }, (_, n) => here.someone(`Residente ${n}`)));
  const settings = { table: here.table, secret: here.secret, origin: "http://localhost", now: () => here.clock.now };
  await followed(here.table, streamConsumer({ ...settings, mailer: () => Promise.resolve() }));
  const app = api({ ...settings, secure: false });
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
  const at = server.address();
  const origin = typeof at === "object" && at ? `http://127.0.0.1:${at.port}/api` : "";

  const until = performance.now() + seconds * 1000;
  /** When the last place of an opportunity was given. */
  const full = new Map<string, number>();
  const [waits, told]: [number[], number[]] = [[], []];
  const broken: number[] = [];
  let [stale, posted, signed] = [0, 0, 0];

  const read = async (n: number) => {
    await pause(0, 15_000);
    while (performance.now() < until) {
      const asked = performance.now();
      const reply = await fetch(`${origin}/opportunities?comune=050026&limit=50&within=${1 + (n % 200)}`);
      if (reply.status >= 500) broken.push(reply.status);
      const { items } = (await reply.json()) as Found;
      waits.push(performance.now() - asked);
      for (const { id, left } of items) {
        const gone = full.get(id);
        if (gone === undefined || !left) continue;
        const age = asked - gone;
        if (age > 0) told.push(age);
        if (age > 2000) stale++;
      }
      await pause(10_000, 20_000);
    }
  };
  const organise = async (n: number) => {
    await pause(0, 8000);
    for (let round = 0; performance.now() < until; round++) {
      // Each at an hour of its own, so that nobody's activities overlap.
      const startsAt = new Date(Date.parse("2027-03-06T08:00:00Z") + (n * 40 + round) * 2 * hour).toISOString().slice(0, 16);
      const endsAt = new Date(Date.parse(`${startsAt}:00Z`) + hour).toISOString().slice(0, 16);
      const { opportunity, path } = await activity(here, there, {
        title: `Attività ${n} ${round}`,
        shifts: [{ startsAt, endsAt, places }],
      });
      posted++;
      await pause(1000, 3000);
      for (const who of [people[n % people.length]!, people[(n + 7) % people.length]!]) {
        const headers = { cookie: `session=${who.token}`, "content-type": "application/json" };
        const reply = await fetch(`${origin}${path}/sign-ups`, { method: "POST", headers, body: "{}" });
        if (reply.status >= 500) broken.push(reply.status);
        if (reply.status === 201) signed++;
      }
      full.set(opportunity.id, performance.now());
      await pause(6000, 12_000);
    }
  };
  await Promise.all([...Array.from({ length: readers }, (_, n) => read(n)), ...Array.from({ length: organisers }, (_, n) => organise(n))]);
  server.close();
  const sorted = waits.toSorted((a, b) => a - b);
  console.table({
    answers: waits.length,
    "answers a second": Math.round(waits.length / seconds),
    "median ms": Math.round(sorted[Math.floor(sorted.length / 2)]!),
    "99th ms": Math.round(sorted[Math.floor(sorted.length * 0.99)]!),
    posted,
    "places given": signed,
    "gone and still shown, longest ms": Math.round(Math.max(0, ...told)),
    "shown longer than 2 s": stale,
    "5xx": broken.length,
  });
  expect(broken).toEqual([]);
  expect(stale).toBe(0);
  expect(signed).toBeGreaterThan(organisers);
}, 180_000);
