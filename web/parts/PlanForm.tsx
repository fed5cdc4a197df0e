import { createAsync } from "@solidjs/router";
import { createMemo, type JSX, Show } from "solid-js";
import { BodyKind } from "../../functions/people/contract.ts";
import { type Plan, type PlanDraft, type PlanFile, WorkPackage } from "../../functions/plans/contract.ts";
import { words } from "../i18n/words.ts";
import { Area, CheckGroup, DateField, Field, type Option, Select } from "./Field.tsx";
import { verifiedBodies } from "./files.ts";
import { given } from "./form.tsx";
import { type PickGroup, PickMany } from "./PickMany.tsx";
import { TerritoryField } from "./TerritoryField.tsx";
import { WrittenForm } from "./WrittenForm.tsx";

type Props = {
  /** What there is already; without it a new plan begins. */
  plan?: Plan;
  /** Names of the plan's partners: some may be verified no more, and stay. */
  bodies?: PlanFile["bodies"];
  submit: (draft: PlanDraft) => Promise<Plan>;
  done: (plan: Plan) => void;
  beside?: JSX.Element;
};

/** A local action plan, as ANCI's staff draw it up. */
export function PlanForm(props: Props) {
  const t = words("planning");
  const { bodyKinds, workPackages } = words("states");
  const verified = createAsync(() => verifiedBodies());
  const groups = createMemo((): PickGroup[] => {
    const known = verified() ?? [];
    const gone = (props.bodies ?? []).filter(({ id }) => !known.some((body) => body.id === id));
    const of = (kind: BodyKind): Option[] => known.filter((body) => body.kind === kind).map(({ id, name }) => ({ value: id, label: name }));
    return [
      ...BodyKind.options.map((kind) => ({ label: bodyKinds[kind], options: of(kind) })),
      { label: "–", options: gone.map(({ id, name }) => ({ value: id, label: name })) },
    ].filter(({ options }) => options.length > 0);
  });
  const draftOf = (data: FormData): PlanDraft => ({
    workPackage: given(data, "workPackage") as Plan["workPackage"],
    title: given(data, "title") ?? "",
    zone: given(data, "zone") ?? "",
    summary: given(data, "summary"),
    from: given(data, "from") ?? "",
    to: given(data, "to") ?? "",
    leadPartner: given(data, "leadPartner") as Plan["leadPartner"],
    partners: data.getAll("partners") as Plan["partners"],
    territory: data.getAll("territory").map(String),
  });
  const check = (data: FormData) => [
    ...(data.has("workPackage") ? [] : [{ field: "workPackage", detail: words("common").form.fillIn }]),
    ...(data.has("territory") ? [] : [{ field: "territory", detail: t.chooseComuni }]),
  ];
  return (
    <Show when={verified()}>
      <WrittenForm submit={(data) => props.submit(draftOf(data))} done={props.done} check={check} label={t.save} beside={props.beside}>
        <fieldset class="form-part">
          <legend>{t.what}</legend>
          <CheckGroup
            one
            required
            name="workPackage"
            label={t.workPackage}
            chosen={props.plan ? [props.plan.workPackage] : []}
            options={WorkPackage.options.map((value) => ({ value, label: workPackages[value] }))}
          />
          <Field name="title" label={t.name} required maxLength={160} autocomplete="off" value={props.plan?.title ?? ""} />
          <Field name="zone" label={t.zone} hint={t.zoneHint} required maxLength={120} autocomplete="off" value={props.plan?.zone ?? ""} />
          <Area name="summary" label={t.summary} hint={t.summaryHint} maxLength={4000} value={props.plan?.summary ?? ""} />
          <div class="row">
            <DateField name="from" label={t.from} required value={props.plan?.from ?? ""} />
            <DateField name="to" label={t.to} required value={props.plan?.to ?? ""} />
          </div>
        </fieldset>
        <fieldset class="form-part">
          <legend>{t.who}</legend>
          <Select
            name="leadPartner"
            label={t.leadPartner}
            hint={t.leadHint}
            required
            empty={words("common").form.choose}
            value={props.plan?.leadPartner}
            options={groups().flatMap(({ options }) => options)}
          />
          <PickMany name="partners" label={t.partners} hint={t.partnersHint} groups={groups()} chosen={props.plan?.partners} />
        </fieldset>
        <fieldset class="form-part">
          <legend>{t.where}</legend>
          <TerritoryField name="territory" label={t.territory} hint={t.territoryHint} chosen={props.plan?.territory ?? []} />
        </fieldset>
      </WrittenForm>
    </Show>
  );
}
