import { createAsync, revalidate, useParams } from "@solidjs/router";
import { Show } from "solid-js";
import { Cover, type Policy } from "../../functions/bodies/contract.ts";
import { day, dayOf } from "../../functions/foundation/time.ts";
import { answer, api } from "../client.ts";
import { dayDate, listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { actsFor } from "../parts/acting.ts";
import { Back } from "../parts/Back.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { CheckGroup, DateField, Field } from "../parts/Field.tsx";
import { bodyFile } from "../parts/files.ts";
import { Form, given } from "../parts/form.tsx";
import { insuredToday, missingCovers, type PolicyStanding, standing } from "../parts/insured.ts";
import { MoveButton } from "../parts/MoveButton.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Private } from "../parts/Private.tsx";
import { Table } from "../parts/Table.tsx";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

export default function BodyPolicies() {
  const params = useParams<{ id: string }>();
  return <Private title={words("body").policiesLink}>{() => <Policies id={params.id} />}</Private>;
}

/** The policies under which volunteers are insured: what they cover, and what is missing. */
function Policies(props: { id: string }) {
  const t = words("body");
  const file = createAsync(() => bodyFile(props.id));
  return (
    <Show when={file.latest}>
      {(file) => (
        <div class="container page">
          <Back href={path("body-desk", { id: props.id })} label={t.backToBody(file().body.name)} />
          <h1>{t.policiesTitle(file().body.name)}</h1>
          <p class="lead narrow">{t.policiesLead}</p>
          <Standing policies={file().policies} />
          <Show when={file().policies.length > 0} fallback={<EmptyState icon="files" title={t.policiesNone} text={t.policiesNoneText} />}>
            <Table
              caption={t.policiesLink}
              rows={file().policies.toSorted((a, b) => rank[standing(a)] - rank[standing(b)] || b.validTo.localeCompare(a.validTo))}
              columns={[
                {
                  label: t.insurer,
                  cell: (policy) => (
                    <>
                      {policy.insurer}
                      <br />
                      <small class="soft">{policy.number}</small>
                    </>
                  ),
                },
                { label: t.covers, cell: (policy) => <Covers policy={policy} /> },
                { label: t.period, cell: (policy) => `${dayDate(policy.validFrom)} – ${dayDate(policy.validTo)}` },
                { label: t.manage, cell: (policy) => <Withdraw policy={policy} /> },
              ]}
            />
          </Show>
          <Show when={actsFor(props.id) && file().body.state !== "closed"}>
            <AddPolicy body={props.id} />
          </Show>
        </div>
      )}
    </Show>
  );
}

const rank: Record<PolicyStanding, number> = { valid: 0, future: 1, partial: 2, over: 3, withdrawn: 4 };
/** Less than this before the end a new policy is worth a thought. */
const soon = 45 * day;

function Standing(props: { policies: readonly Policy[] }) {
  const t = words("body");
  const now = () => insuredToday(props.policies);
  return (
    <Show
      when={now()}
      fallback={
        <Notice tone="warning" title={t.notInsured}>
          <p>{t.notInsuredText}</p>
        </Notice>
      }
    >
      {(policy) => (
        <Show
          when={Date.parse(policy().validTo) - Date.now() < soon}
          fallback={<Notice tone="success" title={t.insuredUntil(dayDate(policy().validTo))} />}
        >
          <Notice tone="warning" title={t.insuredUntil(dayDate(policy().validTo))}>
            <p>{t.endsSoon(dayDate(policy().validTo))}</p>
          </Notice>
        </Show>
      )}
    </Show>
  );
}

function Covers(props: { policy: Policy }) {
  const t = words("body");
  const { covers } = words("states");
  const missing = () => missingCovers(props.policy).map((cover) => covers[cover].toLowerCase());
  return (
    <div>
      {listed(props.policy.covers.map((cover) => covers[cover].toLowerCase()))}
      <Show when={missing().length > 0}>
        <br />
        <strong class="wanting">{t.missing(listed(missing()))}</strong>
        <br />
        <small class="soft">{t.missingWhy}</small>
      </Show>
    </div>
  );
}

const badges: Record<PolicyStanding, string> = {
  valid: "badge badge-good",
  future: "badge badge-waiting",
  partial: "badge badge-attention",
  over: "badge badge-over",
  withdrawn: "badge badge-over",
};

function Withdraw(props: { policy: Policy }) {
  const t = words("body");
  const param = { id: props.policy.body, policy: props.policy.id };
  const withdraw = async () => {
    await answer(api.bodies[":id"].policies[":policy"].withdraw.$post({ param }));
    await revalidate(bodyFile.key);
    say(t.withdrawn);
  };
  return (
    <div class="actions">
      <span class={badges[standing(props.policy)]}>{t.policyState[standing(props.policy)]}</span>
      <Show when={actsFor(props.policy.body) && !["over", "withdrawn"].includes(standing(props.policy))}>
        <MoveButton class="btn btn-sm btn-outline-primary" label={t.withdraw} title={t.withdrawTitle} run={withdraw}>
          <p>{t.withdrawText}</p>
        </MoveButton>
      </Show>
    </div>
  );
}

function AddPolicy(props: { body: string }) {
  const t = words("body");
  const { covers } = words("states");
  let place!: HTMLElement;
  const add = (data: FormData) =>
    answer(
      api.bodies[":id"].policies.$post({
        param: { id: props.body },
        json: {
          insurer: given(data, "insurer") ?? "",
          number: given(data, "number") ?? "",
          covers: data.getAll("covers") as Policy["covers"],
          validFrom: given(data, "validFrom") ?? "",
          validTo: given(data, "validTo") ?? "",
        },
      }),
    );
  const done = async () => {
    place.querySelector("form")?.reset();
    await revalidate(bodyFile.key);
    say(t.policyAdded);
  };
  return (
    <section class="panel narrow" ref={place}>
      <h2>{t.addPolicy}</h2>
      <Form submit={add} done={() => void done()} label={t.addPolicy}>
        <div class="row">
          <Field name="insurer" label={t.insurer} required maxLength={120} autocomplete="off" />
          <Field name="number" label={t.number} required maxLength={60} autocomplete="off" />
        </div>
        <CheckGroup
          required
          name="covers"
          label={t.covers}
          hint={t.coversHint}
          options={Cover.options.map((value) => ({ value, label: covers[value], hint: t.coverHints[value] }))}
        />
        <div class="row">
          <DateField name="validFrom" label={t.validFrom} required />
          <DateField name="validTo" label={t.validTo} required min={dayOf(new Date())} />
        </div>
      </Form>
    </section>
  );
}
