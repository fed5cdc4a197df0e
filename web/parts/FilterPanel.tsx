import { For, Show } from "solid-js";
import type { FacetName, Found } from "../../functions/discovery/contract.ts";
import { languageName, number } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { DateField, Select } from "./Field.tsx";
import { accesses, dayParts, distances, languages, weekdays, type Wish } from "./wish.ts";

type Counts = ReadonlyMap<string, number> | undefined;
const of = (counts: Counts, value: string): number | undefined => counts && (counts.get(value) ?? 0);

/** Languages in view before anybody asks for more: the most spoken, the chosen, and those that something here is held in. */
const usual = 6;

/** Every filter that has a place in the form, each choice with how many answers it would have. Needs the area `find`. */
export function FilterPanel(props: { wish: Wish; facets: Found["facets"] }) {
  const t = words("find").form;
  const terms = words("common").terms;
  /** Undefined where nothing is counted: then no choice is told to lead nowhere. */
  const counts = (name: FacetName) => props.facets[name] && new Map(props.facets[name].map(({ value, count }) => [value, count]));
  const spoken = () => {
    const counted = counts("language");
    return languages.filter((code, n) => n < usual || counted?.has(code) || props.wish.language?.includes(code));
  };
  return (
    <div class="filter-panel">
      <div class="row">
        <Select
          name="within"
          label={t.within}
          empty={t.comuneOnly}
          value={props.wish.within?.toString()}
          options={distances.map((km) => ({ value: String(km), label: t.km(km) }))}
        />
        <DateField name="from" label={t.from} value={props.wish.from ?? ""} />
        <DateField name="to" label={t.to} value={props.wish.to ?? ""} />
      </div>
      <Choices
        name="day"
        label={t.day}
        values={weekdays}
        labelOf={(value) => t.days[value]}
        chosen={props.wish.day}
        counts={counts("day")}
      />
      <Choices
        name="time"
        label={t.time}
        values={dayParts}
        labelOf={(value) => t.times[value]}
        chosen={props.wish.time}
        counts={counts("time")}
      />
      <Choices
        name="language"
        label={t.language}
        values={spoken()}
        labelOf={languageName}
        chosen={props.wish.language}
        counts={counts("language")}
      />
      <Choices
        name="access"
        label={t.access}
        values={accesses}
        labelOf={(value) => terms.access[value]}
        chosen={props.wish.access}
        counts={counts("access")}
      />
      <fieldset class="choices">
        <legend>{t.also}</legend>
        <Choice name="free" value="true" label={t.free} chosen={!!props.wish.free} count={of(counts("free"), "true")} />
        <Choice name="minors" value="true" label={t.minors} chosen={!!props.wish.minors} count={of(counts("minors"), "true")} />
      </fieldset>
      {/* The themes stand above the list, as links; in the form they go along. */}
      <For each={props.wish.theme}>{(theme) => <input type="hidden" name="theme" value={theme} />}</For>
      <noscript>
        <button type="submit" class="btn btn-primary">
          {t.apply}
        </button>
      </noscript>
    </div>
  );
}

function Choices<T extends string>(props: {
  name: string;
  label: string;
  values: readonly T[];
  labelOf: (value: T) => string;
  chosen: readonly T[] | undefined;
  counts: Counts;
}) {
  return (
    <fieldset class="choices">
      <legend>{props.label}</legend>
      <For each={props.values}>
        {(value) => (
          <Choice
            name={props.name}
            value={value}
            label={props.labelOf(value)}
            chosen={!!props.chosen?.includes(value)}
            count={of(props.counts, value)}
          />
        )}
      </For>
    </fieldset>
  );
}

const Choice = (props: { name: string; value: string; label: string; chosen: boolean; count: number | undefined }) => (
  <label class="choice" classList={{ "choice-none": props.count === 0 && !props.chosen }}>
    <input type="checkbox" name={props.name} value={props.value} checked={props.chosen} />
    <span>{props.label}</span>
    <Show when={props.count}>{(count) => <small>{number(count())}</small>}</Show>
  </label>
);
