import * as v from "valibot";
import { told } from "../foundation/change.ts";
import type { BodyId, PersonId } from "../foundation/ids.ts";
import { Problem } from "../foundation/problem.ts";
import {
  checkItem,
  commit,
  deleteItem,
  getItem,
  newItem,
  nextVersion,
  putItem,
  query,
  queryItems,
  read,
  type Table,
  updateItem,
  type Write,
} from "../foundation/table.ts";
import { day, ttl } from "../foundation/time.ts";
import { emailHash } from "./rules.ts";
import { Membership, type Person, Person as PersonSchema, PersonId as PersonIdSchema } from "./contract.ts";

/** A sign-in code that was asked for. The code itself is nowhere: it follows from the id and the secret (`rules.ts`). */
export const Challenge = v.object({
  id: v.string(),
  email: v.string(),
  locale: v.picklist(["it", "en"]),
  validUntil: v.string(),
  attempts: v.number(),
  usedWith: v.optional(v.string()),
});
export type Challenge = v.InferOutput<typeof Challenge>;

const Session = v.object({ person: PersonIdSchema, validUntil: v.string() });
const MembershipItem = v.object({ person: PersonIdSchema, ...Membership.entries });
const EmailItem = v.object({ person: PersonIdSchema });

const personKey = (person: string) => ({ pk: person, sk: "PERSON" });
const membershipKey = (person: PersonId, body: BodyId) => ({ pk: person, sk: `MEM#${body}` });
const emailKey = (hash: string) => ({ pk: `EMAIL#${hash}`, sk: "EMAIL" });
const sessionKey = (hash: string) => ({ pk: `SES#${hash}`, sk: "SES" });
const challengeKey = (id: string) => ({ pk: id, sk: "CHL" });
export const challengeTold = told((sk) => sk === challengeKey("").sk, Challenge);

const counterKey = (hash: string, window: string) => ({ pk: `CODES#${hash}`, sk: window });

export type PeopleStore = ReturnType<typeof peopleStore>;

export const peopleStore = (table: Table, secret: string) => ({
  /** Person and memberships in one consistent Query (1 unit up to 4 KB); undefined when there is no such person. */
  async personWithMemberships(person: PersonId): Promise<{ person: Person; memberships: Membership[] } | undefined> {
    const { items } = await queryItems(table, { pk: person, sk: ["MEM#", "PERSON"], consistent: true });
    const last = items.at(-1);
    if (last?.["sk"]?.S !== "PERSON") return undefined;
    return { person: read(PersonSchema, last), memberships: items.slice(0, -1).map((item) => read(Membership, item)) };
  },

  person: (person: PersonId) => getItem(table, personKey(person), PersonSchema),

  /** 1 read; the address is a key only as a keyed hash. */
  async personByEmail(email: string): Promise<PersonId | undefined> {
    return (await getItem(table, emailKey(emailHash(secret, email)), EmailItem))?.person;
  },

  newPerson: (person: Person): Write[] => [
    newItem(table, { ...emailKey(emailHash(secret, person.email)), person: person.id }),
    newItem(table, { ...personKey(person.id), ...person }),
  ],
  savePerson: (person: Person): Write => nextVersion(table, { ...personKey(person.id), ...person }),
  checkPerson: (person: PersonId): Write =>
    checkItem(table, personKey(person), { when: "attribute_exists(pk)" }, () => new Problem("not_found")),

  addMembership: (membership: v.InferInput<typeof MembershipItem> & { person: PersonId; body: BodyId }): Write =>
    newItem(
      table,
      {
        ...membershipKey(membership.person, membership.body),
        gsi1pk: membership.body,
        gsi1sk: `MEM#${membership.person}`,
        ...membership,
      },
      () => new Problem("email_taken"),
    ),
  /** The same membership with what the body is now called, if it is still there. */
  saveMembership: (membership: v.InferInput<typeof MembershipItem> & { person: PersonId; body: BodyId }): Write =>
    putItem(
      table,
      {
        ...membershipKey(membership.person, membership.body),
        gsi1pk: membership.body,
        gsi1sk: `MEM#${membership.person}`,
        ...membership,
      },
      { when: "attribute_exists(pk)" },
    ),
  removeMembership: (person: PersonId, body: BodyId): Write =>
    deleteItem(table, membershipKey(person, body), { when: "attribute_exists(pk)" }, () => new Problem("not_found")),
  /** Memberships of a body, by index gsi1: 0.5 units per 4 KB. */
  async membershipsOf(body: BodyId) {
    return (await query(table, { index: "gsi1", pk: body, sk: "MEM#" }, MembershipItem)).items;
  },
  /** 1 consistent read. */
  membership: (person: PersonId, body: BodyId) => getItem(table, membershipKey(person, body), MembershipItem),

  challenge: (id: string) => getItem(table, challengeKey(id), Challenge),
  /** Counts a letter that somebody asked to be sent to an address: at most so many in each window of time. */
  countAsked: (email: string, now: Date, limits: Readonly<Record<string, number>>): Write[] =>
    Object.entries(limits).map(([window, most]) =>
      updateItem(
        table,
        counterKey(emailHash(secret, email), window),
        "ADD #n :one SET expiresAt = :gone",
        {
          when: "attribute_not_exists(#n) OR #n < :most",
          names: { "#n": "n" },
          values: { ":one": 1, ":most": most, ":gone": ttl(now, 2 * day) },
        },
        () => new Problem("too_many_requests"),
      ),
    ),
  newChallenge: (challenge: Challenge, now: Date): Write =>
    newItem(table, { ...challengeKey(challenge.id), ...challenge, expiresAt: ttl(now, day) }),
  /** Counts a wrong answer, or says that there were enough. */
  countAttempt: (id: string, most: number): Promise<void> =>
    commit(
      table,
      updateItem(
        table,
        challengeKey(id),
        "ADD attempts :one",
        { when: "attribute_exists(pk) AND attempts < :most AND attribute_not_exists(usedWith)", values: { ":one": 1, ":most": most } },
        () => new Problem("code_expired"),
      ),
    ),
  /** Single use: only the request that carries the same key may use it again, because it is the same request. */
  useChallenge: (id: string, usedWith: string, most: number): Write =>
    updateItem(
      table,
      challengeKey(id),
      "SET usedWith = :with",
      {
        when: "attribute_exists(pk) AND attempts < :most AND (attribute_not_exists(usedWith) OR usedWith = :with)",
        values: { ":with": usedWith, ":most": most },
      },
      () => new Problem("code_expired"),
    ),

  newSession: (hash: string, person: PersonId, validUntil: Date): Write =>
    newItem(table, { ...sessionKey(hash), person, validUntil: validUntil.toISOString(), expiresAt: ttl(validUntil, day) }),
  session: (hash: string) => getItem(table, sessionKey(hash), Session),
  endSession: (hash: string): Promise<void> => commit(table, deleteItem(table, sessionKey(hash))),

  commit: (...writes: readonly Write[]): Promise<void> => commit(table, ...writes),
});
