import fc from "fast-check";
import { expect, it } from "vitest";
import type { Letter } from "../../functions/foundation/mail.ts";
import type { Table } from "../../functions/foundation/table.ts";
import { dayOf } from "../../functions/foundation/time.ts";
import { gatherNews } from "../../functions/searches/digest.ts";
import { deleteSearch, saveSearch } from "../../functions/searches/service.ts";
import { openStores } from "../../functions/stores.ts";
import { streamConsumer } from "../../functions/stream.ts";
import { cloned } from "../setup/clone.ts";
import { posting } from "../setup/posted.ts";
import { followed } from "../setup/stream.ts";
import { world } from "../setup/world.ts";

type Crash = { readonly call: number; readonly side: "before" | "after" };

/** A table whose process dies once, before or after one of its calls: the first comes of nothing, the second does but nobody hears of it. */
function mortal(original: Table) {
  const table = cloned(original);
  let crash: Crash | undefined;
  let calls = 0;
  table.client.middlewareStack.add(
    (next, context) => async (args) => {
      const hit = crash && calls++ === crash.call ? crash : undefined;
      // The mail server said yes and the sender died before it could write that down: the one moment that `senderOnce` names.
      const afterYes = context.commandName === "UpdateItemCommand" && JSON.stringify(args.input).includes("SENT#");
      if (hit) crash = undefined;
      if (hit?.side === "before" && !afterYes) throw new Error("died before");
      const reply = await next(args);
      if (hit?.side === "after") throw new Error("died after");
      return reply;
    },
    { step: "initialize", name: "mortal" },
  );
  return {
    table,
    dies: (at: Crash | undefined) => {
      crash = at;
      calls = 0;
    },
  };
}

it("everything new is told once, whatever dies at whatever step, with two runs at once", async () => {
  const here = await world();
  const publish = posting(here);
  const { table, dies } = mortal(here.table);
  const stores = openStores(table, here.secret, { patience: { still: 0, meanwhile: 0 } });
  const sent: (Letter & { readonly day: string })[] = [];
  let tries = 0;
  const consume = streamConsumer({
    table,
    secret: here.secret,
    origin: "https://insieme.example",
    // As on a post office that is down now and then.
    mailer: (letter) =>
      tries++ % 7 === 3 ? Promise.reject(new Error("down")) : Promise.resolve(void sent.push({ ...letter, day: dayOf(here.clock.now) })),
    // A claim whose sender died is free after a minute.
    now: () => new Date(here.clock.now.getTime() + tries++ * 61_000),
  });
  const reader = await followed(here.table, async (changes) => [...(await consume(changes)), ...(await consume(changes))]);
  let monday = Date.parse("2027-03-01T09:00:00.000Z");

  const crash = fc.option(fc.record<Crash>({ call: fc.integer({ min: 0, max: 9 }), side: fc.constantFrom("before", "after") }), {
    nil: undefined,
  });
  const day = fc.record({ posted: fc.integer({ min: 0, max: 3 }), gathering: crash, sending: crash });
  // Every step at which either can die, then any mixture.
  const steps = Array.from({ length: 8 }, (_, call) => [{ call, side: "before" } as const, { call, side: "after" } as const]).flat();
  const examples: [{ posted: number; gathering: Crash | undefined; sending: Crash | undefined }[]][] = steps.map((step) => [
    [
      { posted: 2, gathering: step, sending: undefined },
      { posted: 1, gathering: undefined, sending: step },
    ],
  ]);
  await fc.assert(
    fc.asyncProperty(fc.array(day, { minLength: 2, maxLength: 3 }), async (days) => {
      here.clock.now = new Date(monday);
      const person = await here.someone("Fatou Sarr");
      const own = `orto${monday.toString(36)}`;
      await saveSearch(await here.ctx(person), { name: "Di mattina", question: { q: own }, frequency: "daily" });
      await saveSearch(await here.ctx(person), { name: "La stessa cosa", question: { skills: own }, frequency: "daily" });
      const expected: string[] = [];
      const ctx = async () => ({ ...(await here.ctx()), stores });
      const run = () => ctx().then(gatherNews);
      // What a mirror that could not look had not heard of is told a day later: the last day is a quiet one.
      const quiet = { posted: 0, gathering: undefined, sending: undefined };
      for (const [n, { posted, gathering, sending }] of [...days, quiet].entries()) {
        here.clock.now = new Date(monday + n * 86_400_000 + 3_600_000);
        for (let each = 0; each < posted; each++) expected.push((await publish({ title: `Da noi ${own}`, skills: own })).id);
        here.clock.now = new Date(monday + (n + 1) * 86_400_000 - 3_000_000);
        dies(gathering);
        await run().catch(() => {});
        dies(sending);
        await reader.drain();
        dies(undefined);
        // An hour later: whoever was not reached is reached now.
        await Promise.all([run(), run()]);
        await reader.drain();
      }
      const mine = sent.filter(({ to }) => to === person.email);
      const told = mine.flatMap(({ text }) => [...text.matchAll(/\/opportunita\/(opp_\w+)/g)].map(([, id]) => id!));
      expect(told.toSorted()).toEqual(expected.toSorted());
      expect(new Set(mine.map(({ day: on }) => on)).size).toBe(mine.length);
      // The next one is alone, and begins when the dates of these have passed.
      for (const { id } of (await here.stores.searches.of(person.id)).searches) await deleteSearch(await here.ctx(person), id);
      monday += 28 * 86_400_000;
    }),
    { numRuns: examples.length + 6, examples, endOnFailure: true },
  );
}, 120_000);
