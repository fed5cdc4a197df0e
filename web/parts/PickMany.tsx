import { createSignal, createUniqueId, For, Show } from "solid-js";
import { listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { plainText } from "./comuneNames.ts";
import type { Option } from "./Field.tsx";
import { useField } from "./fields.ts";
import { Icon } from "./Icon.tsx";

export type PickGroup = { readonly label: string; readonly options: readonly Option[] };
export type PickQuick = { readonly label: string; readonly values: readonly string[] };

type Props = {
  name: string;
  label: string;
  hint?: string | undefined;
  groups: readonly PickGroup[];
  chosen?: readonly string[] | undefined;
  /** Many at once: all Comuni of a zone. */
  quick?: readonly PickQuick[];
};

/** As many names are shown beside their number. */
const mostNamed = 6;

/** Any of many: tick boxes in groups that fold, shortened by a search. In the form's data under `name`. Needs the area `desk`. */
export function PickMany(props: Props) {
  const t = words("desk").pick;
  const id = createUniqueId();
  const error = useField(props.name, id, () => props.label);
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set(props.chosen));
  const [wanted, setWanted] = createSignal("");
  const [quick, setQuick] = createSignal("");
  const options = () => props.groups.flatMap((group) => group.options);
  const fits = (option: Option) => plainText(option.label).includes(wanted());
  const names = () => options().filter(({ value }) => chosen().has(value));
  const change = (values: readonly string[], on: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      for (const value of values) after[on ? "add" : "delete"](value);
      return after;
    });
  const addQuick = () => {
    change(props.quick?.find(({ label }) => label === quick())?.values ?? [], true);
    setQuick("");
  };

  return (
    <fieldset
      class="field pick"
      classList={{ "field-wrong": !!error() }}
      id={id}
      aria-describedby={[props.hint && `${id}-hint`, `${id}-count`, error() && `${id}-error`].filter(Boolean).join(" ")}
    >
      <legend>{props.label}</legend>
      <Show when={props.hint}>
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <Show when={error()}>
        <p class="field-error" id={`${id}-error`}>
          <Icon name="warning-circle" size="sm" /> {error()}
        </p>
      </Show>
      <div class="row">
        <div>
          <label for={`${id}-search`}>{t.search}</label>
          <input
            id={`${id}-search`}
            type="search"
            autocomplete="off"
            onInput={(event) => setWanted(plainText(event.currentTarget.value))}
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
        </div>
        <Show when={props.quick?.length}>
          <div>
            <label for={`${id}-quick`}>{t.quick}</label>
            <div class="beside">
              <select id={`${id}-quick`} onChange={(event) => setQuick(event.currentTarget.value)}>
                <option value="">{t.quickEmpty}</option>
                <For each={props.quick}>
                  {({ label }) => (
                    <option value={label} selected={label === quick()}>
                      {label}
                    </option>
                  )}
                </For>
              </select>
              <button type="button" class="btn btn-outline-primary" onClick={addQuick}>
                {t.add}
              </button>
            </div>
          </div>
        </Show>
      </div>
      <p class="pick-count" id={`${id}-count`} role="status">
        <strong>{t.chosen(chosen().size)}</strong>
        <Show when={names().length > 0 && names().length <= mostNamed}>: {listed(names().map(({ label }) => label))}</Show>
      </p>
      <Show when={!options().some(fits)}>
        <p>{t.nothing}</p>
      </Show>
      <For each={props.groups}>
        {(group) => {
          const values = () => group.options.map(({ value }) => value);
          const count = () => values().filter((value) => chosen().has(value)).length;
          return (
            <details class="pick-group" open={props.groups.length === 1 || !!wanted()} hidden={!group.options.some(fits)}>
              <summary>
                {group.label} <span class="soft">{t.of(count(), group.options.length)}</span>
              </summary>
              <p class="actions">
                <button type="button" class="btn btn-sm btn-outline-primary" onClick={() => change(values(), true)}>
                  {t.all}
                </button>
                <button type="button" class="btn btn-sm btn-outline-primary" onClick={() => change(values(), false)}>
                  {t.none}
                </button>
              </p>
              <div class="check-options">
                <For each={group.options}>
                  {(option) => (
                    <label class="check" hidden={!fits(option)}>
                      <input
                        type="checkbox"
                        name={props.name}
                        value={option.value}
                        checked={chosen().has(option.value)}
                        onChange={(event) => change([option.value], event.currentTarget.checked)}
                      />
                      <span>
                        {option.label}
                        <Show when={option.hint}>
                          <small class="check-hint">{option.hint}</small>
                        </Show>
                      </span>
                    </label>
                  )}
                </For>
              </div>
            </details>
          );
        }}
      </For>
    </fieldset>
  );
}
