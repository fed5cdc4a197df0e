import { createAsync, revalidate, useNavigate, useParams, useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, Show } from "solid-js";
import type { BodyFile } from "../../functions/bodies/contract.ts";
import type { OpportunityDraft } from "../../functions/opportunities/contract.ts";
import type { Project } from "../../functions/projects/contract.ts";
import { answer, api, ProblemError, problemIn } from "../client.ts";
import { words } from "../i18n/words.ts";
import { actsFor } from "../parts/acting.ts";
import { Back } from "../parts/Back.tsx";
import { allComuni } from "../parts/comuni.ts";
import { createDateRows } from "../parts/dateRows.ts";
import { DateRowsField } from "../parts/DateRowsField.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { Select } from "../parts/Field.tsx";
import { bodyFile, bodyProjects } from "../parts/files.ts";
import { Form, given } from "../parts/form.tsx";
import { contentErrors, contentOf, createPin, OpportunityFields } from "../parts/OpportunityFields.tsx";
import { bodyOpportunities } from "../parts/opportunityFiles.ts";
import { isOpen } from "../parts/openProjects.ts";
import { Private } from "../parts/Private.tsx";
import { say } from "../parts/Toast.tsx";
import { createUnsaved, Unsaved } from "../parts/Unsaved.tsx";
import { path } from "../routes.ts";

/** Writes an opportunity and saves it as a draft; publishing is the next page. */
export default function NewOpportunity() {
  const params = useParams<{ id: string }>();
  return <Private title={words("organise").new.title}>{() => <New body={params.id} />}</Private>;
}

function New(props: { body: string }) {
  const t = words("organise").new;
  const file = createAsync(() => bodyFile(props.body));
  const projects = createAsync(() => bodyProjects(props.body));
  const open = () =>
    projects()
      ?.map(({ project }) => project)
      .filter(isOpen);
  return (
    <Show when={file()}>
      {(known) => (
        <div class="container page narrow">
          <Back href={path("bodyOpportunities", { id: props.body })} label={words("organise").list.back} />
          <h1>{t.title}</h1>
          <Show when={actsFor(props.body)} fallback={<EmptyState icon="lock" title={t.notAllowed} text={t.notAllowedText} />}>
            <Show
              when={known().body.state === "verified"}
              fallback={
                <EmptyState icon="clock" title={t.bodyWaits} text={t.bodyWaitsText}>
                  <ToBody body={props.body} />
                </EmptyState>
              }
            >
              <Show when={open()}>
                {(projects) => (
                  <Show
                    when={projects().length > 0}
                    fallback={
                      <EmptyState icon="files" title={t.noProject} text={t.noProjectText}>
                        <ToBody body={props.body} />
                      </EmptyState>
                    }
                  >
                    <Draft file={known()} projects={projects()} />
                  </Show>
                )}
              </Show>
            </Show>
          </Show>
        </div>
      )}
    </Show>
  );
}

const ToBody = (props: { body: string }) => (
  <a class="btn btn-primary" href={path("body-desk", { id: props.body })}>
    {words("organise").new.toBody}
  </a>
);

function Draft(props: { file: BodyFile; projects: readonly Project[] }) {
  const t = words("organise");
  const navigate = useNavigate();
  const [search] = useSearchParams<{ project?: string }>();
  const comuni = createAsync(() => allComuni());
  const [chosen, setChosen] = createSignal(
    props.projects.find(({ id }) => id === search.project)?.id ?? (props.projects.length === 1 ? props.projects[0]!.id : undefined),
  );
  const territory = createMemo(() => {
    const codes = props.projects.find(({ id }) => id === chosen())?.comuni ?? [];
    return (comuni() ?? []).filter(({ code }) => codes.includes(code));
  });
  const pin = createPin();
  const rows = createDateRows();
  rows.add();
  const [policy, setPolicy] = createSignal<string | null>(null);
  const unsaved = createUnsaved();

  const save = async (data: FormData) => {
    const draft = { project: given(data, "project"), body: props.file.body.id, ...contentOf(data, pin.point()), shifts: rows.drafts() };
    try {
      return await answer(api.opportunities.$post({ json: draft as OpportunityDraft }));
    } catch (error) {
      const problem = problemIn(error);
      throw problem ? new ProblemError({ ...problem, errors: rows.named(problem.errors) }) : error;
    }
  };

  return (
    <>
      <p class="lead">{t.new.lead}</p>
      <div onInput={unsaved.touch}>
        <Form
          submit={save}
          check={(data) => [...contentErrors(data), ...rows.errors(new Date())]}
          done={({ opportunity }) => {
            unsaved.clear();
            void revalidate(bodyOpportunities.key);
            say(t.new.saved);
            navigate(path("opportunityEditor", { id: opportunity.id }));
          }}
          label={t.new.save}
          beside={
            <a class="btn btn-outline-primary" href={path("bodyOpportunities", { id: props.file.body.id })}>
              {words("common").cancel}
            </a>
          }
        >
          <Select
            name="project"
            label={t.form.project}
            hint={t.form.projectHint}
            required
            empty={props.projects.length === 1 ? undefined : words("common").form.choose}
            options={props.projects.map(({ id, title }) => ({ value: id, label: title }))}
            value={chosen()}
            onChange={(event) => setChosen(props.projects.find(({ id }) => id === event.currentTarget.value)?.id)}
          />
          <OpportunityFields body={props.file.body.id} comuni={territory()} policies={props.file.policies} pin={pin} onPolicy={setPolicy} />
          <fieldset class="form-part">
            <legend>{t.form.when}</legend>
            <p class="field-hint">{t.form.whenHint}</p>
            <DateRowsField none={t.dates.none} rows={rows} policy={props.file.policies.find(({ id }) => id === policy())} />
          </fieldset>
        </Form>
      </div>
      <Unsaved unsaved={unsaved} />
    </>
  );
}
