import { revalidate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import type { Policy } from "../../functions/bodies/contract.ts";
import type { OpportunityFile, Shift } from "../../functions/opportunities/contract.ts";
import { answer, api, ProblemError, problemIn } from "../client.ts";
import { longDate, shortDate, timeRange } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { daysOfShift } from "./coverage.ts";
import { CoverageWord } from "./CoverageWord.tsx";
import { createDateRows } from "./dateRows.ts";
import { DateRowsField } from "./DateRowsField.tsx";
import { Dialog } from "./Dialog.tsx";
import { Field } from "./Field.tsx";
import { Form } from "./form.tsx";
import { MoveButton } from "./MoveButton.tsx";
import { bodyOpportunities, opportunityFile } from "./opportunityFiles.ts";
import { StateBadge } from "./StateBadge.tsx";
import { type Column, Table } from "./Table.tsx";
import { say } from "./Toast.tsx";

type Props = { file: OpportunityFile; policy: Policy | undefined; mayChange: boolean };

const anew = () => revalidate([opportunityFile.key, bodyOpportunities.key]);
const whenOf = (shift: Shift): string => `${longDate(shift.startsAt)}, ${timeRange(shift.startsAt, shift.endsAt)}`;

/** The dates of an opportunity: how full they are, whether they are insured, and what one may do with each. */
export function DatesPanel(props: Props) {
  const t = words("organise").dates;
  const sorted = () => props.file.shifts.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  const over = ({ endsAt }: Shift) => endsAt <= new Date().toISOString();
  const coming = () => sorted().filter((shift) => !over(shift));
  const past = () => sorted().filter(over).toReversed();
  return (
    <section aria-labelledby="dates">
      <h2 id="dates">{t.title}</h2>
      <Show when={coming().length > 0} fallback={<p class="soft">{props.mayChange ? t.emptyText : t.empty}</p>}>
        <Dates {...props} shifts={coming()} />
      </Show>
      <Show when={props.mayChange}>
        <NewDates {...props} />
      </Show>
      <Show when={past().length > 0}>
        <details class="more-options">
          <summary>{t.past_(past().length)}</summary>
          <Dates {...props} shifts={past()} mayChange={false} />
        </details>
      </Show>
    </section>
  );
}

function Dates(props: Props & { shifts: readonly Shift[] }) {
  const t = words("organise").dates;
  const columns: readonly Column<Shift>[] = [
    {
      label: t.when,
      cell: (shift) => (
        <>
          <strong>{shortDate(shift.startsAt)}</strong>, {timeRange(shift.startsAt, shift.endsAt)}{" "}
          <Show when={shift.state === "cancelled"}>
            <StateBadge of="shift" state="cancelled" />
          </Show>
        </>
      ),
    },
    { label: t.taken, number: true, cell: (shift) => `${shift.taken} / ${shift.places}` },
    { label: t.waiting, number: true, cell: (shift) => String(shift.waiting) },
    { label: t.insured, cell: (shift) => <CoverageWord policy={props.policy} days={daysOfShift(shift)} /> },
    { label: t.doing, cell: (shift) => <Doing {...props} shift={shift} /> },
  ];
  return <Table caption={t.title} columns={columns} rows={props.shifts} />;
}

function Doing(props: Props & { shift: Shift }) {
  const t = words("organise").dates;
  const it = () => props.file.opportunity;
  const may = () => props.mayChange && props.shift.state === "open";
  return (
    <div class="actions date-doing">
      <Show when={it().state !== "draft" && props.shift.state === "open"}>
        <a class="btn btn-primary btn-sm" href={path("roster", { id: it().id, shift: props.shift.id })}>
          {t.roster}
          <span class="visually-hidden">: {whenOf(props.shift)}</span>
        </a>
      </Show>
      <Show when={may()}>
        <Places shift={props.shift} />
        <MoveButton
          label={t.cancel}
          class="btn btn-outline-primary btn-sm"
          title={t.cancelTitle}
          confirm={t.cancelYes}
          reason={{ label: t.reason, hint: t.reasonHint, required: true }}
          run={(reason) =>
            answer(
              api.opportunities[":id"].shifts[":shift"].cancel.$post({ param: { id: it().id, shift: props.shift.id }, json: { reason } }),
            )
          }
          done={() => {
            void anew();
            say(t.cancelled);
          }}
        >
          <p>
            <strong>{whenOf(props.shift)}</strong>
          </p>
          <p>
            {t.cancelWho(props.shift.taken, props.shift.waiting)} {t.noReturn}
          </p>
        </MoveButton>
      </Show>
    </div>
  );
}

/** More or fewer places, never below those taken. */
function Places(props: { shift: Shift }) {
  const t = words("organise").dates;
  const [open, setOpen] = createSignal(false);
  const close = () => setOpen(false);
  const wrong = (places: number) => !Number.isInteger(places) || places < Math.max(1, props.shift.taken) || places > 5000;
  return (
    <>
      <button
        type="button"
        class="btn btn-outline-primary btn-sm"
        aria-label={t.changeFor(whenOf(props.shift))}
        onClick={() => setOpen(true)}
      >
        {t.change}
      </button>
      <Dialog open={open()} title={t.changeTitle} close={close}>
        <Show when={open()}>
          <p>
            <strong>{whenOf(props.shift)}</strong>
          </p>
          <p>
            <Show when={props.shift.taken > 0}>{t.changeText(props.shift.taken)} </Show>
            {t.changeFree}
          </p>
          <Form
            submit={(data) =>
              answer(
                api.opportunities[":id"].shifts[":shift"].$put({
                  param: { id: props.shift.opportunity, shift: props.shift.id },
                  json: { places: Number(data.get("places")) },
                }),
              )
            }
            check={(data) =>
              wrong(Number(data.get("places"))) ? [{ field: "places", detail: t.fewer(Math.max(1, props.shift.taken)) }] : []
            }
            done={() => {
              close();
              void anew();
              say(t.changed);
            }}
            label={words("common").confirm}
            beside={
              <button type="button" class="btn btn-outline-primary" onClick={close}>
                {words("common").cancel}
              </button>
            }
          >
            <Field
              name="places"
              label={t.places}
              required
              type="number"
              inputMode="numeric"
              min={1}
              max={5000}
              value={props.shift.places}
            />
          </Form>
        </Show>
      </Dialog>
    </>
  );
}

/** New dates, one request each: those that were added leave the form, the others stay in it. */
function NewDates(props: Props) {
  const t = words("organise").dates;
  const rows = createDateRows();
  const save = async () => {
    const all = rows.filled();
    for (const [done, row] of all.entries()) {
      const [json] = rows.drafts();
      try {
        await answer(api.opportunities[":id"].shifts.$post({ param: { id: props.file.opportunity.id }, json: json! }));
      } catch (error) {
        const problem = problemIn(error);
        if (done > 0) await anew();
        if (!problem) throw error;
        const errors = problem.errors.map((each) => ({ ...each, field: `shifts.${row.id}.${each.field}` }));
        const detail = done > 0 ? `${problem.detail} ${t.halfSaved(done, all.length)}` : problem.detail;
        throw new ProblemError({ ...problem, detail, errors });
      }
      rows.remove(row.id);
    }
    return all.length;
  };
  return (
    <div class="new-dates" id="new-dates" tabindex="-1">
      <h3>{t.newTitle}</h3>
      <Form
        submit={save}
        check={() => rows.errors(new Date())}
        done={(added) => {
          void anew();
          if (added > 0) say(t.saved(added));
        }}
        {...(rows.filled().length > 0 && { label: t.save(rows.filled().length) })}
      >
        <DateRowsField rows={rows} policy={props.policy} />
      </Form>
    </div>
  );
}
