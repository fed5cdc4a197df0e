import { createAsync, revalidate } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import type { MySignUp } from "../../functions/participation/contract.ts";
import type { Me } from "../../functions/people/contract.ts";
import { whenOf } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { CancelSignUp } from "../parts/CancelSignUp.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { HoursToConfirm } from "../parts/HoursToConfirm.tsx";
import { MyCalendar } from "../parts/MyCalendar.tsx";
import { mySignUps, myRecord } from "../parts/mine.ts";
import { DateBlock } from "../parts/DateBlock.tsx";
import { Private } from "../parts/Private.tsx";
import { OfferedPlace } from "../parts/OfferedPlace.tsx";
import { CalendarButton, SignUpFacts } from "../parts/SignUpFacts.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { path } from "../routes.ts";

export default function MyActivities() {
  return <Private title={words("mine").activities.title}>{(me) => <Activities me={me} />}</Private>;
}

function Activities(props: { me: Me }) {
  const t = words("mine").activities;
  const found = createAsync(() => mySignUps(props.me.person.id));
  const record = createAsync(() => myRecord(props.me.person.id));
  const again = () => revalidate(["my-sign-ups", "my-record"]);
  const now = new Date().toISOString();
  const ofState = (...states: string[]) =>
    (found()?.items ?? []).filter(({ signUp }) => states.includes(signUp.state) && signUp.endsAt > now);
  const coming = () => ofState("confirmed", "attended").toSorted(byStart);
  const offered = () => ofState("offered").toSorted(byStart);
  const waiting = () => ofState("waitlisted", "requested").toSorted(byStart);
  const past = () => (found()?.items ?? []).filter((each) => ![...coming(), ...offered(), ...waiting()].includes(each));
  return (
    <div class="container page narrow">
      <h1>{t.title}</h1>
      <div class="stack">
        <HoursToConfirm entries={record()?.entries ?? []} person={props.me.person.id} decided={again} />
        <Show
          when={found()?.items.length}
          fallback={
            <EmptyState icon="calendar" title={t.none} text={t.noneText}>
              <a class="btn btn-primary" href={path("home")}>
                {t.find}
              </a>
            </EmptyState>
          }
        >
          <Show when={offered().length > 0}>
            <Group title={t.offered} items={offered()} again={again} />
          </Show>
          <Group title={t.coming} items={coming()} again={again}>
            <p>{t.noneComing}</p>
            <a class="btn btn-outline-primary" href={path("home")}>
              {t.find}
            </a>
          </Group>
          <Show when={waiting().length > 0}>
            <Group title={t.waiting} items={waiting()} again={again} />
          </Show>
          <Show when={past().length > 0}>
            <Past items={past()} />
          </Show>
          <MyCalendar person={props.me.person.id} />
        </Show>
      </div>
    </div>
  );
}

const byStart = (a: MySignUp, b: MySignUp): number => a.signUp.startsAt.localeCompare(b.signUp.startsAt);

function Group(props: { title: string; items: readonly MySignUp[]; again: () => unknown; children?: JSX.Element }) {
  return (
    <section>
      <h2>{props.title}</h2>
      <Show when={props.items.length > 0} fallback={props.children}>
        <ul class="plain-list cards">
          <For each={props.items}>{(each) => <Coming of={each} again={props.again} />}</For>
        </ul>
      </Show>
    </section>
  );
}

/** One that is to come, with all that one needs on the way. */
function Coming(props: { of: MySignUp; again: () => unknown }) {
  const t = words("signUp");
  const signUp = () => props.of.signUp;
  return (
    <li>
      <article class="card">
        <DateBlock at={signUp().startsAt} />
        <div class="card-body">
          <h3 class="card-title">
            <a href={path("opportunity", { id: signUp().opportunity })}>{props.of.title}</a>
          </h3>
          <p class="card-by">{props.of.bodyName}</p>
          <p>
            <StateBadge of="signUp" state={signUp().state} />
          </p>
          <OfferedPlace of={props.of} done={props.again} />
          <Show when={props.of.position}>
            {(position) => (
              <p>
                <strong>{signUp().standby ? t.standby : t.line(position())}</strong> {signUp().standby ? t.standbyText : t.lineText}
              </p>
            )}
          </Show>
          <SignUpFacts of={props.of} />
          <div class="actions">
            <Show when={signUp().state === "confirmed"}>
              <CalendarButton of={props.of} class="btn btn-sm btn-outline-primary" />
            </Show>
            <CancelSignUp of={props.of} class="btn btn-sm btn-outline-primary" done={props.again} />
          </div>
        </div>
      </article>
    </li>
  );
}

function Past(props: { items: readonly MySignUp[] }) {
  const t = words("mine").activities;
  return (
    <section>
      <h2>{t.past}</h2>
      <ul class="plain-list ruled">
        <For each={props.items}>
          {({ signUp, title, bodyName }) => (
            <li>
              <h3>
                <a href={path("opportunity", { id: signUp.opportunity })}>{title}</a>
              </h3>
              <p>
                {bodyName} · {whenOf(signUp)}
              </p>
              <p>
                <StateBadge of="signUp" state={signUp.state} />
                <Show when={signUp.reason}>{(reason) => <span class="soft"> {t.reason(reason())}</span>}</Show>
              </p>
            </li>
          )}
        </For>
      </ul>
      <p>
        <a href={path("my-record")}>{t.record}</a>
      </p>
    </section>
  );
}
