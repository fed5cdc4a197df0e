import { createAsync, useNavigate, useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, Show } from "solid-js";
import type { Membership } from "../../functions/people/contract.ts";
import type { Plan } from "../../functions/plans/contract.ts";
import type { ProjectDraft } from "../../functions/projects/contract.ts";
import { answer, api } from "../client.ts";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { actsFor } from "../parts/acting.ts";
import { Back } from "../parts/Back.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { CheckGroup, Field } from "../parts/Field.tsx";
import { allPlans, planFile, verifiedBodies } from "../parts/files.ts";
import { given } from "../parts/form.tsx";
import { Private } from "../parts/Private.tsx";
import { me } from "../parts/session.ts";
import { say } from "../parts/Toast.tsx";
import { WrittenForm } from "../parts/WrittenForm.tsx";
import { path } from "../routes.ts";

export default function ProjectNew() {
  return <Private title={words("codesign").newTitle}>{() => <Start />}</Private>;
}

/** A project begins with a plan, a lead and a title. `?body=` and `?plan=` choose beforehand. */
function Start() {
  const t = words("codesign");
  const [search] = useSearchParams<{ body: string; plan: string }>();
  const verified = createAsync(() => verifiedBodies());
  const plans = createAsync(() => allPlans());
  const mine = createMemo(() => (me()?.memberships ?? []).filter(({ body }) => actsFor(body) && verified()?.some(({ id }) => id === body)));
  const [body, setBody] = createSignal<string>();
  const chosenBody = () => mine().find((each) => each.body === (body() ?? search.body)) ?? mine()[0];
  const open = createMemo(() =>
    (plans() ?? []).filter(({ leadPartner, partners }) => [leadPartner, ...partners].includes(chosenBody()?.body as Plan["leadPartner"])),
  );
  const [plan, setPlan] = createSignal<string>();
  const chosenPlan = () => open().find(({ id }) => id === (plan() ?? search.plan)) ?? open()[0];

  return (
    <div class="container page narrow">
      <Back href={path("desk")} label={t.back} />
      <h1>{t.newTitle}</h1>
      <p class="lead">{t.newLead}</p>
      <Show when={verified() && plans()}>
        <Show
          when={chosenBody()}
          fallback={
            <EmptyState icon="pa" title={t.noBody} text={t.noBodyText}>
              <a class="btn btn-primary" href={path("desk")}>
                {t.toDesk}
              </a>
            </EmptyState>
          }
        >
          {(lead) => (
            <>
              <Show when={mine().length > 1}>
                <CheckGroup
                  one
                  required
                  name="lead"
                  label={t.body}
                  hint={t.bodyHint}
                  chosen={[lead().body]}
                  onChange={([chosen]) => setBody(chosen)}
                  options={mine().map((each) => ({ value: each.body, label: each.bodyName }))}
                />
              </Show>
              <Show
                when={chosenPlan()}
                fallback={
                  <EmptyState icon="list" title={t.noPlan(lead().bodyName)} text={t.noPlanText}>
                    <a class="btn btn-outline-primary" href={path("plans")}>
                      {t.seePlans}
                    </a>
                  </EmptyState>
                }
              >
                {(chosen) => <Begin lead={lead().body} plans={open()} plan={chosen()} setPlan={setPlan} />}
              </Show>
            </>
          )}
        </Show>
      </Show>
    </div>
  );
}

function Begin(props: { lead: Membership["body"]; plans: readonly Plan[]; plan: Plan; setPlan: (plan: string | undefined) => void }) {
  const t = words("codesign");
  const { workPackages } = words("states");
  const navigate = useNavigate();
  const file = createAsync(() => planFile(props.plan.id));
  const others = () => (file.latest?.bodies ?? []).filter(({ id }) => id !== props.lead);
  const create = (data: FormData) =>
    answer(
      api.projects.$post({
        json: {
          plan: props.plan.id,
          lead: props.lead,
          title: given(data, "title") ?? "",
          partners: data.getAll("partners") as ProjectDraft["partners"],
          need: "",
          beneficiaries: "",
          activities: "",
          comuni: [],
          from: null,
          to: null,
        },
      }),
    );
  return (
    <WrittenForm
      submit={create}
      done={({ id }) => {
        say(t.created);
        navigate(path("project-desk", { id }));
      }}
      label={t.create}
    >
      <CheckGroup
        one
        required
        name="plan"
        label={t.plan}
        hint={t.planHint}
        chosen={[props.plan.id]}
        onChange={([chosen]) => props.setPlan(chosen)}
        options={props.plans.map((plan) => ({
          value: plan.id,
          label: plan.title,
          hint: [workPackages[plan.workPackage], plan.zone, t.planDates(dayDate(plan.from), dayDate(plan.to))].join(" · "),
        }))}
      />
      <Field name="title" label={t.title} hint={t.titleHint} required maxLength={160} autocomplete="off" />
      <Show when={others().length > 0}>
        <CheckGroup
          name="partners"
          label={t.partners}
          hint={t.partnersHint}
          options={others().map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Show>
    </WrittenForm>
  );
}
