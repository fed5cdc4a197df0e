import { For, Show } from "solid-js";
import { ProblemError, problemIn } from "../client.ts";
import { words } from "../i18n/words.ts";
import { Act } from "./Act.tsx";
import { Notice } from "./Notice.tsx";
import { say } from "./Toast.tsx";

export type Difference = { readonly label: string; readonly theirs: string };

/**
 * Somebody else saved while this person was writing. Shows what they wrote where it differs from what this person began with;
 * this person's text stays in the form: saving again keeps it, or theirs is taken instead. Needs the area `desk`.
 */
export function Meanwhile(props: { differences: readonly Difference[]; takeTheirs: () => void }) {
  const t = words("desk").meanwhile;
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    say(t.copied);
  };
  return (
    <Notice tone="warning" title={t.title}>
      <p>{t.text}</p>
      <dl class="meanwhile">
        <For each={props.differences}>
          {(difference) => (
            <>
              <dt>{t.theirs(difference.label)}</dt>
              <dd>
                <p class="as-written">{difference.theirs || t.empty}</p>
                <Show when={difference.theirs}>
                  <Act class="btn btn-sm btn-outline-primary" run={() => copy(difference.theirs)}>
                    {t.copy}
                  </Act>
                </Show>
              </dd>
            </>
          )}
        </For>
      </dl>
      <p class="actions">
        <button type="button" class="btn btn-sm btn-outline-primary" onClick={() => props.takeTheirs()}>
          {t.takeTheirs}
        </button>
      </p>
    </Notice>
  );
}

/** A save that knows what to do when somebody was faster: `onChanged` fetches and shows their version, the form keeps this person's. */
export async function saving<T>(save: () => Promise<T>, onChanged: () => Promise<unknown>): Promise<T> {
  try {
    return await save();
  } catch (error) {
    const problem = problemIn(error);
    if (problem?.code !== "changed_meanwhile") throw error;
    await onChanged();
    throw new ProblemError({ ...problem, detail: words("desk").meanwhile.again });
  }
}
