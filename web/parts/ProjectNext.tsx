import { revalidate } from "@solidjs/router";
import { For, Match, Show, Switch } from "solid-js";
import type { ProjectFile, ProjectMove, ProjectPartner, ProjectState } from "../../functions/projects/contract.ts";
import { answer, api } from "../client.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { actsFor, owns } from "./acting.ts";
import { bodyProjects, projectFile } from "./files.ts";
import { Icon } from "./Icon.tsx";
import { MoveButton } from "./MoveButton.tsx";
import { Notice } from "./Notice.tsx";
import { commitmentLine } from "./ProjectPartners.tsx";
import { isOpen, isReady, wanting } from "./readiness.ts";
import { say } from "./Toast.tsx";

const tones: Partial<Record<ProjectState, "success" | "warning" | "danger">> = {
  changes_requested: "warning",
  approved: "success",
  active: "success",
  suspended: "warning",
  rejected: "danger",
};

const changed = async (word: string) => {
  await revalidate([projectFile.key, bodyProjects.key]);
  say(word);
};

/** What happens now with a project, and what this reader can do about it. Which moves there are is decided by the API. */
export function ProjectNext(props: { file: ProjectFile }) {
  const t = words("codesign");
  const project = () => props.file.project;
  const leadName = () => nameOf(project().partners, project().lead);
  const leads = () => actsFor(project().lead);
  const text = () => {
    const { state, officer, suspendedBy } = project();
    if (state === "idea") return leads() ? t.nextOf.idea : t.nextOf.ideaOther(leadName());
    if (state === "in_review") return t.nextOf.in_review(officer?.name ?? "");
    return state === "suspended" && suspendedBy === "staff" ? `${t.nextOf.suspended} ${t.nextOf.suspendedByStaff}` : t.nextOf[state];
  };
  const reason = () => props.file.history.findLast(({ to }) => to === project().state)?.reason;
  return (
    <>
      <Notice tone={tones[project().state] ?? "info"} title={t.next}>
        <p>{text()}</p>
        <Show when={["changes_requested", "rejected", "suspended", "withdrawn"].includes(project().state) && reason()}>
          {(reason) => (
            <blockquote class="reason">
              <strong>{t.why}:</strong> <span class="as-written">{reason()}</span>
            </blockquote>
          )}
        </Show>
        <Show when={project().state === "co_design" || project().state === "changes_requested"}>
          <Checklist file={props.file} />
        </Show>
        <Confirmations file={props.file} />
        <Moves file={props.file} />
      </Notice>
      <Show when={isOpen(project()) && leads()}>
        <div class="withdraw">
          <Move file={props.file} move="withdraw" class="btn btn-link" />
        </div>
      </Show>
    </>
  );
}

const nameOf = (partners: readonly ProjectPartner[], body: string): string => partners.find((partner) => partner.body === body)?.name ?? "";

/** What is still missing, each a way to where it is mended. */
function Checklist(props: { file: ProjectFile }) {
  const t = words("codesign");
  const { sections } = words("states");
  const project = () => props.file.project;
  const missing = () => wanting(project());
  const lines = () => [
    ...missing().sections.map(({ section, least }) => ({
      href: `#section-${section}`,
      label: least > 0 ? t.checkShort(sections[section], least) : t.checkSection(sections[section]),
    })),
    ...missing().commitments.map(({ name }) => ({ href: "#section-commitments", label: t.checkCommitment(name) })),
    ...missing().confirmations.map(({ name }) => ({ href: "#section-commitments", label: t.checkConfirm(name) })),
  ];
  // Complete it was before: whether the changes are made, the partners know.
  const ready = () => {
    if (project().state === "changes_requested") return t.readyAgain;
    return actsFor(project().lead) ? t.ready : t.readyOther(nameOf(project().partners, project().lead));
  };
  return (
    <Show
      when={lines().length > 0}
      fallback={
        <p class="given">
          <Icon name="check-circle" size="sm" /> {ready()}
        </p>
      }
    >
      <p>
        <strong>{t.checklist}:</strong>
      </p>
      <ul class="still-missing">
        <For each={lines()}>
          {({ href, label }) => (
            <li>
              <a href={href} rel="external">
                {label}
              </a>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

/** One button for each body that this reader acts for and that has not confirmed yet. */
function Confirmations(props: { file: ProjectFile }) {
  const t = words("codesign");
  const project = () => props.file.project;
  const asked = () =>
    project().state === "co_design" || project().state === "changes_requested"
      ? wanting(project()).confirmations.filter(({ body }) => actsFor(body))
      : [];
  const confirm = async (body: ProjectPartner["body"]) => {
    await answer(api.projects[":id"].confirmations.$post({ param: { id: project().id }, json: { body } }));
    await changed(t.confirmed);
  };
  return (
    <For each={asked()}>
      {(partner) => (
        <Show when={partner.commitments.length > 0} fallback={<p>{t.confirmFirst(partner.name)}</p>}>
          <div class="actions">
            <MoveButton
              class="btn btn-primary"
              label={`${t.confirm}: ${partner.name}`}
              title={t.confirmTitle(partner.name)}
              confirm={t.confirm}
              run={() => confirm(partner.body)}
            >
              <p>{t.confirmText(partner.name)}</p>
              <ul>
                <For each={partner.commitments}>{(commitment) => <li>{commitmentLine(commitment)}</li>}</For>
              </ul>
            </MoveButton>
          </div>
        </Show>
      )}
    </For>
  );
}

function Moves(props: { file: ProjectFile }) {
  const t = words("codesign");
  const project = () => props.file.project;
  const leads = () => actsFor(project().lead);
  const ownsLead = () => owns(project().lead);
  const submit = async () => {
    await answer(api.projects[":id"].submit.$post({ param: { id: project().id }, json: {} }));
    await changed(t.submitted);
  };
  const mine = () => project().partners.find(({ body }) => actsFor(body))?.body;
  return (
    <div class="actions">
      <Switch>
        <Match when={project().state === "idea" && leads()}>
          <Move file={props.file} move="open_co_design" class="btn btn-primary" />
        </Match>
        <Match when={(project().state === "co_design" || project().state === "changes_requested") && leads() && isReady(project())}>
          <MoveButton class="btn btn-primary" label={t.submit} title={t.submitTitle} run={submit}>
            <p>{t.submitText}</p>
          </MoveButton>
        </Match>
        <Match when={project().state === "approved" || project().state === "active"}>
          <Show when={mine()}>
            {(body) => (
              <a class="btn btn-primary" href={`${path("newOpportunity", { id: body() })}?project=${project().id}`}>
                {t.newOpportunity}
              </a>
            )}
          </Show>
          <Show when={ownsLead()} fallback={<Show when={leads()}>{t.ownerOnly}</Show>}>
            <Show
              when={project().state === "approved"}
              fallback={
                <>
                  <Move file={props.file} move="conclude" />
                  <Move file={props.file} move="suspend" />
                </>
              }
            >
              <Move file={props.file} move="start" />
            </Show>
          </Show>
        </Match>
        <Match when={project().state === "suspended" && project().suspendedBy === "lead" && ownsLead()}>
          <Move file={props.file} move="resume" class="btn btn-primary" />
        </Match>
      </Switch>
    </div>
  );
}

/** Words of each move under its name in the API; only a suspension and a withdrawal ask why. */
const moveWords = {
  open_co_design: { label: "open", title: "openTitle", text: "openText", done: "opened" },
  start: { label: "start", title: "startTitle", text: "startText", done: "moved" },
  suspend: { label: "suspend", title: "suspendTitle", text: "suspendText", done: "moved" },
  resume: { label: "resume", title: "resumeTitle", text: "resumeText", done: "moved" },
  conclude: { label: "conclude", title: "concludeTitle", text: "concludeText", done: "moved" },
  withdraw: { label: "withdraw", title: "withdrawTitle", text: "withdrawText", done: "moved" },
} as const satisfies Record<
  Exclude<ProjectMove["move"], "evaluate">,
  Record<"label" | "title" | "text" | "done", keyof ReturnType<typeof words<"codesign">>>
>;

export function Move(props: { file: ProjectFile; move: keyof typeof moveWords; class?: string }) {
  const t = words("codesign");
  const said = moveWords[props.move];
  const why = props.move === "suspend" ? { required: true } : props.move === "withdraw" ? { required: false } : undefined;
  const run = async (reason: string | undefined) => {
    await answer(api.projects[":id"].moves.$post({ param: { id: props.file.project.id }, json: { move: props.move, reason } }));
    await changed(t[said.done]);
  };
  return (
    <MoveButton
      class={props.class ?? "btn btn-outline-primary"}
      label={t[said.label]}
      title={t[said.title]}
      run={run}
      {...(why && { reason: { label: t.reason, hint: t.reasonHint, ...why } })}
    >
      <p>{t[said.text]}</p>
    </MoveButton>
  );
}
