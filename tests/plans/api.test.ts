import { beforeAll, expect, it } from "vitest";
import type { Body } from "../../functions/bodies/contract.ts";
import type { Plan, PlanFile, PlanUpdate } from "../../functions/plans/contract.ts";
import { type Someone, statuses, type World, world } from "../setup/world.ts";

let w: World;
let prato: { body: Body; owner: Someone };
let teranga: { body: Body; owner: Someone };
beforeAll(async () => {
  w = await world();
  prato = await w.body("Comune di Prato", { kind: "comune", comune: "100005" });
  teranga = await w.body("Associazione Teranga", { comune: "100005" });
});
const draft = () => ({
  workPackage: "wp4",
  zone: "Area vasta Nord Ovest",
  title: "Cittadinanza attiva a Prato",
  territory: ["100005", "100006"],
  leadPartner: prato.body.id,
  partners: [teranga.body.id],
  from: "2027-01-01",
  to: "2028-12-31",
});
const drawn = (more: object = {}) => w.call<Plan>("POST", "/plans", { as: w.staff, json: { ...draft(), ...more } });

it("is drawn up by staff, read by everybody, changed over the version that was read", async () => {
  const made = await drawn();
  expect(made).toMatchObject({ status: 201, etag: '"1"' });
  const read = await w.call<PlanFile>("GET", `/plans/${made.body.id}`);
  expect(read.body.bodies.map(({ name }) => name)).toEqual(["Comune di Prato", "Associazione Teranga"]);
  expect(read.headers.get("cache-control")).toContain("public");
  const put = (zone: string, seen: string | null) =>
    w.call("PUT", `/plans/${made.body.id}`, { as: w.staff, json: { ...draft(), zone }, seen });
  expect((await put("Prato", null)).status).toBe(428);
  expect(statuses(await Promise.all([put("Prato", read.etag), put("Pratese", read.etag)]))).toEqual([200, 412]);
  expect((await w.call<{ items: Plan[] }>("GET", "/plans")).body.items.map(({ id }) => id)).toContain(made.body.id);
});

it("takes verified bodies only, and keeps a partner that was suspended since", async () => {
  const { body } = await w.call<Body>("POST", "/bodies", {
    as: prato.owner,
    json: { kind: "school", name: "Nuova", comune: "100005", email: "a@b.example" },
  });
  expect((await drawn({ partners: [body.id] })).status).toBe(409);
  expect((await drawn({ leadPartner: `bod_${"0".repeat(26)}` })).status).toBe(409);
  const later = await w.body("Sospesa");
  const plan = await drawn({ partners: [later.body.id] });
  await w.call("POST", `/bodies/${later.body.id}/review`, { as: w.staff, json: { move: "suspend", reason: "Verifica" } });
  const edited = await w.call("PUT", `/plans/${plan.body.id}`, {
    as: w.staff,
    json: { ...draft(), partners: [later.body.id] },
    seen: plan.etag,
  });
  expect(edited.status).toBe(200);
});

it("names each Comune that is not of Tuscany, and a period that ends before it begins", async () => {
  const roma = await w.call("POST", "/plans", { as: w.staff, json: { ...draft(), territory: ["100005", "058091"] } });
  expect([roma.status, roma.body.errors]).toMatchObject([422, [{ field: "territory.1", code: "comune" }]]);
  const late = await w.call("POST", "/plans", { as: w.staff, json: { ...draft(), from: "2029-01-01" } });
  expect([late.status, late.body.errors]).toMatchObject([422, [{ field: "to", code: "order" }]]);
});

it("tells how it goes on, signed by the body that speaks, newest first", async () => {
  const { body: plan } = await drawn();
  const tell = (as: Someone, text: string) => w.call<PlanUpdate>("POST", `/plans/${plan.id}/updates`, { as, json: { text } });
  expect((await tell(w.staff, "Il tavolo si riunisce")).body.by).toBe("ANCI Toscana");
  expect((await tell(prato.owner, "Aperto lo sportello")).body.by).toBe("Comune di Prato");
  const { updates } = (await w.call<PlanFile>("GET", `/plans/${plan.id}`)).body;
  expect(updates.map(({ text }) => text)).toEqual(["Aperto lo sportello", "Il tavolo si riunisce"]);
});

it("who may", async () => {
  const { body: plan } = await drawn();
  const people = { nobody: undefined, partner: teranga.owner, lead: prato.owner, staff: w.staff };
  const table: [method: string, path: string, json: unknown, may: string[]][] = [
    ["POST", "/plans", draft(), ["staff"]],
    ["PUT", `/plans/${plan.id}`, draft(), ["staff"]],
    ["POST", `/plans/${plan.id}/updates`, { text: "Avanti" }, ["lead", "staff"]],
    ["GET", `/plans/${plan.id}`, undefined, ["nobody", "partner", "lead", "staff"]],
    ["GET", "/plans", undefined, ["nobody", "partner", "lead", "staff"]],
  ];
  for (const [method, path, json, may] of table)
    for (const [who, as] of Object.entries(people)) {
      const { status } = await w.call(method, path, { as, json, seen: '"1"' });
      expect(status === 401 || status === 403, `${method} ${path} by ${who}: ${status}`).toBe(!may.includes(who));
    }
});
