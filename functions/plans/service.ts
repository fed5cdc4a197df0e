import { bodyOf, type BodyStores, namesOf } from "../bodies/service.ts";
import { actsFor, type Context, signedIn, staff } from "../foundation/context.ts";
import type { BodyId, Id } from "../foundation/ids.ts";
import { newId } from "../foundation/new-id.ts";
import { Problem } from "../foundation/problem.ts";
import type { Plan, PlanDraft, PlanFile, PlanUpdate, PlanUpdateDraft } from "./contract.ts";
import { bodiesOf, drawn, mayTell } from "./rules.ts";
import type { PlanStore } from "./store.ts";

export type PlanStores = BodyStores & { plans: PlanStore };
type Ctx = Context<PlanStores>;
type PlanId = Id<"pla">;

/** The plan, or `not_found`. */
export async function planOf(ctx: Ctx, id: PlanId): Promise<Plan> {
  const plan = await ctx.stores.plans.get(id);
  if (!plan) throw new Problem("not_found");
  return plan;
}

export async function createPlan(ctx: Ctx, draft: PlanDraft): Promise<Plan> {
  staff(ctx);
  return save(ctx, { ...drawn(draft), id: newId("pla", ctx.now), version: 1, createdAt: ctx.now.toISOString() });
}

/** `seen` is the version that was edited. A partner of before may stay, whatever has become of it; a new one has to be verified. */
export async function updatePlan(ctx: Ctx, id: PlanId, draft: PlanDraft, seen: number): Promise<Plan> {
  staff(ctx);
  const { version, createdAt, ...before } = await planOf(ctx, id);
  if (version !== seen) throw new Problem("changed_meanwhile");
  return save(ctx, { ...drawn(draft), id, version: version + 1, createdAt }, bodiesOf(before));
}

async function save(ctx: Ctx, plan: Plan, known: readonly BodyId[] = []): Promise<Plan> {
  const { plans, bodies } = ctx.stores;
  const added = bodiesOf(plan).filter((body) => !known.includes(body));
  await plans.commit(plans.save(plan), ...added.map((body) => bodies.checkVerified(body)));
  return plan;
}

export const listPlans = (ctx: Ctx): Promise<Plan[]> => ctx.stores.plans.all();

export async function getPlan(ctx: Ctx, id: PlanId): Promise<PlanFile> {
  const [plan, updates] = await Promise.all([planOf(ctx, id), ctx.stores.plans.updates(id)]);
  return { plan, bodies: await namesOf(ctx, bodiesOf(plan)), updates };
}

/** Updates are public, so they are signed by the body that speaks, not by the person who wrote. */
export async function addPlanUpdate(ctx: Ctx, id: PlanId, { text }: PlanUpdateDraft): Promise<PlanUpdate> {
  const actor = signedIn(ctx);
  const plan = await planOf(ctx, id);
  if (!mayTell(plan, actor)) throw new Problem("not_allowed");
  const speaker = actsFor(actor, plan.leadPartner) ? plan.leadPartner : [...actor.staffOf][0]!;
  const update: PlanUpdate = { at: ctx.now.toISOString(), by: (await bodyOf(ctx, speaker)).name, text };
  await ctx.stores.plans.commit(ctx.stores.plans.newUpdate(id, update));
  return update;
}
