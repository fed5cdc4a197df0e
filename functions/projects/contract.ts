import * as v from "valibot";
import { BodyId } from "../bodies/contract.ts";
import { id } from "../foundation/ids.ts";
import { line, Move, PageQuery, pageOf, Reason, text } from "../foundation/text.ts";
import { Day } from "../foundation/time.ts";
import { PersonId } from "../people/contract.ts";
import { PlanId } from "../plans/contract.ts";
import { ComuneCode } from "../territory/contract.ts";

export const ProjectId = id("prj");
export const ProjectState = v.picklist([
  "idea",
  "co_design",
  "submitted",
  "in_review",
  "changes_requested",
  "approved",
  "rejected",
  "active",
  "suspended",
  "concluded",
  "evaluated",
  "withdrawn",
]);

/** The parts of a proposal, in the order in which it is read; a reviewer gives reasons part by part. */
export const Section = v.picklist(["title", "need", "beneficiaries", "activities", "place", "period", "commitments"]);

/** Characters without which a submission is refused; drafts may be shorter. */
export const fewestCharacters = { title: 5, need: 30, beneficiaries: 10, activities: 30 } as const;

/** Text may be short while the partners are still writing; what a submission needs is a rule. */
const content = {
  title: line(160),
  need: text(0, 4000),
  beneficiaries: text(0, 2000),
  activities: text(0, 6000),
  comuni: v.pipe(v.array(ComuneCode), v.maxLength(60)),
  from: v.nullable(Day),
  to: v.nullable(Day),
};

export const ProjectDraft = v.strictObject({
  plan: PlanId,
  /** The body that starts the project and submits it. */
  lead: BodyId,
  partners: v.pipe(v.array(BodyId), v.maxLength(20)),
  ...content,
});
export const ProjectEdit = v.strictObject({ ...content, partners: ProjectDraft.entries.partners });

export const CommitmentKind = v.picklist(["hours", "money", "room", "equipment"]);
/** `amount`: hours, EUR, or a count of rooms or pieces, by kind. */
export const Commitment = v.strictObject({
  kind: CommitmentKind,
  amount: v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000)),
  what: text(0, 300),
});
export const Commitments = v.strictObject({ commitments: v.pipe(v.array(Commitment), v.maxLength(30)) });

export const ProjectPartner = v.object({
  body: BodyId,
  name: v.string(),
  commitments: v.array(Commitment),
  /** Who confirmed, for the text as it now stands; an edit takes every confirmation back. */
  confirmed: v.nullable(v.object({ at: v.string(), name: v.string() })),
});

/** The reviewer's clock: open since the first submission, standing still while changes are requested. */
export const Clock = v.object({ openMs: v.number(), runningSince: v.nullable(v.string()) });

export const Project = v.object({
  id: ProjectId,
  version: v.number(),
  state: ProjectState,
  plan: PlanId,
  lead: BodyId,
  ...content,
  partners: v.array(ProjectPartner),
  /** Who is responsible for the review (L. 241/1990, art. 5): whoever began it. */
  officer: v.nullable(v.object({ person: PersonId, name: v.string() })),
  /** Which side suspended it: the same side resumes it. */
  suspendedBy: v.optional(v.picklist(["lead", "staff"])),
  clock: Clock,
  createdAt: v.string(),
  since: v.string(),
});

export const SectionReason = v.strictObject({ section: Section, reason: Reason });
export const ProjectReview = v.strictObject({
  move: v.picklist(["start_review", "request_changes", "approve", "reject"]),
  reason: v.optional(Reason),
  reasons: v.optional(v.pipe(v.array(SectionReason), v.maxLength(20))),
});
export const ProjectMove = v.strictObject({
  move: v.picklist(["open_co_design", "start", "suspend", "resume", "conclude", "evaluate", "withdraw"]),
  reason: v.optional(Reason),
});
export const Confirmation = v.strictObject({ body: BodyId });
export const Submission = v.strictObject({});

/** `openDays`: whole days on the reviewer's clock at the moment of reading. */
export const ProjectFile = v.object({ project: Project, history: v.array(Move), openDays: v.number() });
export const ProjectLine = v.object({ project: Project, openDays: v.number() });

/** What everybody may see once a project is approved. */
export const PublicProject = v.object({
  id: ProjectId,
  state: ProjectState,
  plan: PlanId,
  title: v.string(),
  need: v.string(),
  beneficiaries: v.string(),
  activities: v.string(),
  comuni: v.array(ComuneCode),
  from: v.nullable(Day),
  to: v.nullable(Day),
  partners: v.array(v.object({ body: BodyId, name: v.string() })),
});

export const ProjectsQuery = v.object({ state: ProjectState, ...PageQuery });
/** Of one state (latest first), of one plan, or all. */
export const PublicProjectsQuery = v.object({
  state: v.optional(v.picklist(["approved", "active", "concluded", "evaluated"])),
  plan: v.optional(PlanId),
  ...PageQuery,
});
export const BodyProjects = v.object({ items: v.array(ProjectLine) });
export const ProjectPage = pageOf(ProjectLine);
export const PublicProjectPage = pageOf(PublicProject);

export type Project = v.InferOutput<typeof Project>;
export type ProjectState = v.InferOutput<typeof ProjectState>;
export type Section = v.InferOutput<typeof Section>;
export type ProjectDraft = v.InferOutput<typeof ProjectDraft>;
export type ProjectEdit = v.InferOutput<typeof ProjectEdit>;
export type PublicProjectsQuery = v.InferOutput<typeof PublicProjectsQuery>;
export type Commitment = v.InferOutput<typeof Commitment>;
export type ProjectPartner = v.InferOutput<typeof ProjectPartner>;
export type ProjectReview = v.InferOutput<typeof ProjectReview>;
export type ProjectMove = v.InferOutput<typeof ProjectMove>;
export type ProjectFile = v.InferOutput<typeof ProjectFile>;
export type ProjectLine = v.InferOutput<typeof ProjectLine>;
export type PublicProject = v.InferOutput<typeof PublicProject>;
