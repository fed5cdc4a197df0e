import { type Component, createSignal, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { loadWords, words } from "../i18n/words.ts";
import { locale } from "../locale.ts";
import type { SaveSearchProps } from "./SaveSearchDialog.tsx";
import { say } from "./Toast.tsx";
import type { Wish } from "./wish.ts";

/** Opens the dialog that saves a search. The dialog and its words come with the press, so that a page weighs no more for it. */
export function SaveSearchButton(props: { wish: Wish; class?: string; children: JSX.Element }) {
  const [dialog, setDialog] = createSignal<Component<SaveSearchProps>>();
  const [open, setOpen] = createSignal(false);
  const press = async () => {
    try {
      const [{ SaveSearchDialog }] = await Promise.all([import("./SaveSearchDialog.tsx"), loadWords(locale(), ["searches"])]);
      setDialog(() => SaveSearchDialog);
      setOpen(true);
    } catch {
      say(words("common").form.offline);
    }
  };
  return (
    <>
      <button type="button" class={`needs-script ${props.class ?? "btn btn-outline-primary"}`} onClick={() => void press()}>
        {props.children}
      </button>
      <Show when={dialog()}>{(part) => <Dynamic component={part()} open={open()} wish={props.wish} close={() => setOpen(false)} />}</Show>
    </>
  );
}
