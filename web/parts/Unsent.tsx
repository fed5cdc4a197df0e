import { For, Show } from "solid-js";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { Act } from "./Act.tsx";
import { Notice } from "./Notice.tsx";
import type { Marks } from "./rosterMarks.ts";

/** Marks that have not reached the API, and those that it refused: what happened, and what to do. */
export function Unsent(props: { marks: Marks; nameOf: (person: string) => string }) {
  const t = words("roster");
  const signedOut = () => props.marks.trouble() === "signedOut";
  return (
    <div class="unsent">
      <Show when={props.marks.unsent() > 0}>
        <Notice tone="warning" title={t.unsent(props.marks.unsent())} live>
          <p>{signedOut() ? t.signInText : t.unsentText}</p>
          <div class="actions">
            <Show when={signedOut()}>
              <a class="btn btn-outline-primary btn-sm" href={path("sign-in")} target="_blank" rel="external">
                {t.signIn}
              </a>
            </Show>
            <Act class="btn btn-primary btn-sm" run={props.marks.sendNow}>
              {t.sendNow}
            </Act>
          </div>
        </Notice>
      </Show>
      <For each={props.marks.refused()}>
        {(mark) => (
          <Notice tone="danger" title={t.refused(props.nameOf(mark.person), t.marked[mark.move])} live>
            <p>
              {mark.problem?.title}. {mark.problem?.detail}
            </p>
            <button type="button" class="btn btn-outline-primary btn-sm" onClick={() => props.marks.drop(mark.id)}>
              {t.dismiss}
            </button>
          </Notice>
        )}
      </For>
    </div>
  );
}
