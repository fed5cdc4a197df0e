import { createUniqueId, For, type JSX, Show, splitProps } from "solid-js";
import { words } from "../i18n/words.ts";
import { useField, useForm } from "./fields.ts";
import { Icon } from "./Icon.tsx";

type Common = {
  /** Dotted path of the API's input, so that the API's errors find it. */
  name: string;
  label: string;
  hint?: string | undefined;
  /** Shown although the form is fine: what another check says. */
  error?: string | undefined;
};
const common = ["name", "label", "hint", "error"] as const;

/** Label, hint and error around one control, tied together for screen readers. Children get the attributes for the control. */
export function FieldFrame(
  props: Common & {
    required?: boolean | undefined;
    children: (attributes: { id: string; name: string; "aria-describedby"?: string; "aria-invalid"?: "true" }) => JSX.Element;
  },
) {
  const id = createUniqueId();
  const fromForm = useField(props.name, id, () => props.label);
  const error = () => props.error ?? fromForm();
  const described = () => [props.hint && `${id}-hint`, error() && `${id}-error`].filter(Boolean).join(" ");
  const attributes = {
    id,
    name: props.name,
    get "aria-describedby"() {
      return described() || undefined;
    },
    get "aria-invalid"() {
      return error() ? ("true" as const) : undefined;
    },
  };
  return (
    <div class="field" classList={{ "field-wrong": !!error() }}>
      <label for={id}>
        {props.label} <Optional required={props.required} />
      </label>
      <Show when={props.hint}>
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      {props.children(attributes as never)}
      <ErrorText id={`${id}-error`} error={error()} />
    </div>
  );
}

/** Most fields of a `Form` have to be filled in: the others say so. In a search nothing has to, and nothing says so. */
const Optional = (props: { required?: boolean | undefined }) => {
  const form = useForm();
  return (
    <Show when={form && !props.required}>
      <span class="field-optional">({words("common").form.optional})</span>
    </Show>
  );
};

const ErrorText = (props: { id: string; error: string | undefined }) => (
  <Show when={props.error}>
    <p class="field-error" id={props.id}>
      <Icon name="warning-circle" size="sm" /> {props.error}
    </p>
  </Show>
);

type FieldProps = Common & Omit<JSX.InputHTMLAttributes<HTMLInputElement>, "name" | "id">;
/** One line of text, a number, an address. */
export function Field(props: FieldProps) {
  const [ours, rest] = splitProps(props, common);
  return (
    <FieldFrame {...ours} required={rest.required}>
      {(attributes) => <input type="text" {...rest} {...attributes} />}
    </FieldFrame>
  );
}

type AreaProps = Common & Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, "name" | "id">;
/** Several lines of text. */
export function Area(props: AreaProps) {
  const [ours, rest] = splitProps(props, common);
  return (
    <FieldFrame {...ours} required={rest.required}>
      {(attributes) => <textarea rows={5} {...rest} {...attributes} />}
    </FieldFrame>
  );
}

/** `hint`: a line under the option, where all are in view (`CheckGroup`). */
export type Option = { readonly value: string; readonly label: string; readonly hint?: string };

type SelectProps = Common &
  Omit<JSX.SelectHTMLAttributes<HTMLSelectElement>, "name" | "id" | "value"> & {
    options: readonly Option[];
    value?: string | undefined;
    /** Words of the empty choice; without it the first option is chosen. */
    empty?: string | undefined;
  };
export function Select(props: SelectProps) {
  const [ours, own, rest] = splitProps(props, common, ["options", "value", "empty"]);
  return (
    <FieldFrame {...ours} required={rest.required}>
      {(attributes) => (
        <select {...rest} {...attributes}>
          <Show when={own.empty !== undefined}>
            <option value="">{own.empty}</option>
          </Show>
          <For each={own.options}>
            {(option) => (
              <option value={option.value} selected={option.value === own.value}>
                {option.label}
              </option>
            )}
          </For>
        </select>
      )}
    </FieldFrame>
  );
}

type GroupProps = Common & {
  options: readonly Option[];
  chosen?: readonly string[] | undefined;
  /** One of them (radio buttons) or any (tick boxes). */
  one?: boolean;
  required?: boolean | undefined;
  onChange?: (chosen: string[]) => void;
};
/** A few options, all in view. */
export function CheckGroup(props: GroupProps) {
  const id = createUniqueId();
  const fromForm = useField(props.name, id, () => props.label);
  const error = () => props.error ?? fromForm();
  const described = () => [props.hint && `${id}-hint`, error() && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const changed = (event: Event & { currentTarget: HTMLFieldSetElement }) =>
    props.onChange?.([...event.currentTarget.querySelectorAll<HTMLInputElement>("input:checked")].map((input) => input.value));
  return (
    <fieldset class="field check-group" classList={{ "field-wrong": !!error() }} id={id} aria-describedby={described()} onChange={changed}>
      <legend>
        {props.label} <Optional required={props.required} />
      </legend>
      <Show when={props.hint}>
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <div class="check-options">
        <For each={props.options}>
          {(option) => (
            <label class="check">
              <input
                type={props.one ? "radio" : "checkbox"}
                name={props.name}
                value={option.value}
                checked={props.chosen?.includes(option.value) ?? false}
              />
              <span>
                {option.label}
                <Show when={option.hint}>
                  <small class="check-hint">{option.hint}</small>
                </Show>
              </span>
            </label>
          )}
        </For>
      </div>
      <ErrorText id={`${id}-error`} error={error()} />
    </fieldset>
  );
}

type CheckProps = { name: string; label: string; hint?: string } & Omit<JSX.InputHTMLAttributes<HTMLInputElement>, "name" | "id" | "type">;
/** One statement, true or not. */
export function Check(props: CheckProps) {
  const [ours, rest] = splitProps(props, ["name", "label", "hint"]);
  const id = createUniqueId();
  const error = useField(ours.name, id, () => ours.label);
  return (
    <div class="field" classList={{ "field-wrong": !!error() }}>
      <label class="check">
        <input type="checkbox" {...rest} id={id} name={ours.name} aria-describedby={ours.hint && `${id}-hint`} />
        <span>{ours.label}</span>
      </label>
      <Show when={ours.hint}>
        <p class="field-hint" id={`${id}-hint`}>
          {ours.hint}
        </p>
      </Show>
      <ErrorText id={`${id}-error`} error={error()} />
    </div>
  );
}

/** A day, as `2027-03-01`. */
export const DateField = (props: Omit<FieldProps, "type">) => <Field {...props} type="date" />;
