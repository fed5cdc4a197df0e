import { useBeforeLeave } from "@solidjs/router";
import { createEffect, createSignal, onCleanup } from "solid-js";
import { words } from "../i18n/words.ts";
import { Dialog } from "./Dialog.tsx";

/** Whether something was typed that is saved nowhere yet; `ask` runs what would lose it, after asking where there is something to lose. */
export type UnsavedWork = ReturnType<typeof createUnsaved>;
export function createUnsaved() {
  const [dirty, setDirty] = createSignal(false);
  const [leaving, setLeaving] = createSignal<() => void>();
  const clear = () => setDirty(false);
  return {
    dirty,
    clear,
    touch: () => setDirty(true),
    leaving,
    ask: (leave: () => void) => (dirty() ? setLeaving(() => leave) : leave()),
    stay: () => setLeaving(),
    leave: () => {
      const go = leaving();
      clear();
      setLeaving();
      go?.();
    },
  };
}

/** Asks before a page with unsaved work is left. Needs the area `unsaved`. */
export function Unsaved(props: { unsaved: UnsavedWork }) {
  const t = words("unsaved");
  useBeforeLeave((event) => {
    if (!props.unsaved.dirty() || event.defaultPrevented) return;
    event.preventDefault();
    props.unsaved.ask(() => event.retry(true));
  });
  // The browser's own question when the tab is closed or another site opened.
  createEffect(() => {
    if (!props.unsaved.dirty()) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    onCleanup(() => removeEventListener("beforeunload", warn));
  });
  return (
    <Dialog open={!!props.unsaved.leaving()} title={t.title} close={props.unsaved.stay}>
      <p>{t.text}</p>
      <p class="actions">
        <button type="button" class="btn btn-primary" onClick={props.unsaved.stay}>
          {t.stay}
        </button>
        <button type="button" class="btn btn-outline-primary" onClick={props.unsaved.leave}>
          {t.leave}
        </button>
      </p>
    </Dialog>
  );
}
