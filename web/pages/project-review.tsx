import { createAsync, revalidate, useParams } from "@solidjs/router";
import { createMemo, For, Match, Show, Switch } from "solid-js";
import { createStore } from "solid-js/store";
import type { ProjectFile, ProjectReview as Review, Section } from "../../functions/projects/contract.ts";
import { answer, api } from "../client.ts";
import { dayDate, listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { roleIn } from "../parts/acting.ts";
import { AskChange, type Asks, type SetAsk } from "../parts/AskChange.tsx";
import { Back } from "../parts/Back.tsx";
import { planFile, projectFile, projectsIn, waitingForStaff } from "../parts/files.ts";
import { History } from "../parts/History.tsx";
import { MoveButton } from "../parts/MoveButton.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Move as ProjectMoveButton } from "../parts/ProjectNext.tsx";
import { ProjectPartners } from "../parts/ProjectPartners.tsx";
import { ProjectSections } from "../parts/ProjectSections.tsx";
import { me } from "../parts/session.ts";
import { StaffOnly } from "../parts/StaffOnly.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { say } from "../parts/Toast.tsx";
import { createUnsaved, Unsaved } from "../parts/Unsaved.tsx";
import { path } from "../routes.ts";

export default function ProjectReview() {
  const params = useParams<{ id: string }>();
  return (
    <StaffOnly title={words("review").projects}>
      <Reviewed id={params.id} />
    </StaffOnly>
  );
}

/** A project as ANCI's staff read and decide it: a request for a change beside each section, then one decision for the whole. */
function Reviewed(props: { id: string }) {
  const t = words("review");
  const codesign = words("codesign");
  const file = createAsync(() => projectFile(props.id));
  const planId = createMemo(() => file.latest?.project.plan);
  const plan = createAsync(async () => {
    const id = planId();
    return id && planFile(id);
  });
  // Requests as they are being written; they stay while the page is open and leave with the decision.
  const [asks, setAsks] = createStore<Asks>({});
  const unsaved = createUnsaved();
  const setAsk: SetAsk = (section, reason) => {
    setAsks(section, reason);
    if (reason) unsaved.touch();
  };
  return (
    <Show when={file.latest}>
      {(file) => {
        const project = () => file().project;
        const own = () => project().partners.filter(({ body }) => roleIn(body));
        const deciding = () => project().state === "in_review" && own().length === 0;
        const beside = (section: Section) => (
          <Show when={deciding()}>
            <AskChange section={section} asks={asks} setAsk={setAsk} />
          </Show>
        );
        return (
          <div class="container page">
            <Back href={path("review")} label={t.back} />
            <h1>{project().title}</h1>
            <p class="head-line">
              <StateBadge of="project" state={project().state} />
              <span>{t.projectLead(project().partners.find(({ body }) => body === project().lead)?.name ?? "")}</span>
              <a href={path("project-desk", { id: project().id })}>{t.openDesk}</a>
            </p>
            <Unsaved unsaved={unsaved} />
            <Begin file={file()} own={own().map(({ name }) => name)} />
            <div class="columns">
              <div class="stack">
                <h2>{codesign.sections}</h2>
                <Show when={plan.latest}>
                  {(plan) => (
                    <ProjectSections project={project()} plan={plan().plan} history={file().history} editable={false} beside={beside} />
                  )}
                </Show>
                <ProjectPartners project={project()} history={file().history} editable={false} beside={beside} />
                <Show when={deciding()}>
                  <Decide file={file()} asks={asks} decided={unsaved.clear} />
                </Show>
              </div>
              <aside class="stack">
                <Facts file={file()} plan={plan.latest ? plan.latest.plan.title : ""} />
                <section>
                  <h2>{t.history}</h2>
                  <History of="project" moves={file().history} />
                </section>
              </aside>
            </div>
          </div>
        );
      }}
    </Show>
  );
}

const changed = async (word: string) => {
  await revalidate([projectFile.key, projectsIn.key, waitingForStaff.key]);
  say(word);
};
const review = (id: string, json: Review) => answer(api.projects[":id"].review.$post({ param: { id }, json }));

/** What this reviewer has to know or do first. */
function Begin(props: { file: ProjectFile; own: readonly string[] }) {
  const t = words("review");
  const project = () => props.file.project;
  const start = async () => {
    await review(project().id, { move: "start_review" });
    await changed(t.started);
  };
  const evaluate = async () => {
    await answer(api.projects[":id"].moves.$post({ param: { id: project().id }, json: { move: "evaluate" } }));
    await changed(t.evaluated);
  };
  return (
    <Switch>
      <Match when={props.own.length > 0}>
        <Notice tone="warning">
          <p>{t.ownProject(listed(props.own))}</p>
        </Notice>
      </Match>
      <Match when={project().state === "submitted"}>
        <Notice tone="info">
          <p>{t.notStarted}</p>
          <div class="actions">
            <MoveButton class="btn btn-primary" label={t.startReview} title={t.startReviewTitle} run={start}>
              <p>{t.startReviewText}</p>
            </MoveButton>
          </div>
        </Notice>
      </Match>
      <Match when={project().state === "in_review"}>
        <Notice tone="info">
          <p>{t.underReview}</p>
          <Show when={project().officer && project().officer!.person !== me()?.person.id}>
            <p>{t.otherOfficer(project().officer!.name)}</p>
          </Show>
        </Notice>
      </Match>
      <Match when={project().state === "changes_requested"}>
        <Notice tone="info">
          <p>{t.waitsPartners}</p>
        </Notice>
      </Match>
      <Match when={project().state === "active"}>
        <div class="actions">
          <ProjectMoveButton file={props.file} move="suspend" />
        </div>
      </Match>
      <Match when={project().state === "suspended" && project().suspendedBy === "staff"}>
        <div class="actions">
          <ProjectMoveButton file={props.file} move="resume" />
        </div>
      </Match>
      <Match when={project().state === "concluded"}>
        <div class="actions">
          <MoveButton label={t.evaluate} title={t.evaluateTitle} run={evaluate}>
            <p>{t.evaluateText}</p>
          </MoveButton>
        </div>
      </Match>
    </Switch>
  );
}

function Facts(props: { file: ProjectFile; plan: string }) {
  const t = words("codesign");
  const project = () => props.file.project;
  return (
    <div class="panel">
      <dl class="facts">
        <dt>{t.inPlan}</dt>
        <dd>
          <a href={path("plan", { id: project().plan })}>{props.plan}</a>
        </dd>
        <dt>{t.clock}</dt>
        <dd>
          <strong>{t.openDays(props.file.openDays)}</strong>
          <Show when={project().state === "changes_requested"}>
            {" "}
            <span class="soft">({t.clockPaused})</span>
          </Show>
        </dd>
        <dt>{t.officer}</dt>
        <dd>{project().officer?.name ?? words("review").nobody}</dd>
        <dt>{t.since}</dt>
        <dd>{dayDate(project().since)}</dd>
      </dl>
    </div>
  );
}

/** The decision: changes need a request beside a section, a rejection a reason, an approval nothing but care. */
function Decide(props: { file: ProjectFile; asks: Asks; decided: () => void }) {
  const t = words("review");
  const { sections } = words("states");
  const id = () => props.file.project.id;
  const reasons = createMemo(() =>
    (Object.entries(props.asks) as [Section, string | undefined][]).flatMap(([section, reason]) =>
      reason?.trim() ? [{ section, reason: reason.trim() }] : [],
    ),
  );
  const decide = async (move: "request_changes" | "approve" | "reject", json: Omit<Review, "move">) => {
    await review(id(), { move, ...json });
    props.decided();
    await changed(t.moved[move]);
  };
  const Asked = () => (
    <ul>
      <For each={reasons()}>
        {({ section, reason }) => (
          <li>
            <strong>{sections[section]}</strong>: <span class="as-written">{reason}</span>
          </li>
        )}
      </For>
    </ul>
  );
  return (
    <section class="panel stack">
      <h2>{t.decide}</h2>
      <Show when={reasons().length > 0} fallback={<p class="soft">{t.noAsks}</p>}>
        <div>
          <p>{t.asks(reasons().length)}</p>
          <Asked />
        </div>
      </Show>
      <div class="actions">
        <Show when={reasons().length > 0}>
          <MoveButton
            class="btn btn-primary"
            label={t.requestChanges}
            title={t.requestTitle}
            reason={{ label: t.note, required: false }}
            run={(reason) => decide("request_changes", { reasons: reasons(), reason })}
          >
            <p>{t.requestText}</p>
            <Asked />
          </MoveButton>
        </Show>
        <MoveButton
          class={reasons().length > 0 ? "btn btn-outline-primary" : "btn btn-primary"}
          label={t.approve}
          title={t.approveTitle}
          run={() => decide("approve", {})}
        >
          <p>{t.approveText}</p>
          <Show when={reasons().length > 0}>
            <Notice tone="warning">
              <p>{t.approveDrops(reasons().length)}</p>
            </Notice>
          </Show>
        </MoveButton>
        <MoveButton
          label={t.reject}
          title={t.rejectTitle}
          reason={{ label: t.reason, hint: t.reasonHint, required: true }}
          run={(reason) => decide("reject", { reason })}
        >
          <p>{t.rejectText}</p>
        </MoveButton>
      </div>
    </section>
  );
}
