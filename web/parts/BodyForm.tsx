import { createAsync } from "@solidjs/router";
import { createMemo, createSignal, type JSX, Show } from "solid-js";
import { type Body, BodyDraft, type BodyEdit, RuntsSection } from "../../functions/bodies/contract.ts";
import { Language } from "../../functions/opportunities/contract.ts";
import { languageName } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { ComuneField } from "./ComuneField.tsx";
import { comuneMeant } from "./comuneNames.ts";
import { allComuni } from "./comuni.ts";
import { Area, CheckGroup, DateField, Field, type Option, Select } from "./Field.tsx";
import { verifiedBodies } from "./files.ts";
import { given } from "./form.tsx";
import { WrittenForm } from "./WrittenForm.tsx";

type Kind = BodyEdit["kind"];

/** Kinds that may be enrolled in the RUNTS, and those that may vouch for an informal group: the API holds to the same. */
const inRunts: ReadonlySet<Kind> = new Set(["third_sector", "migrant_association"]);
const vouchers: ReadonlySet<Kind> = new Set(["comune", "migrant_association", "third_sector"]);

type Props<T> = {
  /** What there is already; without it a new body begins. */
  body?: Body;
  submit: (draft: BodyEdit) => Promise<T>;
  done: (reply: T) => void;
  label: string;
  beside?: JSX.Element;
};

/** The data of a body. What ANCI verified is left out once it is settled: the API would refuse a change of it. */
export function BodyForm<T>(props: Props<T>) {
  const t = words("body");
  const states = words("states");
  const comuni = createAsync(() => allComuni());
  const settled = () => !!props.body && !["draft", "returned"].includes(props.body.state);
  const [kind, setKind] = createSignal<Kind | undefined>(props.body?.kind);
  const [comune, setComune] = createSignal(props.body?.comune);
  const comuneName = () => comuni()?.find(({ code }) => code === props.body?.comune)?.name ?? "";

  const draftOf = (data: FormData): BodyEdit => {
    const typed = {
      description: given(data, "description"),
      email: given(data, "email") ?? "",
      phone: given(data, "phone"),
      website: withScheme(given(data, "website")),
      languages: data.getAll("languages").map(String),
    };
    if (props.body && settled()) {
      const { kind, name, comune, taxCode, runtsSection, runtsSince, voucher } = props.body;
      return { kind, name, comune, taxCode, runtsSection, runtsSince, voucher, ...typed };
    }
    return {
      ...typed,
      kind: given(data, "kind") as Kind,
      name: given(data, "name") ?? "",
      comune: comuneMeant(comuni() ?? [], given(data, "comune") ?? "")?.code ?? "",
      taxCode: given(data, "taxCode"),
      runtsSection: given(data, "runtsSection") as BodyEdit["runtsSection"],
      runtsSince: given(data, "runtsSince"),
      voucher: given(data, "voucher") as BodyEdit["voucher"],
    };
  };
  const check = (data: FormData) => {
    const { fillIn, comuneUnknown } = words("common").form;
    if (settled()) return [];
    return [
      ...(given(data, "kind") ? [] : [{ field: "kind", detail: fillIn }]),
      ...(given(data, "comune") && !comuneMeant(comuni() ?? [], given(data, "comune")!)
        ? [{ field: "comune", detail: comuneUnknown }]
        : []),
    ];
  };

  return (
    <Show when={comuni()}>
      <WrittenForm submit={(data) => props.submit(draftOf(data))} done={props.done} check={check} label={props.label} beside={props.beside}>
        <Show when={!settled()}>
          <fieldset class="form-part">
            <legend>{t.kindGroup}</legend>
            <CheckGroup
              one
              required
              name="kind"
              label={t.kind}
              chosen={kind() ? [kind()!] : []}
              onChange={([chosen]) => setKind(chosen as Kind)}
              options={BodyDraft.entries.kind.options.map((value) => ({ value, label: states.bodyKinds[value], hint: t.kindHints[value] }))}
            />
          </fieldset>
        </Show>
        <fieldset class="form-part">
          <legend>{t.nameGroup}</legend>
          <Show when={!settled()}>
            <Field name="name" label={t.name} hint={t.nameHint} required maxLength={120} value={props.body?.name ?? ""} />
            <ComuneField
              name="comune"
              label={t.comune}
              hint={t.comuneHint}
              required
              value={comuneName()}
              onComune={(found) => setComune(found?.code)}
            />
          </Show>
          <Area
            name="description"
            label={t.description}
            hint={t.descriptionHint}
            maxLength={2000}
            rows={4}
            value={props.body?.description ?? ""}
          />
          <Field
            name="email"
            type="email"
            label={t.email}
            hint={t.emailHint}
            required
            autocomplete="email"
            value={props.body?.email ?? ""}
          />
          <div class="row">
            <Field name="phone" type="tel" label={t.phone} maxLength={30} autocomplete="tel" value={props.body?.phone ?? ""} />
            <Field
              name="website"
              inputMode="url"
              label={t.website}
              hint={t.websiteHint}
              maxLength={200}
              autocomplete="url"
              value={props.body?.website ?? ""}
            />
          </div>
          <div class="dense">
            <CheckGroup name="languages" label={t.languages} chosen={props.body?.languages ?? []} options={languages()} />
          </div>
        </fieldset>
        <Show when={!settled() && kind()}>
          <fieldset class="form-part">
            <legend>{t.legalGroup}</legend>
            <Show when={kind() === "informal_group"}>
              <VoucherField comune={comune()} value={props.body?.voucher} />
            </Show>
            <Field
              name="taxCode"
              label={t.taxCode}
              hint={t.taxCodeHint}
              maxLength={20}
              autocomplete="off"
              value={props.body?.taxCode ?? ""}
            />
            <Show when={inRunts.has(kind()!)}>
              <div class="row">
                <Select
                  name="runtsSection"
                  label={t.runtsSection}
                  required={kind() === "third_sector"}
                  empty={kind() === "third_sector" ? words("common").form.choose : t.runtsNone}
                  value={props.body?.runtsSection}
                  options={RuntsSection.options.map((value) => ({ value, label: states.runtsSections[value] }))}
                />
                <DateField name="runtsSince" label={t.runtsSince} hint={t.runtsSinceHint} value={props.body?.runtsSince ?? ""} />
              </div>
            </Show>
          </fieldset>
        </Show>
      </WrittenForm>
    </Show>
  );
}

/** The Comune of the group, or an association: a Comune vouches only for groups of its territory. */
function VoucherField(props: { comune: string | undefined; value: string | undefined }) {
  const t = words("body");
  const bodies = createAsync(() => verifiedBodies());
  const options = createMemo((): Option[] =>
    (bodies() ?? [])
      .filter(({ kind, comune }) => vouchers.has(kind) && (kind !== "comune" || comune === props.comune))
      .toSorted((a, b) => Number(b.kind === "comune") - Number(a.kind === "comune"))
      .map(({ id, name }) => ({ value: id, label: name })),
  );
  return (
    <Select
      name="voucher"
      label={t.voucher}
      hint={props.comune ? t.voucherHint : t.voucherComune}
      empty={t.voucherNone}
      value={props.value}
      options={options()}
    />
  );
}

const languages = (): Option[] => Language.options.map((value) => ({ value, label: languageName(value) }));

/** People write `www.esempio.it`. */
const withScheme = (address: string | undefined): string | undefined =>
  address && !/^[a-z]+:\/\//i.test(address) ? `https://${address}` : address;
