import { type Counts, Outcome } from "../../functions/exchange/contract.ts";
import { listed, number } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";

const tones: Record<Outcome, string> = {
  new: "badge badge-good",
  changed: "badge badge-waiting",
  same: "badge badge-neutral",
  gone: "badge badge-over",
  refused: "badge badge-attention",
};

/** How many of each, those that there are. */
export const FeedCounts = (props: { counts: Counts }) => {
  const said = () =>
    Outcome.options
      .filter((outcome) => props.counts[outcome] > 0)
      .map((outcome) => words("exchange").counts[outcome](props.counts[outcome]));
  return <>{listed(said()) || "–"}</>;
};

export const OutcomeBadge = (props: { outcome: Outcome }) => (
  <span class={tones[props.outcome]}>{words("exchange").outcomes[props.outcome]}</span>
);

export const kilobytes = (bytes: number): string => number(bytes / 1000, { maximumFractionDigits: 1 });
export const seconds = (milliseconds: number): string => number(milliseconds / 1000, { maximumFractionDigits: 1 });
