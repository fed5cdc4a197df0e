import { beforeAll, describe, expect, it } from "vitest";
import type { Body, BodyFile, Member, Policy, PublicBody } from "../../functions/bodies/contract.ts";
import type { Page } from "../../functions/foundation/table.ts";
import type { Me } from "../../functions/people/contract.ts";
import { type Refusal, type Someone, statuses, type World, world } from "../setup/world.ts";

let w: World;
beforeAll(async () => {
  w = await world();
});

const draft = { kind: "migrant_association", name: "Associazione Teranga", comune: "050029", email: "Info@Teranga.example" };
async function registered(as: Someone, more: object = {}) {
  const made = await w.call<Body>("POST", "/bodies", { as, json: { ...draft, ...more } });
  expect(made.status).toBe(201);
  return made.body;
}
const move = (id: string, move: string, as: Someone, reason?: string) =>
  w.call<Body & Refusal>("POST", `/bodies/${id}/review`, { as, json: { move, reason } });
const submit = (id: string, as: Someone) => w.call<Body & Refusal>("POST", `/bodies/${id}/submit`, { as, json: {} });
const file = async (id: string, as: Someone) => (await w.call<BodyFile>("GET", `/bodies/${id}`, { as })).body;

describe("the way of a body", () => {
  it("registered, returned with a reason, corrected, verified, found by everybody", async () => {
    const awa = await w.someone("Awa Diop");
    const { id, state, email } = await registered(awa, { name: "Diaspora del Valdarno" });
    expect([state, email]).toEqual(["draft", "info@teranga.example"]);
    const me = await w.call<Me>("GET", "/me", { as: awa });
    expect(me.body.memberships).toMatchObject([
      { body: id, bodyName: "Diaspora del Valdarno", bodyKind: "migrant_association", role: "owner" },
    ]);

    expect((await submit(id, awa)).body.state).toBe("submitted");
    expect((await move(id, "return", w.staff)).body.code).toBe("reason_needed");
    expect((await move(id, "return", w.staff, "Il nome non corrisponde allo statuto")).body.state).toBe("returned");

    const before = await w.call<BodyFile>("GET", `/bodies/${id}`, { as: awa });
    const edited = { ...draft, name: "Diaspora del Valdarno APS", runtsSection: "aps" };
    expect((await w.call("PUT", `/bodies/${id}`, { as: awa, json: edited })).status).toBe(428);
    const put = await w.call<Body>("PUT", `/bodies/${id}`, { as: awa, json: edited, seen: before.etag });
    expect(put).toMatchObject({ status: 200, etag: `"${put.body.version}"`, body: { name: "Diaspora del Valdarno APS" } });
    expect((await w.call("PUT", `/bodies/${id}`, { as: awa, json: edited, seen: before.etag })).status).toBe(412);
    expect((await w.call<Me>("GET", "/me", { as: awa })).body.memberships[0]?.bodyName).toBe("Diaspora del Valdarno APS");

    expect((await w.call("GET", `/directory/bodies/${id}`)).status).toBe(404);
    await submit(id, awa);
    expect((await move(id, "verify", w.staff)).body.state).toBe("verified");
    const seen = await w.call<PublicBody>("GET", `/directory/bodies/${id}`);
    expect(seen.body).not.toHaveProperty("taxCode");
    expect(seen).toMatchObject({ status: 200, body: { name: "Diaspora del Valdarno APS", runtsSection: "aps" } });
    expect(seen.headers.get("cache-control")).toContain("public");

    const { history } = await file(id, awa);
    expect(history.map(({ move, from, to, by, reason }) => [move, from, to, by.name, reason])).toEqual([
      ["create", null, "draft", "Awa Diop", undefined],
      ["submit", "draft", "submitted", "Awa Diop", undefined],
      ["return", "submitted", "returned", "Sara Neri", "Il nome non corrisponde allo statuto"],
      ["submit", "returned", "submitted", "Awa Diop", undefined],
      ["verify", "submitted", "verified", "Sara Neri", undefined],
    ]);
  });

  it("an informal group with the word of its Comune, which finds the request", async () => {
    const { body: comune, owner: officer } = await w.body("Comune di Pontedera", { kind: "comune", comune: "050029" });
    const { body: school } = await w.body("Scuola di Pontedera", { kind: "school", comune: "050029" });
    const ion = await w.someone("Ion Popa");
    const wrong = await w.call("POST", "/bodies", { as: ion, json: { ...draft, kind: "informal_group", voucher: school.id } });
    expect([wrong.status, wrong.body.errors]).toMatchObject([422, [{ field: "voucher", code: "voucher" }]]);
    const { id } = await registered(ion, { kind: "informal_group", name: "Gruppo del giovedì", voucher: comune.id });
    await submit(id, ion);
    expect((await move(id, "verify", w.staff)).body.code).toBe("not_vouched");

    expect((await file(comune.id, officer)).asks).toEqual([{ body: id, name: "Gruppo del giovedì", comune: "050029" }]);
    const seen = await file(id, officer);
    expect(seen).toMatchObject({ body: { id, name: "Gruppo del giovedì" }, members: [], policies: [] });

    const vouch = () => w.call<Body>("POST", `/bodies/${id}/vouch`, { as: officer, json: { voucher: comune.id } });
    const vouched = await vouch();
    expect(vouched.body.vouchedAt).toBe(w.clock.now.toISOString());
    expect((await vouch()).body.version).toBe(vouched.body.version);
    expect((await file(comune.id, officer)).asks).toEqual([]);
    expect((await move(id, "verify", w.staff)).body.state).toBe("verified");
  });
});

describe("two at once", () => {
  it("one verifies and one returns: one wins, and the history says who", async () => {
    const awa = await w.someone("Awa Diop");
    const second = await w.member(w.anci.id, w.staff, "organiser", "Seconda");
    const { id } = await registered(awa);
    await submit(id, awa);
    const replies = await Promise.all([move(id, "verify", w.staff), move(id, "return", second, "Manca lo statuto")]);
    expect(statuses(replies)).toEqual([200, 409]);
    const { body, history } = await file(id, awa);
    expect(history.slice(2)).toHaveLength(1);
    expect(history[2]?.to).toBe(body.state);
  });

  it("two owners take each other out: one of them stays", async () => {
    for (let round = 0; round < 5; round++) {
      const awa = await w.someone("Awa Diop");
      const { id } = await registered(awa);
      const ion = await w.member(id, awa, "owner", "Ion Popa");
      const replies = await Promise.all([
        w.call("DELETE", `/bodies/${id}/members/${ion.id}`, { as: awa }),
        w.call("DELETE", `/bodies/${id}/members/${awa.id}`, { as: ion }),
      ]);
      expect(statuses(replies)).not.toEqual([204, 204]);
      expect(Object.values((await w.stores.bodies.members(id))!.people)).toMatchObject([{ role: "owner" }]);
      const owners = await Promise.all([awa, ion].map(async ({ id: person }) => w.stores.people.membership(person, id)));
      expect(owners.filter(Boolean)).toHaveLength(1);
    }
  });

  it("two owners leave at once: one of them stays", async () => {
    const awa = await w.someone("Awa Diop");
    const { id } = await registered(awa);
    const ion = await w.member(id, awa, "owner", "Ion Popa");
    const replies = await Promise.all([awa, ion].map((as) => w.call("DELETE", `/bodies/${id}/members/${as.id}`, { as })));
    expect(statuses(replies)).toEqual([204, 409]);
  });

  it("a body is renamed while members come: everybody belongs to it under its new name", async () => {
    const awa = await w.someone("Awa Diop");
    const { id } = await registered(awa);
    const people = await Promise.all(Array.from({ length: 6 }, (_, n) => w.someone(`Persona ${n}`)));
    const [put, ...added] = await Promise.all([
      w.call("PUT", `/bodies/${id}`, { as: awa, json: { ...draft, name: "Nuovo nome" }, seen: '"1"' }),
      ...people.map(({ email }) => w.call("POST", `/bodies/${id}/members`, { as: awa, json: { email, role: "organiser" } })),
    ]);
    expect([put, ...added].map(({ status }) => status).filter((status) => status >= 400 && status !== 412)).toEqual([]);
    const name = (await w.stores.bodies.get(id))!.name;
    const memberships = await Promise.all([awa, ...people].map((person) => w.stores.people.membership(person.id, id)));
    expect(new Set(memberships.map((membership) => membership?.bodyName))).toEqual(new Set([name]));
  });
});

describe("members and policies", () => {
  it("a member who never signed in is made by the address, and is added once", async () => {
    const awa = await w.someone("Awa Diop");
    const { id } = await registered(awa);
    const add = () =>
      w.call<Member>("POST", `/bodies/${id}/members`, { as: awa, json: { email: "Mei@Insieme.example", name: "Mei Lin", role: "tutor" } });
    expect(await add()).toMatchObject({ status: 201, body: { name: "Mei Lin", email: "mei@insieme.example", role: "tutor" } });
    expect((await add()).status).toBe(409);
    expect((await file(id, awa)).members.map(({ name, role }) => [name, role])).toEqual([
      ["Awa Diop", "owner"],
      ["Mei Lin", "tutor"],
    ]);
  });

  it("a policy is added, checked at the moment of writing, and withdrawn", async () => {
    const { body, owner } = await w.body("Ente assicurato");
    const json = {
      insurer: "Mutua",
      number: "42",
      covers: ["accident", "illness", "liability"],
      validFrom: "2027-03-01",
      validTo: "2027-06-30",
    };
    const { body: policy } = await w.call<Policy>("POST", `/bodies/${body.id}/policies`, { as: owner, json });
    const partial = await w.call<Policy>("POST", `/bodies/${body.id}/policies`, { as: owner, json: { ...json, covers: ["accident"] } });
    const check = (id: Policy["id"], from: string, to: string) => {
      const { bodies } = w.stores;
      return bodies.commit(bodies.checkPolicy(body.id, id, from, to), bodies.checkVerified(body.id));
    };
    await check(policy.id, "2027-03-01", "2027-06-30");
    await expect(check(policy.id, "2027-02-28", "2027-03-01")).rejects.toMatchObject({
      code: "insurance_missing",
      about: { day: "2027-02-28" },
    });
    await expect(check(policy.id, "2027-06-30", "2027-07-01")).rejects.toThrow("insurance_missing");
    await expect(check(partial.body.id, "2027-03-01", "2027-03-01")).rejects.toThrow("insurance_missing");
    const withdraw = () => w.call<Policy>("POST", `/bodies/${body.id}/policies/${policy.id}/withdraw`, { as: owner });
    const first = await withdraw();
    expect((await withdraw()).body).toEqual(first.body);
    await expect(check(policy.id, "2027-03-01", "2027-03-01")).rejects.toThrow("insurance_missing");
    await move(body.id, "suspend", w.staff, "Verifica in corso");
    await expect(w.stores.bodies.commit(w.stores.bodies.checkVerified(body.id))).rejects.toThrow("body_not_verified");
  });
});

describe("lists", () => {
  it("the directory is by name and by kind, page by page; the queue is by waiting time", async () => {
    const alone = await world();
    for (const name of ["Èquipe", "Zagara", "Baobab"]) await alone.body(name);
    await alone.body("Liceo", { kind: "school" });
    const names = async (query: string) =>
      (await alone.call<Page<PublicBody>>("GET", `/directory/bodies${query}`)).body.items.map(({ name }) => name);
    expect(await names("")).toEqual(["ANCI Toscana", "Baobab", "Èquipe", "Liceo", "Zagara"]);
    expect(await names("?kind=school")).toEqual(["Liceo"]);
    const first = await alone.call<Page<PublicBody>>("GET", "/directory/bodies?limit=2");
    expect(await names(`?limit=2&cursor=${first.body.next}`)).toEqual(["Èquipe", "Liceo"]);
    expect((await alone.call("GET", "/directory/bodies?cursor=rubbish")).status).toBe(422);

    const awa = await alone.someone("Awa Diop");
    for (const name of ["Seconda", "Prima"]) {
      const made = await alone.call<Body>("POST", "/bodies", { as: awa, json: { ...draft, name } });
      alone.clock.now = new Date(alone.clock.now.getTime() + 1000);
      await alone.call("POST", `/bodies/${made.body.id}/submit`, { as: awa, json: {} });
    }
    const queue = await alone.call<Page<Body>>("GET", "/bodies?state=submitted", { as: alone.staff });
    expect(queue.body.items.map(({ name }) => name)).toEqual(["Seconda", "Prima"]);
  });
});

describe("who may", () => {
  const people: Record<string, Someone> = {};
  let id: Body["id"];
  let policy: string;
  beforeAll(async () => {
    const { body: comune, owner: officer } = await w.body("Comune di Vinci", { kind: "comune", comune: "048050" });
    const owner = await w.someone("Awa Diop");
    ({ id } = await registered(owner, { kind: "informal_group", comune: "048050", voucher: comune.id }));
    const added = await w.call<Policy>("POST", `/bodies/${id}/policies`, {
      as: owner,
      json: { insurer: "Mutua", number: "1", covers: ["accident"], validFrom: "2027-01-01", validTo: "2027-02-01" },
    });
    policy = added.body.id;
    const insider = await w.member(w.anci.id, w.staff, "organiser", "Interna");
    await w.call("POST", `/bodies/${id}/members`, { as: owner, json: { email: insider.email, role: "organiser" } });
    Object.assign(people, {
      nobody: undefined,
      stranger: await w.someone("Estranea"),
      owner,
      organiser: await w.member(id, owner, "organiser", "Organizzatrice"),
      tutor: await w.member(id, owner, "tutor", "Tutor"),
      voucher: officer,
      staff: w.staff,
      insider,
    });
  });

  const all = ["nobody", "stranger", "owner", "organiser", "tutor", "voucher", "staff", "insider"];
  /** Everybody named may; of the others, `nobody` gets 401 and the rest 403. Operations that would succeed answer 2xx, 409, 412 or 422. */
  const table: [name: string, method: string, path: () => string, json: unknown, may: string[]][] = [
    ["getBody", "GET", () => `/bodies/${id}`, undefined, ["owner", "organiser", "tutor", "voucher", "staff", "insider"]],
    ["listBodies", "GET", () => "/bodies?state=draft", undefined, ["staff", "insider"]],
    ["findBodies", "GET", () => "/directory/bodies", undefined, all],
    ["updateBody", "PUT", () => `/bodies/${id}`, { ...draft, comune: "048050" }, ["owner"]],
    ["submitBody", "POST", () => `/bodies/${id}/submit`, {}, ["owner"]],
    ["reviewBody", "POST", () => `/bodies/${id}/review`, { move: "suspend", reason: "Prova" }, ["staff"]],
    ["addMember", "POST", () => `/bodies/${id}/members`, { email: "p1@insieme.example", role: "tutor" }, ["owner"]],
    ["removeMember", "DELETE", () => `/bodies/${id}/members/per_00000000000000000000000000`, undefined, ["owner"]],
    [
      "addPolicy",
      "POST",
      () => `/bodies/${id}/policies`,
      { insurer: "M", number: "1", covers: ["illness"], validFrom: "2027-01-01", validTo: "2027-02-01" },
      ["owner", "organiser", "insider"],
    ],
    ["withdrawPolicy", "POST", () => `/bodies/${id}/policies/${policy}/withdraw`, undefined, ["owner", "organiser", "insider"]],
    ["createBody", "POST", () => "/bodies", draft, all.filter((who) => who !== "nobody")],
  ];
  it.each(table)("%s", async (_, method, path, json, may) => {
    const outcome: Record<string, number> = {};
    for (const who of all) outcome[who] = (await w.call(method, path(), { as: people[who], json, seen: '"99"' })).status;
    const barred = Object.keys(outcome).filter((who) => outcome[who] === 401 || outcome[who] === 403);
    expect(barred, JSON.stringify(outcome)).toEqual(all.filter((who) => !may.includes(who)));
    expect(Object.values(outcome).filter((status) => status >= 500)).toEqual([]);
    if (barred.includes("nobody")) expect(outcome["nobody"]).toBe(401);
  });

  it("vouchBody", async () => {
    const voucher = (await w.stores.bodies.get(id))!.voucher;
    for (const who of all.filter((name) => name !== "voucher"))
      expect((await w.call("POST", `/bodies/${id}/vouch`, { as: people[who], json: { voucher } })).status, who).toBe(
        who === "nobody" ? 401 : 403,
      );
  });

  it("ANCI is not registered through the API", async () => {
    expect((await w.call("POST", "/bodies", { as: people["owner"], json: { ...draft, kind: "anci" } })).status).toBe(422);
  });
});
