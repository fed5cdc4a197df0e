import type { Policy } from "../../functions/bodies/contract.ts";
import { type Days, coverageWord, isCovered } from "./coverage.ts";
import { Icon } from "./Icon.tsx";

/** Whether a policy covers the days of a date, in words; colour and icon say it again. */
export const CoverageWord = (props: { policy: Policy | undefined; days: Days }) => (
  <span class={isCovered(props.policy, props.days) ? "covered" : "covered-not"}>
    <Icon name={isCovered(props.policy, props.days) ? "check-circle" : "warning-circle"} size="sm" />{" "}
    {coverageWord(props.policy, props.days)}
  </span>
);
