import { createSignal, Show } from "solid-js";
import type { Hours, HoursDecision, RosterLine } from "../../functions/participation/contract.ts";
import { answer, api } from "../client.ts";
import { duration } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Act } from "./Act.tsx";
import { Field } from "./Field.tsx";
import { Form, type FormError } from "./form.tsx";
import { MoveButton } from "./MoveButton.tsx";
import { HoursWord } from "./RosterPerson.tsx";
import { say } from "./Toast.tsx";

type Props = { line: RosterLine; me: string; changed: (person: string, line: Partial<RosterLine>) => void; close: () => void };

/** Hours of one person: confirmed, disputed or rejected by another than who proposed them; corrected by who did (rule 6). */
export function HoursSheet(props: Props) {
  const t = words("roster").hours;
  const signUp = () => props.line.signUp;
  const [writing, setWriting] = createSignal(false);
  const mine = (hours: Hours) => hours.proposedBy.person === props.me;
  const done = (hours: Hours) => {
    props.changed(signUp().person, { hours });
    say(t.saved);
  };
  const decide = async (decision: HoursDecision) => done(await decideHours(props.line, decision));

  return (
    <Show when={props.line.hours} fallback={<HandForm line={props.line} done={done} />}>
      {(hours) => (
        <>
          <p>
            <HoursWord hours={hours()} me={props.me} />
          </p>
          <Show when={hours().dispute}>
            {(dispute) => (
              <blockquote class="reason as-written">
                <strong>{t.disputedBy(dispute().name)}:</strong> {dispute().reason}
              </blockquote>
            )}
          </Show>
          <Show when={hours().state === "proposed" && mine(hours())}>
            <p>{t.mine}</p>
            <Show
              when={writing()}
              fallback={
                <button type="button" class="btn btn-outline-primary" onClick={() => setWriting(true)}>
                  {t.change}
                </button>
              }
            >
              <HandForm
                line={props.line}
                done={(changed) => {
                  setWriting(false);
                  done(changed);
                }}
              />
            </Show>
          </Show>
          <div class="actions">
            <Show when={["proposed", "disputed"].includes(hours().state) && !mine(hours())}>
              <Act run={() => decide({ move: "confirm" })}>
                {t.confirm} {duration(hours().minutes)}
              </Act>
            </Show>
            <Show when={hours().state === "proposed" && !mine(hours())}>
              <MoveButton
                label={t.dispute}
                title={t.disputeTitle}
                reason={{ label: t.disputeReason, required: true }}
                run={(reason) => decide({ move: "dispute", reason })}
              >
                <p>{t.disputeText}</p>
              </MoveButton>
            </Show>
            <Show when={hours().state === "disputed" && signUp().person !== props.me}>
              <MoveButton
                label={t.reject}
                title={t.rejectTitle}
                reason={{ label: words("roster").reason, required: true }}
                run={(reason) => decide({ move: "reject", reason })}
              >
                <p>{t.rejectText}</p>
              </MoveButton>
            </Show>
          </div>
        </>
      )}
    </Show>
  );
}

export const decideHours = ({ signUp }: RosterLine, json: HoursDecision): Promise<Hours> =>
  answer(
    api.opportunities[":id"].shifts[":shift"].hours[":person"].decision.$post({
      param: { id: signUp.opportunity, shift: signUp.shift, person: signUp.person },
      json,
    }),
  );

/** The most that one entry holds, in minutes. */
const most = 24 * 60;

function HandForm(props: { line: RosterLine; done: (hours: Hours) => void }) {
  const t = words("roster").hours;
  const planned = () =>
    props.line.hours?.minutes ?? Math.round((Date.parse(props.line.signUp.endsAt) - Date.parse(props.line.signUp.startsAt)) / 60_000);
  const minutes = (data: FormData) => Number(data.get("hours")) * 60 + Number(data.get("minutes"));
  const check = (data: FormData): FormError[] => {
    const all = minutes(data);
    return Number.isInteger(all) && all >= 1 && all <= most ? [] : [{ field: "minutes", detail: t.least }];
  };
  const save = (data: FormData) => {
    const { opportunity: id, shift, person } = props.line.signUp;
    return answer(
      api.opportunities[":id"].shifts[":shift"].hours[":person"].$put({ param: { id, shift, person }, json: { minutes: minutes(data) } }),
    );
  };
  return (
    <Form submit={save} check={check} done={props.done} label={t.save}>
      <p class="soft">{t.proposeText}</p>
      <div class="row row-tight">
        <Field
          name="hours"
          label={t.hoursField}
          type="number"
          inputMode="numeric"
          min={0}
          max={24}
          required
          value={Math.floor(planned() / 60)}
        />
        <Field name="minutes" label={t.minutesField} type="number" inputMode="numeric" min={0} max={59} required value={planned() % 60} />
      </div>
    </Form>
  );
}
