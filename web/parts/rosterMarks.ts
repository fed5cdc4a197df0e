import { createSignal, onCleanup } from "solid-js";
import { createStore } from "solid-js/store";
import type { ProblemBody } from "../../functions/foundation/http.ts";
import type { RosterLine, SignUp } from "../../functions/participation/contract.ts";
import { answer, api, ProblemError, problemIn } from "../client.ts";
import { words } from "../i18n/words.ts";
import type { Move, PendingMark } from "./rosterLines.ts";

/** `held`: still to be undone; `waiting`: to be sent; `refused`: the API said no, and sending again would not help. */
export type QueuedMark = PendingMark & { readonly state: "held" | "waiting" | "sending" | "refused"; readonly problem?: ProblemBody };
export type Trouble = "offline" | "signedOut";

/** Milliseconds: to think again about what cannot be taken back; for one request; between tries. */
const hold = 5000;
const patience = 15_000;
const pauses = [3000, 6000, 12_000, 30_000];
/** A mark that waited longer than this is sent with its own time, not as now. */
const fresh = 7000;

/** Marks that nobody can take back once the API has them. */
const held: ReadonlySet<Move> = new Set(["checkIn", "noShow"]);

type Props = {
  readonly opportunity: string;
  readonly shift: string;
  /** Whose marks these are: another person on the same device never sends them. */
  readonly me: string;
  /** By how much the server's clock is ahead of this device's, in milliseconds. */
  readonly skew: () => number;
  readonly taken: (person: string, line: Partial<RosterLine>) => void;
};

/**
 * Marks made at the door, sent one after the other. Each is kept on the device until the API has taken it, with the time at which
 * it was made, so that neither a lost connection nor a closed page loses one. Sent again by itself, and on `sendNow`.
 */
export function createMarks(props: Props) {
  const key = `insieme:marks:${props.me}:${props.shift}`;
  const [marks, setMarks] = createStore<QueuedMark[]>([]);
  const [trouble, setTrouble] = createSignal<Trouble>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let busy = false;
  let failures = 0;

  const keep = () => {
    const open = marks
      .filter(({ state }) => state !== "refused")
      .map(({ id, person, move, at, typed, reason }): PendingMark => ({ id, person, move, at, typed, reason }));
    if (open.length > 0) localStorage.setItem(key, JSON.stringify(open));
    else localStorage.removeItem(key);
  };
  const change = (id: string, next: Partial<QueuedMark>) => setMarks((mark) => mark.id === id, next);
  const drop = (id: string) => {
    setMarks((all) => all.filter((mark) => mark.id !== id));
    keep();
  };
  const later = (run: () => void, after: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, after);
    timers.add(timer);
  };
  const release = (id: string) => {
    if (marks.find((mark) => mark.id === id)?.state !== "held") return;
    change(id, { state: "waiting" });
    void pump();
  };
  const enqueue = (mark: PendingMark) => {
    const wait = held.has(mark.move);
    setMarks(marks.length, { ...mark, state: wait ? "held" : "waiting" });
    if (wait) later(() => release(mark.id), hold);
    else void pump();
  };

  async function pump(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      for (let next = first(); next && (await sent(next)); next = first());
    } finally {
      busy = false;
    }
  }
  /** Whether the next may be sent: not while the way to the API is closed. */
  async function sent(mark: QueuedMark): Promise<boolean> {
    change(mark.id, { state: "sending" });
    try {
      props.taken(mark.person, await within(patience, send(props, mark)));
      drop(mark.id);
      failures = 0;
      setTrouble();
      return true;
    } catch (error) {
      const problem = problemIn(error);
      if (problem && !passes(problem)) {
        change(mark.id, { state: "refused", problem });
        keep();
        return true;
      }
      change(mark.id, { state: "waiting" });
      if (!problem) throw error;
      setTrouble(problem.status === 401 ? "signedOut" : "offline");
      later(() => void pump(), pauses[Math.min(failures++, pauses.length - 1)]!);
      return false;
    }
  }
  /** In their order; a person's later mark waits for the earlier one, also while that can still be undone. */
  const first = () =>
    marks.find(
      (mark, index) =>
        mark.state === "waiting" && !marks.slice(0, index).some((before) => before.person === mark.person && before.state === "held"),
    );

  const sendNow = () => {
    failures = 0;
    return pump();
  };
  const releaseAll = () => {
    for (const { id } of marks.filter(({ state }) => state === "held")) release(id);
  };
  // A phone put away may not come back soon: what was pressed is sent now.
  const hidden = () => document.visibilityState === "hidden" && releaseAll();
  const online = () => void sendNow();
  document.addEventListener("visibilitychange", hidden);
  addEventListener("online", online);
  onCleanup(() => {
    document.removeEventListener("visibilitychange", hidden);
    removeEventListener("online", online);
    releaseAll();
    for (const timer of timers) clearTimeout(timer);
  });
  for (const mark of JSON.parse(localStorage.getItem(key) ?? "[]") as PendingMark[]) enqueue(mark);

  return {
    marks,
    trouble,
    sendNow,
    drop,
    of: (person: string) => marks.filter((mark) => mark.person === person && mark.state !== "refused"),
    refused: () => marks.filter(({ state }) => state === "refused"),
    /** Kept on the device alone for longer than a request takes. */
    unsent: () => (trouble() ? marks.filter(({ state }) => state === "waiting" || state === "sending").length : 0),
    mark(person: SignUp["person"], move: Move, about: { at?: string | undefined; reason?: string | undefined } = {}) {
      const { at, reason } = about;
      enqueue({ id: crypto.randomUUID(), person, move, at: at ?? new Date().toISOString(), typed: !!at, ...(reason && { reason }) });
      keep();
    },
  };
}
export type Marks = ReturnType<typeof createMarks>;

/** Worth sending again just as it is. */
const passes = ({ status, code }: ProblemBody): boolean =>
  status === 0 || status >= 500 || [401, 408, 429].includes(status) || code === "request_in_progress";

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer!: ReturnType<typeof setTimeout>;
  const { failed, offline } = words("common").form;
  const slow = new ProblemError({
    type: "about:blank",
    title: failed,
    status: 0,
    code: "unreachable",
    detail: offline,
    about: {},
    errors: [],
  });
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(slow), ms);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

async function send(props: Props, mark: PendingMark): Promise<Partial<RosterLine>> {
  const pressed = Date.parse(mark.at);
  if (mark.typed) return sendAt(props, mark, mark.at);
  if (Date.now() - pressed < fresh) return sendAt(props, mark, undefined);
  try {
    return await sendAt(props, mark, new Date(pressed + props.skew()).toISOString());
  } catch (error) {
    // Two clocks that do not agree lose no mark: it happened now, then.
    if (problemIn(error)?.code !== "invalid") throw error;
    return sendAt(props, mark, undefined);
  }
}

async function sendAt(
  { opportunity: id, shift }: Props,
  { person, move, reason }: PendingMark,
  at: string | undefined,
): Promise<Partial<RosterLine>> {
  const param = { id, shift, person };
  const one = api.opportunities[":id"].shifts[":shift"]["sign-ups"][":person"];
  const json = at ? { at } : {};
  switch (move) {
    case "checkIn":
      return { signUp: await answer(one["check-in"].$post({ param, json })) };
    case "checkOut":
      return answer(one["check-out"].$post({ param, json }));
    case "noShow":
      return { signUp: await answer(one["no-show"].$post({ param, json: {} })) };
    case "excuse":
      return { signUp: await answer(one.excuse.$post({ param, json: { reason: reason ?? "" } })) };
  }
}
