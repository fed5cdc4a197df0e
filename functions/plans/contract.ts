import * as v from "valibot";
import { BodyId } from "../bodies/contract.ts";
import { id } from "../foundation/ids.ts";
import { line, text } from "../foundation/text.ts";
import { Day } from "../foundation/time.ts";
import { ComuneCode } from "../territory/contract.ts";

export const PlanId = id("pla");

/** The work packages of TEAMS: WP1 school, WP2 access to services, WP3 information, WP4 active citizenship. */
export const WorkPackage = v.picklist(["wp1", "wp2", "wp3", "wp4"]);

const plan = {
  workPackage: WorkPackage,
  /** As the partners call it; it need not name where the plan lies. */
  zone: line(120),
  title: line(160),
  summary: v.optional(text(0, 4000)),
  /** A free set of Comuni, never derived from the zone's name. */
  territory: v.pipe(v.array(ComuneCode), v.minLength(1), v.maxLength(273)),
  leadPartner: BodyId,
  partners: v.pipe(v.array(BodyId), v.maxLength(60)),
  from: Day,
  to: Day,
};
export const PlanDraft = v.pipe(
  v.strictObject(plan),
  v.forward(
    v.partialCheck([["from"], ["to"]], (x) => x.from <= x.to, "order"),
    ["to"],
  ),
);

export const Plan = v.object({ id: PlanId, version: v.number(), ...plan, createdAt: v.string() });

export const PlanUpdateDraft = v.strictObject({ text: text(3, 4000) });
export const PlanUpdate = v.object({ at: v.string(), by: v.string(), text: v.string() });

export const PartnerName = v.object({ id: BodyId, name: v.string() });
export const PlanFile = v.object({ plan: Plan, bodies: v.array(PartnerName), updates: v.array(PlanUpdate) });
export const Plans = v.object({ items: v.array(Plan) });

export type Plan = v.InferOutput<typeof Plan>;
export type PlanDraft = v.InferOutput<typeof PlanDraft>;
export type PlanFile = v.InferOutput<typeof PlanFile>;
export type PlanUpdate = v.InferOutput<typeof PlanUpdate>;
export type PlanUpdateDraft = v.InferOutput<typeof PlanUpdateDraft>;
