import { For, Show } from "solid-js";
import type { PublicShift } from "../../functions/opportunities/contract.ts";
import type { MySignUp } from "../../functions/participation/contract.ts";
import { longDate, timeRange, whenOf } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { CancelSignUp } from "./CancelSignUp.tsx";
import { DateBlock } from "./DateBlock.tsx";
import { OfferedPlace } from "./OfferedPlace.tsx";
import { StateBadge } from "./StateBadge.tsx";

type Props = {
  /** Those to come, in order. */
  shifts: readonly PublicShift[];
  /** Whether one may sign up at all. */
  open: boolean;
  /** What the reader has for a shift: known after hydration. */
  mineFor: (shift: string) => MySignUp | undefined;
  join: (shift: PublicShift, standby?: boolean) => void;
  left: () => unknown;
};

/** The dates of an opportunity: places left, the line, and the way in or out. Needs the areas `opportunity`, `signUp` and `states`. */
export function ShiftList(props: Props) {
  return (
    <ul class="shifts">
      <For each={props.shifts}>
        {(shift) => (
          <li class="shift" classList={{ "shift-off": shift.state === "cancelled" }}>
            <DateBlock at={shift.startsAt} />
            <div class="shift-body">
              <div>
                <h3>
                  <time dateTime={shift.startsAt}>
                    <span class="visually-hidden">{longDate(shift.startsAt)}, </span>
                    {timeRange(shift.startsAt, shift.endsAt)}
                  </time>
                </h3>
                <Show when={props.mineFor(shift.id)} fallback={<Vacancy shift={shift} />}>
                  {(mine) => <Mine of={mine()} />}
                </Show>
              </div>
              <Show
                when={props.mineFor(shift.id)}
                fallback={
                  <Show when={props.open && shift.state === "open"}>
                    <Join shift={shift} join={(standby) => props.join(shift, standby)} />
                  </Show>
                }
              >
                {(mine) => (
                  <>
                    <OfferedPlace of={mine()} done={props.left} />
                    <CancelSignUp of={mine()} class="btn btn-sm btn-outline-primary" done={props.left} />
                  </>
                )}
              </Show>
            </div>
          </li>
        )}
      </For>
    </ul>
  );
}

function Vacancy(props: { shift: PublicShift }) {
  const t = words("opportunity");
  const free = () => props.shift.left > 0;
  return (
    <Show when={props.shift.state === "open"} fallback={<p>{t.shiftCancelled}</p>}>
      <p class={free() ? "room" : "room room-none"}>{free() ? words("common").terms.left(props.shift.left) : t.shiftFull}</p>
      <Show when={props.shift.waiting > 0}>
        <p class="soft">{t.waiting(props.shift.waiting)}</p>
      </Show>
    </Show>
  );
}

/** A place or a place in the line; behind the line, who stands in if nobody else does. */
function Join(props: { shift: PublicShift; join: (standby?: boolean) => void }) {
  const t = words("opportunity");
  const free = () => props.shift.left > 0;
  const label = () => (free() ? t.join : t.joinWait);
  return (
    <div class="shift-ways">
      <button
        type="button"
        class={free() ? "btn btn-primary needs-script" : "btn btn-outline-primary needs-script"}
        aria-label={t.joinLabel(label(), whenOf(props.shift))}
        onClick={() => props.join()}
      >
        {label()}
      </button>
      <Show when={!free()}>
        <button
          type="button"
          class="btn btn-sm btn-link needs-script"
          aria-label={words("signUp").takeStandbyLabel(whenOf(props.shift))}
          onClick={() => props.join(true)}
        >
          {words("signUp").takeStandby}
        </button>
      </Show>
    </div>
  );
}

function Mine(props: { of: MySignUp }) {
  return (
    <>
      <p>
        <StateBadge of="signUp" state={props.of.signUp.state} />
      </p>
      <Show when={props.of.position}>
        {(position) => <p>{props.of.signUp.standby ? words("signUp").standby : words("signUp").line(position())}</p>}
      </Show>
    </>
  );
}
