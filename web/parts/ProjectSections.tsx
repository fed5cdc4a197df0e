import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import type { Move } from "../../functions/foundation/text.ts";
import type { Plan } from "../../functions/plans/contract.ts";
import { type Project, Section } from "../../functions/projects/contract.ts";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";
import { Notice } from "./Notice.tsx";
import { SectionForm } from "./SectionForm.tsx";
import { SectionText, type Written } from "./SectionText.tsx";

const written = Section.options.filter((section): section is Written => section !== "commitments");

type Props = {
  project: Project;
  plan: Plan;
  history: readonly Move[];
  /** Whether this reader may write now. */
  editable: boolean;
  /** Beside each section: what a reviewer writes about it. */
  beside?: (section: Section) => JSX.Element;
};

/** A project section by section; each can be written by itself, with what ANCI asked beside it. Needs `codesign`, `states`, `desk`. */
export const ProjectSections = (props: Props) => <For each={written}>{(section) => <OneSection {...props} section={section} />}</For>;

function OneSection(props: Props & { section: Written }) {
  const t = words("codesign");
  const label = words("states").sections[props.section];
  const id = createUniqueId();
  const [writing, setWriting] = createSignal(false);
  let edit: HTMLButtonElement | undefined;
  let place!: HTMLElement;
  const open = () => {
    setWriting(true);
    queueMicrotask(() => place.querySelector<HTMLElement>("form input, form textarea")?.focus());
  };
  const close = () => {
    setWriting(false);
    queueMicrotask(() => edit?.focus());
  };
  const empty = () =>
    props.section === "place"
      ? props.project.comuni.length === 0
      : props.section === "period"
        ? !props.project.from
        : !props.project[props.section];
  return (
    <section class="panel section" id={`section-${props.section}`} aria-labelledby={id} tabindex="-1" ref={place}>
      <div class="section-head">
        <h3 id={id}>{label}</h3>
        <Show when={props.editable && !writing()}>
          <button
            type="button"
            class="btn btn-sm btn-outline-primary"
            aria-label={empty() ? t.writeLabel(label) : t.editLabel(label)}
            ref={edit}
            onClick={open}
          >
            <Icon name="pencil" size="sm" /> {empty() ? t.write : t.edit}
          </button>
        </Show>
      </div>
      <Asked project={props.project} history={props.history} section={props.section} />
      <Show when={writing() && props.editable} fallback={<SectionText project={props.project} section={props.section} />}>
        <SectionForm project={props.project} plan={props.plan} section={props.section} close={close} />
      </Show>
      {props.beside?.(props.section)}
    </section>
  );
}

/** What the latest review asked of a section: to be done while changes are requested, to be remembered when the project is back. */
export function Asked(props: { project: Project; history: readonly Move[]; section: Section }) {
  const t = words("codesign");
  const request = () => props.history.findLast(({ move }) => move === "request_changes");
  const reason = () => request()?.reasons?.find(({ section }) => section === props.section)?.reason;
  const open = () => props.project.state === "changes_requested";
  const remembered = () => props.project.state === "submitted" || props.project.state === "in_review";
  return (
    <Show when={(open() || remembered()) && reason()}>
      {(text) => (
        <Notice tone={open() ? "warning" : "info"} title={open() ? t.asked : t.askedBefore(dayDate(request()!.at))}>
          <p class="as-written">{text()}</p>
        </Notice>
      )}
    </Show>
  );
}
