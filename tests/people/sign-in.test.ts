import { beforeAll, describe, expect, it } from "vitest";
import type { Challenge, Me } from "../../functions/people/contract.ts";
import { codeOf } from "../../functions/people/rules.ts";
import { statuses, type World, world } from "../setup/world.ts";

let it_: World;
beforeAll(async () => {
  it_ = await world();
});

const challengeFor = async (email: string) => (await it_.call<Challenge>("POST", "/sign-in-codes", { json: { email } })).body.challenge;
const answer = (challenge: string, code: string, more: object = {}, key?: string) =>
  it_.call<Me>("POST", "/sessions", { json: { challenge, code, ...more }, ...(key && { key }) });
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

describe("a code by e-mail", () => {
  it("opens a session once, for a new person with the name they give, and the cookie is for this host's pages alone", async () => {
    const challenge = await challengeFor("Fatou@Esempio.IT");
    const code = codeOf(it_.secret, challenge);
    const first = await answer(challenge, code, { name: "Fatou Sarr" }, "one");
    expect(first).toMatchObject({
      status: 201,
      body: { person: { name: "Fatou Sarr", email: "fatou@esempio.it" }, memberships: [], staff: false },
    });
    expect(first.headers.get("set-cookie")).toMatch(/^session=.*HttpOnly.*SameSite=Lax/);
    // The same request again is the same sign-in; another one with the same code is none.
    expect((await answer(challenge, code, {}, "one")).status).toBe(201);
    expect(await answer(challenge, code, {}, "two")).toMatchObject({ status: 410, body: { code: "code_expired" } });
  });

  it("is the same person next time, whatever the case of the address, and keeps the name", async () => {
    const one = await challengeFor("ion@esempio.it");
    const { body } = await answer(one, codeOf(it_.secret, one), { name: "Ion" });
    const two = await challengeFor("ION@esempio.it");
    expect((await answer(two, codeOf(it_.secret, two), { name: "Altro nome" })).body.person).toMatchObject({
      id: body.person.id,
      name: "Ion",
    });
  });

  it("is one person also when a new address answers twice at once", async () => {
    const [a, b] = [await challengeFor("due@esempio.it"), await challengeFor("due@esempio.it")];
    const [one, two] = await Promise.all([
      answer(a, codeOf(it_.secret, a), { name: "Due" }),
      answer(b, codeOf(it_.secret, b), { name: "Due" }),
    ]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body.person.id).toBe(two.body.person.id);
  });

  it("takes five wrong answers and then none, not even the right one, also when they come at once", async () => {
    const challenge = await challengeFor("grace@esempio.it");
    const code = codeOf(it_.secret, challenge);
    const replies = await Promise.all(Array.from({ length: 12 }, () => answer(challenge, wrong(code))));
    expect(replies.map(({ status }) => status).filter((status) => status === 422)).toHaveLength(5);
    expect(await answer(challenge, code)).toMatchObject({ status: 410, body: { code: "code_expired" } });
  });

  it("lasts a quarter of an hour", async () => {
    const challenge = await challengeFor("tardi@esempio.it");
    const code = codeOf(it_.secret, challenge);
    const before = it_.clock.now;
    it_.clock.now = new Date(before.getTime() + 15 * 60_000);
    expect((await answer(challenge, code)).status).toBe(410);
    it_.clock.now = before;
  });

  it("is asked for at most five times in ten minutes, and the sixth says when to come back", async () => {
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => it_.call("POST", "/sign-in-codes", { json: { email: "spesso@esempio.it" } })),
    );
    expect(statuses(replies)).toEqual([202, 202, 202, 202, 202, 429]);
    expect(replies.find(({ status }) => status === 429)!.headers.get("retry-after")).toBe("600");
  });

  it("stands nowhere in the table", async () => {
    const challenge = await challengeFor("segreto@esempio.it");
    const kept = await it_.stores.people.challenge(challenge);
    expect(JSON.stringify(kept)).not.toContain(codeOf(it_.secret, challenge));
  });
});

describe("a session", () => {
  it("ends when one signs out, and a made-up one is none", async () => {
    const who = await it_.someone("Chen Wei");
    expect((await it_.call("GET", "/me", { as: who })).status).toBe(200);
    expect((await it_.call("DELETE", "/sessions/current", { as: who })).status).toBe(204);
    expect(await it_.call("GET", "/me", { as: who })).toMatchObject({ status: 401, body: { code: "not_signed_in" } });
    expect((await it_.call("GET", "/me", { as: { ...who, token: `${who.id}.${"A".repeat(43)}` } })).status).toBe(401);
    const other = await it_.someone("Altra");
    expect((await it_.call("GET", "/me", { as: { ...other, token: other.token.replace(other.id, who.id) } })).status).toBe(401);
  });

  it("changes name and language, and nothing typed wrongly passes", async () => {
    const who = await it_.someone("Mei");
    expect((await it_.call<Me>("PATCH", "/me", { as: who, json: { name: "Mei Lin", locale: "en" } })).body.person).toMatchObject({
      name: "Mei Lin",
      locale: "en",
    });
    expect(await it_.call("PATCH", "/me", { as: who, json: { name: " " } })).toMatchObject({
      status: 422,
      body: { errors: [{ field: "name", code: "required" }] },
    });
  });
});
