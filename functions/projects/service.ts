import { type BodyStores, namesOf } from "../bodies/service.ts";
import { type Context, isStaff, signedIn, staff } from "../foundation/context.ts";
import type { BodyId } from "../foundation/ids.ts";
import { newId } from "../foundation/new-id.ts";
import { Problem } from "../foundation/problem.ts";
import { again, type Asked, type Page } from "../foundation/table.ts";
import { planOf, type PlanStores } from "../plans/service.ts";
import type {
  Commitment,
  Project,
  ProjectDraft,
  ProjectEdit,
  ProjectFile,
  ProjectLine,
  ProjectMove,
  ProjectReview,
  ProjectState,
  PublicProject,
  PublicProjectsQuery,
} from "./contract.ts";
import { addedTo, begun, type Command, confirm, decide, edit, isPublic, mayRead, openDays, withCommitments } from "./rules.ts";
import type { ProjectStore } from "./store.ts";

export type ProjectStores = PlanStores & { projects: ProjectStore };
type Ctx = Context<ProjectStores>;
type ProjectId = Project["id"];

/** The project, or `not_found`. */
export async function projectOf(ctx: { readonly stores: { readonly projects: ProjectStore } }, id: ProjectId): Promise<Project> {
  const project = await ctx.stores.projects.get(id);
  if (!project) throw new Problem("not_found");
  return project;
}

/** An idea inside a plan; its partners are verified at the moment of writing. */
export async function createProject(ctx: Ctx, draft: ProjectDraft): Promise<Project> {
  const actor = signedIn(ctx);
  const { projects } = ctx.stores;
  const bodies = addedTo([], draft.lead, draft.partners);
  const [plan, names] = await Promise.all([planOf(ctx, draft.plan), nameMap(ctx, bodies)]);
  const { project, move } = begun(draft, plan, names, actor, ctx.now, newId("prj", ctx.now));
  await projects.commit(...projects.create(project, move), ...verified(ctx, bodies));
  return project;
}

const nameMap = async (ctx: Context<BodyStores>, bodies: readonly BodyId[]) =>
  new Map((await namesOf(ctx, bodies)).map(({ id, name }) => [id, name]));
const verified = (ctx: Context<BodyStores>, bodies: readonly BodyId[]) => bodies.map((body) => ctx.stores.bodies.checkVerified(body));

export async function getProject(ctx: Ctx, id: ProjectId): Promise<ProjectFile> {
  const actor = signedIn(ctx);
  const [project, history] = await Promise.all([projectOf(ctx, id), ctx.stores.projects.history(id)]);
  if (!mayRead(project, actor)) throw new Problem("not_allowed");
  return { project, history, openDays: openDays(project, ctx.now) };
}

const line =
  (ctx: Ctx) =>
  (project: Project): ProjectLine => ({ project, openDays: openDays(project, ctx.now) });

/** For staff: the queue of a state, longest waiting first. */
export async function listProjects(ctx: Ctx, { state, ...asked }: Asked & { readonly state: ProjectState }): Promise<Page<ProjectLine>> {
  staff(ctx);
  const { items, next } = await ctx.stores.projects.inState(state, asked);
  return { items: items.map(line(ctx)), next };
}

/** For members and staff: what a body takes part in, the youngest first. */
export async function listBodyProjects(ctx: Ctx, body: BodyId): Promise<ProjectLine[]> {
  const actor = signedIn(ctx);
  if (!actor.bodies.has(body) && !isStaff(actor)) throw new Problem("not_allowed");
  return (await ctx.stores.projects.ofBody(body)).map(line(ctx));
}

/** For everybody: what was approved, of one state (latest first), of one plan, or all. */
export async function findProjects(ctx: Ctx, { state, plan, ...asked }: PublicProjectsQuery): Promise<Page<PublicProject>> {
  const { projects } = ctx.stores;
  const { items, next } = await (state && !plan ? projects.inState(state, { ...asked, backwards: true }) : projects.shown(plan, asked));
  return { items: items.filter((project) => !state || project.state === state).map(publicProject), next };
}

export async function getPublicProject(ctx: Ctx, id: ProjectId): Promise<PublicProject> {
  const project = await projectOf(ctx, id);
  if (!isPublic(project)) throw new Problem("not_found");
  return publicProject(project);
}

const publicProject = ({
  id,
  state,
  plan,
  title,
  need,
  beneficiaries,
  activities,
  comuni,
  from,
  to,
  partners,
}: Project): PublicProject => ({
  id,
  state,
  plan,
  title,
  need,
  beneficiaries,
  activities,
  comuni,
  from,
  to,
  partners: partners.map(({ body, name }) => ({ body, name })),
});

/** `seen` is the version that the partner edited. */
export async function updateProject(ctx: Ctx, id: ProjectId, draft: ProjectEdit, seen: number): Promise<Project> {
  const actor = signedIn(ctx);
  const project = await projectOf(ctx, id);
  const added = addedTo(project.partners, project.lead, draft.partners);
  const [plan, names] = await Promise.all([planOf(ctx, project.plan), nameMap(ctx, added)]);
  return save(ctx, project, edit(project, draft, plan, names, actor), seen, added);
}

export async function setCommitments(
  ctx: Ctx,
  id: ProjectId,
  body: BodyId,
  { commitments }: { readonly commitments: readonly Commitment[] },
  seen: number,
): Promise<Project> {
  const project = await projectOf(ctx, id);
  return save(ctx, project, withCommitments(project, body, commitments, signedIn(ctx)), seen);
}

async function save(ctx: Ctx, before: Project, after: Project, seen: number, added: readonly BodyId[] = []): Promise<Project> {
  if (before.version !== seen) throw new Problem("changed_meanwhile");
  const { projects } = ctx.stores;
  if (after !== before) await projects.commit(...projects.save(before, after), ...verified(ctx, added));
  return after;
}

/** Partners confirm in any order and at once; confirming twice is confirming once. */
export const confirmProject = (ctx: Ctx, id: ProjectId, { body }: { readonly body: BodyId }): Promise<Project> =>
  again(async () => {
    const project = await projectOf(ctx, id);
    return save(ctx, project, confirm(project, body, signedIn(ctx), ctx.now), project.version);
  });

/** Where a decision rests on the partners, they are verified at the moment of writing. */
const restsOnPartners = new Set<Command["move"]>(["submit", "approve"]);

async function moved(ctx: Ctx, id: ProjectId, command: Command): Promise<Project> {
  const { projects } = ctx.stores;
  const before = await projectOf(ctx, id);
  const { project, move } = decide(before, command, signedIn(ctx), ctx.now);
  const partners = restsOnPartners.has(command.move) ? project.partners.map(({ body }) => body) : [];
  await projects.commit(...projects.save(before, project, move), ...verified(ctx, partners));
  return project;
}

/** Not tried again when somebody was faster: the lead would submit a text that it has not read. */
export const submitProject = (ctx: Ctx, id: ProjectId): Promise<Project> => moved(ctx, id, { move: "submit" });
/** Under review the text stands still, so a decision that came second finds the first one and is told so. */
export const reviewProject = (ctx: Ctx, id: ProjectId, review: ProjectReview): Promise<Project> => again(() => moved(ctx, id, review));
export const moveProject = (ctx: Ctx, id: ProjectId, move: ProjectMove): Promise<Project> => again(() => moved(ctx, id, move));
