import { Cover, type Policy } from "../../functions/bodies/contract.ts";
import { dayOf } from "../../functions/foundation/time.ts";

/** CTS art. 18 wants all three together. */
export const missingCovers = (policy: Policy) => Cover.options.filter((cover) => !policy.covers.includes(cover));

export type PolicyStanding = "valid" | "future" | "over" | "withdrawn" | "partial";

/** What a policy is good for on a day in Italy. */
export function standing(policy: Policy, day = dayOf(new Date())): PolicyStanding {
  if (policy.withdrawnAt) return "withdrawn";
  if (policy.validTo < day) return "over";
  if (missingCovers(policy).length > 0) return "partial";
  return policy.validFrom > day ? "future" : "valid";
}

/** The valid policy that lasts longest, if the body is insured today. */
export const insuredToday = (policies: readonly Policy[]): Policy | undefined =>
  policies.filter((policy) => standing(policy) === "valid").toSorted((a, b) => b.validTo.localeCompare(a.validTo))[0];
