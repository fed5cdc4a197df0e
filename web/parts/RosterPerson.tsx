import { createMemo, Show } from "solid-js";
import type { Hours, RosterLine } from "../../functions/participation/contract.ts";
import { duration, time } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";
import type { Move } from "./rosterLines.ts";
import type { Marks } from "./rosterMarks.ts";
import { StateBadge } from "./StateBadge.tsx";

type Props = {
  line: RosterLine;
  me: string;
  marks: Marks;
  /** Marking is possible: an organiser, and the doors are open. */
  open: boolean;
  /** When a mark made now happened, if not now: the activity is over and it is typed in from paper. */
  atFor: (move: Move, line: RosterLine) => string | undefined;
  say: (text: string) => void;
  more: () => void;
};

/** Two presses nearer than this are one: the button changes its meaning under the finger. Milliseconds. */
const tremble = 700;

/** One person of a shift: name, how things stand, and the one next step as a large button under the thumb. */
export function RosterPerson(props: Props) {
  const t = words("roster");
  const signUp = () => props.line.signUp;
  const pending = () => props.marks.of(signUp().person);
  const heldMark = () => pending().findLast(({ state }) => state === "held");
  let pressed = 0;
  let more!: HTMLButtonElement;

  const mark = (move: Move) => {
    props.marks.mark(signUp().person, move, { at: props.atFor(move, props.line) });
    props.say(`${signUp().name}: ${t.marked[move]}`);
    // With the last step the button goes: the focus stays with the person.
    if (move === "checkOut") more.focus();
  };
  type Step = { readonly label: string; readonly name: string; readonly style: string; readonly run: () => void };
  const step = createMemo((): Step | undefined => {
    const { name, state, checkedOutAt } = signUp();
    const held = heldMark();
    if (held) return { label: t.undo, name: `${t.undo}: ${name}`, style: "btn btn-outline-primary", run: () => props.marks.drop(held.id) };
    if (!props.open) return undefined;
    if (state === "confirmed") return { label: t.checkIn, name: t.checkInFor(name), style: "btn btn-primary", run: () => mark("checkIn") };
    if (state === "attended" && !checkedOutAt)
      return { label: t.checkOut, name: t.checkOutFor(name), style: "btn btn-outline-primary", run: () => mark("checkOut") };
    return undefined;
  });
  const press = () => {
    if (Date.now() - pressed < tremble) return;
    pressed = Date.now();
    step()?.run();
  };

  return (
    <li class="person" classList={{ "person-in": signUp().state === "attended" && !signUp().checkedOutAt }} id={signUp().person}>
      <div class="person-who">
        <p class="person-name">{signUp().name}</p>
        <p class="person-state">
          <Standing line={props.line} me={props.me} />
          <Show when={pending().find(({ state }) => state !== "held")}>
            {(mark) => <span class="soft"> {mark().state === "sending" ? t.sending : t.toSend}</span>}
          </Show>
        </p>
      </div>
      <div class="person-steps">
        <Show when={step()}>
          <button type="button" class={`${step()!.style} person-step`} aria-label={step()!.name} onClick={press}>
            {step()!.label}
          </button>
        </Show>
        <button type="button" class="icon-button person-more" aria-label={t.moreFor(signUp().name)} ref={more} onClick={() => props.more()}>
          <Icon name="list" />
        </button>
      </div>
    </li>
  );
}

/** How things stand, in a few words. */
function Standing(props: { line: RosterLine; me: string }) {
  const t = words("roster");
  const signUp = () => props.line.signUp;
  return (
    <Show when={signUp().state === "attended"} fallback={<NotThere line={props.line} />}>
      <Icon name="check-circle" size="sm" />{" "}
      {signUp().checkedOutAt ? t.between(time(signUp().checkedInAt!), time(signUp().checkedOutAt!)) : t.since(time(signUp().checkedInAt!))}
      <Show when={props.line.hours}>{(hours) => <HoursWord hours={hours()} me={props.me} />}</Show>
    </Show>
  );
}

const NotThere = (props: { line: RosterLine }) => (
  <Show when={props.line.signUp.state !== "confirmed"}>
    <StateBadge of="signUp" state={props.line.signUp.state} /> <span class="soft">{props.line.signUp.reason}</span>
  </Show>
);

/** How many hours, and who waits for whom: the rule that one proposes and another confirms, where it bites. */
export function HoursWord(props: { hours: Hours; me: string }) {
  const t = words("roster").hours;
  const tail = () => {
    const { state, proposedBy, decidedBy, dispute } = props.hours;
    if (state === "proposed") return proposedBy.person === props.me ? t.waitsOther : t.proposedBy(proposedBy.name);
    if (state === "disputed") return t.byName(dispute?.name ?? "");
    return state === "confirmed" ? t.confirmedBy(decidedBy?.name ?? "") : "";
  };
  return (
    <span class="hours-word">
      <Icon name="clock" size="sm" /> <bdi>{duration(props.hours.minutes)}</bdi> <StateBadge of="hours" state={props.hours.state} />{" "}
      <span class="soft">{tail()}</span>
    </span>
  );
}
