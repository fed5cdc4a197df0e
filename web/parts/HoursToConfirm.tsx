import { For, Show } from "solid-js";
import type { PersonId } from "../../functions/foundation/ids.ts";
import type { RecordEntry } from "../../functions/records/contract.ts";
import { answer, api } from "../client.ts";
import { duration, whenOf } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Act } from "./Act.tsx";
import { MoveButton } from "./MoveButton.tsx";
import { say } from "./Toast.tsx";

type Props = { entries: readonly RecordEntry[]; person: PersonId; decided: () => unknown };

/** The hours that wait for this person's word: right, or not right and why. Needs the area `mine`. */
export function HoursToConfirm(props: Props) {
  const t = words("mine").hours;
  const waiting = () => props.entries.filter(({ mineToConfirm }) => mineToConfirm);
  const decide = ({ opportunity: id, shift }: RecordEntry, move: "confirm" | "dispute", reason?: string) =>
    answer(
      api.opportunities[":id"].shifts[":shift"].hours[":person"].decision.$post({
        param: { id, shift, person: props.person },
        json: { move, ...(reason && { reason }) },
      }),
    );
  const told = (text: string) => {
    say(text);
    return props.decided();
  };
  return (
    <Show when={waiting().length > 0}>
      <section class="panel attention">
        <h2>{t.title}</h2>
        <p>{t.text}</p>
        <ul class="plain-list ruled">
          <For each={waiting()}>
            {(entry) => (
              <li>
                <h3>{entry.title}</h3>
                <p>
                  {entry.bodyName} · {whenOf(entry)}
                </p>
                <p class="big">{t.proposed(duration(entry.minutes ?? 0))}</p>
                <div class="actions">
                  <Act run={() => decide(entry, "confirm").then(() => told(t.confirmed))}>{t.confirm}</Act>
                  <MoveButton
                    label={t.dispute}
                    title={t.disputeTitle}
                    confirm={t.send}
                    reason={{ label: t.disputeReason, hint: t.disputeHint, required: true }}
                    run={(reason) => decide(entry, "dispute", reason)}
                    done={() => told(t.disputed)}
                  >
                    <p>{t.disputeText}</p>
                  </MoveButton>
                </div>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
