import { createSignal, type JSX, Show } from "solid-js";
import type { ProblemBody } from "../../functions/foundation/http.ts";
import { problemIn } from "../client.ts";
import { words } from "../i18n/words.ts";
import { Notice } from "./Notice.tsx";
import { SignInAgain } from "./SignInAgain.tsx";

/** One act outside of a form: busy while it runs, and the problem it ran into. */
export function createAct<Args extends readonly unknown[]>(run: (...args: Args) => Promise<unknown>) {
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<ProblemBody>();
  const act = async (...args: Args): Promise<void> => {
    if (busy()) return;
    setBusy(true);
    setProblem();
    try {
      await run(...args);
    } catch (error) {
      const known = problemIn(error);
      if (!known) throw error;
      setProblem(known);
    } finally {
      setBusy(false);
    }
  };
  return { act, busy, problem };
}

/** A button that does one thing, once, and says under itself why it could not. */
export function Act(props: { run: () => Promise<unknown>; class?: string; children: JSX.Element }) {
  const { act, busy, problem } = createAct(() => props.run());
  return (
    <>
      <button type="button" class={props.class ?? "btn btn-primary"} aria-disabled={busy() ? "true" : undefined} onClick={() => act()}>
        {busy() ? words("common").form.sending : props.children}
      </button>
      <Show when={problem()}>{(shown) => <ProblemNotice problem={shown()} />}</Show>
    </>
  );
}

export const ProblemNotice = (props: { problem: ProblemBody }) => (
  <Notice tone="danger" title={props.problem.title} live>
    <p>{props.problem.detail}</p>
    <SignInAgain problem={props.problem} />
  </Notice>
);
