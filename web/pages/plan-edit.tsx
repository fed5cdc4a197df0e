import { createAsync, revalidate, useNavigate, useParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import type { Plan, PlanDraft, PlanFile } from "../../functions/plans/contract.ts";
import { answer, api, ifMatch } from "../client.ts";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../parts/Back.tsx";
import { allPlans, planFile, readPlan } from "../parts/files.ts";
import { type Difference, Meanwhile, saving } from "../parts/Meanwhile.tsx";
import { PlanForm } from "../parts/PlanForm.tsx";
import { StaffOnly } from "../parts/StaffOnly.tsx";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

export default function PlanEdit() {
  const params = useParams<{ id: string }>();
  return (
    <StaffOnly title={words("planning").edit}>
      <Editor id={params.id} />
    </StaffOnly>
  );
}

function Editor(props: { id: string }) {
  const t = words("planning");
  const navigate = useNavigate();
  const file = createAsync(() => planFile(props.id));
  // What this person began with; `theirs` is what somebody else saved since.
  const [theirs, setTheirs] = createSignal<PlanFile>();
  const [taken, setTaken] = createSignal<PlanFile>();
  const begun = () => taken() ?? file.latest;
  const save = (draft: PlanDraft) =>
    saving(
      () => answer(api.plans[":id"].$put({ param: { id: props.id }, json: draft }, ifMatch((theirs() ?? begun()!).plan.version))),
      async () => setTheirs(await readPlan(props.id)),
    );
  const done = async () => {
    await revalidate([allPlans.key, planFile.key]);
    say(t.saved);
    navigate(path("plan-desk", { id: props.id }));
  };
  return (
    <div class="container page narrow">
      <Show when={begun()} keyed>
        {({ plan, bodies }) => (
          <>
            <Back href={path("plan-desk", { id: plan.id })} label={plan.title} />
            <h1>{t.editTitle(plan.title)}</h1>
            <Show when={theirs()}>
              {(fresh) => (
                <Meanwhile
                  differences={differences(plan, fresh())}
                  takeTheirs={() => {
                    setTaken(fresh());
                    setTheirs();
                  }}
                />
              )}
            </Show>
            <PlanForm
              plan={plan}
              bodies={bodies}
              submit={save}
              done={() => void done()}
              beside={
                <a class="btn btn-outline-primary" href={path("plan-desk", { id: plan.id })}>
                  {words("common").cancel}
                </a>
              }
            />
          </>
        )}
      </Show>
    </div>
  );
}

/** Where the saved plan differs from the one that this person began with, in words. */
function differences(before: Plan, { plan: after, bodies }: PlanFile): Difference[] {
  const t = words("planning");
  const nameOf = (body: string) => bodies.find(({ id }) => id === body)?.name ?? "";
  const spoken = (plan: Plan): Record<string, string> => ({
    [t.workPackage]: words("states").workPackages[plan.workPackage],
    [t.name]: plan.title,
    [t.zone]: plan.zone,
    [t.summary]: plan.summary ?? "",
    [t.col.period]: t.period(dayDate(plan.from), dayDate(plan.to)),
    [t.leadPartner]: nameOf(plan.leadPartner),
    [t.partners]: t.partnersCount(plan.partners.length),
    [t.territory]: t.comuni(plan.territory.length),
  });
  const old = spoken(before);
  return Object.entries(spoken(after))
    .filter(([label, value]) => value !== old[label])
    .map(([label, theirs]) => ({ label, theirs }));
}
