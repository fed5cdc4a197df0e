import { createAsync } from "@solidjs/router";
import { createMemo, For, type JSX, Show } from "solid-js";
import { day } from "../../functions/foundation/time.ts";
import type { Membership } from "../../functions/people/contract.ts";
import type { ProjectState } from "../../functions/projects/contract.ts";
import { shortDate, time } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { actsFor, isStaff } from "../parts/acting.ts";
import { EmptyState } from "../parts/EmptyState.tsx";
import { bodyFile, bodyProjects, waitingForStaff } from "../parts/files.ts";
import { Icon } from "../parts/Icon.tsx";
import { bodyOpportunities } from "../parts/opportunityFiles.ts";
import { Private } from "../parts/Private.tsx";
import { me } from "../parts/session.ts";
import { StateBadge } from "../parts/StateBadge.tsx";
import { tasksOf } from "../parts/tasks.ts";
import { path } from "../routes.ts";

export default function Desk() {
  return <Private title={words("desk").title}>{() => <Mine />}</Private>;
}

/** All that one body's corner of the desk is made of. ANCI itself takes part in no project. */
async function cornerOf(membership: Membership) {
  const { body, bodyKind } = membership;
  const [file, projects, opportunities] = await Promise.all([
    bodyFile(body),
    bodyKind === "anci" ? [] : bodyProjects(body),
    bodyKind === "anci" ? [] : bodyOpportunities(body).then(({ items }) => items),
  ]);
  return { membership, file, projects, opportunities };
}
type Corner = Awaited<ReturnType<typeof cornerOf>>;

/** Where who acts for a body begins: what waits for them, their bodies, the coming days. */
function Mine() {
  const t = words("desk");
  const corners = createAsync(() => Promise.all((me()?.memberships ?? []).map(cornerOf)));
  const all = () => corners.latest ?? [];
  const tasks = createMemo(() => all().flatMap(({ file, projects, membership }) => tasksOf({ file, projects, role: membership.role })));
  return (
    <div class="container page">
      <h1>{t.title}</h1>
      <p class="lead">
        {t.hello(me()?.person.name ?? "")}. {t.lead}
      </p>
      <Show when={corners.latest}>
        <Show
          when={all().length > 0}
          fallback={
            <EmptyState icon="pa" title={t.bodiesNone} text={t.bodiesNoneText}>
              <a class="btn btn-primary" href={path("body-new")}>
                {t.register}
              </a>
            </EmptyState>
          }
        >
          <div class="columns">
            <div class="stack">
              <section aria-labelledby="now">
                <h2 id="now">{t.now}</h2>
                <Show when={tasks().length > 0} fallback={<p>{t.nothing}</p>}>
                  <ul class="tasks">
                    <For each={tasks()}>
                      {({ href, label }) => (
                        <li>
                          <a href={href}>
                            <span>{label}</span> <Icon name="chevron-right" />
                          </a>
                        </li>
                      )}
                    </For>
                  </ul>
                </Show>
              </section>
              <section aria-labelledby="bodies">
                <h2 id="bodies">{t.bodies}</h2>
                <ul class="body-cards">
                  <For each={all()}>{(corner) => <BodyCard corner={corner} />}</For>
                </ul>
                <p>
                  <a class="btn btn-outline-primary" href={path("body-new")}>
                    <Icon name="plus" size="sm" /> {t.register}
                  </a>
                </p>
              </section>
            </div>
            <div class="stack">
              <Show when={isStaff()}>
                <Staff />
              </Show>
              <Days corners={all()} />
            </div>
          </div>
        </Show>
      </Show>
    </div>
  );
}

function BodyCard(props: { corner: Corner }) {
  const t = words("desk");
  const states = words("states");
  const { body } = props.corner.file;
  const waitsVoucher = body.kind === "informal_group" && body.state === "submitted" && !body.vouchedAt;
  const verified = body.state === "verified";
  return (
    <li class="panel body-card">
      <h3>
        <a href={path("body-desk", { id: body.id })}>{body.name}</a>
      </h3>
      <p>
        <StateBadge of="body" state={body.state} /> <span class="soft">{states.roles[props.corner.membership.role]}</span>
      </p>
      <Show when={waitsVoucher ? t.waitsVoucher : t.waits[body.state]}>{(waits) => <p>{waits()}</p>}</Show>
      <Show when={verified && body.kind !== "anci"}>
        <ul class="link-list">
          <li>
            <a href={path("bodyOpportunities", { id: body.id })}>{t.opportunities}</a>
          </li>
          <For each={current(props.corner).slice(0, mostNamed)}>
            {({ project }) => (
              <li>
                <a href={path("project-desk", { id: project.id })}>{project.title}</a> <StateBadge of="project" state={project.state} />
              </li>
            )}
          </For>
          <Show when={props.corner.projects.length > Math.min(mostNamed, current(props.corner).length)}>
            <li>
              <a href={path("body-desk", { id: body.id })}>{t.allProjects(props.corner.projects.length)}</a>
            </li>
          </Show>
        </ul>
        <Show when={actsFor(body.id)}>
          <p class="actions">
            <a class="btn btn-sm btn-outline-primary" href={`${path("project-new")}?body=${body.id}`}>
              {t.newProject}
            </a>
          </p>
        </Show>
      </Show>
    </li>
  );
}

/** Projects that go on, those with something to do first. */
const order: readonly ProjectState[] = [
  "changes_requested",
  "co_design",
  "idea",
  "approved",
  "active",
  "suspended",
  "submitted",
  "in_review",
];
const current = ({ projects }: Corner) =>
  projects
    .filter(({ project }) => order.includes(project.state))
    .toSorted((a, b) => order.indexOf(a.project.state) - order.indexOf(b.project.state));
const mostNamed = 5;

const daysAhead = 14 * day;

/** The next date of every published opportunity in the coming days, with a way to its roster. */
function Days(props: { corners: readonly Corner[] }) {
  const t = words("desk");
  const dates = () =>
    props.corners
      .flatMap(({ opportunities }) => opportunities)
      .flatMap(({ opportunity, next }) => (next && opportunity.state !== "draft" ? [{ opportunity, next }] : []))
      .filter(({ next }) => Date.parse(next.startsAt) < Date.now() + daysAhead)
      .toSorted((a, b) => a.next.startsAt.localeCompare(b.next.startsAt))
      .slice(0, 10);
  return (
    <section aria-labelledby="days" class="panel">
      <h2 id="days">{t.days}</h2>
      <Show when={dates().length > 0} fallback={<p>{t.daysNone}</p>}>
        <ul class="link-list dates-ahead">
          <For each={dates()}>
            {({ opportunity, next }) => (
              <li>
                <a href={path("roster", { id: opportunity.id, shift: next.id })}>{opportunity.title}</a>
                <span class="soft">
                  <time dateTime={next.startsAt}>
                    {shortDate(next.startsAt)}, {time(next.startsAt)}
                  </time>
                  {" · "}
                  {t.signedUp(next.taken, next.places)}
                  <Show when={Date.parse(next.startsAt) <= Date.now()}>
                    {" "}
                    <span class="badge badge-good">{t.onNow}</span>
                  </Show>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

/** The queues of ANCI's staff, counted. */
function Staff() {
  const t = words("desk");
  const counts = createAsync(() => waitingForStaff());
  const Line = (line: { children: JSX.Element; href: string }) => (
    <li>
      <a href={line.href}>{line.children}</a>
    </li>
  );
  return (
    <section aria-labelledby="staff" class="panel">
      <h2 id="staff">{t.staff}</h2>
      <Show when={counts.latest}>
        {(counts) => (
          <ul class="link-list">
            <Line href={path("review")}>
              {t.toBodies}: {t.waiting.bodies(counts().bodies)}
            </Line>
            <Line href={path("review")}>
              {t.toProjects}: {t.waiting.submitted(counts().submitted)}, {t.waiting.review(counts().inReview)}
            </Line>
            <Line href={path("plans-desk")}>{t.plans}</Line>
            <Line href={path("overview")}>{words("common").session.overview}</Line>
            <Line href={path("feeds")}>{words("common").session.feeds}</Line>
          </ul>
        )}
      </Show>
    </section>
  );
}
