import { type Actor, actsFor, isStaff } from "../foundation/context.ts";
import type { BodyId } from "../foundation/ids.ts";
import { type FieldError, Problem } from "../foundation/problem.ts";
import type { Move } from "../foundation/text.ts";
import { day } from "../foundation/time.ts";
import type { Plan } from "../plans/contract.ts";
import { bodiesOf } from "../plans/rules.ts";
import {
  type Commitment,
  fewestCharacters,
  type Project,
  type ProjectDraft,
  type ProjectEdit,
  type ProjectMove,
  type ProjectPartner,
  type ProjectReview,
  type ProjectState,
  type Section,
} from "./contract.ts";

/** `lead`: owners and organisers of the lead; `lead_owner`: its owners alone; `staff`: ANCI's staff who belong to no partner. */
type Side = "lead" | "lead_owner" | "staff";
type MoveName = "submit" | ProjectReview["move"] | ProjectMove["move"];
type MoveRule = {
  readonly from: readonly ProjectState[];
  readonly to: ProjectState;
  readonly by: readonly Side[];
  /** A reason, or reasons section by section. */
  readonly why?: "reason" | "reasons";
};

/** The whole life of a project. API, pages and tests read this table; nothing else knows the order of states. */
export const moves = {
  open_co_design: { from: ["idea"], to: "co_design", by: ["lead"] },
  submit: { from: ["co_design", "changes_requested"], to: "submitted", by: ["lead"] },
  start_review: { from: ["submitted"], to: "in_review", by: ["staff"] },
  request_changes: { from: ["in_review"], to: "changes_requested", by: ["staff"], why: "reasons" },
  approve: { from: ["in_review"], to: "approved", by: ["staff"] },
  reject: { from: ["in_review"], to: "rejected", by: ["staff"], why: "reason" },
  start: { from: ["approved"], to: "active", by: ["lead_owner"] },
  suspend: { from: ["active"], to: "suspended", by: ["lead_owner", "staff"], why: "reason" },
  resume: { from: ["suspended"], to: "active", by: ["lead_owner", "staff"] },
  conclude: { from: ["active"], to: "concluded", by: ["lead_owner"] },
  evaluate: { from: ["concluded"], to: "evaluated", by: ["staff"] },
  withdraw: { from: ["idea", "co_design", "changes_requested"], to: "withdrawn", by: ["lead"] },
} as const satisfies Record<MoveName, MoveRule>;

const editable = new Set<ProjectState>(["idea", "co_design", "changes_requested"]);
const underReview = new Set<ProjectState>(["submitted", "in_review"]);
/** Opportunities are posted under an approved or active project only. The store states the same as a condition. */
export const openStates = ["approved", "active"] as const satisfies readonly ProjectState[];
const shown = new Set<ProjectState>(["approved", "active", "concluded", "evaluated"]);

export const openForOpportunities = ({ state }: Pick<Project, "state">): boolean => openStates.some((open) => open === state);
export const isPublic = ({ state }: Pick<Project, "state">): boolean => shown.has(state);

const belongs = (project: Project, actor: Actor): boolean => project.partners.some(({ body }) => actor.bodies.has(body));
const sides: Record<Side, (project: Project, actor: Actor) => boolean> = {
  lead: ({ lead }, actor) => actsFor(actor, lead),
  lead_owner: ({ lead }, actor) => actor.bodies.get(lead) === "owner",
  staff: (project, actor) => isStaff(actor) && !belongs(project, actor),
};

/** Members of a partner, in any role, and staff. */
export const mayRead = (project: Project, actor: Actor): boolean => belongs(project, actor) || isStaff(actor);

export type Command = {
  readonly move: MoveName;
  readonly reason?: string | undefined;
  readonly reasons?: readonly { readonly section: Section; readonly reason: string }[] | undefined;
};
export type Decision = { readonly project: Project; readonly move: Move };

/** The project after the move and the line of its history, or the Problem that says why not. */
export function decide(project: Project, { move, reason, reasons }: Command, actor: Actor, now: Date): Decision {
  const rule: MoveRule = moves[move];
  const side = sideFor(project, move, actor);
  if (!rule.from.includes(project.state)) throw new Problem("wrong_state", { state: project.state });
  // Who suspended a project knows when the reason is gone; the other side cannot undo it.
  if (move === "resume" && side !== suspender(project)) throw new Problem("not_allowed");
  if ((rule.why === "reason" && !reason) || (rule.why === "reasons" && !reasons?.length)) throw new Problem("reason_needed");
  if (move === "submit") throwUnlessComplete(project);
  const at = now.toISOString();
  const by = { person: actor.person, name: actor.name };
  const { suspendedBy: _, ...before } = project;
  return {
    project: {
      ...before,
      ...(move === "submit" && {
        partners: project.partners.map((partner) =>
          partner.body === project.lead ? { ...partner, confirmed: { at, name: actor.name } } : partner,
        ),
      }),
      ...(move === "start_review" && { officer: by }),
      ...(move === "suspend" && { suspendedBy: side === "staff" ? "staff" : "lead" }),
      state: rule.to,
      since: at,
      clock: clockAfter(project, rule.to, now),
      version: project.version + 1,
    },
    move: { at, by, move, from: project.state, to: rule.to, ...(reason && { reason }), ...(reasons?.length && { reasons: [...reasons] }) },
  };
}

const suspender = ({ suspendedBy }: Project): Side => (suspendedBy === "staff" ? "staff" : "lead_owner");

function sideFor(project: Project, move: MoveName, actor: Actor): Side {
  const { by }: MoveRule = moves[move];
  const side = by.find((side) => sides[side](project, actor));
  if (side) return side;
  throw new Problem(by.includes("staff") && isStaff(actor) && belongs(project, actor) ? "own_body" : "not_allowed");
}

/** The reviewer's clock runs from each submission to the decision and stands still while the partners make changes. */
function clockAfter({ clock }: Project, to: ProjectState, now: Date): Project["clock"] {
  if (underReview.has(to)) return clock.runningSince ? clock : { ...clock, runningSince: now.toISOString() };
  return { openMs: openMs({ clock }, now), runningSince: null };
}
const openMs = ({ clock: { openMs, runningSince } }: Pick<Project, "clock">, now: Date): number =>
  openMs + (runningSince ? Math.max(0, now.getTime() - Date.parse(runningSince)) : 0);

/** Whole days on the reviewer's clock. */
export const openDays = (project: Pick<Project, "clock">, now: Date): number => Math.floor(openMs(project, now) / day);

/** Every section that a submission lacks, with the words' code for it. */
export function missingSections(project: Project): { readonly section: Section; readonly code: string }[] {
  const short = (section: keyof typeof fewestCharacters) => ({
    section,
    code: project[section].length === 0 ? "required" : "too_short",
    missing: project[section].length < fewestCharacters[section],
  });
  return [
    short("title"),
    short("need"),
    short("beneficiaries"),
    short("activities"),
    { section: "place", code: "required", missing: project.comuni.length === 0 } as const,
    { section: "period", code: "required", missing: !project.from || !project.to } as const,
    { section: "commitments", code: "commitments", missing: project.partners.some(({ commitments }) => commitments.length === 0) } as const,
  ]
    .filter(({ missing }) => missing)
    .map(({ section, code }) => ({ section, code }));
}

/** Nothing may be missing, and every other partner stands by the text as it is; the lead does so by submitting. */
function throwUnlessComplete(project: Project): void {
  const missing = missingSections(project);
  if (missing.length > 0)
    throw new Problem(
      "section_missing",
      { sections: missing.map(({ section }) => section).join(", ") },
      missing.map(({ section, code }) => ({ field: section, code })),
    );
  const silent = project.partners.filter(({ body, confirmed }) => body !== project.lead && !confirmed);
  if (silent.length > 0) throw new Problem("partner_unconfirmed", { partners: silent.map(({ name }) => name).join(", ") });
}

type Names = ReadonlyMap<BodyId, string>;
const partner = (body: BodyId, names: Names): ProjectPartner => ({ body, name: names.get(body) ?? "", commitments: [], confirmed: null });
const allOf = (lead: BodyId, partners: readonly BodyId[]): BodyId[] => [...new Set([lead, ...partners])];

/** Partners that are not among those known: their names are needed, and that they are verified. */
export const addedTo = (known: readonly { readonly body: BodyId }[], lead: BodyId, partners: readonly BodyId[]): BodyId[] =>
  allOf(lead, partners).filter((body) => !known.some((one) => one.body === body));

/** A new project inside its plan, led by a body that the actor acts for. */
export function begun(draft: ProjectDraft, plan: Plan, names: Names, actor: Actor, now: Date, id: Project["id"]): Decision {
  const { plan: _, lead, partners, ...content } = draft;
  if (!actsFor(actor, lead)) throw new Problem("not_allowed");
  throwUnlessInPlan(allOf(lead, partners), plan);
  throwUnlessFits(content, plan);
  const at = now.toISOString();
  const state = "idea";
  return {
    project: {
      ...content,
      comuni: [...new Set(content.comuni)],
      id,
      version: 1,
      state,
      plan: plan.id,
      lead,
      partners: allOf(lead, partners).map((body) => partner(body, names)),
      officer: null,
      clock: { openMs: 0, runningSince: null },
      createdAt: at,
      since: at,
    },
    move: { at, by: { person: actor.person, name: actor.name }, move: "create", from: null, to: state },
  };
}

const unconfirmed = (partner: ProjectPartner): ProjectPartner => ({ ...partner, confirmed: null });

function throwUnlessInPlan(partners: readonly BodyId[], plan: Plan): void {
  if (!partners.every((body) => bodiesOf(plan).includes(body))) throw new Problem("not_a_partner");
}

/** The Comuni lie in the plan's territory and the period, as far as it is known, in the plan's. */
function throwUnlessFits({ comuni, from, to }: Pick<ProjectEdit, "comuni" | "from" | "to">, plan: Plan): void {
  const outside = comuni.flatMap((code, n): FieldError[] =>
    plan.territory.includes(code) ? [] : [{ field: `comuni.${n}`, code: "choice" }],
  );
  if (outside.length > 0) throw new Problem("outside_territory", {}, outside);
  const days = [plan.from, from ?? plan.from, to ?? plan.to, plan.to];
  if (!days.every((one, n) => n === 0 || days[n - 1]! <= one)) throw new Problem("period_wrong", { from: plan.from, to: plan.to });
}

function throwUnlessEditable(project: Project): void {
  if (!editable.has(project.state)) throw new Problem("wrong_state", { state: project.state });
}

/**
 * The project as edited; the same project when nothing changed. Whatever changes takes every confirmation back: a partner stands
 * by the text that it read, not by what somebody made of it later. Who takes part is decided by the lead.
 */
export function edit(project: Project, draft: ProjectEdit, plan: Plan, names: Names, actor: Actor): Project {
  if (!project.partners.some(({ body }) => actsFor(actor, body))) throw new Problem("not_allowed");
  throwUnlessEditable(project);
  const { partners, ...content } = draft;
  const bodies = allOf(project.lead, partners);
  const added = addedTo(project.partners, project.lead, partners);
  if ((added.length > 0 || bodies.length < project.partners.length) && !actsFor(actor, project.lead)) throw new Problem("not_allowed");
  throwUnlessInPlan(added, plan);
  throwUnlessFits(content, plan);
  const edited = {
    ...project,
    ...content,
    comuni: [...new Set(content.comuni)],
    partners: bodies.map((body) => project.partners.find((one) => one.body === body) ?? partner(body, names)),
  };
  if (JSON.stringify(edited) === JSON.stringify(project)) return project;
  return { ...edited, partners: edited.partners.map(unconfirmed), version: project.version + 1 };
}

function own(project: Project, body: BodyId, actor: Actor): ProjectPartner {
  if (!actsFor(actor, body)) throw new Problem("not_allowed");
  const partner = project.partners.find((one) => one.body === body);
  if (!partner) throw new Problem("not_a_partner");
  throwUnlessEditable(project);
  return partner;
}
const withPartner = (project: Project, changed: ProjectPartner): Project => ({
  ...project,
  partners: project.partners.map((one) => (one.body === changed.body ? changed : one)),
  version: project.version + 1,
});

/** What one's own body brings. Its own confirmation falls, because it stood by something else; the others brought nothing new. */
export function withCommitments(project: Project, body: BodyId, commitments: readonly Commitment[], actor: Actor): Project {
  return withPartner(project, { ...own(project, body, actor), commitments: [...commitments], confirmed: null });
}

/** One's own body stands by the text as it is; the same project when it does already. */
export function confirm(project: Project, body: BodyId, actor: Actor, now: Date): Project {
  const partner = own(project, body, actor);
  return partner.confirmed ? project : withPartner(project, { ...partner, confirmed: { at: now.toISOString(), name: actor.name } });
}

/** Partners who are asked to confirm by what changed: at the opening of co-design, when they join, and when their word was taken back. */
export function newlyAsked(before: Project | undefined, after: Project): { readonly body: BodyId; readonly again: boolean }[] {
  if (!before || !editable.has(after.state) || after.state === "idea") return [];
  return after.partners.flatMap(({ body, confirmed, commitments }) => {
    if (confirmed || body === after.lead) return [];
    const was = before.partners.find((one) => one.body === body);
    // Whoever changes what they bring themselves knows that they have to confirm it.
    const takenBack = !!was?.confirmed && JSON.stringify(was.commitments) === JSON.stringify(commitments);
    return before.state === "idea" || !was || takenBack ? [{ body, again: takenBack }] : [];
  });
}
