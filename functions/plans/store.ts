import type { Id } from "../foundation/ids.ts";
import { newId } from "../foundation/new-id.ts";
import { commit, getItem, newItem, nextVersion, query, queryAll, type Table, type Write } from "../foundation/table.ts";
import { Plan, PlanUpdate } from "./contract.ts";

type PlanId = Id<"pla">;

const planKey = (plan: PlanId) => ({ pk: plan, sk: "PLAN" });

/** All plans in one partition of gsi1, by work package and zone: some hundred at most (28 zones, 4 work packages). */
const planItem = (plan: Plan) => ({ ...planKey(plan.id), gsi1pk: "PLANS", gsi1sk: `${plan.workPackage}#${plan.zone}#${plan.id}`, ...plan });

const shownUpdates = 50;

export type PlanStore = ReturnType<typeof planStore>;

export const planStore = (table: Table) => ({
  /** 1 unit per started 4 KB; a plan of the whole region is some 7 KB. */
  get: (plan: PlanId): Promise<Plan | undefined> => getItem(table, planKey(plan), Plan),
  /** 0.5 units per started 4 KB. */
  all: (): Promise<Plan[]> => queryAll(table, { index: "gsi1", pk: "PLANS" }, Plan),
  save: (plan: Plan): Write => (plan.version === 1 ? newItem(table, planItem(plan)) : nextVersion(table, planItem(plan))),

  /** The latest updates, newest first. */
  async updates(plan: PlanId): Promise<PlanUpdate[]> {
    return (await query(table, { pk: plan, sk: "UPD#", consistent: true, backwards: true, limit: shownUpdates }, PlanUpdate)).items;
  },
  newUpdate: (plan: PlanId, update: PlanUpdate): Write =>
    newItem(table, { pk: plan, sk: `UPD#${newId("upd", new Date(update.at))}`, ...update }),

  commit: (...writes: readonly Write[]): Promise<void> => commit(table, ...writes),
});
