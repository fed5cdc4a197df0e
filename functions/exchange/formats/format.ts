import { Problem } from "../../foundation/problem.ts";
import type { Interval } from "../../foundation/time.ts";
import type { Mapping } from "../contract.ts";

/** Why an item is not taken over: keys of the words under `fields`. */
export type ReasonCode =
  | "uid_missing"
  | "twice_in_feed"
  | "title_missing"
  | "link_missing"
  | "when_missing"
  | "when_unread"
  | "rule_unread"
  | "over"
  | "called_off"
  | "online_only"
  | "comune_unknown"
  | "elsewhere";

/** One item as its feed has it. */
export type Entry = {
  /** What the mapping's paths lead into. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Dates by the format's own rules: what they are made of, and those from `now` on. */
  readonly calendar?: { readonly said: string; readonly dates: (now: Date) => readonly Interval[] | ReasonCode };
  readonly refused?: ReasonCode;
};

export type Format = {
  /** Media types under which servers give it out; `text/plain` and unnamed bytes are what many say of everything. */
  readonly types: RegExp;
  readonly defaults: Mapping;
  /** What has no end goes on; elsewhere it is taken to be short. */
  readonly openEnded?: boolean;
  /** The items of a document, or `feed_unreadable`. */
  readonly read: (text: string) => Entry[];
};

/** Items of one feed: more than any single publisher of Tuscany has. */
export const mostItems = 20_000;
/** Levels of nesting; no format has more than ten. */
export const deepest = 64;

export const unreadable = (why: string): Problem => new Problem("feed_unreadable", { why });
export const few = <T>(items: readonly T[]): readonly T[] => {
  if (items.length > mostItems) throw unreadable(`> ${mostItems}`);
  return items;
};
