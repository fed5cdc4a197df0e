import { createAsync, query, useParams } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { Plan, PlanFile } from "../../functions/plans/contract.ts";
import type { PublicProject } from "../../functions/projects/contract.ts";
import { answer, api } from "../client.ts";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { PointsMap } from "../map/PointsMap.tsx";
import { Back } from "../parts/Back.tsx";
import { Head } from "../parts/Head.tsx";
import { createMore, More } from "../parts/More.tsx";
import { type Place, placesOf } from "../parts/places.ts";
import { periodOf, PublicProjectCard } from "../parts/PublicProjectCard.tsx";
import { path } from "../routes.ts";

const projectsOf = (plan: Plan["id"], cursor?: string) =>
  answer(api.directory.projects.$get({ query: { plan, limit: 12, ...(cursor && { cursor }) } }));
const getPlan = query(async (id: Plan["id"]) => {
  const [file, projects] = await Promise.all([answer(api.plans[":id"].$get({ param: { id } })), projectsOf(id)]);
  const { territory, ...plan } = file.plan;
  return { plan, bodies: file.bodies, updates: file.updates, places: await placesOf(territory), projects };
}, "plan");

export default function PlanPage() {
  const t = words("directory").plans;
  const params = useParams<{ id: Plan["id"] }>();
  const found = createAsync(() => getPlan(params.id));
  const projects = createMore<PublicProject>(
    () => found()?.projects,
    (cursor) => projectsOf(params.id, cursor),
  );
  const name = (body: string) => found()?.bodies.find(({ id }) => id === body)?.name ?? "";
  return (
    <Show when={found()}>
      {(known) => (
        <div class="container page">
          <Head
            title={known().plan.title}
            description={[known().plan.zone, known().plan.summary].filter(Boolean).join(". ").slice(0, 200)}
          />
          <Back href={path("plans")} label={t.all} />
          <h1>{known().plan.title}</h1>
          <p class="lead">
            {known().plan.zone} · {words("states").workPackages[known().plan.workPackage]}
          </p>
          <div class="columns">
            <div class="stack">
              <Show when={known().plan.summary}>
                <p class="as-written">{known().plan.summary}</p>
              </Show>
              <section>
                <h2>{t.projects}</h2>
                <Show when={projects.items().length > 0} fallback={<p>{t.noProjects}</p>}>
                  <ul class="plain-list cards">
                    <For each={projects.items()}>
                      {(project) => (
                        <li>
                          <PublicProjectCard of={project} level="h3" />
                        </li>
                      )}
                    </For>
                  </ul>
                  <More list={projects} />
                </Show>
              </section>
              <Updates of={known().updates} />
            </div>
            <div class="stack">
              <aside class="panel aside" aria-label={t.partners}>
                <dl class="facts facts-stacked">
                  <dt>{t.leadPartner}</dt>
                  <dd>
                    <a href={path("body", { id: known().plan.leadPartner })}>{name(known().plan.leadPartner)}</a>
                  </dd>
                  <Show when={known().plan.partners.length > 0}>
                    <dt>{t.partners}</dt>
                    <dd>
                      <ul class="plain-list">
                        <For each={known().plan.partners}>
                          {(body) => (
                            <li>
                              <a href={path("body", { id: body })}>{name(body)}</a>
                            </li>
                          )}
                        </For>
                      </ul>
                    </dd>
                  </Show>
                  <dt>{t.period}</dt>
                  <dd>{periodOf(known().plan)}</dd>
                </dl>
              </aside>
              <Territory zone={known().plan.zone} places={known().places} />
            </div>
          </div>
        </div>
      )}
    </Show>
  );
}

/** The Comuni, on the map and by name. */
function Territory(props: { zone: string; places: readonly Place[] }) {
  const t = words("directory").plans;
  const marks = () => props.places.map(({ code, name, province, point }) => ({ id: code, ...point, title: name, line: province }));
  return (
    <section>
      <h2>{t.territory}</h2>
      <PointsMap marks={marks()} label={t.map(props.zone)} />
      <details class="unfold">
        <summary>{t.comuni(props.places.length)}</summary>
        <p>{props.places.map(({ name }) => name).join(", ")}</p>
      </details>
    </section>
  );
}

function Updates(props: { of: PlanFile["updates"] }) {
  return (
    <Show when={props.of.length > 0}>
      <section>
        <h2>{words("directory").plans.updates}</h2>
        <ol class="history">
          <For each={props.of}>
            {(update) => (
              <li>
                <p class="soft">
                  <time dateTime={update.at}>{dayDate(update.at)}</time>, {update.by}
                </p>
                <p class="as-written">{update.text}</p>
              </li>
            )}
          </For>
        </ol>
      </section>
    </Show>
  );
}
