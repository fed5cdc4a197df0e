import { createAsync, useParams } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { OpportunityLine, OpportunityState } from "../../functions/opportunities/contract.ts";
import { answer, api } from "../client.ts";
import { shortDate, timeRange } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { actsFor } from "../parts/acting.ts";
import { Back } from "../parts/Back.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { bodyFile } from "../parts/files.ts";
import { Icon } from "../parts/Icon.tsx";
import { createMore, More } from "../parts/More.tsx";
import { bodyOpportunities } from "../parts/opportunityFiles.ts";
import { Private } from "../parts/Private.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { path } from "../routes.ts";

/** What a body has posted, by state, each with its next date and how full it is. */
export default function BodyOpportunities() {
  const params = useParams<{ id: string }>();
  return <Private title={words("organise").list.title}>{() => <List body={params.id} />}</Private>;
}

/** In the order in which one has to do with them. */
const order = ["published", "draft", "closed", "cancelled"] as const satisfies readonly OpportunityState[];

function List(props: { body: string }) {
  const t = words("organise").list;
  const file = createAsync(() => bodyFile(props.body));
  const first = createAsync(() => bodyOpportunities(props.body));
  const list = createMore<OpportunityLine>(first, (cursor) =>
    answer(api.bodies[":body"].opportunities.$get({ param: { body: props.body }, query: { cursor } })),
  );
  const groups = () =>
    order.flatMap((state) => {
      const lines = list.items().filter(({ opportunity }) => opportunity.state === state);
      return lines.length > 0 ? [{ state, lines: lines.toSorted(bySoonest) }] : [];
    });
  return (
    <Show when={file()}>
      {(known) => (
        <div class="container page">
          <Back href={path("body-desk", { id: props.body })} label={known().body.name} />
          <h1>{t.title}</h1>
          <p class="lead">{t.lead}</p>
          <Show when={actsFor(props.body)}>
            <p class="actions">
              <a class="btn btn-primary" href={path("newOpportunity", { id: props.body })}>
                <Icon name="plus" size="sm" /> {t.new}
              </a>
              <a class="btn btn-outline-primary" href={path("importOpportunities", { id: props.body })}>
                <Icon name="file-csv" size="sm" /> {t.import}
              </a>
            </p>
          </Show>
          <Show when={first()}>
            <For
              each={groups()}
              fallback={<EmptyState icon="calendar" title={t.empty} text={actsFor(props.body) ? t.emptyText : t.emptyTutor} />}
            >
              {(group) => (
                <section class="state-group">
                  <h2>
                    {t.groups[group.state]}
                    <Show when={!list.next()}>
                      {" "}
                      <span class="soft">({group.lines.length})</span>
                    </Show>
                  </h2>
                  <ul class="plain-list line-list">
                    <For each={group.lines}>{(line) => <Line line={line} />}</For>
                  </ul>
                </section>
              )}
            </For>
            <More list={list} />
          </Show>
        </div>
      )}
    </Show>
  );
}

/** Dates to come first, the soonest at the top; without one, the newest text. */
const bySoonest = (a: OpportunityLine, b: OpportunityLine): number =>
  (a.next?.startsAt ?? "~").localeCompare(b.next?.startsAt ?? "~") || b.opportunity.id.localeCompare(a.opportunity.id);

function Line(props: { line: OpportunityLine }) {
  const t = words("organise").list;
  const it = () => props.line.opportunity;
  const open = () => path("opportunityEditor", { id: it().id });
  const now = () => new Date().toISOString();
  return (
    <li class="panel line">
      <div class="line-what">
        <h3>
          <a href={open()}>{it().title}</a>
        </h3>
        <p class="soft">
          <StateBadge of="opportunity" state={it().state} /> {it().projectTitle}
        </p>
        <Show when={props.line.next} fallback={<p>{it().state === "draft" || it().state === "published" ? t.noDates : ""}</p>}>
          {(next) => (
            <p>
              <Icon name="calendar" size="sm" /> {next().startsAt <= now() ? t.now : t.next}:{" "}
              <strong>
                {shortDate(next().startsAt)}, {timeRange(next().startsAt, next().endsAt)}
              </strong>
              <Show when={props.line.dates > 1}> · {t.moreDates(props.line.dates - 1)}</Show>
              <br />
              <Icon name="user" size="sm" /> {t.taken(next().taken, next().places)}
              <Show when={next().waiting > 0}> · {t.waiting(next().waiting)}</Show>
            </p>
          )}
        </Show>
      </div>
      <p class="actions">
        <Show when={it().state !== "draft" && props.line.next}>
          {(next) => (
            <a class="btn btn-primary btn-sm" href={path("roster", { id: it().id, shift: next().id })}>
              {t.roster}
              <span class="visually-hidden">: {it().title}</span>
            </a>
          )}
        </Show>
        <a class="btn btn-outline-primary btn-sm" href={open()}>
          {it().state === "draft" && actsFor(it().body) ? t.finish : t.manage}
          <span class="visually-hidden">: {it().title}</span>
        </a>
      </p>
    </li>
  );
}
