import { readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import type { Body, BodyDraft } from "../../functions/bodies/contract.ts";
import {
  addMember,
  addPolicy,
  createBody,
  findBodies,
  getBody,
  getPublicBody,
  listBodies,
  removeMember,
  reviewBody,
  submitBody,
  updateBody,
} from "../../functions/bodies/service.ts";
import type { Context } from "../../functions/foundation/context.ts";
import type { Plan, PlanDraft } from "../../functions/plans/contract.ts";
import { addPlanUpdate, createPlan, getPlan, listPlans, updatePlan } from "../../functions/plans/service.ts";
import type { Project, ProjectDraft } from "../../functions/projects/contract.ts";
import {
  confirmProject,
  createProject,
  findProjects,
  getProject,
  listBodyProjects,
  listProjects,
  moveProject,
  reviewProject,
  setCommitments,
  submitProject,
  updateProject,
} from "../../functions/projects/service.ts";
import type { Stores } from "../../functions/stores.ts";
import { type Metered, metered } from "../setup/capacity.ts";
import { freshTable } from "../setup/table.ts";
import { type Someone, type World, world } from "../setup/world.ts";

/** What `docs/data.md` says that bodies, plans and projects cost, each step on what the step before it left. */
let meter: Metered;
let w: World;
let lead: Someone;
let partner: Someone;
let asLead: Context<Stores>;
let asPartner: Context<Stores>;
let asStaff: Context<Stores>;
let body: Body["id"];
let other: Body["id"];
let plan: Plan;
let project: Project;

const draft: BodyDraft = { kind: "comune", name: "Comune di Prato", comune: "100005", email: "urp@prato.example" };
const planDraft = (): PlanDraft => ({
  workPackage: "wp4",
  zone: "Pratese",
  title: "Cittadinanza attiva",
  territory: ["100005"],
  leadPartner: body,
  partners: [other],
  from: "2027-01-01",
  to: "2027-12-31",
});
const content = {
  title: "Compiti insieme",
  need: "Molte famiglie arrivate da poco non riescono a seguire i compiti.",
  beneficiaries: "Bambine e bambini delle primarie.",
  activities: "Doposcuola due pomeriggi a settimana in biblioteca.",
  comuni: ["100005"],
  from: "2027-02-01",
  to: "2027-11-30",
};
const projectDraft = (): ProjectDraft => ({ ...content, plan: plan.id, lead: body, partners: [other] });
const commitments = [{ kind: "hours" as const, amount: 100, what: "Volontari" }];

beforeAll(async () => {
  meter = metered(await freshTable());
  w = await world(meter.table);
  lead = await w.someone("Awa Diop");
  const second = await w.body("Associazione Teranga", { comune: "100005" });
  partner = second.owner;
  other = second.body.id;
  asLead = await w.ctx(lead);
  asPartner = await w.ctx(partner);
  asStaff = await w.ctx(w.staff);
});

const steps: [name: string, work: () => Promise<unknown>][] = [
  ["createBody", async () => (body = (await createBody(asLead, draft)).id)],
  ["updateBody", async () => updateBody(asLead, body, { ...draft, name: "Comune di Prato (PO)" }, 1)],
  ["submitBody", async () => submitBody(asLead, body)],
  ["reviewBody", async () => reviewBody(asStaff, body, { move: "verify" })],
  ["getBody", async () => getBody(asLead, body)],
  ["getPublicBody", async () => getPublicBody(asLead, body)],
  ["listBodies", async () => listBodies(asStaff, { state: "verified" })],
  ["findBodies", async () => findBodies(asLead, { kind: "comune" })],
  [
    "addPolicy",
    async () =>
      addPolicy(asLead, body, { insurer: "M", number: "1", covers: ["accident"], validFrom: "2027-01-01", validTo: "2027-12-31" }),
  ],
  ["addMember", async () => addMember(asLead, body, { email: partner.email, role: "tutor" })],
  ["removeMember", async () => removeMember(asLead, body, partner.id)],
  ["createPlan", async () => (plan = await createPlan(asStaff, planDraft()))],
  ["updatePlan", async () => (plan = await updatePlan(asStaff, plan.id, planDraft(), 1))],
  ["addPlanUpdate", async () => addPlanUpdate(asLead, plan.id, { text: "Aperto" })],
  ["getPlan", async () => getPlan(asLead, plan.id)],
  ["listPlans", async () => listPlans(asLead)],
  ["createProject", async () => (project = await createProject(asLead, projectDraft()))],
  ["updateProject", async () => updateProject(asLead, project.id, { ...content, title: "Compiti insieme!", partners: [other] }, 1)],
  ["moveProject", async () => moveProject(asLead, project.id, { move: "open_co_design" })],
  ["setCommitments", async () => setCommitments(asLead, project.id, body, { commitments }, 3)],
  ["setCommitments", async () => setCommitments(asPartner, project.id, other, { commitments }, 4)],
  ["confirmProject", async () => confirmProject(asPartner, project.id, { body: other })],
  ["submitProject", async () => submitProject(asLead, project.id)],
  ["reviewProject begins", async () => reviewProject(asStaff, project.id, { move: "start_review" })],
  ["reviewProject approves", async () => reviewProject(asStaff, project.id, { move: "approve" })],
  ["getProject", async () => getProject(asLead, project.id)],
  ["listProjects", async () => listProjects(asStaff, { state: "approved" })],
  ["listBodyProjects", async () => listBodyProjects(asLead, body)],
  ["findProjects", async () => findProjects(asLead, {})],
];

/** `| \`createBody\`: … | … | … | 0 r, 11 w |`: what the document says that a use case costs. */
const document = readFileSync("docs/data.md", "utf8");
const stated = (name: string) => {
  const [operation, more = ""] = name.split(/(?= )/);
  const [, reads, writes = "0"] =
    new RegExp(`^\\| \`${operation}\`${more}.*\\| ([\\d.]+) r(?:, ([\\d.]+) w)? *\\|$`, "m").exec(document) ?? [];
  return { reads: Number(reads), writes: Number(writes) };
};

it.each(steps)("%s costs what is stated", async (name, work) => {
  asLead = await w.ctx(lead);
  const { reads, writes } = await meter.cost(work);
  expect({ reads, writes }).toEqual(stated(name));
});
