import { createSignal, onCleanup, Show } from "solid-js";
import { words } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";

const [said, setSaid] = createSignal<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Confirms in a few words what was just done, also across a change of page. Nothing that a person needs later. */
export function say(text: string): void {
  clearTimeout(timer);
  setSaid(text);
  timer = setTimeout(setSaid, 10_000);
}

/** The place where it is said; the layout holds the only one. */
export function Toast() {
  onCleanup(() => clearTimeout(timer));
  return (
    <div class="toast-place" role="status">
      <Show when={said()}>
        <p class="toast">
          <Icon name="check-circle" />
          <span>{said()}</span>
          <button type="button" onClick={() => setSaid()} aria-label={words("common").close}>
            <Icon name="close" />
          </button>
        </p>
      </Show>
    </div>
  );
}
