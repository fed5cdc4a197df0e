import { createAsync, query, useLocation, useNavigate } from "@solidjs/router";
import { createMemo, For, Show } from "solid-js";
import type { Overview, OverviewProject } from "../../functions/discovery/contract.ts";
import { WorkPackage } from "../../functions/plans/contract.ts";
import { ProjectState } from "../../functions/projects/contract.ts";
import { answer, api } from "../client.ts";
import { dateTime, listed, number } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { PointsMap } from "../map/PointsMap.tsx";
import { Bars } from "../parts/Bars.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { Select } from "../parts/Field.tsx";
import { Icon } from "../parts/Icon.tsx";
import { isNumber, projectsOf, searchOf, type SortKey, sortKeys, type View, viewOf } from "../parts/overviewRows.ts";
import { Private } from "../parts/Private.tsx";
import { StateBadge, stateWord } from "../parts/StateBadge.tsx";
import { type Column, Table } from "../parts/Table.tsx";
import { path } from "../routes.ts";

const getOverview = query(() => answer(api.overview.$get()), "overview");

/** What goes on in every project and zone, for ANCI's staff. */
export default function OverviewPage() {
  const t = words("overview");
  return (
    <Private title={t.title}>
      {(me) => (
        <div class="container page">
          <h1>{t.title}</h1>
          <Show when={me.staff} fallback={<EmptyState icon="lock" title={t.staffOnly} text={t.staffOnlyText} />}>
            <Loaded />
          </Show>
        </div>
      )}
    </Private>
  );
}

function Loaded() {
  const overview = createAsync(() => getOverview());
  return <Show when={overview()}>{(known) => <Whole overview={known()} />}</Show>;
}

const hours = (minutes: number): string => number(minutes / 60, { maximumFractionDigits: 1 });

function Whole(props: { overview: Overview }) {
  const t = words("overview");
  const here = useLocation();
  const view = createMemo(() => viewOf(here.search));
  const shown = createMemo(() => projectsOf(props.overview, view()));
  return (
    <div class="stack">
      <p class="head-line">
        <span class="soft">{t.at(dateTime(props.overview.at))}</span>{" "}
        <a class="btn btn-outline-primary btn-sm" href="/api/overview.csv" rel="external" download="">
          <Icon name="file-csv" size="sm" /> {t.export}
        </a>
      </p>
      <Totals totals={props.overview.totals} />
      <div class="halves">
        <section>
          <h2>{t.states}</h2>
          <p class="soft">{t.statesText}</p>
          <Bars
            rows={props.overview.states
              .filter(({ projects }) => projects > 0)
              .map(({ state, projects }) => ({
                label: stateWord("project", state),
                value: projects,
                href: `${path("overview")}${searchOf(view(), { state: view().state === state ? undefined : state })}#projects`,
                current: view().state === state,
              }))}
          />
        </section>
        <section>
          <h2>{t.map}</h2>
          <PointsMap
            label={t.map}
            marks={shown().flatMap(({ id, title, point, state, lead }) =>
              point ? [{ id, title, ...point, line: `${stateWord("project", state)} · ${lead}`, href: path("project-desk", { id }) }] : [],
            )}
          />
          <p class="soft map-says">{t.mapText}</p>
        </section>
      </div>
      <section>
        <h2 id="projects">{t.projects}</h2>
        <Show when={props.overview.projects.length > 0} fallback={<EmptyState icon="files" title={t.empty} text={t.emptyText} />}>
          <Filters overview={props.overview} view={view()} />
          <p role="status">
            <strong>{t.shown(shown().length, props.overview.projects.length)}</strong>
          </p>
          <Show when={shown().length > 0} fallback={<EmptyState icon="search" title={t.none} text={t.noneText} />}>
            <Projects projects={shown()} view={view()} />
          </Show>
        </Show>
      </section>
      <section>
        <h2>{t.zones}</h2>
        <Table
          few
          caption={t.zones}
          rows={props.overview.zones}
          columns={[
            {
              label: t.zone,
              cell: ({ zone }) => <a href={`${path("overview")}${searchOf(view(), { zone })}#projects`}>{zone}</a>,
            },
            { label: t.projects, number: true, cell: ({ projects }) => number(projects) },
            { label: t.people, number: true, cell: ({ people }) => number(people) },
            { label: t.hours, number: true, cell: ({ confirmedMinutes }) => hours(confirmedMinutes) },
          ]}
        />
      </section>
    </div>
  );
}

function Totals(props: { totals: Overview["totals"] }) {
  const t = words("overview").totals;
  const rows = () => {
    const { projects, opportunities, bodies, people, signUps, attended, confirmedMinutes } = props.totals;
    return [
      [t.projects, number(projects)],
      [t.opportunities, number(opportunities)],
      [t.bodies, number(bodies)],
      [t.people, number(people)],
      [t.signUps, number(signUps)],
      [t.attended, number(attended)],
      [t.hours, hours(confirmedMinutes)],
    ] as const;
  };
  return (
    <section aria-labelledby="totals">
      <h2 id="totals" class="visually-hidden">
        {t.title}
      </h2>
      <dl class="totals">
        <For each={rows()}>
          {([label, value]) => (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  );
}

function Filters(props: { overview: Overview; view: View }) {
  const t = words("overview");
  const navigate = useNavigate();
  const go = (change: Partial<View>) => navigate(path("overview") + searchOf(props.view, change), { scroll: false, replace: true });
  const filtered = () => !!(props.view.state ?? props.view.zone ?? props.view.wp);
  return (
    <fieldset class="overview-filters">
      <legend class="visually-hidden">{t.filters}</legend>
      <div class="row">
        <Select
          name="state"
          label={t.state}
          empty={t.all}
          options={ProjectState.options.map((state) => ({ value: state, label: stateWord("project", state) }))}
          value={props.view.state}
          onChange={(event) => go({ state: (event.currentTarget.value || undefined) as View["state"] })}
        />
        <Select
          name="zone"
          label={t.zone}
          empty={t.allZones}
          options={props.overview.zones.map(({ zone }) => ({ value: zone, label: zone }))}
          value={props.view.zone}
          onChange={(event) => go({ zone: event.currentTarget.value || undefined })}
        />
        <Select
          name="wp"
          label={t.workPackage}
          empty={t.all}
          options={WorkPackage.options.map((wp) => ({ value: wp, label: words("states").workPackages[wp] }))}
          value={props.view.wp}
          onChange={(event) => go({ wp: (event.currentTarget.value || undefined) as View["wp"] })}
        />
      </div>
      <Show when={filtered()}>
        <button type="button" class="btn btn-link" onClick={() => go({ state: undefined, zone: undefined, wp: undefined })}>
          {t.clear}
        </button>
      </Show>
    </fieldset>
  );
}

/** The projects as a table that is ordered by its heads; on a phone, where rows are cards, by a list of them. */
function Projects(props: { projects: readonly OverviewProject[]; view: View }) {
  const t = words("overview");
  const navigate = useNavigate();
  const go = (sort: SortKey, down: boolean) =>
    navigate(path("overview") + searchOf(props.view, { sort, down }), { scroll: false, replace: true });
  // The head that rules turns the order round; another begins as its values are read best.
  const press = (sort: SortKey) => go(sort, sort === props.view.sort ? !props.view.down : isNumber(sort));
  const way = () => (props.view.down ? "descending" : "ascending");
  const cells: Record<SortKey, Column<OverviewProject>> = {
    title: { label: t.project, cell: ({ id, title }) => <a href={path("project-desk", { id })}>{title}</a> },
    state: { label: t.state, cell: ({ state }) => <StateBadge of="project" state={state} /> },
    zone: { label: t.zone, cell: ({ zones }) => listed(zones) },
    lead: { label: t.lead, cell: ({ lead }) => lead },
    openDays: { label: t.openDays, cell: ({ openDays }) => number(openDays) },
    opportunities: { label: t.opportunities, cell: ({ opportunities }) => number(opportunities) },
    people: { label: t.people, cell: ({ people }) => number(people) },
    hours: { label: t.hours, cell: ({ confirmedMinutes }) => hours(confirmedMinutes) },
  };
  const columns = sortKeys.map((key) => ({
    label: cells[key].label,
    cell: cells[key].cell,
    number: isNumber(key),
    order: { way: () => (key === props.view.sort ? way() : undefined), press: () => press(key) },
  }));
  return (
    <>
      <div class="order-phone">
        <label>
          {t.sort}
          <select onChange={(event) => press(event.currentTarget.value as SortKey)}>
            <For each={sortKeys}>
              {(key) => (
                <option value={key} selected={key === props.view.sort}>
                  {cells[key].label}
                </option>
              )}
            </For>
          </select>
        </label>
        <button type="button" class="btn btn-outline-primary" onClick={() => press(props.view.sort)}>
          <Icon name={props.view.down ? "arrow-down" : "arrow-up"} size="sm" />
          <span class="visually-hidden">
            {t.turn} ({t[way()]})
          </span>
        </button>
      </div>
      <Table caption={t.projects} rows={props.projects} columns={columns} />
    </>
  );
}
