import { query } from "@solidjs/router";
import { createSignal, createUniqueId, For } from "solid-js";
import type { Comune } from "../../functions/territory/contract.ts";
import { answer, api } from "../client.ts";
import { words } from "../i18n/words.ts";
import { FieldFrame } from "./Field.tsx";

/** The 273 Comuni, asked for once: the browser keeps them for a day. */
export const allComuni = query(async (): Promise<Comune[]> => (await answer(api.comuni.$get())).items, "comuni");

/** A name as people type it: no accents, no capitals, one space. */
export const plainText = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[’'`´\s-]+/g, " ")
    .trim();

/** The Comune that somebody meant: its code, its name however accented, or the only one that begins so. */
export function comuneMeant(comuni: readonly Comune[], typed: string): Comune | undefined {
  const wanted = plainText(typed);
  if (!wanted) return undefined;
  const exact = comuni.find((comune) => comune.code === wanted || plainText(comune.name) === wanted);
  const begin = exact ? [] : comuni.filter((comune) => plainText(comune.name).startsWith(wanted));
  return exact ?? (begin.length === 1 ? begin[0] : undefined);
}

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
