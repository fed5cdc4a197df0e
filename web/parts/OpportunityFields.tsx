import { createEffect, createMemo, createSignal, Show } from "solid-js";
import type { Policy } from "../../functions/bodies/contract.ts";
import { Access, Language, type OpportunityEdit, Theme } from "../../functions/opportunities/contract.ts";
import type { Comune, Point } from "../../functions/territory/contract.ts";
import { dayDate, languageName } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { PinPicker } from "../map/PinPicker.tsx";
import { path } from "../routes.ts";
import { Area, Check, CheckGroup, Field, Select } from "./Field.tsx";
import { type FormError, given } from "./form.tsx";
import { Notice } from "./Notice.tsx";

type Props = {
  body: string;
  /** What is there already; nothing for a new one. */
  value?: OpportunityEdit | undefined;
  /** The Comuni where it may take place: the project's. */
  comuni: readonly Comune[];
  policies: readonly Policy[];
  /** Published ones stay insured. */
  policyRequired?: boolean;
  pin: Pin;
  onPolicy?: (policy: string | null) => void;
};

/** Where the pin stands. It begins at the Comune's point, and goes to another's when another is chosen. */
export type Pin = ReturnType<typeof createPin>;
export const createPin = (start?: Point) => {
  const [point, setPoint] = createSignal<Point | undefined>(start);
  return { point, setPoint };
};

/** Of the languages, those most residents ask for stand in view. */
const usual = 8;

/** Everything an opportunity says, in a form. Needs the areas `organise`, `states`. */
export function OpportunityFields(props: Props) {
  const t = words("organise").form;
  const terms = words("common").terms;
  const value = () => props.value;
  // One Comune alone needs no choosing.
  const only = () => (props.comuni.length === 1 ? props.comuni[0] : undefined);
  const [comune, setComune] = createSignal(value()?.place.comune ?? only()?.code);
  const known = createMemo(() => props.comuni.find(({ code }) => code === comune()));
  createEffect(() => {
    const alone = only();
    if (alone && !known()) setComune(alone.code);
  });
  let pinned = value()?.place.comune;
  createEffect(() => {
    const now = known();
    if (!now || now.code === pinned) return;
    pinned = now.code;
    props.pin.setPoint(now.point);
  });

  const languages = Language.options.map((code) => ({ value: code, label: capital(languageName(code)) }));
  const rare = languages.slice(usual);
  const policies = () => props.policies.filter(({ id, withdrawnAt }) => !withdrawnAt || id === value()?.policy);

  return (
    <>
      <fieldset class="form-part pairs">
        <legend>{t.what}</legend>
        <Field name="title" label={t.title} hint={t.titleHint} required maxLength={120} value={value()?.title ?? ""} />
        <Area
          name="description"
          label={t.description}
          hint={t.descriptionHint}
          required
          rows={7}
          maxLength={4000}
          value={value()?.description ?? ""}
        />
        <CheckGroup
          name="themes"
          label={t.themes}
          hint={t.themesHint}
          required
          options={Theme.options.map((theme) => ({ value: theme, label: terms.themes[theme] }))}
          chosen={value()?.themes}
        />
      </fieldset>

      <fieldset class="form-part pairs">
        <legend>{t.where}</legend>
        <Select
          name="place.comune"
          label={t.comune}
          hint={t.comuneHint}
          required
          empty={only() ? undefined : words("common").form.choose}
          options={props.comuni.map(({ code, name }) => ({ value: code, label: name }))}
          value={comune()}
          onChange={(event) => setComune(event.currentTarget.value || undefined)}
        />
        <div class="row">
          <Field name="place.name" label={t.venue} hint={t.venueHint} maxLength={120} value={value()?.place.name ?? ""} />
          <Field
            name="place.address"
            label={t.address}
            hint={t.addressHint}
            required
            maxLength={200}
            autocomplete="off"
            value={value()?.place.address ?? ""}
          />
        </div>
        <div class="field">
          <p class="field-label">{t.pin}</p>
          <Show when={props.pin.point()} fallback={<p class="field-hint">{t.pinWait}</p>}>
            {(point) => <PinPicker label={t.pin} point={point()} onPoint={props.pin.setPoint} />}
          </Show>
        </div>
        <Check name="place.addressHidden" label={t.hidden} hint={t.hiddenHint} checked={value()?.place.addressHidden ?? false} />
        <Area
          name="place.directions"
          label={t.directions}
          hint={t.directionsHint}
          rows={2}
          maxLength={500}
          value={value()?.place.directions ?? ""}
        />
      </fieldset>

      <fieldset class="form-part pairs">
        <legend>{t.whom}</legend>
        <CheckGroup
          name="languages"
          label={t.languages}
          hint={t.languagesHint}
          options={languages.slice(0, usual)}
          chosen={value()?.languages ?? ["it"]}
        />
        <details class="more-options" open={rare.some(({ value: code }) => value()?.languages.includes(code))}>
          <summary>{t.moreLanguages}</summary>
          <CheckGroup name="languages" label={t.moreLanguages} options={rare} chosen={value()?.languages} />
        </details>
        <Field
          name="minimumAge"
          label={t.minimumAge}
          hint={t.minimumAgeHint}
          required
          type="number"
          inputMode="numeric"
          min={0}
          max={99}
          value={value()?.minimumAge ?? 18}
        />
        <CheckGroup
          name="access"
          label={t.access}
          hint={t.accessHint}
          options={Access.options.map((access) => ({ value: access, label: terms.access[access] }))}
          chosen={value()?.access}
        />
        <div class="row">
          <Area name="skills" label={t.skills} hint={t.skillsHint} rows={2} maxLength={500} value={value()?.skills ?? ""} />
          <Area name="bring" label={t.bring} hint={t.bringHint} rows={2} maxLength={500} value={value()?.bring ?? ""} />
        </div>
      </fieldset>

      <fieldset class="form-part pairs">
        <legend>{t.insurance}</legend>
        <Show
          when={policies().length > 0}
          fallback={
            <Notice tone="warning" title={t.noPolicies}>
              <p>
                {t.noPoliciesText} <a href={path("body", { id: props.body })}>{words("organise").new.toBody}</a>
              </p>
            </Notice>
          }
        >
          <Select
            name="policy"
            label={t.policy}
            hint={t.policyHint}
            required={props.policyRequired}
            empty={t.policyLater}
            options={policies().map(({ id, insurer, number, validTo }) => ({
              value: id,
              label: t.policyName(insurer, number, dayDate(validTo)),
            }))}
            value={value()?.policy ?? undefined}
            onChange={(event) => props.onPolicy?.(event.currentTarget.value || null)}
          />
        </Show>
      </fieldset>
    </>
  );
}

/** A name that stands alone begins with a capital. */
const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** What the form says, as the API takes it. */
export const contentOf = (data: FormData, point: Point | undefined): OpportunityEdit =>
  ({
    title: given(data, "title") ?? "",
    description: given(data, "description") ?? "",
    themes: data.getAll("themes"),
    place: {
      comune: given(data, "place.comune") ?? "",
      ...optional("name", given(data, "place.name")),
      address: given(data, "place.address") ?? "",
      point,
      addressHidden: data.has("place.addressHidden"),
      ...optional("directions", given(data, "place.directions")),
    },
    languages: data.getAll("languages"),
    minimumAge: Number(data.get("minimumAge")),
    access: data.getAll("access"),
    ...optional("skills", given(data, "skills")),
    ...optional("bring", given(data, "bring")),
    policy: given(data, "policy") ?? null,
  }) as OpportunityEdit;

const optional = <K extends string>(key: K, value: string | undefined): { [P in K]?: string } =>
  value ? ({ [key]: value } as { [P in K]?: string }) : {};

/** What the browser can tell beyond empty fields. */
export function contentErrors(data: FormData): FormError[] {
  const t = words("organise").form;
  const themes = data.getAll("themes").length;
  if (themes === 0) return [{ field: "themes", detail: t.themesMissing }];
  return themes > 4 ? [{ field: "themes", detail: t.themesMany }] : [];
}
