import { createAsync, revalidate, useParams } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { Body, VouchRequest } from "../../functions/bodies/contract.ts";
import { answer, api } from "../client.ts";
import { words } from "../i18n/words.ts";
import { actsFor } from "../parts/acting.ts";
import { Back } from "../parts/Back.tsx";
import { BodyFacts } from "../parts/BodyFacts.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { bodyFile } from "../parts/files.ts";
import { MoveButton } from "../parts/MoveButton.tsx";
import { Private } from "../parts/Private.tsx";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

export default function BodyVouch() {
  const params = useParams<{ id: string }>();
  return <Private title={words("body").vouchLink}>{() => <Asks id={params.id} />}</Private>;
}

/** The informal groups that named this body as their voucher. */
function Asks(props: { id: string }) {
  const t = words("body");
  const file = createAsync(() => bodyFile(props.id));
  return (
    <Show when={file.latest}>
      {(file) => (
        <div class="container page narrow">
          <Back href={path("body-desk", { id: props.id })} label={t.backToBody(file().body.name)} />
          <h1>{t.vouchTitle(file().body.name)}</h1>
          <p class="lead">{t.vouchLead}</p>
          <Show when={file().asks.length > 0} fallback={<EmptyState icon="check-circle" title={t.vouchNone} text={t.vouchNoneText} />}>
            <ul class="plain-list stack">
              <For each={file().asks}>{(ask) => <Ask ask={ask} voucher={file().body.id} />}</For>
            </ul>
          </Show>
        </div>
      )}
    </Show>
  );
}

function Ask(props: { ask: VouchRequest; voucher: Body["id"] }) {
  const t = words("body");
  const group = createAsync(() => bodyFile(props.ask.body));
  const vouch = async () => {
    await answer(api.bodies[":id"].vouch.$post({ param: { id: props.ask.body }, json: { voucher: props.voucher } }));
    await revalidate(bodyFile.key);
    say(t.vouchDone(props.ask.name));
  };
  return (
    <li class="panel">
      <h2>{props.ask.name}</h2>
      <Show when={group.latest}>{(file) => <BodyFacts body={file().body} />}</Show>
      <Show when={actsFor(props.voucher)}>
        <div class="actions">
          <MoveButton class="btn btn-primary" label={t.vouch} title={t.vouchQuestion(props.ask.name)} run={vouch}>
            <p>{t.vouchMeans}</p>
          </MoveButton>
        </div>
        <p class="soft">{t.vouchUnknown}</p>
      </Show>
    </li>
  );
}
