import { createSignal, For, Show } from "solid-js";
import type { Difference, DifferenceLine } from "../../functions/exchange/contract.ts";
import { answer, api } from "../client.ts";
import { dateTime, listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Act } from "./Act.tsx";
import { FeedCounts, kilobytes, OutcomeBadge, seconds } from "./FeedCounts.tsx";
import { Icon } from "./Icon.tsx";
import { Notice } from "./Notice.tsx";
import { type Column, Table } from "./Table.tsx";

/** What a reading would do, shown before anything is done. */
export function FeedTrial(props: { id: string }) {
  const t = words("exchange").trial;
  const [difference, setDifference] = createSignal<Difference>();
  const look = async () => {
    setDifference();
    setDifference(await answer(api.feeds[":id"].trial.$post({ param: { id: props.id } })));
  };
  return (
    <section class="stack" aria-labelledby="trial">
      <h2 id="trial">{t.title}</h2>
      <p>{t.text}</p>
      <div>
        <Act class="btn btn-outline-primary" run={look}>
          {t.run}
        </Act>
      </div>
      <div aria-live="polite">
        <Show when={difference()}>{(found) => <Found difference={found()} />}</Show>
      </div>
    </section>
  );
}

function Found(props: { difference: Difference }) {
  const t = words("exchange").trial;
  return (
    <div class="stack">
      <p>
        <strong>
          <FeedCounts counts={props.difference.counts} />
        </strong>{" "}
        <span class="soft">{t.took(kilobytes(props.difference.bytes), seconds(props.difference.milliseconds))}</span>
      </p>
      <Show when={props.difference.shrinks}>
        <Notice tone="warning">{t.shrinks}</Notice>
      </Show>
      <Show when={props.difference.lines.length > 0} fallback={<p>{t.empty}</p>}>
        <Table caption={t.title} columns={columns()} rows={props.difference.lines} />
      </Show>
      <Show when={props.difference.leftOff > 0}>
        <p class="soft">{t.leftOff(props.difference.leftOff)}</p>
      </Show>
    </div>
  );
}

function columns(): readonly Column<DifferenceLine>[] {
  const t = words("exchange");
  const themes = words("common").terms.themes;
  return [
    {
      label: t.trial.col.item,
      cell: ({ title, url, uid }) => (
        <Show when={url} fallback={title || uid || t.trial.noTitle}>
          <a href={url} rel="external noreferrer">
            {title} <Icon name="external-link" size="sm" />
          </a>
        </Show>
      ),
    },
    { label: t.trial.col.outcome, cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
    {
      label: t.trial.col.when,
      cell: ({ startsAt, comuneName, themes: found }) => (
        <Show when={startsAt}>
          {dateTime(startsAt!)} · {comuneName}
          <Show when={found?.length}>
            <br />
            <small class="soft">{listed(found!.map((theme) => themes[theme]))}</small>
          </Show>
        </Show>
      ),
    },
    { label: t.trial.col.why, cell: (line) => <Why line={line} /> },
  ];
}

function Why(props: { line: Pick<DifferenceLine, "reasons" | "changed"> }) {
  const t = words("exchange");
  const names = () => (props.line.changed ?? []).map((part) => (t.parts as Record<string, string>)[part] ?? part);
  return (
    <ul class="plain-list line-notes">
      <Reasons reasons={props.line.reasons} />
      <Show when={names().length > 0}>
        <li>{t.trial.changed(listed(names()))}</li>
      </Show>
    </ul>
  );
}

export const Reasons = (props: { reasons: DifferenceLine["reasons"] }) => (
  <For each={props.reasons}>
    {(reason) => (
      <li class="note-wrong">
        <Icon name="warning-circle" size="sm" /> {reason.detail}
        <Show when={reason.hint}> “{reason.hint}”</Show>
      </li>
    )}
  </For>
);
