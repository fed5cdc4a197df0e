import { createAsync, revalidate, useParams } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import type { PlanFile, PlanUpdate } from "../../functions/plans/contract.ts";
import { answer, api } from "../client.ts";
import { dateTime, dayDate, listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { actsFor, isStaff } from "../parts/acting.ts";
import { Back } from "../parts/Back.tsx";
import { allComuni } from "../parts/comuni.ts";
import { Area } from "../parts/Field.tsx";
import { planFile } from "../parts/files.ts";
import { Form, given } from "../parts/form.tsx";
import { Icon } from "../parts/Icon.tsx";
import { Private } from "../parts/Private.tsx";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

export default function PlanDesk() {
  const params = useParams<{ id: string }>();
  return <Private title={words("planning").title}>{() => <Plan id={params.id} />}</Private>;
}

/** A plan at the desk: staff change it, staff and the lead partner tell how it goes on, its partners begin projects in it. */
function Plan(props: { id: string }) {
  const t = words("planning");
  const file = createAsync(() => planFile(props.id));
  return (
    <Show when={file.latest}>
      {(file) => (
        <div class="container page">
          <Back href={isStaff() ? path("plans-desk") : path("desk")} label={isStaff() ? t.backToPlans : t.back} />
          <h1>{file().plan.title}</h1>
          <div class="columns">
            <Updates file={file()} />
            <Facts file={file()} />
          </div>
        </div>
      )}
    </Show>
  );
}

function Facts(props: { file: PlanFile }) {
  const t = words("planning");
  const { workPackages } = words("states");
  const comuni = createAsync(() => allComuni());
  const plan = () => props.file.plan;
  const nameOf = (body: string) => props.file.bodies.find(({ id }) => id === body)?.name ?? "";
  const mine = () => [plan().leadPartner, ...plan().partners].find((body) => actsFor(body));
  const territory = () => (comuni.latest ?? []).filter(({ code }) => plan().territory.includes(code)).map(({ name }) => name);
  return (
    <aside class="panel stack">
      <dl class="facts">
        <dt>{t.workPackage}</dt>
        <dd>{workPackages[plan().workPackage]}</dd>
        <dt>{t.zone}</dt>
        <dd>{plan().zone}</dd>
        <dt>{t.col.period}</dt>
        <dd>{t.period(dayDate(plan().from), dayDate(plan().to))}</dd>
        <dt>{t.leadPartner}</dt>
        <dd>{nameOf(plan().leadPartner)}</dd>
        <dt>{t.partners}</dt>
        <dd>{listed(plan().partners.map(nameOf)) || "–"}</dd>
      </dl>
      <details>
        <summary>
          {t.territory}: {t.comuni(plan().territory.length)}
        </summary>
        <p>{listed(territory())}</p>
      </details>
      <div class="actions">
        <Show when={isStaff()}>
          <a class="btn btn-outline-primary" href={path("plan-edit", { id: plan().id })}>
            <Icon name="pencil" size="sm" /> {t.edit}
          </a>
        </Show>
        <Show when={mine()}>
          {(body) => (
            <a class="btn btn-outline-primary" href={`${path("project-new")}?plan=${plan().id}&body=${body()}`}>
              {t.projects}
            </a>
          )}
        </Show>
        <a href={path("plan", { id: plan().id })}>{t.seePublic}</a>
      </div>
    </aside>
  );
}

function Updates(props: { file: PlanFile }) {
  const t = words("planning");
  let place!: HTMLElement;
  const tells = () => isStaff() || actsFor(props.file.plan.leadPartner);
  const publish = (data: FormData) =>
    answer(api.plans[":id"].updates.$post({ param: { id: props.file.plan.id }, json: { text: given(data, "text") ?? "" } }));
  // A cache on the way may keep the plan for some seconds: what was just told is shown at once.
  const [told, setTold] = createSignal<readonly PlanUpdate[]>([]);
  const updates = () => {
    const known = new Map([...props.file.updates, ...told()].map((update) => [update.at, update]));
    return [...known.values()].toSorted((a, b) => b.at.localeCompare(a.at));
  };
  const done = (update: PlanUpdate) => {
    place.querySelector("form")?.reset();
    setTold((before) => [...before, update]);
    say(t.published);
    void revalidate(planFile.key);
  };
  return (
    <section ref={place} class="stack" aria-labelledby="updates">
      <h2 id="updates">{t.updates}</h2>
      <Show when={tells()} fallback={<p class="soft">{t.tellers}</p>}>
        <div class="panel">
          <h3>{t.update}</h3>
          <Form submit={publish} done={done} label={t.publish}>
            <Area name="text" label={t.updateText} hint={t.updateHint} required minLength={3} maxLength={4000} rows={4} />
          </Form>
        </div>
      </Show>
      <Show when={updates().length > 0} fallback={<p>{t.updatesNone}</p>}>
        <ol class="history">
          <For each={updates()}>
            {(update) => (
              <li>
                <p class="soft">
                  <time dateTime={update.at}>{dateTime(update.at)}</time>, {update.by}
                </p>
                <p class="as-written">{update.text}</p>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </section>
  );
}
