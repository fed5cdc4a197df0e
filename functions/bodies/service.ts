import { type Actor, actsFor, type Context, type Role, signedIn, staff } from "../foundation/context.ts";
import type { BodyId, PersonId } from "../foundation/ids.ts";
import { newId } from "../foundation/new-id.ts";
import { Problem } from "../foundation/problem.ts";
import { again, type Asked, type Page, type Write } from "../foundation/table.ts";
import type { Person } from "../people/contract.ts";
import { personFor } from "../people/service.ts";
import type { PeopleStore } from "../people/store.ts";
import type {
  Body,
  BodyDraft,
  BodyEdit,
  BodyFile,
  BodyReview,
  BodyState,
  Member,
  NewMember,
  Policy,
  PolicyDraft,
  PublicBody,
} from "./contract.ts";
import {
  born,
  decide,
  edit,
  isMemberOrStaff,
  mayRead,
  type Members,
  throwWrong,
  vouch,
  withMember,
  withoutMember,
  wrongFields,
  wrongVoucher,
} from "./rules.ts";
import type { BodyStore } from "./store.ts";

export type BodyStores = { people: PeopleStore; bodies: BodyStore };
type Ctx = Context<BodyStores>;

/** The body, or `not_found`. */
export async function bodyOf(ctx: { readonly stores: { readonly bodies: BodyStore } }, id: BodyId): Promise<Body> {
  const body = await ctx.stores.bodies.get(id);
  if (!body) throw new Problem("not_found");
  return body;
}

/** Names of bodies, in the order asked; a body that is not there is left out. 1 unit each. */
export async function namesOf(
  ctx: { readonly stores: { readonly bodies: BodyStore } },
  ids: readonly BodyId[],
): Promise<{ id: BodyId; name: string }[]> {
  const found = await Promise.all(ids.map((id) => ctx.stores.bodies.get(id)));
  return found.flatMap((body) => (body ? [{ id: body.id, name: body.name }] : []));
}

/** The body and its first owner's membership: all or nothing. */
export async function createBody(ctx: Ctx, draft: BodyDraft): Promise<Body> {
  throwWrong([...wrongFields(draft), ...(await voucherErrors(ctx, draft))]);
  return bear(ctx, signedIn(ctx), { ...draft, state: "draft" });
}

/** ANCI Toscana itself, verified from birth; its members are staff. Not on the API: for the command that sets an installation up. */
export function createAnciBody(ctx: Ctx, draft: Omit<BodyDraft, "kind">, owner: Person): Promise<Body> {
  const actor: Actor = { person: owner.id, name: owner.name, bodies: new Map(), staffOf: new Set() };
  return bear(ctx, actor, { ...draft, kind: "anci", state: "verified" });
}

async function bear(ctx: Ctx, actor: Actor, draft: BodyEdit & Pick<Body, "state">): Promise<Body> {
  const { people, bodies } = ctx.stores;
  const since = ctx.now.toISOString();
  const body: Body = { ...draft, id: newId("bod", ctx.now), version: 1, createdAt: since, since };
  await bodies.commit(
    ...bodies.create(body, born(body, actor, ctx.now)),
    bodies.saveMembers({ body: body.id, version: 1, people: { [actor.person]: { role: "owner", since } } }),
    people.addMembership(membership(body, actor.person, "owner", since)),
  );
  return body;
}

const membership = (body: Body, person: PersonId, role: Role, since: string) => ({
  person,
  body: body.id,
  bodyName: body.name,
  bodyKind: body.kind,
  role,
  since,
});

const voucherErrors = async (ctx: Ctx, draft: BodyEdit) =>
  draft.voucher ? wrongVoucher(draft, await ctx.stores.bodies.get(draft.voucher)) : [];

/** Everything about a body, as far as the actor may see it. */
export async function getBody(ctx: Ctx, id: BodyId): Promise<BodyFile> {
  const actor = signedIn(ctx);
  const { bodies } = ctx.stores;
  const body = await bodyOf(ctx, id);
  if (!mayRead(body, actor)) throw new Problem("not_allowed");
  const inside = isMemberOrStaff(body, actor);
  const [history, members, policies, asks] = await Promise.all([
    bodies.history(id),
    inside ? membersOf(ctx, id) : [],
    inside ? bodies.policies(id) : [],
    inside ? bodies.asksOf(id) : [],
  ]);
  return {
    body,
    history,
    members: members.map(({ person, name, email, role, since }) => ({ person, name, email, role, since })),
    policies,
    asks,
  };
}

/** The people of a body with their addresses, owners first: 1 read each beside the members' item. For letters and for the body's own file. */
export async function membersOf(
  ctx: { readonly stores: BodyStores },
  id: BodyId,
  roles?: readonly Role[],
): Promise<(Member & Pick<Person, "locale">)[]> {
  const members = await ctx.stores.bodies.members(id);
  const asked = Object.entries(members?.people ?? {}).filter(([, { role }]) => !roles || roles.includes(role));
  const found = await Promise.all(
    asked.map(async ([id, { role, since }]) => {
      const person = await ctx.stores.people.person(id as PersonId);
      return person && { person: person.id, name: person.name, email: person.email, locale: person.locale, role, since };
    }),
  );
  return found.filter((member) => member !== undefined).toSorted((a, b) => order[a.role] - order[b.role] || a.since.localeCompare(b.since));
}
const order: Record<Role, number> = { owner: 0, organiser: 1, tutor: 2 };

/** For staff: the queue of a state, longest waiting first; verified bodies by name. */
export async function listBodies(
  ctx: Ctx,
  { state, kind, ...asked }: Asked & { state: BodyState; kind?: Body["kind"] | undefined },
): Promise<Page<Body>> {
  staff(ctx);
  return ctx.stores.bodies.list(state, kind, asked);
}

/** For everybody: verified bodies by name. */
export async function findBodies(ctx: Ctx, { kind, ...asked }: Asked & { kind?: Body["kind"] | undefined }): Promise<Page<PublicBody>> {
  const { items, next } = await ctx.stores.bodies.list("verified", kind, asked);
  return { items: items.map(publicBody), next };
}

export async function getPublicBody(ctx: Ctx, id: BodyId): Promise<PublicBody> {
  const body = await bodyOf(ctx, id);
  if (body.state !== "verified") throw new Problem("not_found");
  return publicBody(body);
}

const publicBody = ({ id, kind, name, description, comune, email, phone, website, languages, runtsSection }: Body): PublicBody => ({
  id,
  kind,
  name,
  description,
  comune,
  email,
  phone,
  website,
  languages,
  runtsSection,
});

/**
 * `seen` is the version that the owner edited. A new name reaches every membership in the same transaction; with the next version
 * of the members, whoever is being added at this moment is added under the new name.
 */
export async function updateBody(ctx: Ctx, id: BodyId, draft: BodyEdit, seen: number): Promise<Body> {
  const { people, bodies } = ctx.stores;
  const body = await bodyOf(ctx, id);
  const edited = edit(body, draft, signedIn(ctx));
  if (body.version !== seen) throw new Problem("changed_meanwhile");
  if (draft.voucher !== body.voucher || draft.comune !== body.comune) throwWrong(await voucherErrors(ctx, draft));
  const renamed = body.name !== edited.name || body.kind !== edited.kind;
  const members = renamed ? await bodies.members(id) : undefined;
  await bodies.commit(
    ...bodies.save(body, edited),
    ...(members ? [bodies.saveMembers({ ...members, version: members.version + 1 })] : []),
    ...Object.entries(members?.people ?? {}).map(([person, { role, since }]) =>
      people.saveMembership(membership(edited, person as PersonId, role, since)),
    ),
  );
  return edited;
}

const moved = (ctx: Ctx, id: BodyId, command: Parameters<typeof decide>[1]): Promise<Body> =>
  again(async () => {
    const before = await bodyOf(ctx, id);
    const { body, move } = decide(before, command, signedIn(ctx), ctx.now);
    await ctx.stores.bodies.commit(...ctx.stores.bodies.save(before, body, move));
    return body;
  });

export const submitBody = (ctx: Ctx, id: BodyId): Promise<Body> => moved(ctx, id, { move: "submit" });
export const reviewBody = (ctx: Ctx, id: BodyId, review: BodyReview): Promise<Body> => moved(ctx, id, review);

/** The voucher's word for an informal group. Given twice it is the same word. */
export const vouchBody = (ctx: Ctx, id: BodyId, voucherId: BodyId): Promise<Body> =>
  again(async () => {
    const { bodies } = ctx.stores;
    const [group, voucher] = await Promise.all([bodyOf(ctx, id), bodyOf(ctx, voucherId)]);
    const decision = vouch(group, voucher, signedIn(ctx), ctx.now);
    if (!decision) return group;
    await bodies.commit(...bodies.save(group, decision.body, decision.move), bodies.checkVerified(voucherId));
    return decision.body;
  });

/** The person of this address, who need not have signed in before, becomes a member; a letter tells them. */
export async function addMember(ctx: Ctx, id: BodyId, { email, name, role }: NewMember): Promise<Member> {
  const actor = signedIn(ctx);
  if (actor.bodies.get(id) !== "owner") throw new Problem("not_allowed");
  const person = await personFor(ctx, email, name);
  const since = ctx.now.toISOString();
  await changeMembers(
    ctx,
    id,
    (members) => withMember(members, person.id, role, actor, ctx.now),
    async () => ctx.stores.people.addMembership(membership(await bodyOf(ctx, id), person.id, role, since)),
  );
  return { person: person.id, name: person.name, email: person.email, role, since };
}

export const removeMember = (ctx: Ctx, id: BodyId, person: PersonId): Promise<void> =>
  changeMembers(
    ctx,
    id,
    (members) => withoutMember(members, person, signedIn(ctx)),
    () => ctx.stores.people.removeMembership(person, id),
  );

/** The members and the one membership that changes: all or nothing. `write` is asked after the members were read. */
function changeMembers(ctx: Ctx, id: BodyId, change: (members: Members) => Members, write: () => Write | Promise<Write>): Promise<void> {
  const { bodies } = ctx.stores;
  return again(async () => {
    const members = await bodies.members(id);
    if (!members) throw new Problem("not_found");
    await bodies.commit(bodies.saveMembers(change(members)), await write());
  });
}

export async function addPolicy(ctx: Ctx, id: BodyId, draft: PolicyDraft): Promise<Policy> {
  const body = await bodyOf(ctx, id);
  if (!actsFor(signedIn(ctx), id)) throw new Problem("not_allowed");
  if (body.state === "closed") throw new Problem("wrong_state", { state: body.state });
  const policy: Policy = { ...draft, id: newId("pol", ctx.now), body: id, version: 1 };
  await ctx.stores.bodies.commit(ctx.stores.bodies.savePolicy(policy));
  return policy;
}

/** No place is given under a withdrawn policy any more; places given stay. Withdrawing twice is withdrawing once. */
export const withdrawPolicy = (ctx: Ctx, id: BodyId, policyId: Policy["id"]): Promise<Policy> =>
  again(async () => {
    if (!actsFor(signedIn(ctx), id)) throw new Problem("not_allowed");
    const policy = await ctx.stores.bodies.policy(id, policyId);
    if (!policy) throw new Problem("not_found");
    if (policy.withdrawnAt) return policy;
    const withdrawn = { ...policy, withdrawnAt: ctx.now.toISOString(), version: policy.version + 1 };
    await ctx.stores.bodies.commit(ctx.stores.bodies.savePolicy(withdrawn));
    return withdrawn;
  });
