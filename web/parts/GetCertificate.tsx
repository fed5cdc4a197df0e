import { createSignal, Show } from "solid-js";
import type { BodyTotal } from "../../functions/records/contract.ts";
import { answer, api } from "../client.ts";
import { duration } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Dialog } from "./Dialog.tsx";
import { CheckGroup, Field } from "./Field.tsx";
import { Form, given } from "./form.tsx";
import { say } from "./Toast.tsx";

/** A certificate of the confirmed hours with one body: the name as it should stand there, and how much it shows. Needs the area `mine`. */
export function GetCertificate(props: { total: BodyTotal; name: string; made: () => unknown }) {
  const t = words("mine");
  const [open, setOpen] = createSignal(false);
  const make = (data: FormData) =>
    answer(
      api.me.certificates.$post({
        json: { body: props.total.body, holder: given(data, "holder") ?? "", showActivities: data.get("showActivities") === "all" },
      }),
    );
  const made = () => {
    setOpen(false);
    say(t.get.made);
    return props.made();
  };
  return (
    <Show when={props.total.confirmedMinutes > 0} fallback={<span class="soft">{t.record.notYet}</span>}>
      <button type="button" class="btn btn-sm btn-primary" aria-label={t.record.getFor(props.total.bodyName)} onClick={() => setOpen(true)}>
        {t.record.get}
      </button>
      <Dialog open={open()} title={t.get.title} close={() => setOpen(false)}>
        <Show when={open()}>
          <p>{t.get.text(props.total.bodyName, duration(props.total.confirmedMinutes))}</p>
          <Form submit={make} done={made} label={t.get.make}>
            <Field
              name="holder"
              label={t.get.holder}
              hint={t.get.holderHint}
              value={props.name}
              autocomplete="name"
              maxLength={80}
              required
            />
            <CheckGroup
              name="showActivities"
              label={t.get.show}
              one
              required
              options={[
                { value: "all", label: t.get.all },
                { value: "totals", label: t.get.totals, hint: t.get.totalsHint },
              ]}
              chosen={["all"]}
            />
          </Form>
        </Show>
      </Dialog>
    </Show>
  );
}
