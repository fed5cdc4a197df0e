import { type Actor, actsFor, isStaff, type Role } from "../foundation/context.ts";
import type { PersonId } from "../foundation/ids.ts";
import { type FieldError, Problem } from "../foundation/problem.ts";
import type { Move } from "../foundation/text.ts";
import { comuneOf } from "../territory/rules.ts";
import type { Body, BodyEdit, BodyReview, BodyState, Policy } from "./contract.ts";

type Side = "owner" | "staff";
type MoveName = "submit" | BodyReview["move"];
type MoveRule = { readonly from: readonly BodyState[]; readonly to: BodyState; readonly by: Side; readonly reason: boolean };

/** The whole life of a body. API, pages and tests read this table; nothing else knows the order of states. */
export const moves = {
  submit: { from: ["draft", "returned"], to: "submitted", by: "owner", reason: false },
  verify: { from: ["submitted"], to: "verified", by: "staff", reason: false },
  return: { from: ["submitted"], to: "returned", by: "staff", reason: true },
  suspend: { from: ["verified"], to: "suspended", by: "staff", reason: true },
  reinstate: { from: ["suspended"], to: "verified", by: "staff", reason: false },
  close: { from: ["verified"], to: "closed", by: "staff", reason: false },
} as const satisfies Record<MoveName, MoveRule>;

/** Staff decide for ANCI Toscana, never on a body that they belong to. */
const allowed: Record<Side, (body: Body, actor: Actor) => void> = {
  owner: (body, actor) => {
    if (actor.bodies.get(body.id) !== "owner") throw new Problem("not_allowed");
  },
  staff: (body, actor) => {
    if (!isStaff(actor)) throw new Problem("not_allowed");
    if (actor.bodies.has(body.id)) throw new Problem("own_body");
  },
};

const line = (actor: Actor, now: Date, move: string, from: string | null, to: string, reason?: string): Move => ({
  at: now.toISOString(),
  by: { person: actor.person, name: actor.name },
  move,
  from,
  to,
  ...(reason && { reason }),
});

export type Decision = { readonly body: Body; readonly move: Move };

/** The body after the move and the line of its history, or the Problem that says why not. */
export function decide(
  body: Body,
  { move, reason }: { readonly move: MoveName; readonly reason?: string | undefined },
  actor: Actor,
  now: Date,
): Decision {
  const rule: MoveRule = moves[move];
  allowed[rule.by](body, actor);
  if (!rule.from.includes(body.state)) throw new Problem("wrong_state", { state: body.state });
  if (rule.reason && !reason) throw new Problem("reason_needed");
  if (move === "submit") throwWrong([...wrongFields(body), ...(body.kind === "informal_group" && !body.voucher ? [noVoucher] : [])]);
  // ANCI does not verify a group without legal form on the group's word alone.
  if (move === "verify" && body.kind === "informal_group" && !body.vouchedAt) throw new Problem("not_vouched");
  return {
    body: { ...body, state: rule.to, since: now.toISOString(), version: body.version + 1 },
    move: line(actor, now, move, body.state, rule.to, reason),
  };
}

/** A new body's first line of history. */
export const born = (body: Body, actor: Actor, now: Date): Move => line(actor, now, "create", null, body.state);

const noVoucher: FieldError = { field: "voucher", code: "voucher" };
const inRunts = new Set<Body["kind"]>(["third_sector", "migrant_association"]);

/** What in a draft does not fit its kind or Tuscany. */
export function wrongFields(draft: BodyEdit): FieldError[] {
  const tests: readonly [wrong: boolean, field: keyof BodyEdit, code: string][] = [
    [!comuneOf(draft.comune), "comune", "comune"],
    [draft.kind === "third_sector" && !draft.runtsSection, "runtsSection", "runts"],
    [!!draft.runtsSection && !inRunts.has(draft.kind), "runtsSection", "not_for_kind"],
    [!!draft.runtsSince && !draft.runtsSection, "runtsSection", "runts"],
    [!!draft.voucher && draft.kind !== "informal_group", "voucher", "not_for_kind"],
  ];
  return tests.filter(([wrong]) => wrong).map(([, field, code]) => ({ field, code }));
}

export function throwWrong(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new Problem("invalid", {}, errors);
}

/** Kinds that may vouch for an informal group; a Comune only for one of its territory. */
const vouchers = new Set<Body["kind"]>(["comune", "migrant_association", "third_sector"]);
export const mayVouch = (voucher: Body | undefined, group: Pick<Body, "comune">): boolean =>
  voucher?.state === "verified" && vouchers.has(voucher.kind) && (voucher.kind !== "comune" || voucher.comune === group.comune);

/** The voucher named in a draft has to be one that may vouch for the group. */
export const wrongVoucher = (draft: BodyEdit, voucher: Body | undefined): FieldError[] =>
  draft.voucher && !mayVouch(voucher, draft) ? [noVoucher] : [];

/** A group waits for its voucher's word until it is verified. */
export const asksFor = ({ kind, voucher, vouchedAt, state }: Body): boolean =>
  kind === "informal_group" && !!voucher && !vouchedAt && (state === "draft" || state === "submitted" || state === "returned");

/** The voucher gives its word, once; who belongs to the group cannot give it. Null when it was given already. */
export function vouch(group: Body, voucher: Body, actor: Actor, now: Date): Decision | null {
  if (group.voucher !== voucher.id || !actsFor(actor, voucher.id)) throw new Problem("not_allowed");
  if (actor.bodies.has(group.id)) throw new Problem("own_body");
  if (group.vouchedAt) return null;
  if (!asksFor(group)) throw new Problem("wrong_state", { state: group.state });
  throwWrong(wrongVoucher(group, voucher));
  return {
    body: { ...group, vouchedAt: now.toISOString(), version: group.version + 1 },
    move: line(actor, now, "vouch", group.state, group.state),
  };
}

/**
 * What ANCI verifies. Settled from the submission on, so that nothing changes behind the reviewer's back, and copies of the name
 * in memberships, projects and opportunities never go stale.
 */
const identity = [
  "kind",
  "name",
  "comune",
  "taxCode",
  "runtsSection",
  "runtsSince",
  "voucher",
] as const satisfies readonly (keyof BodyEdit)[];

/** The body as edited by its owner. */
export function edit(body: Body, draft: BodyEdit, actor: Actor): Body {
  allowed.owner(body, actor);
  const changed = identity.filter((field) => body[field] !== draft[field]);
  const open = body.state === "draft" || body.state === "returned";
  if (body.state === "closed" || (changed.length > 0 && !open))
    throw new Problem(
      "wrong_state",
      { state: body.state },
      changed.map((field) => ({ field, code: "settled" })),
    );
  if (draft.kind === "anci" && body.kind !== "anci") throw new Problem("body_kind_wrong");
  throwWrong(wrongFields(draft));
  const { id, state, createdAt, since, vouchedAt } = body;
  return { ...draft, id, state, createdAt, since, ...(vouchedAt && changed.length === 0 && { vouchedAt }), version: body.version + 1 };
}

/** Members and staff read a body's file; so does the body that vouches for it. */
export const mayRead = (body: Body, actor: Actor): boolean =>
  isMemberOrStaff(body, actor) || (!!body.voucher && actsFor(actor, body.voucher));
export const isMemberOrStaff = (body: Pick<Body, "id">, actor: Actor): boolean => actor.bodies.has(body.id) || isStaff(actor);

/** Who belongs to a body, and since when: one small item, so that rules about all members together hold by one condition. */
export type Members = {
  readonly body: Body["id"];
  readonly version: number;
  readonly people: Readonly<Record<string, { readonly role: Role; readonly since: string }>>;
};

/** People who act for a body, not its volunteers. One transaction of DynamoDB (100 writes) can rename them all. */
export const mostMembers = 90;

/** By the members themselves, not by the session: an owner whom somebody has just taken out owns nothing any more. */
const owns = ({ people }: Members, actor: Actor): boolean => people[actor.person]?.role === "owner";

export function withMember(members: Members, person: PersonId, role: Role, actor: Actor, now: Date): Members {
  const { people, version } = members;
  if (!owns(members, actor)) throw new Problem("not_allowed");
  if (people[person]) throw new Problem("email_taken");
  if (Object.keys(people).length >= mostMembers) throw new Problem("too_many_members", { most: mostMembers });
  return { ...members, version: version + 1, people: { ...people, [person]: { role, since: now.toISOString() } } };
}

/** An owner takes a member out, or a member leaves; the last owner stays. */
export function withoutMember(members: Members, person: PersonId, actor: Actor): Members {
  if (!owns(members, actor) && actor.person !== person) throw new Problem("not_allowed");
  const { [person]: gone, ...people } = members.people;
  if (!gone) throw new Problem("not_found");
  if (!Object.values(people).some(({ role }) => role === "owner")) throw new Problem("last_owner");
  return { ...members, version: members.version + 1, people };
}

/** CTS (D.Lgs. 117/2017) art. 18: volunteers are insured against accident and illness, and for liability towards third parties. */
export const neededCovers = ["accident", "illness", "liability"] as const satisfies Policy["covers"];

/** Whether a policy makes a place possible on all these days (both included, `2027-03-01`). The store states the same as a condition. */
export const covers = (policy: Policy | undefined, { from, to }: { readonly from: string; readonly to: string }): boolean =>
  !!policy &&
  !policy.withdrawnAt &&
  neededCovers.every((cover) => policy.covers.includes(cover)) &&
  policy.validFrom <= from &&
  policy.validTo >= to;
