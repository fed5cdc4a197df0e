import { createAsync, revalidate } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { Me } from "../../functions/people/contract.ts";
import type { BodyTotal, MyRecord, RecordEntry } from "../../functions/records/contract.ts";
import { dayDate, duration, number, timeRange } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Certificates } from "../parts/Certificates.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { GetCertificate } from "../parts/GetCertificate.tsx";
import { HoursToConfirm } from "../parts/HoursToConfirm.tsx";
import { myRecord } from "../parts/mine.ts";
import { Private } from "../parts/Private.tsx";
import { ProposeHours } from "../parts/ProposeHours.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { type Column, Table } from "../parts/Table.tsx";
import { path } from "../routes.ts";

export default function Record() {
  return <Private title={words("mine").record.title}>{(me) => <Whole me={me} />}</Private>;
}

function Whole(props: { me: Me }) {
  const t = words("mine");
  const found = createAsync(() => myRecord(props.me.person.id));
  const again = () => revalidate("my-record");
  return (
    <div class="container page">
      <h1>{t.record.title}</h1>
      <p class="lead">{t.record.lead}</p>
      <Show when={found()}>
        {(record) => (
          <Show when={record().entries.length > 0} fallback={<Nothing />}>
            <div class="stack">
              <Totals of={record()} />
              <HoursToConfirm entries={record().entries} person={props.me.person.id} decided={again} />
              <section>
                <h2>{t.record.perBody}</h2>
                <Table caption={t.record.perBody} columns={perBody(props.me.person.name, again)} rows={record().bodies} />
              </section>
              <section>
                <h2>{t.certificates.title}</h2>
                <Certificates items={record().certificates} changed={again} />
              </section>
              <section>
                <h2>{t.record.entries}</h2>
                <For each={years(record().entries)}>
                  {([year, entries]) => (
                    <>
                      <h3>{year}</h3>
                      <Table caption={`${t.record.entries}: ${year}`} columns={perEntry(props.me.person.id, again)} rows={entries} />
                    </>
                  )}
                </For>
              </section>
            </div>
          </Show>
        )}
      </Show>
    </div>
  );
}

function Nothing() {
  const t = words("mine");
  return (
    <EmptyState icon="clock" title={t.record.none} text={t.record.noneText}>
      <a class="btn btn-primary" href={path("home")}>
        {t.activities.find}
      </a>
    </EmptyState>
  );
}

function Totals(props: { of: MyRecord }) {
  const t = words("mine").record;
  const figures = () => [
    [number(Math.round(props.of.confirmedMinutes / 6) / 10), t.hours],
    [number(props.of.entries.length), t.activities(props.of.entries.length)],
    [number(props.of.bodies.length), t.bodies(props.of.bodies.length)],
  ];
  return (
    <ul class="figures">
      <For each={figures()}>
        {([figure, what]) => (
          <li>
            <strong>{figure}</strong> {what}
          </li>
        )}
      </For>
    </ul>
  );
}

const perBody = (name: string, again: () => unknown): Column<BodyTotal>[] => {
  const t = words("mine").record;
  return [
    { label: t.body, cell: ({ body, bodyName }) => <a href={path("body", { id: body })}>{bodyName}</a> },
    { label: t.count, number: true, cell: ({ activities }) => number(activities) },
    { label: t.time, number: true, cell: ({ confirmedMinutes }) => duration(confirmedMinutes) },
    { label: t.certificate, cell: (total) => <GetCertificate total={total} name={name} made={again} /> },
  ];
};

const perEntry = (person: Me["person"]["id"], again: () => unknown): Column<RecordEntry>[] => {
  const t = words("mine");
  return [
    {
      label: t.record.what,
      cell: ({ opportunity, title, bodyName, comuneName }) => (
        <>
          <a href={path("opportunity", { id: opportunity })}>{title}</a>
          <br />
          <span class="soft">{[bodyName, comuneName].filter(Boolean).join(", ")}</span>
        </>
      ),
    },
    { label: t.record.when, cell: ({ startsAt, endsAt }) => `${dayDate(startsAt)}, ${timeRange(startsAt, endsAt)}` },
    { label: t.record.time, number: true, cell: ({ minutes }) => (minutes === null ? "–" : duration(minutes)) },
    { label: t.record.state, cell: (entry) => <HoursOf entry={entry} person={person} again={again} /> },
  ];
};

function HoursOf(props: { entry: RecordEntry; person: Me["person"]["id"]; again: () => unknown }) {
  const t = words("mine").hours;
  return (
    <Show when={props.entry.hours} fallback={<ProposeHours entry={props.entry} person={props.person} done={props.again} />}>
      {(state) => (
        <span>
          <StateBadge of="hours" state={state()} />
          <Show when={state() === "proposed" && !props.entry.mineToConfirm}>
            <br />
            <span class="soft">{t.theirs}</span>
          </Show>
        </span>
      )}
    </Show>
  );
}

/** The entries by year in Italy, the latest first. */
function years(entries: readonly RecordEntry[]): [string, RecordEntry[]][] {
  const latestFirst = entries.toSorted((a, b) => b.startsAt.localeCompare(a.startsAt));
  const yearOf = ({ startsAt }: RecordEntry) => dayDate(startsAt).slice(-4);
  return [...Map.groupBy(latestFirst, yearOf)];
}
