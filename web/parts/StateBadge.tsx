import type { Words } from "../i18n/words.ts";
import { words } from "../i18n/words.ts";

type States = Words["states"]["of"];
type Noun = keyof States;
type StateOf<N extends Noun> = keyof States[N] & string;
type AnyState = { [N in Noun]: StateOf<N> }[Noun];
type Tone = "neutral" | "waiting" | "good" | "attention" | "over";

/** What a state means to whoever looks at the list; the words say which it is, so colour never speaks alone. */
const tones: Record<AnyState, Tone> = {
  draft: "neutral",
  paused: "neutral",
  idea: "neutral",
  co_design: "neutral",
  submitted: "waiting",
  in_review: "waiting",
  requested: "waiting",
  waitlisted: "waiting",
  proposed: "waiting",
  offered: "attention",
  returned: "attention",
  changes_requested: "attention",
  suspended: "attention",
  disputed: "attention",
  quarantined: "attention",
  verified: "good",
  approved: "good",
  active: "good",
  published: "good",
  open: "good",
  confirmed: "good",
  attended: "good",
  issued: "good",
  concluded: "over",
  evaluated: "over",
  closed: "over",
  excused: "over",
  declined: "over",
  expired: "over",
  withdrawn: "over",
  cancelled: "over",
  rejected: "over",
  no_show: "over",
  revoked: "attention",
};
const classes: Record<Tone, string> = {
  neutral: "badge badge-neutral",
  waiting: "badge badge-waiting",
  good: "badge badge-good",
  attention: "badge badge-attention",
  over: "badge badge-over",
};

export const stateWord = <N extends Noun>(of: N, state: StateOf<N>): string => words("states").of[of][state] as string;

/** The state of something in words. Needs the area `states` in the page's row. */
export const StateBadge = <N extends Noun>(props: { of: N; state: StateOf<N> }) => (
  <span class={classes[tones[props.state as AnyState]]}>{stateWord(props.of, props.state)}</span>
);
