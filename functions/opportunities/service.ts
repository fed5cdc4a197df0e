import type { Body, Policy } from "../bodies/contract.ts";
import type { BodyStore } from "../bodies/store.ts";
import { type Actor, actsFor, type Context, isStaff, signedIn } from "../foundation/context.ts";
import type { Id } from "../foundation/ids.ts";
import { newId } from "../foundation/new-id.ts";
import { Problem } from "../foundation/problem.ts";
import { again, type Asked, type Page } from "../foundation/table.ts";
import type { Move } from "../foundation/text.ts";
import type { Project } from "../projects/contract.ts";
import { openForOpportunities } from "../projects/rules.ts";
import type { ProjectStore } from "../projects/store.ts";
import type {
  Opportunity,
  OpportunityDraft,
  OpportunityEdit,
  OpportunityFile,
  OpportunityLine,
  PublicOpportunity,
  Shift,
  ShiftDraft,
} from "./contract.ts";
import { decide, editable, notOver, type OpportunityMoveName, placeFits, publicView, readyToPublish, slotOf } from "./rules.ts";
import type { OpportunityStore, ShiftItem } from "./store.ts";

export type OpportunityStores = { bodies: BodyStore; projects: ProjectStore; opportunities: OpportunityStore };
type Ctx = Context<OpportunityStores>;
type OpportunityId = Id<"opp">;

/** For everybody; a draft is nobody's business. */
export async function getOpportunity(ctx: Context<{ opportunities: OpportunityStore }>, id: OpportunityId): Promise<PublicOpportunity> {
  const found = await ctx.stores.opportunities.withShifts(id);
  if (!found || found.opportunity.state === "draft") throw new Problem("not_found");
  return publicView(found.opportunity, found.shifts);
}

/** An opportunity as its organisers have it. */
export async function getOpportunityFile(ctx: Ctx, id: OpportunityId): Promise<OpportunityFile> {
  const actor = signedIn(ctx);
  const { opportunity, shifts } = await load(ctx, id);
  if (!actor.bodies.has(opportunity.body) && !isStaff(actor)) throw new Problem("not_allowed");
  return { opportunity, shifts: shifts.map(shiftOf), history: await ctx.stores.opportunities.history(id) };
}

/** Newest first, each with its next date: one Query a page and one more for each line. */
export async function listBodyOpportunities(ctx: Ctx, body: Id<"bod">, asked: Asked): Promise<Page<OpportunityLine>> {
  const actor = signedIn(ctx);
  if (!actor.bodies.has(body) && !isStaff(actor)) throw new Problem("not_allowed");
  const { items, next } = await ctx.stores.opportunities.ofBody(body, { ...asked, limit: asked.limit ?? 20 });
  const lines = items.map(async (opportunity) =>
    lineOf(opportunity, (await ctx.stores.opportunities.withShifts(opportunity.id))?.shifts ?? [], ctx.now),
  );
  return { items: await Promise.all(lines), next };
}

function lineOf(opportunity: Opportunity, shifts: readonly ShiftItem[], now: Date): OpportunityLine {
  const ahead = notOver(shifts, now);
  return { opportunity, next: ahead[0] ? shiftOf(ahead[0]) : null, dates: ahead.length };
}

export async function createOpportunity(ctx: Ctx, draft: OpportunityDraft): Promise<OpportunityFile> {
  const grounds = await groundsFor(ctx, draft.body, draft.project);
  const { opportunity, shifts } = newOpportunity(ctx, draft, grounds);
  await policyOf(ctx, opportunity);
  const made = moveOf(ctx, opportunity, "create", null);
  await ctx.stores.opportunities.commit(
    ...ctx.stores.opportunities.create(opportunity, shifts),
    ctx.stores.opportunities.remember(opportunity.id, made),
  );
  return { opportunity, shifts, history: [made] };
}

/** What an opportunity stands on: a verified body that the actor acts for, and an open project that the body is a partner of. */
export async function groundsFor(ctx: Ctx, bodyId: Id<"bod">, projectId: Id<"prj">): Promise<{ body: Body; project: Project }> {
  organiser(ctx, bodyId);
  const [body, project] = await Promise.all([ctx.stores.bodies.get(bodyId), ctx.stores.projects.get(projectId)]);
  if (!body) throw new Problem("not_found");
  if (body.state !== "verified") throw new Problem("body_not_verified");
  if (!project) throw new Problem("invalid", {}, [{ field: "project", code: "choice" }]);
  if (!openForOpportunities(project)) throw new Problem("project_not_open");
  if (!project.partners.some((partner) => partner.body === bodyId)) throw new Problem("not_a_partner");
  return { body, project };
}

/** A draft with its shifts, not yet written. */
export function newOpportunity(
  ctx: Ctx,
  { project: _, body: __, shifts, ...content }: OpportunityDraft,
  { body, project }: { body: Body; project: Project },
): { opportunity: Opportunity; shifts: Shift[] } {
  placeFits(content.place, project.comuni);
  const opportunity: Opportunity = {
    ...content,
    id: newId("opp", ctx.now),
    version: 1,
    state: "draft",
    project: project.id,
    projectTitle: project.title,
    plan: project.plan,
    body: body.id,
    bodyName: body.name,
    createdBy: signedIn(ctx).person,
    createdAt: ctx.now.toISOString(),
  };
  return { opportunity, shifts: shifts.map((shift) => newShift(ctx, opportunity.id, shift)) };
}

const newShift = (ctx: Ctx, opportunity: OpportunityId, draft: ShiftDraft): Shift => ({
  id: newId("shf", ctx.now),
  opportunity,
  version: 1,
  state: "open",
  ...slotOf(draft, ctx.now),
  places: draft.places,
  taken: 0,
  waiting: 0,
});

/** `seen` is the version that the person edited. A published one stays insured: the new policy has to cover every date to come. */
export async function updateOpportunity(ctx: Ctx, id: OpportunityId, edit: OpportunityEdit, seen: number): Promise<OpportunityFile> {
  const { opportunity, shifts } = await loadToChange(ctx, id);
  if (opportunity.version !== seen) throw new Problem("changed_meanwhile");
  const project = await ctx.stores.projects.get(opportunity.project);
  placeFits(edit.place, project?.comuni ?? []);
  const edited: Opportunity = { ...opportunity, ...edit, version: seen + 1 };
  const policy = await policyOf(ctx, edited);
  if (edited.state === "published") readyToPublish(shifts, policy, ctx.now);
  await ctx.stores.opportunities.commit(...ctx.stores.opportunities.save(edited, shifts));
  return getOpportunityFile(ctx, id);
}

export async function moveOpportunity(ctx: Ctx, id: OpportunityId, move: OpportunityMoveName, reason?: string): Promise<OpportunityFile> {
  await again(async () => {
    const { opportunity, shifts } = await load(ctx, id);
    organiser(ctx, opportunity.body);
    const moved = decide(opportunity, move, reason, ctx.now);
    if (move === "publish") {
      await groundsFor(ctx, opportunity.body, opportunity.project);
      readyToPublish(shifts, await policyOf(ctx, opportunity), ctx.now);
    }
    await ctx.stores.opportunities.commit(
      ...ctx.stores.opportunities.save(moved, shifts, { cancelShifts: move === "cancel" }),
      remember(ctx, moved, move, opportunity.state, reason),
    );
  });
  return getOpportunityFile(ctx, id);
}

/** Closes what was published and has no date to come any more; nobody's command, so the history names the calendar. */
export async function closePast(ctx: Context<{ opportunities: OpportunityStore }>, id: OpportunityId): Promise<void> {
  await again(async () => {
    const found = await ctx.stores.opportunities.withShifts(id, { consistent: true });
    if (!found || found.opportunity.state !== "published") return;
    if (found.shifts.some(({ state, startsAt }) => state === "open" && startsAt > ctx.now.toISOString())) return;
    const closed = decide(found.opportunity, "close", undefined, ctx.now);
    const move: Move = {
      at: ctx.now.toISOString(),
      by: { person: "calendar", name: "Insieme" },
      move: "close",
      from: "published",
      to: "closed",
    };
    await ctx.stores.opportunities.commit(
      ...ctx.stores.opportunities.save(closed, found.shifts),
      ctx.stores.opportunities.remember(id, move),
    );
  });
}

/** At most 60 shifts, so that one transaction holds them with their opportunity (100 items at most). */
const mostShifts = 60;

export async function addShift(ctx: Ctx, id: OpportunityId, draft: ShiftDraft): Promise<Shift> {
  return again(async () => {
    const { opportunity, shifts } = await loadToChange(ctx, id);
    if (shifts.length >= mostShifts) throw new Problem("invalid", {}, [{ field: "shifts", code: "too_long" }]);
    const shift = newShift(ctx, id, draft);
    if (opportunity.state === "published") readyToPublish([shift], await policyOf(ctx, opportunity), ctx.now);
    // Over the version that was read: publishing at this moment has to find the shift, or the shift the publishing.
    const next = { ...opportunity, version: opportunity.version + 1 };
    await ctx.stores.opportunities.commit(...ctx.stores.opportunities.save(next, []), ctx.stores.opportunities.addShift(next, shift));
    return shift;
  });
}

export async function changeShift(ctx: Ctx, id: OpportunityId, shiftId: Id<"shf">, places: number): Promise<Shift> {
  const { shifts } = await loadToChange(ctx, id);
  const shift = named(shifts, shiftId);
  await ctx.stores.opportunities.commit(ctx.stores.opportunities.setPlaces(shift, places));
  return shiftOf(named((await load(ctx, id)).shifts, shiftId));
}

export async function cancelShift(ctx: Ctx, id: OpportunityId, shiftId: Id<"shf">, reason: string | undefined): Promise<Shift> {
  const { opportunity, shifts } = await loadToChange(ctx, id);
  if (!reason) throw new Problem("reason_needed");
  const shift = named(shifts, shiftId);
  await ctx.stores.opportunities.commit(
    ctx.stores.opportunities.cancelShift(shift),
    remember(ctx, opportunity, "cancel_shift", opportunity.state, reason),
  );
  return { ...shiftOf(shift), state: "cancelled", version: shift.version + 1 };
}

const named = (shifts: readonly ShiftItem[], id: Id<"shf">): ShiftItem => {
  const shift = shifts.find((each) => each.id === id);
  if (!shift) throw new Problem("not_found");
  return shift;
};

/** The shift without what it carries of its opportunity. */
export const shiftOf = ({ bookable: _, body: __, title: ___, policy: ____, ...shift }: ShiftItem): Shift => shift;

async function load(ctx: Ctx, id: OpportunityId) {
  const found = await ctx.stores.opportunities.withShifts(id, { consistent: true });
  if (!found) throw new Problem("not_found");
  return found;
}

async function loadToChange(ctx: Ctx, id: OpportunityId) {
  const found = await load(ctx, id);
  organiser(ctx, found.opportunity.body);
  if (!editable(found.opportunity.state)) throw new Problem("wrong_state", { state: found.opportunity.state });
  return found;
}

/** The actor, acting for the body: its owners and organisers. */
export function organiser(ctx: { readonly actor: Actor | null }, body: Id<"bod">): Actor {
  const actor = signedIn(ctx);
  if (!actsFor(actor, body)) throw new Problem("not_allowed");
  return actor;
}

/** The policy that the opportunity names, which has to be its own body's. */
async function policyOf(ctx: Ctx, { body, policy }: Pick<Opportunity, "body" | "policy">): Promise<Policy | undefined> {
  if (!policy) return undefined;
  const found = await ctx.stores.bodies.policy(body, policy);
  if (!found) throw new Problem("invalid", {}, [{ field: "policy", code: "choice" }]);
  return found;
}

function moveOf(ctx: Ctx, opportunity: Opportunity, move: string, from: string | null, reason?: string): Move {
  const { person, name } = signedIn(ctx);
  return { at: ctx.now.toISOString(), by: { person, name }, move, from, to: opportunity.state, ...(reason && { reason }) };
}
const remember = (ctx: Ctx, opportunity: Opportunity, ...rest: [move: string, from: string | null, reason?: string]) =>
  ctx.stores.opportunities.remember(opportunity.id, moveOf(ctx, opportunity, ...rest));
