import { createAsync, query, useParams } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { PublicProject } from "../../functions/projects/contract.ts";
import { answer, api } from "../client.ts";
import { listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../parts/Back.tsx";
import { Head } from "../parts/Head.tsx";
import { OpenOpportunities, openOpportunities } from "../parts/OpenOpportunities.tsx";
import { placesOf } from "../parts/places.ts";
import { periodOf } from "../parts/PublicProjectCard.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { path } from "../routes.ts";

const getProject = query(async (id: PublicProject["id"]) => {
  const project = await answer(api.directory.projects[":id"].$get({ param: { id } }));
  const [{ plan }, comuni, opportunities] = await Promise.all([
    answer(api.plans[":id"].$get({ param: { id: project.plan } })),
    placesOf(project.comuni),
    openOpportunities({ project: id }),
  ]);
  return { project, plan: plan.title, comuni: comuni.map(({ name }) => name), opportunities };
}, "public-project");

export default function Project() {
  const t = words("directory").projects;
  const params = useParams<{ id: PublicProject["id"] }>();
  const found = createAsync(() => getProject(params.id));
  return (
    <Show when={found()}>
      {(known) => (
        <div class="container page">
          <Head title={known().project.title} description={known().project.need.replace(/\s+/g, " ").slice(0, 200)} />
          <Back href={path("projects")} label={t.all} />
          <p class="card-state">
            <StateBadge of="project" state={known().project.state} />
          </p>
          <h1>{known().project.title}</h1>
          <div class="columns">
            <div class="stack">
              <Part title={t.need} text={known().project.need} />
              <Part title={t.beneficiaries} text={known().project.beneficiaries} />
              <Part title={t.activities} text={known().project.activities} />
              <OpenOpportunities
                title={t.opportunities}
                none={t.noOpportunities}
                of={{ project: known().project.id }}
                first={known().opportunities}
              />
            </div>
            <aside class="panel aside" aria-label={t.facts}>
              <dl class="facts facts-stacked">
                <dt>{t.partners}</dt>
                <dd>
                  <ul class="plain-list">
                    <For each={known().project.partners}>
                      {({ body, name }) => (
                        <li>
                          <a href={path("body", { id: body })}>{name}</a>
                        </li>
                      )}
                    </For>
                  </ul>
                </dd>
                <Show when={known().comuni.length > 0}>
                  <dt>{t.where}</dt>
                  <dd>
                    <Comuni names={known().comuni} />
                  </dd>
                </Show>
                <Show when={periodOf(known().project)}>
                  <dt>{t.when}</dt>
                  <dd>{periodOf(known().project)}</dd>
                </Show>
                <dt>{t.plan}</dt>
                <dd>
                  <a href={path("plan", { id: known().project.plan })}>{known().plan}</a>
                </dd>
              </dl>
            </aside>
          </div>
        </div>
      )}
    </Show>
  );
}

/** A few are named at once; a whole province on asking. */
const Comuni = (props: { names: readonly string[] }) => (
  <Show when={props.names.length > 6} fallback={listed(props.names)}>
    <details class="unfold">
      <summary>{words("directory").plans.comuni(props.names.length)}</summary>
      {listed(props.names)}
    </details>
  </Show>
);

const Part = (props: { title: string; text: string }) => (
  <Show when={props.text}>
    <section>
      <h2>{props.title}</h2>
      <p class="as-written">{props.text}</p>
    </section>
  </Show>
);
