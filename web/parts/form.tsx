import { createSignal, For, type JSX, Show } from "solid-js";
import type { ProblemBody } from "../../functions/foundation/http.ts";
import { problemIn } from "../client.ts";
import { words } from "../i18n/words.ts";
import { FormContext, type FormState, type NamedField, useForm } from "./fields.ts";
import { Icon } from "./Icon.tsx";
import { SignInAgain } from "./SignInAgain.tsx";

export type FormError = { readonly field: string; readonly detail: string };

type FormProps<T> = {
  /** Sends it: `await answer(api.…)`. Throws what the API throws; the form shows it. */
  submit: (data: FormData) => Promise<T>;
  /** After a good answer. */
  done?: (reply: T) => void;
  /** What the browser can tell before anything is sent, beyond `required` and `type`. */
  check?: (data: FormData) => readonly FormError[];
  /** Words of the button; without it the form brings its own `SubmitButton`. */
  label?: string;
  class?: string;
  /** Beside the button: a way back. */
  beside?: JSX.Element;
  children: JSX.Element;
};

/**
 * A form that loses nothing: what was typed stays whatever happens, a second press while sending does nothing,
 * every error stands at its field and in a summary at the top that takes the focus and links to the fields.
 */
export function Form<T>(props: FormProps<T>) {
  const t = words("common").form;
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Pick<ProblemBody, "title" | "detail" | "code">>();
  const [errors, setErrors] = createSignal<ReadonlyMap<string, string>>(new Map());
  const fields = new Map<string, NamedField>();
  let summary!: HTMLDivElement;

  const fail = (problem: Pick<ProblemBody, "title" | "detail" | "code">, found: readonly FormError[]) => {
    setErrors(new Map(found.map(({ field, detail }) => [field, detail])));
    setProblem(problem);
    queueMicrotask(() => summary.focus());
  };

  const send = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    if (busy()) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    const found = [...missing(form), ...(props.check?.(data) ?? [])];
    if (found.length > 0) return fail({ title: t.summary(found.length), detail: "", code: "invalid" }, found);
    setBusy(true);
    try {
      const reply = await props.submit(data);
      setErrors(new Map());
      setProblem();
      props.done?.(reply);
    } catch (error) {
      const known = problemIn(error);
      if (!known) throw error;
      fail(known, known.errors);
    } finally {
      setBusy(false);
    }
  };

  const state: FormState = {
    error: (name) => errors().get(name),
    enter: (name, field) => fields.set(name, field),
    leave: (name) => fields.delete(name),
    busy,
  };

  return (
    <FormContext.Provider value={state}>
      <form class={props.class ?? "form"} noValidate onSubmit={send}>
        <div class="error-summary" tabindex="-1" ref={summary} hidden={!problem()}>
          <Show when={problem()}>
            {(shown) => (
              <>
                <p class="notice-title">
                  <Icon name="warning-circle" /> {shown().title}
                </p>
                <Show when={shown().detail}>
                  <p>{shown().detail}</p>
                </Show>
                <SignInAgain problem={shown()} />
                <ul>
                  <For each={[...errors()]}>
                    {([name, detail]) => (
                      <li>
                        <Show when={fields.get(name)} fallback={[name, detail].filter(Boolean).join(": ")}>
                          {(field) => (
                            <a href={`#${field().id}`} rel="external" onClick={(event) => focusField(event, field().id)}>
                              {field().label}: {detail}
                            </a>
                          )}
                        </Show>
                      </li>
                    )}
                  </For>
                </ul>
              </>
            )}
          </Show>
        </div>
        {props.children}
        <Show when={props.label}>
          {(label) => (
            <div class="actions form-end">
              <SubmitButton label={label()} />
              {props.beside}
            </div>
          )}
        </Show>
      </form>
    </FormContext.Provider>
  );
}

/** `aria-disabled` rather than `disabled`: it keeps the focus, and the form itself ignores the second press. */
export function SubmitButton(props: { label: string; class?: string }) {
  const form = useForm();
  return (
    <button type="submit" class={props.class ?? "btn btn-primary"} aria-disabled={form?.busy() ? "true" : undefined}>
      {form?.busy() ? words("common").form.sending : props.label}
    </button>
  );
}

function focusField(event: MouseEvent, id: string): void {
  const field = document.getElementById(id);
  const target = field?.matches("fieldset") ? field.querySelector<HTMLElement>("input, select, textarea") : field;
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/** Required fields left empty, and addresses that are none: told at once, without asking the server. */
function missing(form: HTMLFormElement): FormError[] {
  const t = words("common").form;
  return [...form.elements].flatMap((element) => {
    if (!("validity" in element && "name" in element)) return [];
    const { validity, name } = element as HTMLInputElement;
    if (!name || validity.valid) return [];
    if (validity.valueMissing) return [{ field: name, detail: t.fillIn }];
    return validity.typeMismatch || validity.badInput ? [{ field: name, detail: t.wrongForm }] : [];
  });
}

/** What was typed in a text field, or undefined where nothing was. */
export function given(data: FormData, name: string): string | undefined {
  const value = data.get(name);
  return typeof value === "string" && value.trim() ? value.trim() : undefined;
}
