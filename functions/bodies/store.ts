import * as v from "valibot";
import { told } from "../foundation/change.ts";
import { historyOf, newMove } from "../foundation/history.ts";
import type { BodyId } from "../foundation/ids.ts";
import { Problem } from "../foundation/problem.ts";
import {
  type Asked,
  checkItem,
  commit,
  countItems,
  deleteItem,
  getItem,
  newItem,
  nextVersion,
  type Page,
  putItem,
  query,
  queryAll,
  type Table,
  type Write,
} from "../foundation/table.ts";
import type { Move } from "../foundation/text.ts";
import { Role } from "../people/contract.ts";
import { plainName } from "../territory/rules.ts";
import { Body, BodyId as BodyIdSchema, type BodyState, Policy, VouchRequest } from "./contract.ts";
import { asksFor, neededCovers, type Members } from "./rules.ts";

const MembersItem = v.object({
  body: BodyIdSchema,
  version: v.number(),
  people: v.record(v.string(), v.object({ role: Role, since: v.string() })),
});

const bodyKey = (body: BodyId) => ({ pk: body, sk: "BODY" });
const membersKey = (body: BodyId) => ({ pk: body, sk: "MEMBERS" });
const policyKey = (body: BodyId, policy: Policy["id"]) => ({ pk: body, sk: `POL#${policy}` });
const askKey = (body: BodyId) => ({ pk: body, sk: "ASK" });

/** Listed by state (gsi1), and by state and kind (gsi2): verified bodies by name, the others by how long they stand there. */
const bodyItem = (body: Body) => {
  const order = `${body.state === "verified" ? plainName(body.name) : body.since}#${body.id}`;
  const list = `BOD#${body.state}`;
  return { ...bodyKey(body.id), gsi1pk: list, gsi1sk: order, gsi2pk: `${list}#${body.kind}`, gsi2sk: order, ...body };
};

export type BodyStore = ReturnType<typeof bodyStore>;

export const bodyStore = (table: Table) => ({
  /** 1 unit per started 4 KB. */
  get: (body: BodyId): Promise<Body | undefined> => getItem(table, bodyKey(body), Body),
  history: (body: BodyId): Promise<Move[]> => historyOf(table, body),
  policies: (body: BodyId): Promise<Policy[]> => queryAll(table, { pk: body, sk: "POL#", consistent: true }, Policy),
  policy: (body: BodyId, policy: Policy["id"]): Promise<Policy | undefined> => getItem(table, policyKey(body, policy), Policy),
  members: (body: BodyId): Promise<Members | undefined> => getItem(table, membersKey(body), MembersItem),

  /** 0.5 units per started 4 KB of the page. */
  list: (state: BodyState, kind: Body["kind"] | undefined, asked: Asked): Promise<Page<Body>> =>
    query(table, { ...(kind ? { index: "gsi2", pk: `BOD#${state}#${kind}` } : { index: "gsi1", pk: `BOD#${state}` }), ...asked }, Body),
  /** How many stand in a state: reads the whole list, 0.5 units per 4 KB. */
  count: (state: BodyState): Promise<number> => countItems(table, { index: "gsi1", pk: `BOD#${state}` }),
  /** Groups that wait for this voucher's word: as many as it has not answered. */
  asksOf: (voucher: BodyId): Promise<VouchRequest[]> => queryAll(table, { index: "gsi1", pk: voucher, sk: "ASK#" }, VouchRequest),

  create: (body: Body, move: Move): Write[] => [newItem(table, bodyItem(body)), newMove(table, body.id, move), ...askOf(table, body)],
  /** The body over the version that was decided on (`before`), with its line of history if a move was made. */
  save: (before: Body, body: Body, move?: Move): Write[] => [
    nextVersion(table, bodyItem(body)),
    ...(move ? [newMove(table, body.id, move)] : []),
    ...askOf(table, body, before),
  ],
  saveMembers: (members: Members): Write => {
    const item = { ...membersKey(members.body), ...members };
    return members.version === 1 ? newItem(table, item) : nextVersion(table, item);
  },
  savePolicy: (policy: Policy): Write => {
    const item = { ...policyKey(policy.body, policy.id), ...policy };
    return policy.version === 1 ? newItem(table, item) : nextVersion(table, item);
  },

  /** For a transaction of a later noun: the body is verified at the moment of writing. */
  checkVerified: (body: BodyId): Write =>
    checkItem(
      table,
      bodyKey(body),
      { when: "#state = :verified", names: { "#state": "state" }, values: { ":verified": "verified" } },
      () => new Problem("body_not_verified", { body }),
    ),
  /** For the transaction that gives a place: the policy covers these days (`covers` in `rules.ts`) at the moment of writing. */
  checkPolicy: (body: BodyId, policy: Policy["id"], fromDay: string, toDay: string): Write =>
    checkItem(
      table,
      policyKey(body, policy),
      {
        when: [
          "attribute_not_exists(withdrawnAt) AND validFrom <= :from AND validTo >= :to",
          ...neededCovers.map((cover) => `contains(covers, :${cover})`),
        ].join(" AND "),
        values: { ":from": fromDay, ":to": toDay, ...Object.fromEntries(neededCovers.map((cover) => [`:${cover}`, cover])) },
      },
      () => new Problem("insurance_missing", { day: fromDay }),
    ),

  commit: (...writes: readonly Write[]): Promise<void> => commit(table, ...writes),
});

/** The request to the voucher stands as long as the group waits, in a short item of its own, so that the voucher finds it. */
function askOf(table: Table, body: Body, before?: Body): Write[] {
  const { id, name, comune, voucher } = body;
  if (asksFor(body)) return [putItem(table, { ...askKey(id), gsi1pk: voucher, gsi1sk: `ASK#${id}`, body: id, name, comune }, {})];
  return before && asksFor(before) ? [deleteItem(table, askKey(id))] : [];
}

/** The members before and after, when the change is one of members. */
export const membersTold = told((sk) => sk === "MEMBERS", MembersItem);
