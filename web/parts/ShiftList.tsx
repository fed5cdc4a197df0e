import { For, Match, Show, Switch } from "solid-js";
import type { PublicShift } from "../../functions/opportunities/contract.ts";
import type { MySignUp } from "../../functions/participation/contract.ts";
import { longDate, timeRange } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { CancelSignUp } from "./CancelSignUp.tsx";
import { DateBlock } from "./OpportunityCard.tsx";
import { whenOf } from "./SignUpFacts.tsx";
import { StateBadge } from "./StateBadge.tsx";

type Props = {
  /** Those to come, in order. */
  shifts: readonly PublicShift[];
  /** Whether one may sign up at all. */
  open: boolean;
  /** What the reader has for a shift: known after hydration. */
  mineFor: (shift: string) => MySignUp | undefined;
  join: (shift: PublicShift) => void;
  left: () => unknown;
};

/** The dates of an opportunity: places left, the line, and the way in or out. Needs the areas `opportunity`, `signUp`, `terms` and `states`. */
export function ShiftList(props: Props) {
  return (
    <ul class="shifts">
      <For each={props.shifts}>
        {(shift) => (
          <li class="shift" classList={{ "shift-off": shift.state === "cancelled" }}>
            <DateBlock at={shift.startsAt} />
            <div class="shift-body">
              <h3>
                <time dateTime={shift.startsAt}>
                  <span class="visually-hidden">{longDate(shift.startsAt)}, </span>
                  {timeRange(shift.startsAt, shift.endsAt)}
                </time>
              </h3>
              <Show when={props.mineFor(shift.id)} fallback={<Vacancy shift={shift} open={props.open} join={() => props.join(shift)} />}>
                {(mine) => <Mine of={mine()} left={props.left} />}
              </Show>
            </div>
          </li>
        )}
      </For>
    </ul>
  );
}

function Vacancy(props: { shift: PublicShift; open: boolean; join: () => void }) {
  const t = words("opportunity");
  const terms = words("terms");
  const free = () => props.shift.left > 0;
  return (
    <Switch>
      <Match when={props.shift.state === "cancelled"}>
        <p>{t.shiftCancelled}</p>
      </Match>
      <Match when={props.shift.state === "open"}>
        <p class={free() ? "room" : "room room-none"}>
          {free() ? terms.left(props.shift.left) : t.shiftFull}
          <Show when={props.shift.waiting > 0}>
            <span class="soft"> · {t.waiting(props.shift.waiting)}</span>
          </Show>
        </p>
        <Show when={props.open}>
          <button
            type="button"
            class={free() ? "btn btn-primary needs-script" : "btn btn-outline-primary needs-script"}
            aria-label={t.joinLabel(free() ? t.join : t.joinWait, whenOf(props.shift))}
            onClick={() => props.join()}
          >
            {free() ? t.join : t.joinWait}
          </button>
        </Show>
      </Match>
    </Switch>
  );
}

function Mine(props: { of: MySignUp; left: () => unknown }) {
  const t = words("signUp");
  return (
    <>
      <p>
        <StateBadge of="signUp" state={props.of.signUp.state} />
      </p>
      <Show when={props.of.position}>{(position) => <p>{t.line(position())}</p>}</Show>
      <CancelSignUp of={props.of} class="btn btn-sm btn-outline-primary" done={props.left} />
    </>
  );
}
