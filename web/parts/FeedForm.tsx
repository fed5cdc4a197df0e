import { createAsync } from "@solidjs/router";
import { createSignal, For, type JSX, Show } from "solid-js";
import { type Feed, type FeedDraft, FeedFormat, type Mapping, Target } from "../../functions/exchange/contract.ts";
import { Theme } from "../../functions/opportunities/contract.ts";
import { words } from "../i18n/words.ts";
import { mappings } from "./feedFiles.ts";
import { Field, Select } from "./Field.tsx";
import { given } from "./form.tsx";
import { WrittenForm } from "./WrittenForm.tsx";

type Props = {
  /** What there is already; without it a new feed begins, by the mapping of its format. */
  feed?: Feed;
  submit: (draft: FeedDraft) => Promise<Feed>;
  done: (feed: Feed) => void;
  label: string;
  beside?: JSX.Element;
};

/** A feed of another platform as ANCI's staff register it, and where each part of its items comes from. */
export function FeedForm(props: Props) {
  const t = words("exchange");
  const draftOf = (data: FormData): FeedDraft => ({
    name: given(data, "name") ?? "",
    publisher: given(data, "publisher") ?? "",
    address: given(data, "address") ?? "",
    format: given(data, "format") as FeedFormat,
    every: Number(given(data, "every") ?? 0),
    ...(props.feed && { mapping: mappingOf(data) }),
  });
  const [format, setFormat] = createSignal(props.feed?.format ?? "icalendar");
  return (
    <WrittenForm submit={(data) => props.submit(draftOf(data))} done={props.done} label={props.label} beside={props.beside}>
      <fieldset class="form-part">
        <legend>{t.form.what}</legend>
        <Field
          name="name"
          label={t.form.name}
          hint={t.form.nameHint}
          required
          maxLength={120}
          autocomplete="off"
          value={props.feed?.name ?? ""}
        />
        <Field
          name="publisher"
          label={t.form.publisher}
          hint={t.form.publisherHint}
          required
          maxLength={160}
          autocomplete="off"
          value={props.feed?.publisher ?? ""}
        />
        <Field
          name="address"
          type="url"
          label={t.form.address}
          hint={t.form.addressHint}
          required
          maxLength={1000}
          autocomplete="off"
          value={props.feed?.address ?? ""}
        />
        <div class="row">
          <Select
            name="format"
            label={t.form.format}
            required
            options={FeedFormat.options.map((value) => ({ value, label: t.formats[value] }))}
            value={format()}
            onChange={(event) => setFormat(event.currentTarget.value as FeedFormat)}
          />
          <Field name="every" type="number" label={t.form.every} required min={1} max={168} value={props.feed?.every ?? 24} />
        </div>
      </fieldset>
      <Show when={props.feed}>{(feed) => <MappingFields mapping={feed().mapping} format={format()} />}</Show>
    </WrittenForm>
  );
}

/** Dates of a calendar come of its own rules. */
const isAsked = (format: FeedFormat) => (target: Target) => format !== "icalendar" || (target !== "startsAt" && target !== "endsAt");

function MappingFields(props: { mapping: Mapping; format: FeedFormat }) {
  const t = words("exchange");
  const names = words("common").terms.themes;
  const usual = createAsync(() => mappings());
  const [begun, setBegun] = createSignal<Mapping>();
  const mapping = () => begun() ?? props.mapping;
  const wordsFor = (theme: Theme) =>
    mapping()
      .themes.filter((each) => each.theme === theme)
      .map((each) => each.words)
      .join(", ");
  return (
    <>
      <fieldset class="form-part">
        <legend>{t.form.mapping}</legend>
        <p class="soft">{t.form.mappingHint}</p>
        <For each={Target.options.filter(isAsked(props.format))}>
          {(target) => (
            <Field
              name={`mapping.fields.${target}`}
              label={t.targets[target]}
              required={target === "uid" || target === "title"}
              maxLength={300}
              autocomplete="off"
              spellcheck={false}
              value={mapping().fields[target] ?? ""}
            />
          )}
        </For>
        <Show when={usual.latest}>
          {(known) => (
            <p>
              <button type="button" class="btn btn-sm btn-outline-primary" onClick={() => setBegun(structuredClone(known()[props.format]))}>
                {t.form.defaults}
              </button>
            </p>
          )}
        </Show>
      </fieldset>
      <fieldset class="form-part">
        <legend>{t.form.themes}</legend>
        <details>
          <summary>{t.form.themesHint}</summary>
          <For each={Theme.options}>
            {(theme) => <Field name={`themes.${theme}`} label={names[theme]} maxLength={300} autocomplete="off" value={wordsFor(theme)} />}
          </For>
        </details>
      </fieldset>
    </>
  );
}

function mappingOf(data: FormData): Mapping {
  const fields = Target.options.flatMap((target) => {
    const source = given(data, `mapping.fields.${target}`);
    return source ? [[target, source] as const] : [];
  });
  const themes = Theme.options.flatMap((theme) => {
    const found = given(data, `themes.${theme}`);
    return found ? [{ words: found, theme }] : [];
  });
  return { fields: Object.fromEntries(fields), themes };
}
