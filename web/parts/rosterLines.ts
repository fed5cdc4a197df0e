import { instantOf, dayOf } from "../../functions/foundation/time.ts";
import type { Roster, RosterLine, SignUp } from "../../functions/participation/contract.ts";
import { daysLater } from "./days.ts";

export type Move = "checkIn" | "checkOut" | "noShow" | "excuse";

/** A mark made on this device that the API has not taken yet. */
export type PendingMark = {
  readonly id: string;
  readonly person: SignUp["person"];
  readonly move: Move;
  /** When it happened: the moment of the press, or the time that was typed (`typed`). */
  readonly at: string;
  readonly typed: boolean;
  readonly reason?: string | undefined;
};

const applied: Record<Move, (signUp: SignUp, mark: PendingMark) => SignUp> = {
  checkIn: (signUp, { at }) => ({ ...signUp, state: "attended", checkedInAt: at }),
  checkOut: (signUp, { at }) => ({ ...signUp, checkedOutAt: at }),
  noShow: (signUp) => ({ ...signUp, state: "no_show" }),
  excuse: (signUp, { reason }) => ({ ...signUp, state: "excused", reason }),
};

/** The line as it will be when the API has taken these marks. */
export const withMarks = (line: RosterLine, marks: readonly PendingMark[]): RosterLine =>
  marks.length === 0 ? line : { ...line, signUp: marks.reduce((signUp, mark) => applied[mark.move](signUp, mark), line.signUp) };

/**
 * What was read, unless this device knows newer: an answer that was asked for before a mark was taken may come after it.
 */
export function newer(known: RosterLine | undefined, read: RosterLine): RosterLine {
  if (!known) return read;
  return {
    signUp: known.signUp.version > read.signUp.version ? known.signUp : read.signUp,
    hours: known.hours && known.hours.version > (read.hours?.version ?? 0) ? known.hours : read.hours,
  };
}

const placed: ReadonlySet<SignUp["state"]> = new Set(["confirmed", "attended", "no_show", "excused"]);
/** Those who have, or had, a place. */
export const hasPlace = ({ signUp }: RosterLine): boolean => placed.has(signUp.state);
export const waits = ({ signUp }: RosterLine): boolean => signUp.state === "waitlisted" && !signUp.standby;
/** Those who stand in if nobody else does. */
export const standsBy = ({ signUp }: RosterLine): boolean => signUp.state === "waitlisted" && signUp.standby === true;
/** Those for whom a place is held until they answer. */
export const isOffered = ({ signUp }: RosterLine): boolean => signUp.state === "offered";

export const filters = {
  all: () => true,
  toMark: ({ state }) => state === "confirmed",
  in: ({ state, checkedOutAt }) => state === "attended" && !checkedOutAt,
  out: ({ state, checkedOutAt }) => state === "attended" && !!checkedOutAt,
  absent: ({ state }) => state === "no_show" || state === "excused",
} as const satisfies Record<string, (signUp: SignUp) => boolean>;
export type Filter = keyof typeof filters;

/** Names as they are looked for: no case, no accents. */
export const plain = (name: string): string => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** How long before the start attendance opens, and how long after the end a mark still means now; milliseconds. */
const doorsOpen = 2 * 60 * 60 * 1000;
const grace = 30 * 60 * 1000;

export const opensAt = ({ startsAt }: Pick<Roster, "startsAt">): string => new Date(Date.parse(startsAt) - doorsOpen).toISOString();
/** The activity is over for long enough that a mark is typed in from paper. */
export const isAfterwards = ({ endsAt }: Pick<Roster, "endsAt">, now: Date): boolean => now.getTime() > Date.parse(endsAt) + grace;

/** The instant of a time of the clock during the shift; past midnight it is the next day's. */
export function instantIn({ startsAt }: Pick<Roster, "startsAt">, time: string): string {
  const on = (day: string) => instantOf(`${day}T${time}`);
  const same = on(dayOf(startsAt));
  // Somebody may come two hours early, nobody earlier: a smaller time is after midnight.
  return same < opensAt({ startsAt }) ? on(daysLater(dayOf(startsAt), 1)) : same;
}
