import { createMemo, createSignal, For, Show } from "solid-js";
import type { ImportLine, ImportNote, ImportReport } from "../../functions/opportunities/contract.ts";
import { listed, shortDate, timeRange } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";
import { type Column, Table } from "./Table.tsx";

const classes: Record<ImportLine["outcome"], string> = {
  new: "badge badge-good",
  added: "badge badge-waiting",
  same: "badge badge-neutral",
  error: "badge badge-attention",
};

/** A file line by line: what each becomes, and what is wrong where. */
export function ImportReportPart(props: { report: ImportReport }) {
  const t = words("organise").import;
  const wrong = createMemo(() => props.report.lines.filter(({ outcome }) => outcome === "error"));
  const [only, setOnly] = createSignal(false);
  const lines = () => (only() && wrong().length > 0 ? wrong() : props.report.lines);
  const columns: readonly Column<ImportLine>[] = [
    { label: t.line, cell: ({ line, title }) => <LineName line={line} title={title} /> },
    {
      label: t.outcome,
      cell: ({ outcome, joins }) => (
        <span>
          <span class={classes[outcome]}>{t.outcomes[outcome]}</span>
          <Show when={joins}>
            <small class="soft"> {t.joins(joins!)}</small>
          </Show>
        </span>
      ),
    },
    { label: t.dates, cell: (line) => <LineDates line={line} /> },
    { label: t.notes, cell: (line) => <Notes line={line} /> },
  ];
  return (
    <section>
      <h2>{t.lines}</h2>
      <p>
        {t.rows(props.report.rows)}.<Show when={props.report.ignored.length > 0}> {t.ignored(listed(props.report.ignored))}</Show>
      </p>
      <Show when={wrong().length > 0 && wrong().length < props.report.lines.length}>
        <p>
          <label class="check">
            <input type="checkbox" checked={only()} onChange={(event) => setOnly(event.currentTarget.checked)} />
            <span>{t.onlyErrors}</span>
          </label>
        </p>
      </Show>
      <Table caption={t.lines} columns={columns} rows={lines()} />
    </section>
  );
}

const LineName = (props: Pick<ImportLine, "line" | "title">) => (
  <>
    <span class="soft">{props.line}.</span> {props.title || words("organise").import.noTitle}
  </>
);

function LineDates(props: { line: ImportLine }) {
  const t = words("organise").import;
  return (
    <div>
      <Show when={props.line.comune}>
        <Icon name="map-marker" size="sm" /> {props.line.comune}
      </Show>
      <ul class="plain-list">
        <For each={props.line.shifts}>
          {(shift) => (
            <li>
              {shortDate(shift.startsAt)}, {timeRange(shift.startsAt, shift.endsAt)}
              <Show when={shift.places > 0}> · {t.placesShort(shift.places)}</Show>
              <Show when={shift.known}>
                <span class="soft"> ({t.known})</span>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}

const Notes = (props: { line: ImportLine }) => (
  <ul class="plain-list line-notes">
    <For each={props.line.errors}>{(note) => <Note note={note} wrong />}</For>
    <For each={props.line.notes}>{(note) => <Note note={note} />}</For>
  </ul>
);

function Note(props: { note: ImportNote; wrong?: boolean }) {
  const t = words("organise").import;
  return (
    <li class={props.wrong ? "note-wrong" : "note"}>
      <Icon name={props.wrong ? "warning-circle" : "info-circle"} size="sm" />{" "}
      <Show when={props.note.column}>
        <strong>{t.column(props.note.column)}</strong>{" "}
      </Show>
      {props.note.detail}
      <Show when={props.note.hint}> {props.note.code === "comune" ? t.maybe(props.note.hint!) : `(${props.note.hint})`}</Show>
    </li>
  );
}
