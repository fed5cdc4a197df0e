import { beforeAll, describe, expect, it } from "vitest";
import type { Challenge } from "../../functions/people/contract.ts";
import { senderOnce } from "../../functions/foundation/follow.ts";
import type { Letter } from "../../functions/foundation/mail.ts";
import { commit, newItem, updateItem } from "../../functions/foundation/table.ts";
import { Problem } from "../../functions/foundation/problem.ts";
import { disturbed } from "../setup/conflicts.ts";
import { statuses, type World, world } from "../setup/world.ts";

let here: World;
beforeAll(async () => {
  here = await world();
});

describe("an Idempotency-Key", () => {
  const ask = (key: string, email: string) => here.call<Challenge>("POST", "/sign-in-codes", { json: { email }, key });

  it("gives the first answer again, and does nothing twice", async () => {
    const first = await ask("k1", "uno@esempio.it");
    const again = await ask("k1", "uno@esempio.it");
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.body).toEqual(first.body);
    expect((await ask("k2", "uno@esempio.it")).body.challenge).not.toBe(first.body.challenge);
  });

  it("is not good for another request", async () => {
    await ask("k3", "due@esempio.it");
    expect(await ask("k3", "tre@esempio.it")).toMatchObject({ status: 422, body: { code: "key_reused" } });
  });

  it("of a request that still runs asks to wait; of one that was refused is free again", async () => {
    const replies = await Promise.all(Array.from({ length: 6 }, () => ask("k4", "quattro@esempio.it")));
    expect(statuses(replies).every((status) => status === 202 || status === 409)).toBe(true);
    expect(new Set(replies.filter(({ status }) => status === 202).map(({ body }) => body.challenge)).size).toBe(1);
    expect((await ask("k5", "niente")).status).toBe(422);
    expect((await ask("k5", "cinque@esempio.it")).status).toBe(202);
  });

  it("belongs to its person", async () => {
    const [a, b] = [await here.someone("A"), await here.someone("B")];
    const rename = (as: typeof a, name: string) =>
      here.call<{ person: { name: string } }>("PATCH", "/me", { as, json: { name }, key: "same" });
    expect((await rename(a, "Anna")).body.person.name).toBe("Anna");
    expect((await rename(b, "Bruna")).body.person.name).toBe("Bruna");
  });
});

describe("a letter", () => {
  const letter: Letter = { to: "a@b.it", subject: "s", text: "t" };

  it("goes out once for its key, however often and however many at once ask", async () => {
    let sent = 0;
    const send = senderOnce(
      here.table,
      () => Promise.resolve(void sent++),
      () => here.clock.now,
    );
    await Promise.allSettled(Array.from({ length: 8 }, () => send("one", () => letter)));
    await send("one", () => letter);
    expect(sent).toBe(1);
  });

  it("that failed goes out when its claim has run out, and is not forgotten", async () => {
    let sent = 0;
    let down = true;
    const now = { at: new Date("2027-03-01T09:00:00.000Z") };
    const send = senderOnce(
      here.table,
      () => (down ? Promise.reject(new Error("server down")) : Promise.resolve(void sent++)),
      () => now.at,
    );
    await expect(send("two", () => letter)).rejects.toThrow("server down");
    await expect(send("two", () => letter)).rejects.toThrow("request_in_progress");
    down = false;
    now.at = new Date(now.at.getTime() + 61_000);
    await send("two", () => letter);
    await send("two", () => letter);
    expect(sent).toBe(1);
  });
});

describe("a transaction", () => {
  const two = (table: World["table"], pk: string) => [
    newItem(table, { pk, sk: "A" }, () => new Problem("already_signed_up")),
    newItem(table, { pk, sk: "B" }),
  ];

  it("that meets others is tried until it passes, and each passes once", async () => {
    const { table, struck } = disturbed(here.table, { seed: 5, conflicts: 0.5 });
    await Promise.all(Array.from({ length: 20 }, (_, n) => commit(table, ...two(table, `T#${n}`))));
    expect(struck()).toBeGreaterThan(5);
    await expect(commit(table, ...two(table, "T#1"))).rejects.toThrow("already_signed_up");
  });

  it("that never passes ends in busy, having written nothing", async () => {
    const { table } = disturbed(here.table, { seed: 1, conflicts: 1 });
    await expect(commit(table, ...two(table, "T#busy"))).rejects.toThrow("busy");
    await commit(here.table, ...two(here.table, "T#busy"));
  });

  it("says of each failed condition what was in the way", async () => {
    await commit(here.table, newItem(here.table, { pk: "T#old", sk: "A", n: 7 }));
    const write = updateItem(
      here.table,
      { pk: "T#old", sk: "A" },
      "SET n = :n",
      { when: "n = :seen", values: { ":n": 1, ":seen": 0 } },
      (old) => new Problem("wrong_state", { state: Number(old?.["n"]) }),
    );
    await expect(commit(here.table, write)).rejects.toMatchObject({ code: "wrong_state", about: { state: 7 } });
  });
});
