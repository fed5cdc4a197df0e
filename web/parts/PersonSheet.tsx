import { createMemo, type JSX, Show } from "solid-js";
import type { Roster, RosterLine } from "../../functions/participation/contract.ts";
import { localOf } from "../../functions/foundation/time.ts";
import { words } from "../i18n/words.ts";
import { Area, Field } from "./Field.tsx";
import { Form, type FormError, given } from "./form.tsx";
import { HoursSheet } from "./HoursSheet.tsx";
import { instantIn, isAfterwards, type Move } from "./rosterLines.ts";
import type { Marks } from "./rosterMarks.ts";

type Props = {
  line: RosterLine;
  roster: Omit<Roster, "lines">;
  me: string;
  marks: Marks;
  /** An organiser, not a tutor. */
  mayMark: boolean;
  open: boolean;
  started: boolean;
  changed: (person: string, line: Partial<RosterLine>) => void;
  close: () => void;
};

/** What is done less often for one person: another time, an absence, the hours. In a dialog. */
export function PersonSheet(props: Props) {
  const t = words("roster");
  const signUp = () => props.line.signUp;
  const mark = (move: Move, about: { at?: string; reason?: string } = {}) => {
    props.marks.mark(signUp().person, move, about);
    props.close();
  };
  const toCome = () => props.mayMark && signUp().state === "confirmed";
  const isIn = () => props.mayMark && signUp().state === "attended" && !signUp().checkedOutAt;
  const clock = (instant: string) => localOf(instant).slice(11);
  // While it is on, now is the nearest guess; afterwards, the times that were planned.
  const guess = createMemo(() => {
    const now = new Date();
    return isAfterwards(props.roster, now)
      ? { in: props.roster.startsAt, out: props.roster.endsAt }
      : { in: now.toISOString(), out: now.toISOString() };
  });

  return (
    <div class="stack">
      <Show when={toCome() && props.open}>
        <Part title={t.atTime}>
          <TimeForm
            label={t.arrival}
            save={t.saveArrival}
            value={clock(guess().in)}
            roster={props.roster}
            run={(at) => mark("checkIn", { at })}
          />
        </Part>
      </Show>
      <Show when={isIn()}>
        <Part title={t.atTime}>
          <TimeForm
            label={t.leaving}
            save={t.saveLeaving}
            value={clock(guess().out)}
            roster={props.roster}
            after={signUp().checkedInAt}
            run={(at) => mark("checkOut", { at })}
          />
        </Part>
      </Show>
      <Show when={toCome() && props.started}>
        <Part title={t.noShow}>
          <p class="soft">{t.noShowHint}</p>
          <button type="button" class="btn btn-outline-primary" onClick={() => mark("noShow")}>
            {t.noShowDo}
          </button>
        </Part>
      </Show>
      <Show when={toCome()}>
        <Part title={t.excuse}>
          <p class="soft">{t.excuseHint}</p>
          <Form submit={async (data) => mark("excuse", { reason: given(data, "reason") ?? "" })} check={reasonLength} label={t.excuseSave}>
            <Area name="reason" label={t.reason} hint={t.reasonHint} required rows={2} maxLength={1000} />
          </Form>
        </Part>
      </Show>
      <Show when={signUp().state === "attended"}>
        <Part title={t.hours.title}>
          <HoursSheet {...props} />
        </Part>
      </Show>
      <Show when={!toCome() && signUp().state !== "attended"}>
        <p>{signUp().reason ?? t.settled}</p>
      </Show>
    </div>
  );
}

const Part = (props: { title: string; children: JSX.Element }) => (
  <section>
    <h3>{props.title}</h3>
    {props.children}
  </section>
);

/** Shortest reason that the API takes, in characters. */
const shortest = 3;
function reasonLength(data: FormData): FormError[] {
  const reason = given(data, "reason");
  return reason && reason.length < shortest ? [{ field: "reason", detail: words("roster").reasonShort }] : [];
}

type TimeProps = {
  label: string;
  save: string;
  value: string;
  roster: Omit<Roster, "lines">;
  after?: string | undefined;
  run: (at: string) => void;
};
/** A time of the clock during the shift, not to come yet. */
function TimeForm(props: TimeProps) {
  const t = words("roster");
  const at = (data: FormData) => instantIn(props.roster, given(data, "at") ?? "00:00");
  const check = (data: FormData): FormError[] => {
    if (!given(data, "at")) return [];
    if (at(data) > new Date().toISOString()) return [{ field: "at", detail: t.timeAhead }];
    return props.after && at(data) < props.after ? [{ field: "at", detail: t.timeOrder }] : [];
  };
  return (
    <Form submit={async (data) => props.run(at(data))} check={check} label={props.save}>
      <Field name="at" type="time" label={props.label} required value={props.value} />
    </Form>
  );
}
