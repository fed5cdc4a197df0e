import { For, Show } from "solid-js";
import type { Policy } from "../../functions/bodies/contract.ts";
import { words } from "../i18n/words.ts";
import { CoverageWord } from "./CoverageWord.tsx";
import { type DateRow, type DateRows, daysOfRow, endsNextDay, fieldOf } from "./dateRows.ts";
import { FieldFrame } from "./Field.tsx";
import { Icon } from "./Icon.tsx";

type Props = {
  rows: DateRows;
  /** The policy chosen, so that each date says whether it is covered. */
  policy: Policy | undefined;
  /** What it means to have none. */
  none?: string;
};

/** Several dates with their hours and places: add one, or repeat the last a week later. Inside a form. */
export function DateRowsField(props: Props) {
  const t = words("organise").dates;
  const full = () => props.rows.rows.length >= props.rows.most;
  let list!: HTMLOListElement;
  // The new row is where one goes on writing.
  const goTo = (index: number) => list.children[index]?.querySelector<HTMLInputElement>("input")?.focus();

  const Input = (own: {
    row: DateRow;
    field: "date" | "startsAt" | "endsAt" | "places";
    of: keyof Omit<DateRow, "id">;
    label: string;
    type: string;
  }) => (
    <FieldFrame name={fieldOf(own.row, own.field)} label={own.label} required>
      {(attributes) => (
        <input
          type={own.type}
          {...attributes}
          value={own.row[own.of]}
          min={own.type === "number" ? 1 : undefined}
          max={own.type === "number" ? 5000 : undefined}
          inputMode={own.type === "number" ? "numeric" : undefined}
          onInput={(event) => props.rows.set(own.row.id, { [own.of]: event.currentTarget.value })}
        />
      )}
    </FieldFrame>
  );

  return (
    <div class="date-rows">
      <Show when={props.none && props.rows.rows.length === 0}>
        <p class="soft">{props.none}</p>
      </Show>
      <ol class="plain-list" ref={list}>
        <For each={props.rows.rows}>
          {(row, index) => (
            <li>
              <fieldset class="date-row">
                <legend>{t.row(index() + 1)}</legend>
                <Input row={row} field="date" of="date" label={t.date} type="date" />
                <Input row={row} field="startsAt" of="start" label={t.start} type="time" />
                <Input row={row} field="endsAt" of="end" label={t.end} type="time" />
                <Input row={row} field="places" of="places" label={t.places} type="number" />
                <button
                  type="button"
                  class="icon-button date-remove"
                  aria-label={t.remove(index() + 1)}
                  onClick={() => {
                    const at = index();
                    props.rows.remove(row.id);
                    goTo(Math.max(0, at - 1));
                  }}
                >
                  <Icon name="delete" />
                </button>
                <p class="date-says">
                  <Show when={endsNextDay(row)}>
                    <span class="soft">{t.nextDay} </span>
                  </Show>
                  <Show when={daysOfRow(row)}>{(days) => <CoverageWord policy={props.policy} days={days()} />}</Show>
                </p>
              </fieldset>
            </li>
          )}
        </For>
      </ol>
      <p class="actions">
        <button
          type="button"
          class="btn btn-outline-primary btn-sm"
          disabled={full()}
          onClick={() => {
            props.rows.add();
            goTo(props.rows.rows.length - 1);
          }}
        >
          <Icon name="plus" size="sm" /> {t.add}
        </button>
        <Show when={props.rows.rows.at(-1)?.date}>
          <button
            type="button"
            class="btn btn-outline-primary btn-sm"
            disabled={full()}
            onClick={() => {
              props.rows.again();
              goTo(props.rows.rows.length - 1);
            }}
          >
            <Icon name="calendar" size="sm" /> {t.again}
          </button>
        </Show>
        <Show when={full()}>
          <span class="soft">{t.most}</span>
        </Show>
      </p>
    </div>
  );
}
