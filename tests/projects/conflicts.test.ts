import { expect, it } from "vitest";
import { removeMember } from "../../functions/bodies/service.ts";
import { createPlan } from "../../functions/plans/service.ts";
import {
  confirmProject,
  createProject,
  moveProject,
  reviewProject,
  setCommitments,
  submitProject,
} from "../../functions/projects/service.ts";
import { disturbed } from "../setup/conflicts.ts";
import { freshTable } from "../setup/table.ts";
import { world } from "../setup/world.ts";

it("on a table where every third write meets another transaction, words, decisions and last owners hold", async () => {
  const { table, struck } = disturbed(await freshTable(), { seed: 7, conflicts: 0.3 });
  const w = await world(table);
  const bodies = [];
  for (const name of ["Teranga", "Prato", "Gramsci", "Baobab"]) bodies.push(await w.body(name, { comune: "100005" }));
  const [lead, ...partners] = bodies as [(typeof bodies)[number], ...typeof bodies];
  const plan = await createPlan(await w.ctx(w.staff), {
    workPackage: "wp4",
    zone: "Pratese",
    title: "Cittadinanza attiva",
    territory: ["100005"],
    leadPartner: lead.body.id,
    partners: partners.map(({ body }) => body.id),
    from: "2027-01-01",
    to: "2027-12-31",
  });
  const { id } = await createProject(await w.ctx(lead.owner), {
    plan: plan.id,
    lead: lead.body.id,
    partners: partners.map(({ body }) => body.id),
    title: "Compiti insieme",
    need: "Molte famiglie arrivate da poco non riescono a seguire i compiti.",
    beneficiaries: "Bambine e bambini delle primarie.",
    activities: "Doposcuola due pomeriggi a settimana in biblioteca.",
    comuni: ["100005"],
    from: "2027-02-01",
    to: "2027-11-30",
  });
  await moveProject(await w.ctx(lead.owner), id, { move: "open_co_design" });
  for (const { body, owner } of bodies) {
    const { version } = (await w.stores.projects.get(id))!;
    await setCommitments(await w.ctx(owner), id, body.id, { commitments: [{ kind: "hours", amount: 10, what: "" }] }, version);
  }
  await Promise.all(partners.map(async ({ body, owner }) => confirmProject(await w.ctx(owner), id, { body: body.id })));
  expect((await w.stores.projects.get(id))!.partners.filter(({ confirmed }) => confirmed)).toHaveLength(partners.length);

  await submitProject(await w.ctx(lead.owner), id);
  await reviewProject(await w.ctx(w.staff), id, { move: "start_review" });
  const second = await w.member(w.anci.id, w.staff, "owner", "Seconda");
  const [one, two] = await Promise.allSettled([
    reviewProject(await w.ctx(w.staff), id, { move: "approve" }),
    reviewProject(await w.ctx(second), id, { move: "reject", reason: "Fuori tema" }),
  ]);
  expect([one.status, two.status].toSorted((a, b) => a.localeCompare(b))).toEqual(["fulfilled", "rejected"]);
  expect((await w.stores.projects.history(id)).map(({ move }) => move)).toHaveLength(5);

  await Promise.allSettled([
    removeMember(await w.ctx(w.staff), w.anci.id, second.id),
    removeMember(await w.ctx(second), w.anci.id, w.staff.id),
  ]);
  expect(Object.keys((await w.stores.bodies.members(w.anci.id))!.people)).toHaveLength(1);
  expect(struck()).toBeGreaterThan(3);
}, 120_000);
