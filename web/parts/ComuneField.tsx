import { createSignal, createUniqueId, For } from "solid-js";
import type { Comune } from "../../functions/territory/contract.ts";
import { words } from "../i18n/words.ts";
import { comuneMeant } from "./comuneNames.ts";
import { allComuni } from "./comuni.ts";
import { FieldFrame } from "./Field.tsx";

type Props = {
  name: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  required?: boolean;
  /** Name shown at first. */
  value?: string;
  /** The Comune found at each change, undefined where the text names none. */
  onComune?: (comune: Comune | undefined, typed: string) => void;
};

/**
 * One Comune by name: the browser's own list of suggestions, which comes when the field is first touched.
 * What is typed is a name; `comuneMeant` makes it a Comune. Without JavaScript it is a plain text field.
 */
export function ComuneField(props: Props) {
  const list = createUniqueId();
  const t = words("common").form;
  const [comuni, setComuni] = createSignal<readonly Comune[]>([]);
  const [wrong, setWrong] = createSignal(false);
  const load = async () => {
    if (comuni().length === 0) setComuni(await allComuni());
    return comuni();
  };
  const changed = async (typed: string) => {
    const found = comuneMeant(await load(), typed);
    setWrong(!!typed.trim() && !found);
    props.onComune?.(found, typed);
  };
  return (
    <FieldFrame
      name={props.name}
      label={props.label}
      hint={props.hint ?? t.comune}
      required={props.required}
      error={props.error ?? (wrong() ? t.comuneUnknown : undefined)}
    >
      {(attributes) => (
        <>
          <input
            type="text"
            {...attributes}
            list={list}
            autocomplete="off"
            required={props.required}
            value={props.value ?? ""}
            onFocus={load}
            onChange={(event) => void changed(event.currentTarget.value)}
          />
          <datalist id={list}>
            <For each={comuni()}>{(comune) => <option value={comune.name}>{comune.province}</option>}</For>
          </datalist>
        </>
      )}
    </FieldFrame>
  );
}
