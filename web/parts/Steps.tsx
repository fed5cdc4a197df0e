import { For, Show } from "solid-js";
import { words } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";

/** Where one is in a matter of several steps. `now` counts from 0. */
export function Steps(props: { steps: readonly string[]; now: number }) {
  const t = words("common");
  return (
    <div class="steps-part">
      <p class="steps-count">{t.steps(props.now + 1, props.steps.length)}</p>
      <ol class="steps">
        <For each={props.steps}>
          {(step, index) => (
            <li classList={{ done: index() < props.now }} aria-current={index() === props.now ? "step" : undefined}>
              <span class="steps-mark" aria-hidden="true">
                <Show when={index() < props.now} fallback={index() + 1}>
                  <Icon name="check" size="sm" />
                </Show>
              </span>
              <span>
                {step}
                <Show when={index() < props.now}>
                  <span class="visually-hidden"> ({t.stepDone})</span>
                </Show>
              </span>
            </li>
          )}
        </For>
      </ol>
    </div>
  );
}
