import { For, Show } from "solid-js";
import { words } from "../i18n/words.ts";
import { isNumber, type SortKey } from "./overviewRows.ts";
import { Icon } from "./Icon.tsx";
import type { Column } from "./Table.tsx";

type Props<Row> = {
  caption: string;
  columns: readonly (Column<Row> & { readonly key: SortKey })[];
  rows: readonly Row[];
  sort: SortKey;
  down: boolean;
  onSort: (key: SortKey, down: boolean) => void;
};

/** A table that is ordered by its heads; on a phone, where rows are cards, by a list of them. Needs the area `overview`. */
export function SortTable<Row>(props: Props<Row>) {
  const t = words("overview");
  const direction = () => (props.down ? "descending" : "ascending");
  // Pressing the head that rules turns the order round; another head begins as its values are read best.
  const press = (key: SortKey) => props.onSort(key, key === props.sort ? !props.down : isNumber(key));
  return (
    <>
      <div class="sort-phone">
        <label>
          {t.sort}
          <select onChange={(event) => press(event.currentTarget.value as SortKey)}>
            <For each={props.columns}>
              {({ key, label }) => (
                <option value={key} selected={key === props.sort}>
                  {label}
                </option>
              )}
            </For>
          </select>
        </label>
        <button type="button" class="btn btn-outline-primary btn-sm" onClick={() => press(props.sort)}>
          {t.turn}
          <span class="visually-hidden"> ({t[direction()]})</span>
        </button>
      </div>
      <table class="table sort-table" role="table">
        <caption class="visually-hidden">{props.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <For each={props.columns}>
              {({ key, label, number }) => (
                <th
                  scope="col"
                  role="columnheader"
                  classList={{ number: !!number }}
                  aria-sort={key === props.sort ? direction() : undefined}
                >
                  <button type="button" class="sort-head" onClick={() => press(key)}>
                    {label}
                    <Show when={key === props.sort}>
                      <Icon name={props.down ? "arrow-down" : "arrow-up"} size="sm" />
                    </Show>
                  </button>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody role="rowgroup">
          <For each={props.rows}>
            {(row) => (
              <tr role="row">
                <For each={props.columns}>
                  {(column, index) => (
                    <Show
                      when={index() > 0}
                      fallback={
                        <th scope="row" role="rowheader">
                          {column.cell(row)}
                        </th>
                      }
                    >
                      <td role="cell" data-label={column.label} classList={{ number: !!column.number }}>
                        {column.cell(row)}
                      </td>
                    </Show>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </>
  );
}
