import { createAsync, query, useParams } from "@solidjs/router";
import { type JSX, Match, Show, Switch } from "solid-js";
import type { Verification } from "../../functions/records/contract.ts";
import { answer, api, problemIn } from "../client.ts";
import { dateTime, dayDate, duration, number } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { CodeForm } from "../parts/CodeForm.tsx";
import { Head, Status } from "../parts/Head.tsx";
import { Icon } from "../parts/Icon.tsx";
import { Table } from "../parts/Table.tsx";

/** null: no certificate has this code. */
const getCertificate = query(async (id: string): Promise<Verification | null> => {
  try {
    return await answer(api.certificates[":id"].$get({ param: { id } }));
  } catch (error) {
    if (problemIn(error)?.status === 404) return null;
    throw error;
  }
}, "certificate");

export default function Certificate() {
  const t = words("certificate");
  const params = useParams<{ id: string }>();
  const found = createAsync(() => getCertificate(params.id));
  return (
    <div class="container page narrow">
      <Switch>
        <Match when={found() === null}>
          <Status code={404} />
          <Head title={t.unknown} hidden />
          <Verdict tone="unknown" title={t.unknown} text={t.unknownText} />
          <p class="code-shown">{params.id}</p>
        </Match>
        <Match when={found()}>
          {(certificate) => (
            <>
              <Head title={t.title} description={t.description} hidden />
              <Show when={certificate().state === "issued"} fallback={<Revoked of={certificate()} />}>
                <Genuine of={certificate()} />
              </Show>
            </>
          )}
        </Match>
      </Switch>
      <section class="panel another">
        <h2>{t.another}</h2>
        <CodeForm />
      </section>
    </div>
  );
}

const verdicts = {
  genuine: ["verdict verdict-genuine", "check-circle"],
  revoked: ["verdict verdict-revoked", "ban"],
  unknown: ["verdict verdict-unknown", "help-circle"],
} as const;

function Verdict(props: { tone: keyof typeof verdicts; title: string; text: string; children?: JSX.Element }) {
  const look = () => verdicts[props.tone];
  return (
    <div class={look()[0]}>
      <Icon name={look()[1]} size="xl" />
      <div>
        <h1>{props.title}</h1>
        <p>{props.text}</p>
        {props.children}
      </div>
    </div>
  );
}

function Genuine(props: { of: Verification }) {
  const t = words("certificate");
  const period = () => (props.of.from === props.of.to ? dayDate(props.of.from) : `${dayDate(props.of.from)} – ${dayDate(props.of.to)}`);
  return (
    <>
      <Verdict tone="genuine" title={t.genuine} text={t.genuineText} />
      <dl class="facts certificate-facts">
        <dt>{t.holder}</dt>
        <dd>
          <strong>{props.of.holder}</strong>
        </dd>
        <dt>{t.body}</dt>
        <dd>{props.of.bodyName}</dd>
        <dt>{t.period}</dt>
        <dd>{period()}</dd>
        <dt>{t.hours}</dt>
        <dd>
          {duration(props.of.minutes)}
          <p class="soft">{t.facts}</p>
        </dd>
        <dt>{t.count}</dt>
        <dd>{number(props.of.count)}</dd>
        <dt>{t.issued}</dt>
        <dd>{dayDate(props.of.issuedAt)}</dd>
        <dt>{t.id}</dt>
        <dd>
          <code>{props.of.id}</code>
        </dd>
      </dl>
      <h2>{t.activities}</h2>
      <Show when={props.of.activities.length > 0} fallback={<p>{t.totalsOnly}</p>}>
        <Table
          caption={t.activities}
          columns={[
            { label: t.what, cell: ({ title }) => title },
            { label: t.day, cell: ({ day }) => dayDate(day) },
            { label: t.hours, number: true, cell: ({ minutes }) => duration(minutes) },
          ]}
          rows={props.of.activities}
        />
      </Show>
    </>
  );
}

function Revoked(props: { of: Verification }) {
  const t = words("certificate");
  return (
    <Verdict tone="revoked" title={t.revoked} text={t.revokedText}>
      <dl class="facts">
        <dt>{t.revokedWhen}</dt>
        <dd>{props.of.revokedAt && dateTime(props.of.revokedAt)}</dd>
        <dt>{t.revokedWhy}</dt>
        <dd class="as-written">{props.of.revokedReason}</dd>
        <dt>{t.body}</dt>
        <dd>{props.of.bodyName}</dd>
        <dt>{t.id}</dt>
        <dd>
          <code>{props.of.id}</code>
        </dd>
      </dl>
    </Verdict>
  );
}
