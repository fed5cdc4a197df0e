import { createHash } from "node:crypto";
import type { Listed } from "../discovery/rules.ts";
import type { Id } from "../foundation/ids.ts";
import { Problem } from "../foundation/problem.ts";
import type { Counts, Feed, FeedDraft, FeedMove, FeedState, Outcome } from "./contract.ts";
import { formats, type Item, type Read } from "./mapping.ts";

type MoveName = FeedMove["move"] | "quarantine" | "recover";

/** The life of a feed. `quarantine` and `recover` come of a reading, the others of ANCI's staff. */
export const moves = {
  activate: { from: ["draft", "paused"], to: "active" },
  pause: { from: ["active", "quarantined"], to: "paused" },
  withdraw: { from: ["active", "paused", "quarantined"], to: "draft" },
  quarantine: { from: ["active"], to: "quarantined" },
  recover: { from: ["quarantined"], to: "active" },
} as const satisfies Record<MoveName, { from: readonly FeedState[]; to: FeedState }>;

/** States in which a feed is read by the clock: one in quarantine may have recovered by itself. */
export const isRead = ({ state }: Pick<Feed, "state">): boolean => state === "active" || state === "quarantined";

/** The feed after the move, or the Problem that says why not. */
export function decide({ shrunk, ...feed }: Feed, move: MoveName, why?: Feed["shrunk"]): Feed {
  const rule: { from: readonly FeedState[]; to: FeedState } = moves[move];
  if (!rule.from.includes(feed.state)) throw new Problem("wrong_state", { move, state: feed.state });
  return { ...feed, state: rule.to, version: feed.version + 1, ...(why && { shrunk: why }) };
}

/** A feed with what was written: without a mapping its format's own; a source for the code and the title there has to be. */
export function drawn(draft: FeedDraft): Omit<Feed, "id" | "version" | "state" | "createdAt"> {
  const mapping = draft.mapping ?? formats[draft.format].defaults;
  const missing = (["uid", "title"] as const).filter((target) => !mapping.fields[target]);
  if (missing.length > 0)
    throw new Problem(
      "invalid",
      {},
      missing.map((target) => ({ field: `mapping.fields.${target}`, code: "required" })),
    );
  return { ...draft, mapping };
}

/** What is kept of an item that was taken over. */
export type Known = {
  readonly id: Id<"ext">;
  readonly uid: string;
  readonly title: string;
  readonly url: string;
  readonly prints: Readonly<Record<string, string>>;
  /** Start of the next date as it was last listed, and end of the last one known. */
  readonly startsAt: string;
  readonly until: string;
  /** When it was first taken over. */
  readonly since: string;
  /** Staff keep it from being found. */
  readonly hidden: boolean;
  /** Listings that staff say are not the same. */
  readonly different: readonly Listed["id"][];
};

const crockford = "0123456789abcdefghjkmnpqrstvwxyz";
/** The same id for the same code of the same feed, for ever, in the shape that all ids have. */
export function externalId(feed: Feed["id"], uid: string): Id<"ext"> {
  const bytes = createHash("sha256").update(`${feed}\n${uid}`).digest();
  const letters = Array.from({ length: 26 }, (_, n) => crockford[bytes[n]! % (n === 0 ? 8 : 32)]);
  return `ext_${letters.join("")}` as Id<"ext">;
}

/** An item as it may be found, drawn by the reading `seen`. */
export function listingOf(feed: Pick<Feed, "id" | "publisher">, item: Item, seen: number, since: string): Listed {
  const slots = item.dates.map((date) => ({ ...date, left: null, waiting: 0 }));
  return {
    id: externalId(feed.id, item.uid),
    title: item.title,
    summary: item.summary,
    bodyName: item.publisher,
    themes: [...item.themes],
    languages: [...item.languages],
    access: [],
    minimumAge: item.minimumAge,
    comune: item.comune.code,
    comuneName: item.comune.name,
    ...(item.venue && { venue: item.venue }),
    point: item.point,
    addressHidden: false,
    publishedAt: since,
    ...slots[0]!,
    dates: slots.length,
    external: { url: item.url, feed: feed.id },
    slots,
    seen,
  };
}

export type Step =
  | {
      readonly outcome: "new" | "changed" | "same";
      readonly item: Item;
      readonly known?: Known;
      readonly changed: readonly string[];
      readonly moved: boolean;
    }
  | { readonly outcome: "gone"; readonly known: Known };
export type Plan = {
  readonly steps: readonly Step[];
  readonly counts: Counts;
  readonly shrunk: { readonly known: number; readonly gone: number } | null;
};

/** Fewer items than this say nothing by going: only an empty feed does. */
const fewest = 10;

/**
 * What a reading means against what is known. An item whose last date has passed went by itself and counts for nothing. `moved`: it is
 * the same, and its next date another.
 */
export function compare(reads: readonly Read[], known: readonly Known[], now: Date): Plan {
  const byUid = new Map(known.map((each) => [each.uid, each]));
  const items = reads.flatMap(({ item }) => item ?? []);
  const here = items.map((item): Step => {
    const before = byUid.get(item.uid);
    const names = Object.keys(item.prints);
    const changed = before ? names.filter((name) => before.prints[name] !== item.prints[name]) : [];
    const moved = !!before && (before.startsAt !== item.dates[0]!.startsAt || before.until < now.toISOString());
    return { outcome: !before ? "new" : changed.length > 0 ? "changed" : "same", item, ...(before && { known: before }), changed, moved };
  });
  const there = new Set(items.map(({ uid }) => uid));
  // What staff hid is not to be found as it is, and is remembered should it come back.
  const shown = known.filter(({ hidden }) => !hidden);
  const gone = shown.filter(({ uid }) => !there.has(uid)).map((each): Step => ({ outcome: "gone", known: each }));
  const steps = [...here, ...gone];
  const standing = shown.filter(({ until }) => until > now.toISOString());
  const lost = standing.filter(({ uid }) => !there.has(uid)).length;
  const shrinks = lost > 0 && (items.length === 0 || (standing.length >= fewest && lost > standing.length / 2));
  const count = (outcome: Outcome) => steps.filter((step) => step.outcome === outcome).length;
  return {
    steps,
    counts: {
      new: count("new"),
      changed: count("changed"),
      same: count("same"),
      gone: count("gone"),
      refused: reads.length - items.length,
    },
    shrunk: shrinks ? { known: standing.length, gone: lost } : null,
  };
}

/** Whether a step asks for a write. */
export const writes = (step: Step): boolean => step.outcome !== "same" || step.moved;
