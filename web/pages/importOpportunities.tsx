import { createAsync, revalidate, useParams } from "@solidjs/router";
import { createSignal, Match, Show, Switch } from "solid-js";
import type { BodyFile } from "../../functions/bodies/contract.ts";
import type { ImportReport } from "../../functions/opportunities/contract.ts";
import type { Project } from "../../functions/projects/contract.ts";
import { dayOf } from "../../functions/foundation/time.ts";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Act } from "../parts/Act.tsx";
import { actsFor } from "../parts/acting.ts";
import { Back } from "../parts/Back.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { Check, Select } from "../parts/Field.tsx";
import { saveAs } from "../parts/calendar.ts";
import { fetchComuni } from "../parts/comuni.ts";
import { exampleSheet } from "../parts/exampleSheet.ts";
import { bodyFile, bodyProjects } from "../parts/files.ts";
import { FilePicker } from "../parts/FilePicker.tsx";
import { Form, given } from "../parts/form.tsx";
import { Icon } from "../parts/Icon.tsx";
import { importSheet, type ImportWish, readSheet, type Sheet } from "../parts/importing.ts";
import { ImportReportPart } from "../parts/ImportReportPart.tsx";
import { Notice } from "../parts/Notice.tsx";
import { isOpen } from "../parts/openProjects.ts";
import { bodyOpportunities } from "../parts/opportunityFiles.ts";
import { Private } from "../parts/Private.tsx";
import { Steps } from "../parts/Steps.tsx";
import { path } from "../routes.ts";

/** A spreadsheet becomes opportunities: first looked at line by line, then loaded whole or not at all. */
export default function ImportOpportunities() {
  const params = useParams<{ id: string }>();
  return <Private title={words("organise").import.title}>{() => <Import body={params.id} />}</Private>;
}

function Import(props: { body: string }) {
  const t = words("organise");
  const file = createAsync(() => bodyFile(props.body));
  const projects = createAsync(() => bodyProjects(props.body));
  const open = () =>
    projects()
      ?.map(({ project }) => project)
      .filter(isOpen);
  return (
    <Show when={file()}>
      {(known) => (
        <div class="container page">
          <Back href={path("bodyOpportunities", { id: props.body })} label={t.list.back} />
          <h1>{t.import.title}</h1>
          <Show when={actsFor(props.body)} fallback={<EmptyState icon="lock" title={t.new.notAllowed} text={t.new.notAllowedText} />}>
            <Show when={open()}>
              {(projects) => (
                <Show
                  when={projects().length > 0}
                  fallback={
                    <EmptyState icon="files" title={t.new.noProject} text={t.new.noProjectText}>
                      <a class="btn btn-primary" href={path("body-desk", { id: props.body })}>
                        {t.new.toBody}
                      </a>
                    </EmptyState>
                  }
                >
                  <Loader file={known()} projects={projects()} />
                </Show>
              )}
            </Show>
          </Show>
        </div>
      )}
    </Show>
  );
}

type Seen = { readonly report: ImportReport; readonly wish: ImportWish; readonly sheet: Sheet };

function Loader(props: { file: BodyFile; projects: readonly Project[] }) {
  const t = words("organise").import;
  const [sheet, setSheet] = createSignal<Sheet>();
  const [fault, setFault] = createSignal<string>();
  const [seen, setSeen] = createSignal<Seen>();
  const [done, setDone] = createSignal<ImportReport>();
  const [projectId, setProjectId] = createSignal<string>();
  let outcome!: HTMLDivElement;
  const look = () => queueMicrotask(() => outcome.focus());

  const choose = async (file: File) => {
    const read = await readSheet(file);
    setSeen();
    setSheet(typeof read === "string" ? undefined : read);
    setFault(typeof read === "string" ? read : undefined);
  };
  const saveExample = async () => {
    const project = props.projects.find(({ id }) => id === projectId()) ?? props.projects[0]!;
    const comune = (await fetchComuni()).find(({ code }) => project.comuni.includes(code))?.name ?? "";
    saveAs("opportunita.csv", "text/csv", exampleSheet(comune, dayOf(new Date())));
  };
  const check = async (data: FormData) => {
    const wish: ImportWish = {
      body: props.file.body.id,
      project: given(data, "project") ?? "",
      policy: given(data, "policy"),
      publish: data.has("publish"),
    };
    const chosen = sheet()!;
    return { report: await importSheet(chosen, wish, true), wish, sheet: chosen };
  };
  const load = async () => {
    const { sheet, wish } = seen()!;
    const report = await importSheet(sheet, wish, false);
    // Between the check and now the world may have moved on: then the report says what is wrong, and nothing was loaded.
    if (report.errors > 0) setSeen({ report, wish, sheet });
    else setDone(report);
    void revalidate(bodyOpportunities.key);
    look();
  };
  const again = () => {
    setDone();
    setSeen();
    setSheet();
  };
  const step = () => (done() ? 2 : seen() ? 1 : 0);

  return (
    <>
      <p class="lead">{t.lead}</p>
      <Steps steps={t.steps} now={step()} />
      <Show when={!done()}>
        <p>
          <button type="button" class="btn btn-link" onClick={saveExample}>
            <Icon name="file-csv" size="sm" /> {t.example}
          </button>{" "}
          {t.exampleHint}
        </p>
        <div class="panel narrow">
          <Form
            submit={check}
            check={() => (sheet() ? [] : [{ field: "file", detail: fault() ?? t.none }])}
            done={(found) => {
              setSeen(found);
              look();
            }}
            label={t.check}
          >
            <FilePicker
              name="file"
              label={t.file}
              hint={t.fileHint}
              accept=".csv,.json,text/csv,application/json"
              chosen={sheet() && t.chosen(sheet()!.name, kilobytes(sheet()!.bytes))}
              error={fault()}
              choose={choose}
            />
            <Select
              name="project"
              label={words("organise").form.project}
              required
              empty={props.projects.length === 1 ? undefined : words("common").form.choose}
              options={props.projects.map(({ id, title }) => ({ value: id, label: title }))}
              onChange={(event) => {
                setProjectId(event.currentTarget.value);
                setSeen();
              }}
            />
            <Select
              name="policy"
              label={words("organise").form.policy}
              hint={t.policyHint}
              empty={words("organise").form.policyLater}
              options={props.file.policies
                .filter(({ withdrawnAt }) => !withdrawnAt)
                .map(({ id, insurer, number, validTo }) => ({
                  value: id,
                  label: words("organise").form.policyName(insurer, number, dayDate(validTo)),
                }))}
              onChange={() => setSeen()}
            />
            <Check name="publish" label={t.publish} hint={t.publishHint} onChange={() => setSeen()} />
          </Form>
        </div>
      </Show>
      <div tabindex="-1" ref={outcome} class="import-outcome">
        <Show when={done() ?? seen()?.report}>
          {(report) => <Outcome report={report()} body={props.file.body.id} publish={!!seen()?.wish.publish} load={load} again={again} />}
        </Show>
      </div>
    </>
  );
}

/** What the check found, or what was loaded; then the lines. */
function Outcome(props: { report: ImportReport; body: string; publish: boolean; load: () => Promise<void>; again: () => void }) {
  const t = words("organise").import;
  const it = () => props.report;
  const nothing = () => it().opportunities === 0 && it().shifts === 0;
  return (
    <>
      <Switch>
        <Match when={it().errors > 0}>
          <Notice tone="danger" title={`${t.fix}: ${t.errors(it().errors)}`}>
            <p>{t.fixText}</p>
          </Notice>
        </Match>
        <Match when={!it().dryRun}>
          <Notice tone="success" title={t.loaded(it().created.length)}>
            <p>
              <Show when={it().extended.length > 0}>{t.extended(it().extended.length)} </Show>
              <Show when={!props.publish}>{t.asDrafts}</Show>
            </p>
            <p class="actions">
              <a class="btn btn-primary" href={path("bodyOpportunities", { id: props.body })}>
                {t.toList}
              </a>
              <button type="button" class="btn btn-outline-primary" onClick={() => props.again()}>
                {t.again}
              </button>
            </p>
          </Notice>
        </Match>
        <Match when={nothing()}>
          <Notice tone="info" title={t.nothingNew}>
            <p>{t.nothingNewText}</p>
          </Notice>
        </Match>
        <Match when={true}>
          <Notice tone="success" title={t.good}>
            <p>
              {t.sum(it().opportunities, it().shifts)} <Show when={!props.publish}>{t.asDrafts}</Show>
            </p>
            <Act run={props.load}>{it().opportunities > 0 ? t.load(it().opportunities) : t.loadDates}</Act>
          </Notice>
        </Match>
      </Switch>
      <ImportReportPart report={it()} />
    </>
  );
}

const kilobytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1000))} kB`;
