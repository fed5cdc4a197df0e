import { createAsync, revalidate, useParams } from "@solidjs/router";
import { createMemo, Show } from "solid-js";
import type { ProjectFile } from "../../functions/projects/contract.ts";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { actsFor, isStaff } from "../parts/acting.ts";
import { Back } from "../parts/Back.tsx";
import { onReturn, planFile, projectFile } from "../parts/files.ts";
import { History } from "../parts/History.tsx";
import { Private } from "../parts/Private.tsx";
import { ProjectNext } from "../parts/ProjectNext.tsx";
import { ProjectPartners } from "../parts/ProjectPartners.tsx";
import { ProjectSections } from "../parts/ProjectSections.tsx";
import { isOpen } from "../parts/readiness.ts";
import { StateBadge } from "../parts/StateBadge.tsx";
import { path } from "../routes.ts";

export default function ProjectDesk() {
  const params = useParams<{ id: string }>();
  return <Private title={words("codesign").sections}>{() => <Project id={params.id} />}</Private>;
}

/** Where the partners write a project together and follow it to its end. */
function Project(props: { id: string }) {
  const t = words("codesign");
  const file = createAsync(() => projectFile(props.id));
  onReturn(() => revalidate(projectFile.keyFor(props.id)));
  // By its id alone, so that a new version of the project does not ask for the plan again.
  const planId = createMemo(() => file.latest?.project.plan);
  const plan = createAsync(async () => {
    const id = planId();
    return id && planFile(id);
  });
  return (
    <Show when={file.latest}>
      {(file) => {
        const project = () => file().project;
        const editable = () => isOpen(project()) && project().partners.some(({ body }) => actsFor(body));
        return (
          <div class="container page">
            <Back href={path("desk")} label={t.back} />
            <h1>{project().title}</h1>
            <p class="head-line">
              <StateBadge of="project" state={project().state} />
              <Show when={plan.latest}>
                {(plan) => (
                  <span>
                    <span class="soft">{t.inPlan}:</span> <a href={path("plan", { id: plan().plan.id })}>{plan().plan.title}</a>
                  </span>
                )}
              </Show>
            </p>
            <ProjectNext file={file()} />
            <div class="columns">
              <div class="stack">
                <h2>{t.sections}</h2>
                <Show when={plan.latest}>
                  {(plan) => <ProjectSections project={project()} plan={plan().plan} history={file().history} editable={editable()} />}
                </Show>
                <ProjectPartners project={project()} history={file().history} editable={editable()} />
              </div>
              <aside class="stack">
                <Clock file={file()} />
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

/** Who is responsible at ANCI, and how long the project has been with them. */
function Clock(props: { file: ProjectFile }) {
  const t = words("codesign");
  const project = () => props.file.project;
  const shown = () => ["approved", "active", "concluded", "evaluated"].includes(project().state);
  return (
    <div class="panel">
      <dl class="facts">
        <dt>{t.lead}</dt>
        <dd>{project().partners.find(({ body }) => body === project().lead)?.name}</dd>
        <Show when={project().officer}>
          {(officer) => (
            <>
              <dt>{t.officer}</dt>
              <dd>{officer().name}</dd>
            </>
          )}
        </Show>
        <Show when={project().clock.runningSince || project().clock.openMs > 0}>
          <dt>{t.clock}</dt>
          <dd>
            {t.openDays(props.file.openDays)}
            <Show when={project().state === "changes_requested"}>
              {" "}
              <span class="soft">({t.clockPaused})</span>
            </Show>
          </dd>
        </Show>
        <dt>{t.since}</dt>
        <dd>{dayDate(project().since)}</dd>
      </dl>
      <p class="actions">
        <Show when={shown()}>
          <a href={path("project", { id: project().id })}>{t.public}</a>
        </Show>
        <Show when={isStaff()}>
          <a href={path("project-review", { id: project().id })}>{t.reviewIt}</a>
        </Show>
      </p>
    </div>
  );
}
