import { For } from "solid-js";

type Choice = { readonly label: string; readonly href: string; readonly chosen: boolean };

/** One choice out of a few, as links: an address for each, and no script needed. */
export const Filters = (props: { label: string; choices: readonly Choice[] }) => (
  <nav aria-label={props.label}>
    <ul class="filters">
      <For each={props.choices}>
        {(choice) => (
          <li>
            <a class="plain" href={choice.href} aria-current={choice.chosen ? "page" : undefined}>
              {choice.label}
            </a>
          </li>
        )}
      </For>
    </ul>
  </nav>
);
