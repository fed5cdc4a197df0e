import { createSignal, createUniqueId, Show } from "solid-js";
import type { Section } from "../../functions/projects/contract.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";

/** Requests for changes while a reviewer writes them, by section. */
export type Asks = { [Name in Section]?: string | undefined };
export type SetAsk = (section: Section, reason: string | undefined) => void;

/** Beside a section: room to say what has to change and why, unfolded when it is wanted. Needs the areas `review` and `states`. */
export function AskChange(props: { section: Section; asks: Asks; setAsk: SetAsk }) {
  const t = words("review");
  const label = words("states").sections[props.section];
  const id = createUniqueId();
  const [open, setOpen] = createSignal(props.asks[props.section] !== undefined);
  let area: HTMLTextAreaElement | undefined;
  let opener: HTMLButtonElement | undefined;
  const unfold = () => {
    setOpen(true);
    queueMicrotask(() => area?.focus());
  };
  const drop = () => {
    props.setAsk(props.section, undefined);
    setOpen(false);
    queueMicrotask(() => opener?.focus());
  };
  return (
    <div class="ask">
      <Show
        when={open()}
        fallback={
          <button type="button" class="btn btn-sm btn-outline-primary" aria-label={t.askHereLabel(label)} ref={opener} onClick={unfold}>
            <Icon name="comment" size="sm" /> {t.askHere}
          </button>
        }
      >
        <div class="field">
          <label for={id}>{t.asking(label)}</label>
          <p class="field-hint" id={`${id}-hint`}>
            {t.askingHint}
          </p>
          <textarea
            id={id}
            rows={3}
            maxLength={1000}
            aria-describedby={`${id}-hint`}
            ref={area}
            value={props.asks[props.section] ?? ""}
            onInput={(event) => props.setAsk(props.section, event.currentTarget.value)}
          />
        </div>
        <button type="button" class="btn btn-sm btn-link" onClick={drop}>
          {t.dropAsk}
        </button>
      </Show>
    </div>
  );
}
