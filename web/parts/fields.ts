import { createContext, onCleanup, useContext } from "solid-js";

/** What a field knows of the form around it. Apart from the form, since a search has fields and needs nothing of the rest. */

export type NamedField = { readonly id: string; readonly label: string };
export type FormState = {
  /** What is wrong with the field of this name, if anything. Names are the dotted paths of the API: `place.address`. */
  readonly error: (name: string) => string | undefined;
  readonly enter: (name: string, field: NamedField) => void;
  readonly leave: (name: string) => void;
  readonly busy: () => boolean;
};

export const FormContext = createContext<FormState>();
export const useForm = (): FormState | undefined => useContext(FormContext);

/** Registers a field with the form around it, so that the summary can name it and lead to it. */
export function useField(name: string, id: string, label: () => string): () => string | undefined {
  const form = useForm();
  form?.enter(name, {
    id,
    get label() {
      return label();
    },
  });
  onCleanup(() => form?.leave(name));
  return () => form?.error(name);
}
