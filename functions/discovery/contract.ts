import * as v from "valibot";
import { BodyId } from "../bodies/contract.ts";
import { id } from "../foundation/ids.ts";
import { PageQuery, pageOf } from "../foundation/text.ts";
import { Day } from "../foundation/time.ts";
import { Access, Language, OpportunityId, Theme } from "../opportunities/contract.ts";
import { PlanId, WorkPackage } from "../plans/contract.ts";
import { ProjectId, ProjectState } from "../projects/contract.ts";
import { ComuneCode, Point } from "../territory/contract.ts";

const number = (min: number, max: number) =>
  v.pipe(v.string(), v.regex(/^-?\d{1,3}(\.\d+)?$/), v.transform(Number), v.minValue(min), v.maxValue(max));
/** Several of a list, separated by commas: any of them will do. */
const anyOf = <const T extends readonly [string, ...string[]]>(options: T) =>
  v.pipe(
    v.string(),
    v.transform((text) => [...new Set(text.split(",").filter(Boolean))]),
    v.array(v.picklist(options)),
  );
const yes = v.pipe(
  v.literal("true"),
  v.transform(() => true),
);

export const Weekday = v.picklist(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
/** By the wall clock of its start: before 13, before 18, later. */
export const DayPart = v.picklist(["morning", "afternoon", "evening"]);
export const SortOrder = v.picklist(["relevance", "date", "distance"]);

/** The filters of a question, any mix of them; values within one are alternatives. */
export const filters = {
  /** Words as people type them: misspelt, cut short, in any of the languages. */
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
  comune: v.optional(ComuneCode),
  zone: v.optional(v.pipe(v.string(), v.maxLength(80))),
  /** Distance is measured from here, or from the Comune when only that is given. */
  lat: v.optional(number(-90, 90)),
  lon: v.optional(number(-180, 180)),
  /** Kilometres. */
  within: v.optional(number(1, 300)),
  theme: v.optional(anyOf(Theme.options)),
  language: v.optional(anyOf(Language.options)),
  /** All of them: what a person needs is not an alternative. */
  access: v.optional(anyOf(Access.options)),
  /** Days in Italy, both included. */
  from: v.optional(Day),
  to: v.optional(Day),
  day: v.optional(anyOf(Weekday.options)),
  time: v.optional(anyOf(DayPart.options)),
  /** Words of the skills that are wanted. */
  skills: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60))),
  /** Open to people under 18. */
  minors: v.optional(yes),
  /** With a place left on a date that answers. */
  free: v.optional(yes),
  project: v.optional(ProjectId),
  plan: v.optional(PlanId),
  body: v.optional(BodyId),
};

/** By relevance when there are words, else by date, unless `sort` says otherwise. */
export const FindQuery = v.object({ ...filters, sort: v.optional(SortOrder), ...PageQuery });

/** The visible part of the map: west, south, east, north in degrees, and Leaflet's zoom (half steps). */
export const MapQuery = v.object({
  ...filters,
  west: number(-180, 180),
  south: number(-90, 90),
  east: number(-180, 180),
  north: number(-90, 90),
  zoom: number(0, 20),
});

/** An activity that another platform publishes (`exchange`): found here, signed up for there. */
export const ExternalId = id("ext");
export const FeedId = id("fed");

/** An open opportunity as lists and maps show it: the next date with its places. */
export const Listing = v.object({
  id: v.union([OpportunityId, ExternalId]),
  title: v.string(),
  summary: v.string(),
  /** Absent for what others publish; `bodyName` is then their name. */
  body: v.optional(BodyId),
  bodyName: v.string(),
  project: v.optional(ProjectId),
  plan: v.optional(PlanId),
  themes: v.array(Theme),
  languages: v.array(Language),
  access: v.optional(v.array(Access), []),
  skills: v.optional(v.string()),
  minimumAge: v.number(),
  comune: ComuneCode,
  comuneName: v.string(),
  venue: v.optional(v.string()),
  point: Point,
  addressHidden: v.boolean(),
  /** When it was first to be found. */
  publishedAt: v.optional(v.string()),
  /** Start and end of the next date; `dates` counts those still to come. */
  startsAt: v.string(),
  endsAt: v.string(),
  dates: v.number(),
  /** null: whoever publishes it does not say. */
  left: v.nullable(v.number()),
  waiting: v.number(),
  /** Where to read on and to sign up, and by which feed it came. */
  external: v.optional(v.object({ url: v.string(), feed: FeedId })),
});
export const FoundListing = v.object({ ...Listing.entries, km: v.nullable(v.number()) });

/** Of one filter: how many answers each of its values would have, the other filters as they are. Most first, at most 20. */
export const facetNames = [
  "theme",
  "comune",
  "zone",
  "language",
  "access",
  "day",
  "time",
  "minors",
  "free",
  "body",
  "project",
  "plan",
] as const;
export const Facets = v.record(
  v.picklist(facetNames),
  v.array(v.object({ value: v.string(), label: v.optional(v.string()), count: v.number() })),
);

/** A way out of an empty answer: without this filter, or with this wider distance (km), there are so many. Most promising first. */
export const Loosening = v.object({
  drop: v.picklist(Object.keys(filters) as [keyof typeof filters, ...(keyof typeof filters)[]]),
  within: v.optional(v.number()),
  count: v.number(),
});

export const Found = v.object({
  ...pageOf(FoundListing).entries,
  total: v.number(),
  facets: Facets,
  /** Only of an answer with nothing in it. */
  loosen: v.array(Loosening),
  /** The words as they were understood, when a misspelt one was. */
  corrected: v.optional(v.string()),
});

/** One opportunity, or several that lie close: then `count`, and the corners of the smallest part that holds them. */
export const MapMark = v.object({
  lat: v.number(),
  lon: v.number(),
  count: v.number(),
  id: v.optional(Listing.entries.id),
  title: v.optional(v.string()),
  startsAt: v.optional(v.string()),
  /** Of what others publish: where its page is. */
  url: v.optional(v.string()),
  /** West, south, east, north; absent for one. Corners that are one point: no zoom parts them. */
  corners: v.optional(v.tuple([v.number(), v.number(), v.number(), v.number()])),
});
/** At most 300 marks. `total` of the whole question, `seen` within the part. */
export const MapAnswer = v.object({ marks: v.array(MapMark), total: v.number(), seen: v.number() });

export const OverviewProject = v.object({
  id: ProjectId,
  title: v.string(),
  state: ProjectState,
  openDays: v.number(),
  plan: v.string(),
  workPackage: v.nullable(WorkPackage),
  /** Of each of its Comuni: a project may lie in several. */
  zones: v.array(v.string()),
  comuni: v.array(v.string()),
  point: v.nullable(Point),
  lead: v.string(),
  partners: v.number(),
  opportunities: v.number(),
  people: v.number(),
  confirmedMinutes: v.number(),
});
export const OverviewZone = v.object({ zone: v.string(), projects: v.number(), people: v.number(), confirmedMinutes: v.number() });
export const Overview = v.object({
  at: v.string(),
  totals: v.object({
    projects: v.number(),
    opportunities: v.number(),
    bodies: v.number(),
    people: v.number(),
    signUps: v.number(),
    attended: v.number(),
    confirmedMinutes: v.number(),
  }),
  states: v.array(v.object({ state: ProjectState, projects: v.number() })),
  zones: v.array(OverviewZone),
  projects: v.array(OverviewProject),
});

export type Weekday = v.InferOutput<typeof Weekday>;
export type DayPart = v.InferOutput<typeof DayPart>;
export type SortOrder = v.InferOutput<typeof SortOrder>;
export type FilterName = keyof typeof filters;
export type FacetName = (typeof facetNames)[number];
export type MapQuery = v.InferOutput<typeof MapQuery>;
export type MapMark = v.InferOutput<typeof MapMark>;
export type MapAnswer = v.InferOutput<typeof MapAnswer>;
export type Loosening = v.InferOutput<typeof Loosening>;
export type FindQuery = v.InferOutput<typeof FindQuery>;
export type Listing = v.InferOutput<typeof Listing>;
export type FoundListing = v.InferOutput<typeof FoundListing>;
export type Found = v.InferOutput<typeof Found>;
export type Overview = v.InferOutput<typeof Overview>;
export type OverviewProject = v.InferOutput<typeof OverviewProject>;
