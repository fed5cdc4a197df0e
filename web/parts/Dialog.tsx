import { createEffect, createUniqueId, type JSX } from "solid-js";
import { words } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";

/** The browser's own dialog: it keeps the focus inside, closes with Esc, and gives the focus back. */
export function Dialog(props: { open: boolean; title: string; close: () => void; children: JSX.Element }) {
  const id = createUniqueId();
  let dialog!: HTMLDialogElement;
  createEffect(() => {
    if (props.open && !dialog.open) dialog.showModal();
    if (!props.open && dialog.open) dialog.close();
  });
  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-labelledby={id}
      // Said at once: the browser tells of the closing a moment later, when the next press may have opened it again.
      onCancel={(event) => {
        event.preventDefault();
        props.close();
      }}
      onClose={() => !dialog.open && props.close()}
      onClick={(event) => event.target === dialog && props.close()}
    >
      <div class="dialog-inside">
        <div class="dialog-head">
          <h2 id={id}>{props.title}</h2>
          <button type="button" class="icon-button" aria-label={words("common").close} onClick={() => props.close()}>
            <Icon name="close" />
          </button>
        </div>
        {props.children}
      </div>
    </dialog>
  );
}
