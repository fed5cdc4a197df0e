import { batch, Show } from "solid-js";
import type { RosterLine } from "../../functions/participation/contract.ts";
import { ProblemError, problemIn } from "../client.ts";
import { duration } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { decideHours } from "./HoursSheet.tsx";
import { MoveButton } from "./MoveButton.tsx";
import { Notice } from "./Notice.tsx";
import { say } from "./Toast.tsx";

type Props = { lines: readonly RosterLine[]; me: string; changed: (person: string, line: Partial<RosterLine>) => void };

/** Hours that wait: those that this person may confirm, all at once, and those that another has to (rule 6). */
export function HoursBanner(props: Props) {
  const t = words("roster").hours;
  const proposed = () => props.lines.filter(({ hours }) => hours?.state === "proposed");
  const mine = () => proposed().filter(({ hours }) => hours?.proposedBy.person === props.me);
  const others = () => proposed().filter(({ hours }) => hours?.proposedBy.person !== props.me);
  const sum = () => others().reduce((all, { hours }) => all + (hours?.minutes ?? 0), 0);

  /** Each on its own: what was confirmed stays confirmed, what failed is offered again. */
  const confirmAll = async () => {
    const done: RosterLine[] = [];
    const failed: unknown[] = [];
    for (const line of others()) {
      try {
        done.push({ ...line, hours: await decideHours(line, { move: "confirm" }) });
      } catch (error) {
        failed.push(error);
      }
    }
    batch(() => done.forEach(({ signUp, hours }) => props.changed(signUp.person, { hours })));
    const problem = problemIn(failed[0]);
    if (problem) throw new ProblemError({ ...problem, title: t.someFailed(failed.length) });
    if (failed.length > 0) throw failed[0];
    say(t.confirmedAll(done.length));
  };

  return (
    <>
      <Show when={others().length > 0}>
        <Notice tone="info" title={t.bannerOthers(others().length)}>
          <div class="actions">
            <MoveButton
              label={t.confirmAll(others().length)}
              class="btn btn-primary btn-sm"
              title={t.confirmAllTitle(others().length)}
              confirm={t.confirm}
              run={confirmAll}
            >
              <p>
                {t.confirmAllText} <strong>{duration(sum())}</strong>
              </p>
            </MoveButton>
          </div>
        </Notice>
      </Show>
      <Show when={mine().length > 0}>
        <Notice tone="info" title={t.bannerMine(mine().length)}>
          <p>{t.bannerMineText}</p>
        </Notice>
      </Show>
    </>
  );
}
