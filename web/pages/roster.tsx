import { createAsync, query, useParams } from "@solidjs/router";
import { createMemo, createSignal, For, on, Show } from "solid-js";
import type { OpportunityFile } from "../../functions/opportunities/contract.ts";
import type { RosterLine } from "../../functions/participation/contract.ts";
import { dateTime, time } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { actsFor } from "../parts/acting.ts";
import { Back } from "../parts/Back.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { Head } from "../parts/Head.tsx";
import { HoursBanner } from "../parts/HoursBanner.tsx";
import { Icon } from "../parts/Icon.tsx";
import { createNow } from "../parts/now.ts";
import { opportunityFile } from "../parts/opportunityFiles.ts";
import { PersonSheet } from "../parts/PersonSheet.tsx";
import { Private } from "../parts/Private.tsx";
import { RosterFinder } from "../parts/RosterFinder.tsx";
import { RosterHead } from "../parts/RosterHead.tsx";
import {
  type Filter,
  filters,
  hasPlace,
  isAfterwards,
  isOffered,
  opensAt,
  plain,
  standsBy,
  waits,
  withMarks,
} from "../parts/rosterLines.ts";
import { createMarks } from "../parts/rosterMarks.ts";
import { RosterPerson } from "../parts/RosterPerson.tsx";
import { createRoster, readRoster, type RosterRead } from "../parts/rosterState.ts";
import { SignInSheet } from "../parts/SignInSheet.tsx";
import { Unsent } from "../parts/Unsent.tsx";
import { path } from "../routes.ts";

const firstRead = query((id: string, shift: string) => readRoster(id, shift), "roster");

/** The desk at the door, for a phone: who is here, who has left, and the hours that come of it. */
export default function RosterPage() {
  const params = useParams<{ id: string; shift: string }>();
  return <Private title={words("roster").title}>{(me) => <Loaded id={params.id} shift={params.shift} me={me.person.id} />}</Private>;
}

function Loaded(props: { id: string; shift: string; me: string }) {
  const read = createAsync(() => firstRead(props.id, props.shift));
  const file = createAsync(() => opportunityFile(props.id));
  return <Show when={read()}>{(read) => <Show when={file()}>{(file) => <Door read={read()} file={file()} me={props.me} />}</Show>}</Show>;
}

function Door(props: { read: RosterRead; file: OpportunityFile; me: string }) {
  const t = words("roster");
  const { roster, readAt, busy, refresh, skew, changed } = createRoster(props.read);
  const marks = createMarks({ opportunity: roster().opportunity, shift: roster().shift, me: props.me, skew, taken: changed });
  const now = createNow();
  const [said, setSaid] = createSignal("");
  const mayMark = () => actsFor(props.file.opportunity.body);
  const open = () => now().toISOString() >= opensAt(roster());
  const started = () => now().toISOString() >= roster().startsAt;
  const afterwards = () => isAfterwards(roster(), now());

  const lines = createMemo(() => roster().lines.map((line) => ({ id: line.id, line: withMarks(line, marks.of(line.id)) })));
  const people = () => lines().filter(({ line }) => hasPlace(line));
  const line = (id: string) => lines().find((each) => each.id === id)?.line;

  // Who is shown is settled when one looks for somebody, so that nobody moves away under the finger.
  const [typed, setTyped] = createSignal("");
  const [filter, setFilter] = createSignal<Filter>("all");
  const ids = createMemo(() =>
    people()
      .map(({ id }) => id)
      .join(" "),
  );
  const shown = createMemo(
    on([typed, filter, ids], () =>
      people()
        .filter(({ line }) => filters[filter()](line.signUp) && plain(line.signUp.name).includes(plain(typed().trim())))
        .map(({ id }) => id),
    ),
  );
  const linesOf = (kind: (line: RosterLine) => boolean) => lines().flatMap(({ line }) => (kind(line) ? [line] : []));
  const [chosen, setChosen] = createSignal<string>();
  const chosenLine = () => line(chosen() ?? "");

  return (
    <>
      <div class="container page roster">
        <Head title={t.titleOf(roster().title)} hidden />
        <Back href={path("opportunityEditor", { id: roster().opportunity })} label={t.back} />
        <RosterHead roster={roster()} place={props.file.opportunity.place} now={now()} />
        <Show when={!mayMark()}>
          <p class="soft">{t.tutor}</p>
        </Show>
        <HoursBanner lines={people().map(({ line }) => line)} me={props.me} changed={changed} />

        <Show when={people().length > 0} fallback={<EmptyState icon="user" title={t.empty} text={t.emptyText} />}>
          <h2 class="visually-hidden">{t.people}</h2>
          <RosterFinder lines={people().map(({ line }) => line)} filter={filter()} setFilter={setFilter} setTyped={setTyped} />
          <Show when={mayMark() && afterwards()}>
            <p class="soft">{t.afterwards(time(roster().startsAt), time(roster().endsAt))}</p>
          </Show>
          <ul class="plain-list people">
            <For each={shown()} fallback={<li class="soft">{typed().trim() ? t.noMatch(typed().trim()) : t.noneHere}</li>}>
              {(id) => (
                <Show when={line(id)}>
                  {(known) => (
                    <RosterPerson
                      line={known()}
                      me={props.me}
                      marks={marks}
                      open={mayMark() && open()}
                      atFor={(move) => (afterwards() ? plannedTime(known().signUp.checkedInAt, move, roster()) : undefined)}
                      say={setSaid}
                      more={() => setChosen(id)}
                    />
                  )}
                </Show>
              )}
            </For>
          </ul>
        </Show>

        <Names title={t.offered} text={t.offeredText} lines={linesOf(isOffered)} />
        <Names title={t.waiting} text={t.waitingText} lines={linesOf(waits)} />
        <Names title={t.standby} text={t.standbyText} lines={linesOf(standsBy)} />

        <p class="actions roster-end">
          <button
            type="button"
            class="btn btn-outline-primary btn-sm"
            aria-disabled={busy() ? "true" : undefined}
            onClick={() => void refresh()}
          >
            <Icon name="refresh" size="sm" /> {t.refresh}
          </button>
          <span class="soft">{t.refreshed(time(readAt()))}</span>
          <button type="button" class="btn btn-outline-primary btn-sm" onClick={() => print()}>
            <Icon name="print" size="sm" /> {t.print}
          </button>
        </p>
        <Unsent marks={marks} nameOf={(person) => line(person)?.signUp.name ?? ""} />
        <p class="visually-hidden" role="status">
          {said()}
        </p>
        <Dialog open={!!chosenLine()} title={chosenLine()?.signUp.name ?? ""} close={() => setChosen()}>
          <Show when={chosenLine()}>
            {(known) => (
              <PersonSheet
                line={known()}
                roster={roster()}
                me={props.me}
                marks={marks}
                mayMark={mayMark()}
                open={open()}
                started={started()}
                changed={changed}
                close={() => setChosen()}
              />
            )}
          </Show>
        </Dialog>
      </div>
      <SignInSheet roster={roster()} place={props.file.opportunity.place} names={people().map(({ line }) => line.signUp.name)} />
    </>
  );
}

/** People without a place, in their order; who is offered one, with its end. */
function Names(props: { title: string; text: string; lines: readonly RosterLine[] }) {
  const t = words("roster");
  return (
    <Show when={props.lines.length > 0}>
      <section>
        <h2>
          {props.title} <span class="soft">({props.lines.length})</span>
        </h2>
        <p class="soft">{props.text}</p>
        <ol class="waiting-list">
          <For each={props.lines}>
            {({ signUp }) => (
              <li>
                {signUp.name}{" "}
                <Show when={signUp.offerUntil}>{(until) => <span class="soft">{t.offeredUntil(dateTime(until()))}</span>}</Show>
              </li>
            )}
          </For>
        </ol>
      </section>
    </Show>
  );
}

/** The planned time of a mark typed in afterwards; nobody leaves before they came. */
function plannedTime(
  checkedInAt: string | undefined,
  move: string,
  { startsAt, endsAt }: { startsAt: string; endsAt: string },
): string | undefined {
  if (move === "checkIn") return startsAt;
  if (move === "checkOut") return checkedInAt && checkedInAt > endsAt ? undefined : endsAt;
  return undefined;
}
