import { For, type JSX, Show } from "solid-js";
import { Icon } from "./Icon.tsx";

export type Column<Row> = {
  readonly label: string;
  readonly cell: (row: Row) => JSX.Element;
  readonly number?: boolean;
  /** The head is a button that orders the rows; the one that rules says which way. */
  readonly order?: { readonly way: () => "ascending" | "descending" | undefined; readonly press: () => void };
};

type Props<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** A few narrow columns: stays a table on a phone. */
  few?: boolean;
};

/** A table that becomes one card a row on a narrow screen. The first column names the row. */
export function Table<Row>(props: Props<Row>) {
  return (
    <table class={props.few ? "table table-few" : "table"} role="table">
      <caption class="visually-hidden">{props.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <For each={props.columns}>
            {(column) => (
              <th scope="col" role="columnheader" classList={{ number: !!column.number }} aria-sort={column.order?.way()}>
                <Show when={column.order} fallback={column.label}>
                  {(order) => (
                    <button type="button" class="table-order" onClick={() => order().press()}>
                      {column.label}
                      <Show when={order().way()}>
                        {(way) => <Icon name={way() === "ascending" ? "arrow-up" : "arrow-down"} size="sm" />}
                      </Show>
                    </button>
                  )}
                </Show>
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
                {(column, index) =>
                  index() === 0 ? (
                    <th scope="row" role="rowheader">
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td role="cell" data-label={column.label} classList={{ number: !!column.number }}>
                      {column.cell(row)}
                    </td>
                  )
                }
              </For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
