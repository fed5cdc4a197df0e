import { addPolicy } from "../../functions/bodies/service.ts";
import type { OpportunityDraft, Shift } from "../../functions/opportunities/contract.ts";
import { createOpportunity, moveOpportunity } from "../../functions/opportunities/service.ts";
import { createPlan } from "../../functions/plans/service.ts";
import { createProject, moveProject, reviewProject, setCommitments, submitProject } from "../../functions/projects/service.ts";
import type { Someone, World } from "./world.ts";

/** An association with an approved project and an insurance policy: the ground on which opportunities are posted. */
export async function ground(world: World) {
  const { ctx, staff, body } = world;
  const { body: association, owner } = await body("Teranga Toscana", { comune: "050026" });
  const policy = await addPolicy(await ctx(owner), association.id, {
    insurer: "Assicurazioni",
    number: "1",
    covers: ["accident", "illness", "liability"],
    validFrom: "2027-01-01",
    validTo: "2027-12-31",
  });
  const plan = await createPlan(await ctx(staff), {
    workPackage: "wp4",
    zone: "Pisana",
    title: "Cittadinanza attiva",
    territory: ["050026", "050008"],
    leadPartner: association.id,
    partners: [],
    from: "2027-01-01",
    to: "2027-12-31",
  });
  const { id } = await createProject(await ctx(owner), {
    plan: plan.id,
    lead: association.id,
    partners: [],
    title: "Compiti insieme",
    need: "Molte famiglie arrivate da poco non riescono a seguire i compiti dei figli: restano indietro già nei primi mesi di scuola.",
    beneficiaries: "Bambine e bambini delle scuole primarie di Pisa e le loro famiglie.",
    activities:
      "Doposcuola due pomeriggi a settimana in biblioteca, con volontari giovani e adulti, e un incontro al mese con le famiglie.",
    comuni: ["050026"],
    from: "2027-02-01",
    to: "2027-11-30",
  });
  await moveProject(await ctx(owner), id, { move: "open_co_design" });
  const { version } = (await world.stores.projects.get(id))!;
  await setCommitments(await ctx(owner), id, association.id, { commitments: [{ kind: "hours", amount: 100, what: "Volontari" }] }, version);
  await submitProject(await ctx(owner), id);
  await reviewProject(await ctx(staff), id, { move: "start_review" });
  const project = await reviewProject(await ctx(staff), id, { move: "approve" });
  return { association, owner, policy, plan, project };
}
export type Ground = Awaited<ReturnType<typeof ground>>;

/** A draft as an organiser would fill it in, with one date on 6 March 2027. */
export const draftOn = ({ association, policy, project }: Ground, more: Partial<OpportunityDraft> = {}): OpportunityDraft => ({
  project: project.id,
  body: association.id,
  title: "Aiuto compiti in biblioteca",
  description: "Si sta accanto a bambine e bambini mentre fanno i compiti.",
  themes: ["school"],
  place: {
    comune: "050026",
    name: "Biblioteca comunale",
    address: "Via Roma 12",
    point: { lat: 43.7165, lon: 10.4017 },
    addressHidden: false,
  },
  languages: ["it", "fr"],
  minimumAge: 16,
  access: ["step_free"],
  policy: policy.id,
  shifts: [{ startsAt: "2027-03-06T15:00", endsAt: "2027-03-06T18:00", places: 20 }],
  ...more,
});

/** A published opportunity and its first date. */
export async function activity(world: World, on: Ground, more: Partial<OpportunityDraft> = {}, by: Someone = on.owner) {
  const made = await createOpportunity(await world.ctx(by), draftOn(on, more));
  const { opportunity, shifts } = await moveOpportunity(await world.ctx(by), made.opportunity.id, "publish");
  const shift: Shift = shifts[0]!;
  return { opportunity, shift, shifts, path: `/opportunities/${opportunity.id}/shifts/${shift.id}` };
}
