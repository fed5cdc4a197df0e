import { createAsync, revalidate } from "@solidjs/router";
import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import type { Move } from "../../functions/foundation/text.ts";
import type { Commitment, Project, ProjectEdit, Section } from "../../functions/projects/contract.ts";
import { answer, api, ifMatch, problemIn } from "../client.ts";
import { dayDate, euro } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { actsFor, roleIn } from "./acting.ts";
import { CommitmentsForm } from "./CommitmentsForm.tsx";
import { CheckGroup } from "./Field.tsx";
import { planFile, projectFile, readProject } from "./files.ts";
import { Form } from "./form.tsx";
import { Icon } from "./Icon.tsx";
import { Asked } from "./ProjectSections.tsx";
import { contentOf } from "./SectionForm.tsx";
import { say } from "./Toast.tsx";

/** `40 ore: accompagnamento` */
export function commitmentLine({ kind, amount, what }: Commitment): string {
  const { amountOf } = words("codesign");
  return [kind === "money" ? euro(amount) : amountOf[kind](amount), what].filter(Boolean).join(": ");
}

/** Who takes part, what each brings, and who has confirmed. Each writes for their own body; the lead chooses the partners. */
export function ProjectPartners(props: {
  project: Project;
  history: readonly Move[];
  editable: boolean;
  /** What a reviewer writes about it. */
  beside?: (section: Section) => JSX.Element;
}) {
  const t = words("codesign");
  const id = createUniqueId();
  const [choosing, setChoosing] = createSignal(false);
  return (
    <section class="panel section" id="section-commitments" aria-labelledby={id} tabindex="-1">
      <div class="section-head">
        <h3 id={id}>{t.partnersTitle}</h3>
        <Show when={props.editable && actsFor(props.project.lead) && !choosing()}>
          <button type="button" class="btn btn-sm btn-outline-primary" onClick={() => setChoosing(true)}>
            <Icon name="pencil" size="sm" /> {t.changePartners}
          </button>
        </Show>
      </div>
      <Asked project={props.project} history={props.history} section="commitments" />
      <Show when={choosing()}>
        <ChoosePartners project={props.project} close={() => setChoosing(false)} />
      </Show>
      <ul class="partners">
        <For each={props.project.partners.map(({ body }) => body)}>
          {(body) => <Partner project={props.project} body={body} editable={props.editable} />}
        </For>
      </ul>
      {props.beside?.("commitments")}
    </section>
  );
}

function Partner(props: { project: Project; body: string; editable: boolean }) {
  const t = words("codesign");
  const [writing, setWriting] = createSignal(false);
  const partner = () => props.project.partners.find(({ body }) => body === props.body);
  const lead = () => props.body === props.project.lead;
  const waits = () => ["co_design", "changes_requested"].includes(props.project.state);
  let edit: HTMLButtonElement | undefined;
  const close = () => {
    setWriting(false);
    queueMicrotask(() => edit?.focus());
  };
  return (
    <Show when={partner()}>
      {(partner) => (
        <li>
          <h4>
            {partner().name}
            <Show when={lead()}>
              {" "}
              <span class="badge badge-neutral">{t.isLead}</span>
            </Show>
            <Show when={roleIn(props.body)}>
              {" "}
              <span class="badge badge-waiting">{t.isYours}</span>
            </Show>
          </h4>
          <Show
            when={writing() && props.editable}
            fallback={
              <>
                <Show when={partner().commitments.length > 0} fallback={<p class="soft">{t.noCommitment}</p>}>
                  <ul>
                    <For each={partner().commitments}>{(commitment) => <li>{commitmentLine(commitment)}</li>}</For>
                  </ul>
                </Show>
                <Show when={props.editable && actsFor(props.body)}>
                  <p class="actions">
                    <button type="button" class="btn btn-sm btn-outline-primary" ref={edit} onClick={() => setWriting(true)}>
                      {partner().commitments.length > 0 ? t.bringChange : t.bringEdit}
                    </button>
                  </p>
                </Show>
              </>
            }
          >
            <CommitmentsForm project={props.project} partner={partner()} close={close} />
          </Show>
          <Show
            when={partner().confirmed}
            fallback={
              <Show when={waits()}>
                <p class={lead() ? "soft" : "wanting"}>
                  <Icon name={lead() ? "clock" : "warning-circle"} size="sm" /> {lead() ? t.leadConfirms : t.waitsConfirm}
                </p>
              </Show>
            }
          >
            {(confirmed) => (
              <p class="given">
                <Icon name="check-circle" size="sm" /> {t.confirmedOn(confirmed().name, dayDate(confirmed().at))}
              </p>
            )}
          </Show>
        </li>
      )}
    </Show>
  );
}

/** The lead chooses among the partners of the plan; over what others saved meanwhile it is written again. */
function ChoosePartners(props: { project: Project; close: () => void }) {
  const t = words("codesign");
  const plan = createAsync(() => planFile(props.project.plan));
  const now = props.project.partners.map(({ body }) => body);
  const others = () => {
    const known = new Map([
      ...(plan()?.bodies ?? []).map(({ id, name }) => [id, name] as const),
      ...props.project.partners.map(({ body, name }) => [body, name] as const),
    ]);
    known.delete(props.project.lead);
    return [...known].map(([value, label]) => ({ value, label }));
  };
  const put = (project: Project, partners: ProjectEdit["partners"]) =>
    answer(api.projects[":id"].$put({ param: { id: project.id }, json: { ...contentOf(project), partners } }, ifMatch(project.version)));
  const save = async (data: FormData) => {
    const partners = data.getAll("partners") as ProjectEdit["partners"];
    try {
      return await put(props.project, partners);
    } catch (error) {
      if (problemIn(error)?.code !== "changed_meanwhile") throw error;
      return put((await readProject(props.project.id)).project, partners);
    }
  };
  const done = async () => {
    await revalidate(projectFile.key);
    say(t.saved);
    props.close();
  };
  return (
    <Show when={plan()}>
      <Form
        submit={save}
        done={() => void done()}
        label={t.save}
        beside={
          <button type="button" class="btn btn-outline-primary" onClick={() => props.close()}>
            {words("common").cancel}
          </button>
        }
      >
        <CheckGroup name="partners" label={t.partners} hint={t.partnersHint} chosen={now} options={others()} />
      </Form>
    </Show>
  );
}
