import { createSignal, Show } from "solid-js";
import type { PersonId } from "../../functions/foundation/ids.ts";
import type { RecordEntry } from "../../functions/records/contract.ts";
import { answer, api } from "../client.ts";
import { words } from "../i18n/words.ts";
import { Dialog } from "./Dialog.tsx";
import { Field } from "./Field.tsx";
import { Form } from "./form.tsx";
import { say } from "./Toast.tsx";

/** Nobody noted hours for an activity that the person took part in: they may note them, for the organisers to confirm. */
export function ProposeHours(props: { entry: RecordEntry; person: PersonId; done: () => unknown }) {
  const t = words("mine").hours;
  const [open, setOpen] = createSignal(false);
  const planned = () => Math.round((Date.parse(props.entry.endsAt) - Date.parse(props.entry.startsAt)) / 60_000);
  const minutesIn = (data: FormData) => Number(data.get("hours")) * 60 + Number(data.get("minutes"));
  const send = (data: FormData) => {
    const { opportunity: id, shift } = props.entry;
    return answer(
      api.opportunities[":id"].shifts[":shift"].hours[":person"].$put({
        param: { id, shift, person: props.person },
        json: { minutes: minutesIn(data) },
      }),
    );
  };
  const done = () => {
    setOpen(false);
    say(t.proposeSaved);
    return props.done();
  };
  return (
    <>
      <button type="button" class="btn btn-sm btn-outline-primary" onClick={() => setOpen(true)}>
        {t.propose}
      </button>
      <Dialog open={open()} title={t.proposeTitle} close={() => setOpen(false)}>
        <Show when={open()}>
          <p>{t.proposeText}</p>
          <Form
            submit={send}
            done={done}
            check={(data) => (minutesIn(data) > 0 ? [] : [{ field: "minutes", detail: t.proposeNone }])}
            label={t.proposeSend}
          >
            <div class="row">
              <Field name="hours" label={t.proposeHours} type="number" min="0" max="24" value={Math.floor(planned() / 60)} required />
              <Field name="minutes" label={t.proposeMinutes} type="number" min="0" max="59" value={planned() % 60} required />
            </div>
          </Form>
        </Show>
      </Dialog>
    </>
  );
}
