import { createAsync, revalidate } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import type { BodyFile } from "../../functions/bodies/contract.ts";
import type { OpportunityFile } from "../../functions/opportunities/contract.ts";
import { answer, api } from "../client.ts";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { Act } from "./Act.tsx";
import { daysOfShift, isCovered, policyOf } from "./coverage.ts";
import { bodyProjects } from "./files.ts";
import { Icon } from "./Icon.tsx";
import { isOpen } from "./openProjects.ts";
import { bodyOpportunities, opportunityFile } from "./opportunityFiles.ts";
import { say } from "./Toast.tsx";

type Props = { file: OpportunityFile; body: BodyFile; edit: () => void };
type Check = { readonly label: string; readonly done: boolean; readonly help?: JSX.Element };

/** What a draft still lacks, each with the way to it; then the button that shows it to everybody. */
export function PublishPanel(props: Props) {
  const t = words("organise").editor;
  const projects = createAsync(() => bodyProjects(props.body.body.id));
  const opportunity = () => props.file.opportunity;
  const policy = () => policyOf(props.body.policies, opportunity().policy);
  const coming = () => props.file.shifts.filter(({ state, startsAt }) => state === "open" && startsAt > new Date().toISOString());
  const bare = () => coming().filter((shift) => !isCovered(policy(), daysOfShift(shift)));
  // A project that this reader cannot see is judged by the API alone.
  const project = () => projects()?.find(({ project }) => project.id === opportunity().project)?.project;

  const checks = (): Check[] => [
    { label: t.checks.content, done: true },
    { label: t.checks.body, done: props.body.body.state === "verified", help: t.help.body },
    { label: t.checks.project, done: !project() || isOpen(project()!), help: t.help.project },
    { label: t.checks.dates, done: coming().length > 0, help: <a href="#new-dates">{t.help.dates}</a> },
    props.body.policies.some(({ withdrawnAt }) => !withdrawnAt)
      ? { label: t.checks.policy, done: !!policy(), help: <Step label={t.help.policy} run={props.edit} /> }
      : { label: t.checks.policy, done: false, help: <a href={path("body-policies", { id: props.body.body.id })}>{t.help.addPolicy}</a> },
    ...(policy() && coming().length > 0
      ? [
          {
            label: t.checks.covered,
            done: bare().length === 0,
            help: t.help.covered(
              bare()
                .map(({ startsAt }) => dayDate(startsAt))
                .join(", "),
            ),
          },
        ]
      : []),
  ];
  const missing = () => checks().filter(({ done }) => !done);

  const publish = async () => {
    await answer(api.opportunities[":id"].publish.$post({ param: { id: opportunity().id }, json: {} }));
    await revalidate([opportunityFile.key, bodyOpportunities.key]);
    say(t.published);
  };

  return (
    <section class="panel publish" aria-labelledby="publish">
      <h2 id="publish">{t.checklist}</h2>
      <Show when={projects()}>
        <p>{missing().length === 0 ? t.ready : t.missing(missing().length)}</p>
        <ul class="plain-list checklist">
          <For each={checks()}>
            {(check) => (
              <li classList={{ "check-done": check.done }}>
                <Icon name={check.done ? "check-circle" : "minus-circle"} />
                <span>
                  {check.label} <span class="visually-hidden">({check.done ? t.done : t.todo})</span>
                  <Show when={!check.done}>
                    <small>{check.help}</small>
                  </Show>
                </span>
              </li>
            )}
          </For>
        </ul>
        <Show when={missing().length === 0}>
          <Act run={publish}>{t.publish}</Act>
        </Show>
      </Show>
    </section>
  );
}

const Step = (props: { label: string; run: () => void }) => (
  <button type="button" class="btn btn-link" onClick={() => props.run()}>
    {props.label}
  </button>
);
