import * as v from "valibot";
import { BodyId, PolicyId } from "../bodies/contract.ts";
import { id } from "../foundation/ids.ts";
import { line, Move, pageOf, Reason, text } from "../foundation/text.ts";
import { LocalTime } from "../foundation/time.ts";
import { PlanId } from "../plans/contract.ts";
import { ProjectId } from "../projects/contract.ts";
import { ComuneCode, Point } from "../territory/contract.ts";

export const OpportunityId = id("opp");
export const ShiftId = id("shf");
export const OpportunityState = v.picklist(["draft", "published", "closed", "cancelled"]);
export const ShiftState = v.picklist(["open", "cancelled"]);

export const Theme = v.picklist([
  "italian",
  "school",
  "family",
  "women",
  "young",
  "elderly",
  "culture",
  "sport",
  "environment",
  "food",
  "health",
  "rights",
  "work",
  "digital",
]);
/** ISO 639-1 (639-3 where there is none), the languages most spoken by residents of Tuscany. */
export const Language = v.picklist([
  "it",
  "en",
  "fr",
  "es",
  "ar",
  "sq",
  "zh",
  "ro",
  "uk",
  "ur",
  "bn",
  "wo",
  "pt",
  "ru",
  "pl",
  "tl",
  "si",
  "pa",
  "fa",
  "so",
  "ti",
]);
export const Access = v.picklist([
  "step_free",
  "accessible_toilet",
  "parking",
  "public_transport",
  "sign_language",
  "quiet_space",
  "childcare",
]);

export const PlaceDraft = v.strictObject({
  comune: ComuneCode,
  /** Name of the venue, `Circolo ARCI`. */
  name: v.optional(text(0, 120)),
  address: line(200),
  point: Point,
  /** The address and the exact pin are shown to people with a confirmed place only. */
  addressHidden: v.boolean(),
  directions: v.optional(text(0, 500)),
});

const content = {
  title: line(120),
  /** What one does there. */
  description: text(10, 4000),
  themes: v.pipe(v.array(Theme), v.minLength(1), v.maxLength(4)),
  place: PlaceDraft,
  languages: v.pipe(v.array(Language), v.maxLength(21)),
  skills: v.optional(text(0, 500)),
  minimumAge: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99)),
  access: v.pipe(v.array(Access), v.maxLength(7)),
  bring: v.optional(text(0, 500)),
  /** Publishing needs one (CTS art. 18); a draft may wait for it. */
  policy: v.nullable(PolicyId),
};

export const places = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5000));
/** Wall-clock times in Italy. */
export const ShiftDraft = v.strictObject({ startsAt: LocalTime, endsAt: LocalTime, places });
export const ShiftChange = v.strictObject({ places });

export const OpportunityDraft = v.strictObject({
  project: ProjectId,
  body: BodyId,
  ...content,
  shifts: v.pipe(v.array(ShiftDraft), v.maxLength(60)),
});
export const OpportunityEdit = v.strictObject(content);

/** `taken` and `waiting` are kept in the same transaction as the sign-ups they count. */
export const Shift = v.object({
  id: ShiftId,
  opportunity: OpportunityId,
  version: v.number(),
  state: ShiftState,
  startsAt: v.string(),
  endsAt: v.string(),
  zone: v.literal("Europe/Rome"),
  places: v.number(),
  taken: v.number(),
  waiting: v.number(),
});

export const Opportunity = v.object({
  id: OpportunityId,
  version: v.number(),
  state: OpportunityState,
  project: ProjectId,
  projectTitle: v.string(),
  /** Of the project, which never changes it; absent of what was created before it was kept here. */
  plan: v.optional(PlanId),
  body: BodyId,
  bodyName: v.string(),
  ...content,
  createdBy: id("per"),
  createdAt: v.string(),
  publishedAt: v.optional(v.string()),
  cancelledReason: v.optional(v.string()),
});

/** For the organisers of the body. */
export const OpportunityFile = v.object({ opportunity: Opportunity, shifts: v.array(Shift), history: v.array(Move) });

export const PublicShift = v.object({
  id: ShiftId,
  state: ShiftState,
  startsAt: v.string(),
  endsAt: v.string(),
  places: v.number(),
  /** Never below zero; none while somebody waits, because a freed place is theirs. */
  left: v.number(),
  waiting: v.number(),
});
/** For everybody: with a hidden address, `address` and `directions` are absent and `point` is the Comune's. */
export const PublicPlace = v.object({
  comune: ComuneCode,
  comuneName: v.string(),
  name: v.optional(v.string()),
  address: v.optional(v.string()),
  directions: v.optional(v.string()),
  point: Point,
  addressHidden: v.boolean(),
});
export const PublicOpportunity = v.object({
  id: OpportunityId,
  state: OpportunityState,
  project: ProjectId,
  projectTitle: v.string(),
  body: BodyId,
  bodyName: v.string(),
  title: v.string(),
  description: v.string(),
  themes: v.array(Theme),
  place: PublicPlace,
  languages: v.array(Language),
  skills: v.optional(v.string()),
  minimumAge: v.number(),
  access: v.array(Access),
  bring: v.optional(v.string()),
  insured: v.boolean(),
  cancelledReason: v.optional(v.string()),
  shifts: v.array(PublicShift),
});

export const OpportunityMove = v.strictObject({ reason: v.optional(Reason) });
/** `next`: the date that is on or comes first, null when none is left; `dates`: how many are not over yet. */
export const OpportunityLine = v.object({ opportunity: Opportunity, next: v.nullable(Shift), dates: v.number() });
export const OpportunityPage = pageOf(OpportunityLine);

/** `column` as it stands in the file (`Località`); empty when it is about the whole line. `hint`: what was probably meant. */
export const ImportNote = v.object({ column: v.string(), code: v.string(), detail: v.string(), hint: v.optional(v.string()) });
/** One row of an import: what it would become, or what is wrong with it. */
export const ImportLine = v.object({
  /** Line of the file on which the row begins; in JSON its place in the list, from 1. */
  line: v.number(),
  title: v.string(),
  /** `added`: its dates join an opportunity that is there already; `same`: all of it is there already. */
  outcome: v.picklist(["new", "added", "same", "error"]),
  /** The line of the first row of the same opportunity, when that is another. */
  joins: v.optional(v.number()),
  /** The dates of this row as UTC instants; `known`: there already. */
  shifts: v.array(v.object({ startsAt: v.string(), endsAt: v.string(), places: v.number(), known: v.boolean() })),
  /** Name of the Comune, as it was understood. */
  comune: v.optional(v.string()),
  errors: v.array(ImportNote),
  /** What was assumed and may be looked at: a Comune that was misspelt, a year that was not said. */
  notes: v.array(ImportNote),
});
/** Good with status 200. An import that has errors is not loaded at all: 422 `import_rejected`, a Problem with this as its `report`. */
export const ImportReport = v.object({
  dryRun: v.boolean(),
  rows: v.number(),
  /** New opportunities, and dates that are new, in new opportunities or in those there already. */
  opportunities: v.number(),
  shifts: v.number(),
  errors: v.number(),
  lines: v.array(ImportLine),
  /** Headers that we have no use for. */
  ignored: v.array(v.string()),
  /** The new opportunities and those that got dates; empty in a dry run. */
  created: v.array(OpportunityId),
  extended: v.array(OpportunityId),
});
const flag = v.optional(
  v.pipe(
    v.picklist(["true", "false"]),
    v.transform((x) => x === "true"),
  ),
  "false",
);
/** `policy` serves the rows that name none. `publish`: at once, which needs insurance for every date; otherwise they are drafts. */
export const ImportQuery = v.object({ project: ProjectId, policy: v.optional(PolicyId), dry: flag, publish: flag });

export type Opportunity = v.InferOutput<typeof Opportunity>;
export type OpportunityState = v.InferOutput<typeof OpportunityState>;
export type OpportunityDraft = v.InferOutput<typeof OpportunityDraft>;
export type OpportunityEdit = v.InferOutput<typeof OpportunityEdit>;
export type OpportunityFile = v.InferOutput<typeof OpportunityFile>;
export type OpportunityLine = v.InferOutput<typeof OpportunityLine>;
export type Shift = v.InferOutput<typeof Shift>;
export type ShiftDraft = v.InferOutput<typeof ShiftDraft>;
export type Theme = v.InferOutput<typeof Theme>;
export type Language = v.InferOutput<typeof Language>;
export type PublicOpportunity = v.InferOutput<typeof PublicOpportunity>;
export type PublicShift = v.InferOutput<typeof PublicShift>;
export type ImportReport = v.InferOutput<typeof ImportReport>;
export type ImportLine = v.InferOutput<typeof ImportLine>;
export type ImportNote = v.InferOutput<typeof ImportNote>;
export type ImportQuery = v.InferOutput<typeof ImportQuery>;
