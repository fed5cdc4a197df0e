import { useNavigate } from "@solidjs/router";
import type { BodyDraft } from "../../functions/bodies/contract.ts";
import { answer, api } from "../client.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../parts/Back.tsx";
import { BodyForm } from "../parts/BodyForm.tsx";
import { Private } from "../parts/Private.tsx";
import { refreshMe } from "../parts/session.ts";
import { Steps } from "../parts/Steps.tsx";
import { path } from "../routes.ts";

/** Registering a body: whoever does it is its first owner. */
export default function BodyNew() {
  const t = words("body");
  const navigate = useNavigate();
  const create = async (draft: BodyDraft) => {
    const body = await answer(api.bodies.$post({ json: draft }));
    await refreshMe();
    return body;
  };
  return (
    <Private title={t.newTitle}>
      {() => (
        <div class="container page narrow">
          <Back href={path("desk")} label={t.back} />
          <h1>{t.newTitle}</h1>
          <p class="lead">{t.newLead}</p>
          <Steps steps={t.steps} now={0} />
          <BodyForm
            submit={(draft) => create(draft as BodyDraft)}
            done={({ id }) => navigate(path("body-desk", { id }))}
            label={t.saveNew}
          />
        </div>
      )}
    </Private>
  );
}
