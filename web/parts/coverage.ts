import type { Policy } from "../../functions/bodies/contract.ts";
import { dayOf } from "../../functions/foundation/time.ts";
import { dayDate, listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { missingCovers } from "./insured.ts";

/** The days of a date, both included, as `2027-03-01`. */
export type Days = { readonly from: string; readonly to: string };

/** As rule 4 asks. The API decides; this says it while one still writes. */
export const isCovered = (policy: Policy | undefined, { from, to }: Days): boolean =>
  !!policy && !policy.withdrawnAt && missingCovers(policy).length === 0 && policy.validFrom <= from && policy.validTo >= to;

/** In a few words, whether this policy covers these days, and if not why. Needs the areas `organise` and `states`. */
export function coverageWord(policy: Policy | undefined, days: Days): string {
  const t = words("organise").coverage;
  if (!policy) return t.none;
  if (policy.withdrawnAt) return t.withdrawn;
  const missing = missingCovers(policy);
  if (missing.length > 0) return t.partial(listed(missing.map((cover) => words("states").covers[cover].toLowerCase())));
  if (policy.validFrom > days.from) return t.early(dayDate(policy.validFrom));
  if (policy.validTo < days.to) return t.late(dayDate(policy.validTo));
  return t.covered;
}

export const daysOfShift = ({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): Days => ({
  from: dayOf(startsAt),
  to: dayOf(endsAt),
});

export const policyOf = (policies: readonly Policy[], id: string | null): Policy | undefined => policies.find((policy) => policy.id === id);
