import { type Actor, actsFor, isStaff } from "../foundation/context.ts";
import type { BodyId } from "../foundation/ids.ts";
import { type FieldError, Problem } from "../foundation/problem.ts";
import { comuneOf } from "../territory/rules.ts";
import type { Plan, PlanDraft } from "./contract.ts";

/** The lead partner first, then the partners: everybody who may take part in a project of the plan. */
export const bodiesOf = ({ leadPartner, partners }: Pick<Plan, "leadPartner" | "partners">): readonly BodyId[] => [
  leadPartner,
  ...partners,
];

/** The draft with every Comune and partner once, the lead partner not among the others; or `invalid`, naming each Comune not of Tuscany. */
export function drawn(draft: PlanDraft): PlanDraft {
  const errors = draft.territory.flatMap((code, n): FieldError[] => (comuneOf(code) ? [] : [{ field: `territory.${n}`, code: "comune" }]));
  if (errors.length > 0) throw new Problem("invalid", {}, errors);
  return {
    ...draft,
    territory: [...new Set(draft.territory)],
    partners: [...new Set(draft.partners)].filter((partner) => partner !== draft.leadPartner),
  };
}

/** Staff and the lead partner tell how a plan goes on. */
export const mayTell = (plan: Plan, actor: Actor): boolean => isStaff(actor) || actsFor(actor, plan.leadPartner);
