import { createAsync, query, useLocation } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { PublicProject, PublicProjectsQuery } from "../../functions/projects/contract.ts";
import { answer, api } from "../client.ts";
import { words } from "../i18n/words.ts";
import { EmptyState } from "../parts/EmptyState.tsx";
import { Filters } from "../parts/Filters.tsx";
import { Head } from "../parts/Head.tsx";
import { createMore, More } from "../parts/More.tsx";
import { PublicProjectCard } from "../parts/PublicProjectCard.tsx";
import { stateWord } from "../parts/StateBadge.tsx";
import { path } from "../routes.ts";

type State = NonNullable<PublicProjectsQuery["state"]>;
const states: readonly State[] = ["active", "approved", "concluded", "evaluated"];
const usual: State = "active";

/** The state and page in the address; an address that makes no sense shows the active ones. */
const asked = (search: string) => {
  const given = new URLSearchParams(search);
  return { state: states.find((state) => state === given.get("state")) ?? usual, cursor: given.get("cursor") ?? undefined };
};
const find = (state: State, cursor?: string) =>
  answer(api.directory.projects.$get({ query: { state, limit: 20, ...(cursor && { cursor }) } }));
const projectsOf = query(find, "public-projects");

export default function Projects() {
  const t = words("directory").projects;
  const here = useLocation();
  const wish = () => asked(here.search);
  const found = createAsync(() => projectsOf(wish().state, wish().cursor));
  const list = createMore<PublicProject>(found, (cursor) => find(wish().state, cursor));
  const address = (state: State, cursor?: string) => `${path("projects")}?${new URLSearchParams({ state, ...(cursor && { cursor }) })}`;
  return (
    <div class="container page">
      <Head title={t.title} description={t.description} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Filters
        label={t.states}
        choices={states.map((state) => ({
          label: stateWord("project", state),
          href: state === usual ? path("projects") : address(state),
          chosen: state === wish().state,
        }))}
      />
      <output class="visually-hidden">{t.shown(stateWord("project", wish().state))}</output>
      <Show when={found()}>
        <Show
          when={list.items().length > 0}
          fallback={
            <EmptyState icon="flag" title={t.none} text={t.noneText}>
              <a class="btn btn-primary" href={path("home")}>
                {words("directory").find}
              </a>
            </EmptyState>
          }
        >
          <ul class="plain-list grid">
            <For each={list.items()}>
              {(project) => (
                <li>
                  <PublicProjectCard of={project} />
                </li>
              )}
            </For>
          </ul>
          <More list={list} href={address(wish().state, list.next() ?? undefined)} />
        </Show>
      </Show>
    </div>
  );
}
