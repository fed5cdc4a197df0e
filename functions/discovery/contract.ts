import * as v from "valibot";
import { BodyId } from "../bodies/contract.ts";
import { PageQuery, pageOf } from "../foundation/text.ts";
import { Day } from "../foundation/time.ts";
import { Language, OpportunityId, Theme } from "../opportunities/contract.ts";
import { WorkPackage } from "../plans/contract.ts";
import { ProjectId, ProjectState } from "../projects/contract.ts";
import { ComuneCode, Point } from "../territory/contract.ts";

const number = (min: number, max: number) =>
  v.pipe(v.string(), v.regex(/^-?\d{1,3}(\.\d+)?$/), v.transform(Number), v.minValue(min), v.maxValue(max));

/** Any mix. `near` (with `within`, km) measures from `lat`/`lon`, or from the Comune when only that is given. */
export const FindQuery = v.object({
  comune: v.optional(ComuneCode),
  lat: v.optional(number(-90, 90)),
  lon: v.optional(number(-180, 180)),
  within: v.optional(number(1, 300)),
  theme: v.optional(Theme),
  language: v.optional(Language),
  from: v.optional(Day),
  to: v.optional(Day),
  project: v.optional(ProjectId),
  body: v.optional(BodyId),
  ...PageQuery,
});

/** An open opportunity as lists and maps show it: the next date with its places. */
export const Listing = v.object({
  id: OpportunityId,
  title: v.string(),
  summary: v.string(),
  body: BodyId,
  bodyName: v.string(),
  project: ProjectId,
  themes: v.array(Theme),
  languages: v.array(Language),
  minimumAge: v.number(),
  comune: ComuneCode,
  comuneName: v.string(),
  venue: v.optional(v.string()),
  point: Point,
  addressHidden: v.boolean(),
  /** Start and end of the next date; `dates` counts those still to come. */
  startsAt: v.string(),
  endsAt: v.string(),
  dates: v.number(),
  left: v.number(),
  waiting: v.number(),
});
export const FoundListing = v.object({ ...Listing.entries, km: v.nullable(v.number()) });
export const Found = pageOf(FoundListing);

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

export type FindQuery = v.InferOutput<typeof FindQuery>;
export type Listing = v.InferOutput<typeof Listing>;
export type FoundListing = v.InferOutput<typeof FoundListing>;
export type Found = v.InferOutput<typeof Found>;
export type Overview = v.InferOutput<typeof Overview>;
export type OverviewProject = v.InferOutput<typeof OverviewProject>;
