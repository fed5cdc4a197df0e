import { createAsync, useSearchParams } from "@solidjs/router";
import { For, Show } from "solid-js";
import { type Body, BodyState } from "../../functions/bodies/contract.ts";
import { type ProjectLine, ProjectState } from "../../functions/projects/contract.ts";
import { answer, api } from "../client.ts";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../parts/Back.tsx";
import { allComuni } from "../parts/comuni.ts";
import { bodiesIn, projectsIn } from "../parts/files.ts";
import { createMore, More } from "../parts/More.tsx";
import { me } from "../parts/session.ts";
import { StaffOnly } from "../parts/StaffOnly.tsx";
import { stateWord } from "../parts/StateBadge.tsx";
import { Table } from "../parts/Table.tsx";
import { path } from "../routes.ts";

const queues = ["submitted", "in_review", "changes_requested"] as const satisfies readonly ProjectState[];
const otherProjects = ProjectState.options.filter((state) => !queues.some((queue) => queue === state));
const otherBodies = BodyState.options.filter((state) => state !== "submitted");

export default function Review() {
  return (
    <StaffOnly title={words("review").title}>
      <Queues />
    </StaffOnly>
  );
}

/** What waits for ANCI's staff, the longest waiting first; by `?projects=` and `?bodies=` those of any other state. */
function Queues() {
  const t = words("review");
  const [search] = useSearchParams<{ projects: string; bodies: string }>();
  const chosenProjects = () => otherProjects.find((state) => state === search.projects);
  const chosenBodies = () => otherBodies.find((state) => state === search.bodies);
  return (
    <div class="container page stack">
      <div>
        <Back href={path("desk")} label={words("desk").title} />
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
      </div>
      <section class="stack">
        <h2>{t.projects}</h2>
        <For each={queues}>
          {(state) => (
            <section>
              <h3>{t.projectQueues[state]}</h3>
              <p class="soft">{t.projectQueueHints[state]}</p>
              <ProjectList state={state} />
            </section>
          )}
        </For>
      </section>
      <section>
        <h2>{t.bodies}</h2>
        <h3>{t.bodyQueue}</h3>
        <BodyList state="submitted" />
      </section>
      <section class="stack" id="others">
        <h2>{t.others}</h2>
        <div>
          <h3>{t.otherProjects}</h3>
          <States name="projects" of="project" states={otherProjects} chosen={chosenProjects()} />
          <Show when={chosenProjects()} keyed>
            {(state) => <ProjectList state={state} />}
          </Show>
        </div>
        <div>
          <h3>{t.otherBodies}</h3>
          <States name="bodies" of="body" states={otherBodies} chosen={chosenBodies()} />
          <Show when={chosenBodies()} keyed>
            {(state) => <BodyList state={state} />}
          </Show>
        </div>
      </section>
    </div>
  );
}

function States<State extends string>(props: {
  name: string;
  of: "project" | "body";
  states: readonly State[];
  chosen: State | undefined;
}) {
  return (
    <ul class="chips state-links">
      <For each={props.states}>
        {(state) => (
          <li>
            <a class="chip" href={`?${props.name}=${state}#others`} aria-current={state === props.chosen ? "true" : undefined}>
              {stateWord(props.of, state as never)}
            </a>
          </li>
        )}
      </For>
    </ul>
  );
}

function ProjectList(props: { state: ProjectState }) {
  const t = words("review");
  const first = createAsync(() => projectsIn(props.state));
  const list = createMore<ProjectLine>(
    () => first.latest,
    (cursor) => answer(api.projects.$get({ query: { state: props.state, cursor } })),
  );
  const paused = () => props.state === "changes_requested";
  return (
    <Show when={first.latest}>
      <Show when={list.items().length > 0} fallback={<p>{t.noneProjects}</p>}>
        <Table
          caption={t.caption.projects(stateWord("project", props.state))}
          rows={list.items()}
          columns={[
            { label: t.col.project, cell: ({ project }) => <a href={path("project-review", { id: project.id })}>{project.title}</a> },
            { label: t.col.lead, cell: ({ project }) => project.partners.find(({ body }) => body === project.lead)?.name },
            {
              label: t.col.officer,
              cell: ({ project: { officer } }) => (officer?.person === me()?.person.id ? t.you : (officer?.name ?? t.nobody)),
            },
            { label: t.col.since, cell: ({ project }) => dayDate(project.since) },
            {
              label: t.col.days,
              number: true,
              cell: ({ openDays }) => (
                <span>
                  <strong>{openDays}</strong> <Show when={paused()}>({t.paused})</Show>
                </span>
              ),
            },
          ]}
        />
        <More list={list} />
      </Show>
    </Show>
  );
}

function BodyList(props: { state: BodyState }) {
  const t = words("review");
  const { bodyKinds } = words("states");
  const comuni = createAsync(() => allComuni());
  const first = createAsync(() => bodiesIn(props.state));
  const list = createMore<Body>(
    () => first.latest,
    (cursor) => answer(api.bodies.$get({ query: { state: props.state, cursor } })),
  );
  return (
    <Show when={first.latest}>
      <Show when={list.items().length > 0} fallback={<p>{t.noneBodies}</p>}>
        <Table
          caption={t.caption.bodies(stateWord("body", props.state))}
          rows={list.items()}
          columns={[
            {
              label: t.col.body,
              cell: (body) => (
                <>
                  <a href={path("body-review", { id: body.id })}>{body.name}</a>
                  <Show when={body.state === "submitted" && body.kind === "informal_group" && !body.vouchedAt}>
                    {" "}
                    <span class="badge badge-attention">{t.waitsVoucher}</span>
                  </Show>
                </>
              ),
            },
            { label: t.col.kind, cell: (body) => bodyKinds[body.kind] },
            { label: t.col.comune, cell: (body) => comuni.latest?.find(({ code }) => code === body.comune)?.name },
            { label: props.state === "submitted" ? t.col.waiting : t.col.since, cell: (body) => dayDate(body.since) },
          ]}
        />
        <More list={list} />
      </Show>
    </Show>
  );
}
