import { Show } from "solid-js";
import type { Opportunity } from "../../functions/opportunities/contract.ts";
import type { Roster } from "../../functions/participation/contract.ts";
import { dayOf } from "../../functions/foundation/time.ts";
import { dateTime, duration, longDate, time, timeRange } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";
import { Notice } from "./Notice.tsx";
import { opensAt } from "./rosterLines.ts";

type Props = { roster: Omit<Roster, "lines">; place: Opportunity["place"]; now: Date };

/** What, when and where, and how long until it begins or ends. */
export function RosterHead(props: Props) {
  const t = words("roster");
  const it = () => props.roster;
  const now = () => props.now.toISOString();
  return (
    <header class="roster-head">
      <h1>{it().title}</h1>
      <p>
        <Icon name="calendar" size="sm" /> {longDate(it().startsAt)}, {timeRange(it().startsAt, it().endsAt)}
        <br />
        <strong>
          <Icon name="clock" size="sm" /> {clock(it(), now())}
        </strong>
        <br />
        <Icon name="map-marker" size="sm" /> <PlaceWord place={props.place} />
      </p>
      <Show when={now() < opensAt(it())}>
        <Notice tone="info">
          <p>{dayOf(opensAt(it())) === dayOf(props.now) ? t.notYet(time(opensAt(it()))) : t.notYetDay(dateTime(opensAt(it())))}</p>
        </Notice>
      </Show>
    </header>
  );
}

export const PlaceWord = (props: { place: Opportunity["place"] }) => (
  <>{[props.place.name, props.place.address].filter(Boolean).join(", ")}</>
);

/** Minutes from which days say more than hours. */
const aDay = 24 * 60;
function clock({ startsAt, endsAt }: Pick<Roster, "startsAt" | "endsAt">, now: string): string {
  const t = words("roster");
  const between = (from: string, to: string) => {
    const minutes = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
    return minutes >= aDay ? t.days(Math.round(minutes / aDay)) : duration(minutes);
  };
  if (now < startsAt) return t.startsIn(between(now, startsAt));
  return now < endsAt ? t.on(between(now, endsAt)) : t.over(between(endsAt, now));
}
