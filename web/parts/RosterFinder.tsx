import { For } from "solid-js";
import type { RosterLine } from "../../functions/participation/contract.ts";
import { number } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { type Filter, filters } from "./rosterLines.ts";

type Props = {
  lines: readonly RosterLine[];
  filter: Filter;
  setFilter: (filter: Filter) => void;
  setTyped: (typed: string) => void;
};

/** Looks for a name; the counts are the filters. */
export function RosterFinder(props: Props) {
  const t = words("roster");
  const count = (filter: Filter) => props.lines.filter(({ signUp }) => filters[filter](signUp)).length;
  return (
    <div class="roster-find">
      <label for="roster-search" class="visually-hidden">
        {t.search}
      </label>
      <input
        id="roster-search"
        type="search"
        placeholder={t.search}
        autocomplete="off"
        enterkeyhint="search"
        onInput={(event) => props.setTyped(event.currentTarget.value)}
      />
      <fieldset class="segments">
        <legend class="visually-hidden">{t.filters}</legend>
        <div class="segments-row">
          <For each={Object.keys(filters) as Filter[]}>
            {(filter) => (
              <label class="segment">
                <input
                  type="radio"
                  name="filter"
                  value={filter}
                  checked={props.filter === filter}
                  onChange={() => props.setFilter(filter)}
                />
                <span>
                  {t.filter[filter]} <strong>{number(count(filter))}</strong>
                </span>
              </label>
            )}
          </For>
        </div>
      </fieldset>
    </div>
  );
}
