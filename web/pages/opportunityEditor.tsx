import { createAsync, createAsyncStore, revalidate, useParams } from "@solidjs/router";
import { createMemo, createSignal, lazy, Show } from "solid-js";
import type { BodyFile } from "../../functions/bodies/contract.ts";
import type { OpportunityFile } from "../../functions/opportunities/contract.ts";
import { answer, api } from "../client.ts";
import { words } from "../i18n/words.ts";
import { actsFor, isStaff, roleIn } from "../parts/acting.ts";
import { Back } from "../parts/Back.tsx";
import { policyOf } from "../parts/coverage.ts";
import { DatesPanel } from "../parts/DatesPanel.tsx";
import { bodyFile } from "../parts/files.ts";
import { Head } from "../parts/Head.tsx";
import { History } from "../parts/History.tsx";
import { Icon } from "../parts/Icon.tsx";
import { MoveButton } from "../parts/MoveButton.tsx";
import { bodyOpportunities, opportunityFile } from "../parts/opportunityFiles.ts";
import { OpportunityPreview } from "../parts/OpportunityPreview.tsx";
import { Private } from "../parts/Private.tsx";
import { PublishPanel } from "../parts/PublishPanel.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

/** The form comes when somebody wants to change something. */
const OpportunityEdit = lazy(() => import("../parts/OpportunityEdit.tsx").then((part) => ({ default: part.OpportunityEdit })));

/** One opportunity as its organisers have it: what is missing, its dates, its text, its end. */
export default function OpportunityEditor() {
  const params = useParams<{ id: string }>();
  return <Private title={words("organise").list.title}>{() => <Desk id={params.id} />}</Private>;
}

function Desk(props: { id: string }) {
  // A date stays the same row when it is read anew: what is open over it stays open.
  const file = createAsyncStore(() => opportunityFile(props.id));
  // Only another body is asked for anew, not the same one for each change of a date.
  const bodyId = createMemo(() => file()?.opportunity.body);
  const body = createAsync(async () => {
    const id = bodyId();
    return id && bodyFile(id);
  });
  return <Show when={file()}>{(file) => <Show when={body()}>{(body) => <Whole file={file()} body={body()} />}</Show>}</Show>;
}

function Whole(props: { file: OpportunityFile; body: BodyFile }) {
  const t = words("organise");
  const it = () => props.file.opportunity;
  const [editing, setEditing] = createSignal(false);
  let content!: HTMLHeadingElement;
  const alive = () => it().state === "draft" || it().state === "published";
  const mayChange = () => alive() && actsFor(it().body);
  const edit = () => {
    setEditing(true);
    content.focus();
    content.scrollIntoView();
  };
  const shut = () => {
    setEditing(false);
    content.focus();
  };

  return (
    <div class="container page">
      <Head title={it().title} hidden />
      <Show when={roleIn(it().body) || isStaff()}>
        <Back href={path("bodyOpportunities", { id: it().body })} label={t.list.back} />
      </Show>
      <h1>{it().title}</h1>
      <p class="head-line">
        <StateBadge of="opportunity" state={it().state} /> <span class="soft">{t.editor.stateText[it().state]}</span>
      </p>
      <p class="soft">
        {t.editor.under}: {it().projectTitle}
        <Show when={it().state !== "draft"}>
          {" · "}
          <a href={path("opportunity", { id: it().id })}>{t.editor.publicPage}</a>
        </Show>
      </p>
      <Show when={it().cancelledReason}>{(reason) => <blockquote class="reason as-written">{reason()}</blockquote>}</Show>
      <Show when={!actsFor(it().body)}>
        <p class="soft">{t.editor.readOnly}</p>
      </Show>

      <div class="stack opportunity-desk">
        <Show when={it().state === "draft" && mayChange()}>
          <PublishPanel file={props.file} body={props.body} edit={edit} />
        </Show>
        <DatesPanel file={props.file} policy={policyOf(props.body.policies, it().policy)} mayChange={mayChange()} />
        <section class="panel" aria-labelledby="content">
          <h2 id="content" tabindex="-1" ref={content}>
            {editing() ? t.editor.editTitle : t.editor.content}
          </h2>
          <Show
            when={editing() && mayChange()}
            fallback={
              <>
                <Show when={mayChange()}>
                  <p class="actions">
                    <button type="button" class="btn btn-outline-primary btn-sm" onClick={edit}>
                      <Icon name="pencil" size="sm" /> {t.editor.edit}
                    </button>
                  </p>
                </Show>
                <OpportunityPreview file={props.file} />
              </>
            }
          >
            <OpportunityEdit file={props.file} body={props.body} close={shut} />
          </Show>
        </section>
        <Show when={it().state === "published" && mayChange()}>
          <End file={props.file} />
        </Show>
        <section>
          <h2>{t.editor.history}</h2>
          <History of="opportunity" moves={props.file.history} />
        </section>
      </div>
    </div>
  );
}

/** The two ways in which a published opportunity ends by hand; neither can be undone. */
function End(props: { file: OpportunityFile }) {
  const t = words("organise");
  const id = () => props.file.opportunity.id;
  const open = () => props.file.shifts.filter(({ state, startsAt }) => state === "open" && startsAt > new Date().toISOString());
  const sum = (count: "taken" | "waiting") => open().reduce((all, shift) => all + shift[count], 0);
  const done = (text: string) => {
    void revalidate([opportunityFile.key, bodyOpportunities.key]);
    say(text);
  };
  return (
    <section>
      <h2>{t.editor.end}</h2>
      <div class="actions">
        <MoveButton
          label={t.editor.close}
          title={t.editor.closeTitle}
          run={() => answer(api.opportunities[":id"].close.$post({ param: { id: id() }, json: {} }))}
          done={() => done(t.editor.closed)}
        >
          <p>{t.editor.closeText}</p>
        </MoveButton>
        <MoveButton
          label={t.editor.cancel}
          title={t.editor.cancelTitle}
          confirm={t.editor.cancelYes}
          reason={{ label: t.dates.reason, hint: t.dates.reasonHint, required: true }}
          run={(reason) => answer(api.opportunities[":id"].cancel.$post({ param: { id: id() }, json: { reason } }))}
          done={() => done(t.editor.cancelled)}
        >
          <p>
            {t.editor.cancelText} {t.dates.cancelWho(sum("taken"), sum("waiting"))} {t.dates.noReturn}
          </p>
        </MoveButton>
      </div>
    </section>
  );
}
