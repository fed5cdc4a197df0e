import { For, Show } from "solid-js";
import type { Loosening } from "../../functions/discovery/contract.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { EmptyState } from "./EmptyState.tsx";
import { type Change, searchOf, type Wish } from "./wish.ts";

/** Nothing answers: which filter to loosen, and how many there would be then, one press each. Needs the area `find`. */
export function NothingFound(props: { wish: Wish; loosen: readonly Loosening[] }) {
  const t = words("find").empty;
  return (
    <Show when={searchOf(props.wish)} fallback={<EmptyState icon="calendar" title={t.none} />}>
      <EmptyState icon="search" title={t.title} text={t.text}>
        <For each={props.loosen}>
          {(step, index) => (
            <a
              class={index() === 0 ? "btn btn-primary" : "btn btn-outline-primary"}
              href={path("home") + searchOf(props.wish, changeOf(step))}
            >
              {step.within ? t.wider(step.within, step.count) : t.without(t.drop[step.drop], step.count)}
            </a>
          )}
        </For>
        <a class="btn btn-outline-primary" href={path("home")}>
          {t.all}
        </a>
      </EmptyState>
    </Show>
  );
}

/** The place is asked for by several words of the address that only make sense together. */
const place: Change = { place: undefined, lat: undefined, lon: undefined, within: undefined };

const changeOf = ({ drop, within }: Loosening): Change =>
  within ? { within } : drop === "comune" || drop === "lat" || drop === "lon" || drop === "within" ? place : { [drop]: undefined };
