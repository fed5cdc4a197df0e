import { For, Show } from "solid-js";
import type { Move } from "../../functions/foundation/text.ts";
import { dateTime } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";

type Noun = "body" | "project" | "opportunity";

/** Every move with who, when and why, the latest first. Needs the area `states` in the page's row. */
export function History(props: { of: Noun; moves: readonly Move[] }) {
  const t = words("common").history;
  const states = words("states");
  const word = (state: string) => (states.of[props.of] as Record<string, string>)[state] ?? state;
  const section = (name: string) => (states.sections as Record<string, string>)[name] ?? name;
  return (
    <ol class="history">
      <For each={props.moves.toReversed()}>
        {(move) => (
          <li>
            <p class="history-what">
              <strong>{word(move.to)}</strong>
            </p>
            <p class="soft">
              <time dateTime={move.at}>{dateTime(move.at)}</time>, {t.by(move.by.name)}
            </p>
            <Show when={move.reason}>
              <blockquote>{move.reason}</blockquote>
            </Show>
            <Show when={move.reasons?.length}>
              <dl>
                <For each={move.reasons}>
                  {(each) => (
                    <>
                      <dt>{section(each.section)}</dt>
                      <dd>{each.reason}</dd>
                    </>
                  )}
                </For>
              </dl>
            </Show>
          </li>
        )}
      </For>
    </ol>
  );
}
