import { createSignal, type JSX, Show } from "solid-js";
import { words } from "../i18n/words.ts";
import { Dialog } from "./Dialog.tsx";
import { Area } from "./Field.tsx";
import { Form, given } from "./form.tsx";

type Props = {
  label: string;
  class?: string;
  /** The question at the top of the dialog. */
  title: string;
  /** Words of the button that does it; the same as `label` without. */
  confirm?: string;
  /** Words of the way out, where “Annulla” could be taken for the act itself. */
  keep?: string;
  /** Label and hint of the reason, where one is kept. */
  reason?: { readonly label: string; readonly hint?: string; readonly required: boolean };
  run: (reason: string | undefined) => Promise<unknown>;
  done?: () => void;
  /** What will happen. */
  children: JSX.Element;
};

/** A step that cannot be taken back, or that others have to understand: says what will happen, asks why, then does it. */
export function MoveButton(props: Props) {
  const [open, setOpen] = createSignal(false);
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" class={props.class ?? "btn btn-outline-primary"} onClick={() => setOpen(true)}>
        {props.label}
      </button>
      <Dialog open={open()} title={props.title} close={close}>
        <Show when={open()}>
          <div class="stack">
            {props.children}
            <Form
              submit={(data) => props.run(given(data, "reason"))}
              done={() => {
                close();
                props.done?.();
              }}
              label={props.confirm ?? props.label}
              beside={
                <button type="button" class="btn btn-outline-primary" onClick={close}>
                  {props.keep ?? words("common").cancel}
                </button>
              }
            >
              <Show when={props.reason}>
                {(reason) => (
                  <Area name="reason" label={reason().label} hint={reason().hint} required={reason().required} rows={4} maxLength={1000} />
                )}
              </Show>
            </Form>
          </div>
        </Show>
      </Dialog>
    </>
  );
}
