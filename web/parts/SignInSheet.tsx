import { For, Index } from "solid-js";
import type { Opportunity } from "../../functions/opportunities/contract.ts";
import type { Roster } from "../../functions/participation/contract.ts";
import { longDate, timeRange } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { PlaceWord } from "./RosterHead.tsx";

/** Lines left empty on the paper for those who just turn up. */
const spare = 6;

/** The same shift on paper: seen only when the page is printed. */
export function SignInSheet(props: { roster: Omit<Roster, "lines">; place: Opportunity["place"]; names: readonly string[] }) {
  const t = words("roster").sheet;
  const lines = () => [...props.names, ...Array.from({ length: spare }, () => "")];
  return (
    <section class="paper">
      <p class="paper-title">
        {t.title}: {props.roster.title}
      </p>
      <p>
        {longDate(props.roster.startsAt)}, {timeRange(props.roster.startsAt, props.roster.endsAt)} · <PlaceWord place={props.place} />
      </p>
      <table>
        <thead>
          <tr>
            <For each={[t.number, t.name, t.in, t.out, t.signature]}>{(label) => <th scope="col">{label}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <Index each={lines()}>
            {(name, index) => (
              <tr>
                <td>{index + 1}</td>
                <th scope="row">{name()}</th>
                <For each={[t.in, t.out, t.signature]}>{(label) => <td aria-label={label} />}</For>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
      <p class="paper-end">{t.organiser}: ________________________________</p>
    </section>
  );
}
