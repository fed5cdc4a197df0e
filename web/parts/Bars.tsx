import { For } from "solid-js";
import { number } from "../i18n/format.ts";

type Bar = { readonly label: string; readonly value: number; readonly href: string; readonly current: boolean };

/** Numbers as a list of words; the bars say the same to the eye. Each row is a link. */
export function Bars(props: { rows: readonly Bar[] }) {
  const most = () => Math.max(1, ...props.rows.map(({ value }) => value));
  return (
    <ul class="plain-list bars">
      <For each={props.rows}>
        {(row) => (
          <li>
            <a class="bar-row" classList={{ on: row.current }} href={row.href} aria-current={row.current ? "true" : undefined}>
              <span>{row.label}</span>
              <strong>{number(row.value)}</strong>
              <svg class="bar mirrored" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(row.value / most()) * 100} height="1" />
              </svg>
            </a>
          </li>
        )}
      </For>
    </ul>
  );
}
