import { For, Show } from "solid-js";
import type { Run } from "../../functions/exchange/contract.ts";
import { dateTime } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { FeedCounts, kilobytes, seconds } from "./FeedCounts.tsx";
import { Reasons } from "./FeedTrial.tsx";
import { type Column, Table } from "./Table.tsx";

const tones: Record<Run["outcome"], string> = {
  applied: "badge badge-good",
  unchanged: "badge badge-neutral",
  quarantined: "badge badge-attention",
  failed: "badge badge-attention",
};

export const RunBadge = (props: { outcome: Run["outcome"] }) => (
  <span class={tones[props.outcome]}>{words("exchange").log.outcomes[props.outcome]}</span>
);

/** Every reading of a feed, with the reasons for what it left out or why it failed. */
export function FeedLog(props: { runs: readonly Run[] }) {
  const t = words("exchange").log;
  const columns: readonly Column<Run>[] = [
    { label: t.col.at, cell: ({ at }) => <time dateTime={at}>{dateTime(at)}</time> },
    { label: t.col.outcome, cell: ({ outcome }) => <RunBadge outcome={outcome} /> },
    { label: t.col.counts, cell: (run) => <What run={run} /> },
    { label: t.col.size, cell: ({ bytes, milliseconds }) => t.size(kilobytes(bytes), seconds(milliseconds)) },
  ];
  return (
    <section aria-labelledby="log">
      <h2 id="log">{t.title}</h2>
      <p class="soft">{t.text}</p>
      <Show when={props.runs.length > 0} fallback={<p>{t.none}</p>}>
        <Table caption={t.title} columns={columns} rows={props.runs} />
      </Show>
    </section>
  );
}

function What(props: { run: Run }) {
  const t = words("exchange");
  return (
    <Show when={!props.run.problem} fallback={props.run.problem?.detail}>
      <FeedCounts counts={props.run.counts} />
      <Show when={props.run.unfinished}> {t.log.unfinished}</Show>
      <Show when={props.run.refused.length > 0}>
        <details>
          <summary>{t.log.refused(props.run.counts.refused)}</summary>
          <ul class="plain-list line-notes">
            <For each={props.run.refused}>
              {(item) => (
                <li>
                  <strong>{item.title || item.uid || t.trial.noTitle}</strong>
                  <ul class="plain-list">
                    <Reasons reasons={item.reasons} />
                  </ul>
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
    </Show>
  );
}
