import { revalidate, useNavigate } from "@solidjs/router";
import type { Plan, PlanDraft } from "../../functions/plans/contract.ts";
import { answer, api } from "../client.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../parts/Back.tsx";
import { allPlans } from "../parts/files.ts";
import { PlanForm } from "../parts/PlanForm.tsx";
import { StaffOnly } from "../parts/StaffOnly.tsx";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

export default function PlanNew() {
  const t = words("planning");
  const navigate = useNavigate();
  const done = async ({ id }: Plan) => {
    await revalidate(allPlans.key);
    say(t.saved);
    navigate(path("plan-desk", { id }));
  };
  return (
    <StaffOnly title={t.newTitle}>
      <div class="container page narrow">
        <Back href={path("plans-desk")} label={t.backToPlans} />
        <h1>{t.newTitle}</h1>
        <PlanForm submit={(draft: PlanDraft) => answer(api.plans.$post({ json: draft }))} done={(plan) => void done(plan)} />
      </div>
    </StaffOnly>
  );
}
