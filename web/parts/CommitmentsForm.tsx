import { revalidate } from "@solidjs/router";
import { For, Index, Show } from "solid-js";
import { createStore, unwrap } from "solid-js/store";
import { type Commitment, CommitmentKind, type Project, type ProjectPartner } from "../../functions/projects/contract.ts";
import { answer, api, ifMatch, problemIn } from "../client.ts";
import { words } from "../i18n/words.ts";
import { Field } from "./Field.tsx";
import { projectFile, readProject } from "./files.ts";
import { Icon } from "./Icon.tsx";
import { say } from "./Toast.tsx";
import { WrittenForm } from "./WrittenForm.tsx";

type Row = { kind: Commitment["kind"]; amount: string; what: string };

/** What one's own body brings: a row a commitment. Nobody else writes it, so it is saved over whatever others wrote meanwhile. */
export function CommitmentsForm(props: { project: Project; partner: ProjectPartner; close: () => void }) {
  const t = words("codesign");
  const kinds = words("states").commitments;
  const [rows, setRows] = createStore<Row[]>(
    props.partner.commitments.map(({ kind, amount, what }) => ({ kind, amount: String(amount), what })),
  );
  let place!: HTMLDivElement;
  const add = (kind: Row["kind"]) => {
    setRows(rows.length, { kind, amount: kind === "hours" || kind === "money" ? "" : "1", what: "" });
    queueMicrotask(() => place.querySelector<HTMLElement>("fieldset:last-of-type input")?.focus());
  };
  const put = (version: number) =>
    answer(
      api.projects[":id"].commitments[":body"].$put(
        {
          param: { id: props.project.id, body: props.partner.body },
          json: { commitments: unwrap(rows).map(({ kind, amount, what }) => ({ kind, amount: Number(amount.replace(",", ".")), what })) },
        },
        ifMatch(version),
      ),
    );
  const save = async () => {
    try {
      return await put(props.project.version);
    } catch (error) {
      if (problemIn(error)?.code !== "changed_meanwhile") throw error;
      return put((await readProject(props.project.id)).project.version);
    }
  };
  const done = async () => {
    await revalidate(projectFile.key);
    say(t.saved);
    props.close();
  };
  return (
    <WrittenForm
      submit={save}
      done={() => void done()}
      label={t.save}
      beside={
        <button type="button" class="btn btn-outline-primary" onClick={() => props.close()}>
          {words("common").cancel}
        </button>
      }
    >
      <div ref={place} class="stack">
        <p class="field-hint">{rows.length > 0 ? t.bringHint : t.noRows}</p>
        <Index each={rows}>
          {(row, index) => (
            <fieldset class="commitment">
              <legend>{kinds[row().kind]}</legend>
              <div class="commitment-row">
                <Field
                  name={`commitments.${index}.amount`}
                  label={t.amount[row().kind]}
                  type="number"
                  inputMode="decimal"
                  min="0"
                  max="1000000"
                  step="any"
                  required
                  value={row().amount}
                  onInput={(event) => setRows(index, "amount", event.currentTarget.value)}
                />
                <Field
                  name={`commitments.${index}.what`}
                  label={t.what[row().kind]}
                  maxLength={300}
                  value={row().what}
                  onInput={(event) => setRows(index, "what", event.currentTarget.value)}
                />
                <button
                  type="button"
                  class="btn btn-sm btn-outline-primary"
                  aria-label={t.removeRow(kinds[row().kind])}
                  onClick={() => setRows((rows) => rows.filter((_, n) => n !== index))}
                >
                  <Icon name="delete" size="sm" /> {t.remove}
                </button>
              </div>
            </fieldset>
          )}
        </Index>
        <Show when={rows.length < 30}>
          <div class="actions" role="group" aria-label={t.addRows}>
            <For each={CommitmentKind.options}>
              {(kind) => (
                <button type="button" class="btn btn-sm btn-outline-primary" onClick={() => add(kind)}>
                  <Icon name="plus" size="sm" /> {kinds[kind]}
                </button>
              )}
            </For>
          </div>
        </Show>
      </div>
    </WrittenForm>
  );
}
