import * as v from "valibot";
import { ExternalId, FeedId, Listing } from "../discovery/contract.ts";
import { line, pageOf, PageQuery, Reason } from "../foundation/text.ts";
import { Theme } from "../opportunities/contract.ts";

/** iCalendar (RFC 5545), GeoJSON (RFC 7946), missions as betagouv's API Engagement lists them, Gancio's `/api/events`. */
export const FeedFormat = v.picklist(["icalendar", "geojson", "engagement", "gancio"]);
export const FeedState = v.picklist(["draft", "active", "paused", "quarantined"]);

/** What an item is asked for. Dates of an iCalendar feed come of its own rules and are not mapped. */
export const Target = v.picklist([
  "uid",
  "title",
  "summary",
  "url",
  "startsAt",
  "endsAt",
  "comune",
  "postcode",
  "lat",
  "lon",
  "venue",
  "themes",
  "languages",
  "minimumAge",
  "publisher",
]);

/**
 * Where a target's value comes from: a text in which `{place.name}` stands for what lies there in the item, `{a|b}` for the first
 * of them that is there. A path that leads to nothing makes the whole source nothing. `{@origin}`: of the feed's address.
 */
export const Source = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(300),
  v.regex(/^[^{}]*(\{@?[\p{L}\d_$:-]+([.|][\p{L}\d_$:-]+)*\}[^{}]*)*$/u, "source"),
);
export const ThemeWords = v.strictObject({ words: line(300), theme: Theme });
export const Mapping = v.strictObject({
  fields: v.record(Target, Source),
  /** Words or categories, separated by commas, of items that have this theme. Where none fits, the text itself is looked at. */
  themes: v.pipe(v.array(ThemeWords), v.maxLength(60)),
});

const feed = {
  name: line(120),
  /** Who answers for the items: shown wherever they are, unless the mapping finds a name in the item. */
  publisher: line(160),
  address: v.pipe(v.string(), v.trim(), v.maxLength(1000), v.url(), v.regex(/^https?:\/\//i, "web_address")),
  format: FeedFormat,
  mapping: Mapping,
  /** Hours from one reading to the next. */
  every: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(168)),
};
/** Without a mapping the format's own is taken. */
export const FeedDraft = v.strictObject({ ...feed, mapping: v.optional(Mapping) });
export const Feed = v.object({
  id: FeedId,
  version: v.number(),
  state: FeedState,
  /** Why it is in quarantine: how many items were there, how many of them the feed no longer has. */
  shrunk: v.optional(v.object({ known: v.number(), gone: v.number(), at: v.string() })),
  ...feed,
  createdAt: v.string(),
});

export const FeedMoveName = v.picklist(["activate", "pause", "withdraw"]);
/** Withdrawing takes away all that was imported. */
export const FeedMove = v.strictObject({ move: FeedMoveName, reason: v.optional(Reason) });

export const Outcome = v.picklist(["new", "changed", "same", "gone", "refused"]);
export const Counts = v.object({ new: v.number(), changed: v.number(), same: v.number(), gone: v.number(), refused: v.number() });
/** Why an item was refused, in plain words; `hint` is what it was about. */
export const ItemReason = v.object({ code: v.string(), detail: v.string(), hint: v.optional(v.string()) });
export const DifferenceLine = v.object({
  outcome: Outcome,
  uid: v.string(),
  title: v.string(),
  url: v.optional(v.string()),
  startsAt: v.optional(v.string()),
  comuneName: v.optional(v.string()),
  themes: v.optional(v.array(Theme)),
  /** What is not as it was. */
  changed: v.optional(v.array(v.string())),
  reasons: v.array(ItemReason),
});
/** What a run would do. `lines` are the first of each outcome, refused ones first; `leftOff` says how many are not among them. */
export const Difference = v.object({
  counts: Counts,
  /** More than half of what was known would go, or all: a run would put the feed in quarantine. */
  shrinks: v.boolean(),
  lines: v.array(DifferenceLine),
  leftOff: v.number(),
  bytes: v.number(),
  milliseconds: v.number(),
});

export const RunOutcome = v.picklist(["applied", "unchanged", "quarantined", "failed"]);
/** One reading of a feed, kept for 90 days. */
export const Run = v.object({
  at: v.string(),
  outcome: RunOutcome,
  counts: Counts,
  /** More changes than one run makes: the next one goes on. */
  unfinished: v.boolean(),
  /** Of a failed one: what went wrong. */
  problem: v.optional(v.object({ code: v.string(), title: v.string(), detail: v.string() })),
  refused: v.array(v.object({ uid: v.string(), title: v.string(), reasons: v.array(ItemReason) })),
  bytes: v.number(),
  milliseconds: v.number(),
});
export const RunWish = v.strictObject({
  /** The feed is right to have shrunk: what it no longer has is taken away. */
  accept: v.optional(v.boolean(), false),
});

const pulse = { lastRun: v.nullable(Run), nextRunAt: v.nullable(v.string()) };
export const FeedLine = v.object({ feed: Feed, ...pulse });
export const Feeds = v.object({ items: v.array(FeedLine) });
export const HiddenItem = v.object({ id: ExternalId, title: v.string(), url: v.string() });
export const FeedFile = v.object({
  feed: Feed,
  ...pulse,
  /** The latest 30. */
  runs: v.array(Run),
  /** Items that staff keep from being found. */
  hidden: v.array(HiddenItem),
});
/** The mapping that each format begins with. */
export const Defaults = v.record(FeedFormat, Mapping);

/** How alike two listings are, 0 to 1, and what that is made of. */
export const Likeness = v.object({ score: v.number(), title: v.number(), place: v.number(), dates: v.number() });
export const Duplicate = v.object({
  item: v.object({ id: ExternalId, title: v.string(), url: v.string(), startsAt: v.string(), comuneName: v.string() }),
  other: v.object({
    id: Listing.entries.id,
    title: v.string(),
    bodyName: v.string(),
    startsAt: v.string(),
    comuneName: v.string(),
    url: v.optional(v.string()),
  }),
  likeness: Likeness,
});
export const Duplicates = pageOf(Duplicate);
export const DuplicateQuery = v.object({ cursor: PageQuery.cursor });

/** `hide` keeps the item from being found, over later runs too; `different` says that it is not the same as the other. */
export const Judgement = v.variant("verdict", [
  v.strictObject({ verdict: v.literal("hide") }),
  v.strictObject({ verdict: v.literal("show") }),
  v.strictObject({ verdict: v.literal("different"), from: Listing.entries.id }),
]);

export type FeedFormat = v.InferOutput<typeof FeedFormat>;
export type FeedState = v.InferOutput<typeof FeedState>;
export type Target = v.InferOutput<typeof Target>;
export type Mapping = v.InferOutput<typeof Mapping>;
export type Feed = v.InferOutput<typeof Feed>;
export type FeedDraft = v.InferOutput<typeof FeedDraft>;
export type FeedMove = v.InferOutput<typeof FeedMove>;
export type Outcome = v.InferOutput<typeof Outcome>;
export type Counts = v.InferOutput<typeof Counts>;
export type ItemReason = v.InferOutput<typeof ItemReason>;
export type Difference = v.InferOutput<typeof Difference>;
export type DifferenceLine = v.InferOutput<typeof DifferenceLine>;
export type Run = v.InferOutput<typeof Run>;
export type FeedLine = v.InferOutput<typeof FeedLine>;
export type FeedFile = v.InferOutput<typeof FeedFile>;
export type Likeness = v.InferOutput<typeof Likeness>;
export type Duplicate = v.InferOutput<typeof Duplicate>;
export type Duplicates = v.InferOutput<typeof Duplicates>;
export type Judgement = v.InferOutput<typeof Judgement>;
