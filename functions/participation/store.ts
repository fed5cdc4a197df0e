import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import * as v from "valibot";
import { told } from "../foundation/change.ts";
import type { Id, PersonId } from "../foundation/ids.ts";
import {
  type Asked,
  commit,
  getItem,
  newItem,
  nextVersion,
  type Page,
  putItem,
  query,
  queryItems,
  read,
  type Table,
  type Write,
} from "../foundation/table.ts";
import { day as dayMs, ttl } from "../foundation/time.ts";
import { Hours, SignUp } from "./contract.ts";

type ShiftId = Id<"shf">;

/**
 * A sign-up as kept: with its place in the line (`order`, a ULID of its birth), the key of the request that made it, and every
 * move it made. One item a person and shift: the key itself keeps anybody from having two places.
 */
export const SignUpItem = v.object({
  ...SignUp.entries,
  order: v.string(),
  key: v.optional(v.string()),
  moves: v.array(v.object({ at: v.string(), by: v.string(), to: v.string() })),
});
export type SignUpItem = v.InferOutput<typeof SignUpItem>;

const AgendaDay = v.object({
  day: v.string(),
  version: v.number(),
  entries: v.array(v.object({ shift: v.string(), title: v.string(), startsAt: v.string(), endsAt: v.string() })),
});
export type AgendaDay = v.InferOutput<typeof AgendaDay>;

const signUpKey = (shift: ShiftId, person: PersonId) => ({ pk: shift, sk: `SUP#${person}` });
const hoursKey = (shift: ShiftId, person: PersonId) => ({ pk: shift, sk: `HRS#${person}` });
const dayKey = (person: PersonId, day: string) => ({ pk: person, sk: `DAY#${day}` });
/** Who only stands in comes after everybody else: `~` sorts behind every order. */
const line = ({ order, standby }: Pick<SignUpItem, "order" | "standby">) => `WAIT#${standby ? "~" : ""}${order}`;
const offers = "OFFERS";

const stored = (signUp: SignUpItem) => ({
  ...signUpKey(signUp.shift, signUp.person),
  gsi1pk: signUp.person,
  gsi1sk: `SUP#${signUp.startsAt}#${signUp.shift}`,
  ...(signUp.state === "waitlisted" && { lsi1sk: line(signUp) }),
  ...(signUp.state === "offered" && {
    lsi1sk: `OFFER#${signUp.offerUntil}`,
    gsi2pk: offers,
    gsi2sk: `${signUp.offerUntil}#${signUp.shift}#${signUp.person}`,
  }),
  ...signUp,
});

export const signUpTold = told((sk) => sk.startsWith("SUP#"), SignUpItem);
export const hoursTold = told((sk) => sk.startsWith("HRS#"), Hours);

export type ParticipationStore = ReturnType<typeof participationStore>;

export const participationStore = (table: Table) => ({
  signUp: (shift: ShiftId, person: PersonId) => getItem(table, signUpKey(shift, person), SignUpItem),

  /**
   * A first sign-up, or again over the version that had ended: no version comes twice, since each is told by its number. 2 units,
   * 1 more for each index it stands in.
   */
  newSignUp: (signUp: SignUpItem): Write => (signUp.version === 1 ? newItem(table, stored(signUp)) : nextVersion(table, stored(signUp))),
  saveSignUp: (signUp: SignUpItem): Write => nextVersion(table, stored(signUp)),

  /** Who is next in line: a consistent read of the partition's second order. 1 unit. */
  async firstInLine(shift: ShiftId): Promise<SignUpItem | undefined> {
    const { items } = await queryItems(table, { index: "lsi1", pk: shift, sk: "WAIT#", consistent: true, limit: 1 });
    return items[0] && read(SignUpItem, items[0]);
  },

  /** How many stand in line up to and with this one: 0.5 units per 4 KB of line. */
  async position(signUp: SignUpItem): Promise<number> {
    let count = 0;
    let from: QueryCommand["input"]["ExclusiveStartKey"];
    do {
      const page = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: "lsi1",
          Select: "COUNT",
          KeyConditionExpression: "pk = :pk AND lsi1sk BETWEEN :first AND :mine",
          ExpressionAttributeValues: marshall({ ":pk": signUp.shift, ":first": "WAIT#", ":mine": line(signUp) }),
          ExclusiveStartKey: from,
        }),
      );
      count += page.Count ?? 0;
      from = page.LastEvaluatedKey;
    } while (from);
    return count;
  },

  /** Offers of a shift that ran out and still hold their place, by its second order: 0.5 units, and 0.5 for each 4 KB of them. */
  async offersRunOut(shift: ShiftId, now: Date): Promise<SignUpItem[]> {
    return (await query(table, { index: "lsi1", pk: shift, sk: ["OFFER#", `OFFER#${now.toISOString()}`] }, SignUpItem)).items;
  },

  /** The same of every shift, longest over first, a page at a time, by index gsi2. From "0", since DynamoDB takes no empty bound. */
  allOffersRunOut: (now: Date, asked: Asked): Promise<Page<SignUpItem>> =>
    query(table, { index: "gsi2", pk: offers, sk: ["0", `${now.toISOString()}#~`], ...asked }, SignUpItem),

  /** Sign-ups and hours of a shift, one page of its partition: 0.5 units per 4 KB. */
  async roster(shift: ShiftId): Promise<{ signUps: SignUpItem[]; hours: Hours[] }> {
    const signUps: SignUpItem[] = [];
    const hours: Hours[] = [];
    let cursor: string | undefined;
    do {
      const page = await queryItems(table, { pk: shift, sk: ["HRS#", "SUP#~"], cursor });
      for (const item of page.items)
        if (item["sk"]?.S?.startsWith("SUP#")) signUps.push(read(SignUpItem, item));
        else hours.push(read(Hours, item));
      cursor = page.next ?? undefined;
    } while (cursor);
    return { signUps, hours };
  },

  /** Every sign-up of a shift, consistently, a page at a time: for what has to reach each of them. */
  signUpsOf: (shift: ShiftId, asked: Asked): Promise<Page<SignUpItem>> =>
    query(table, { pk: shift, sk: "SUP#", consistent: true, ...asked }, SignUpItem),

  /** Newest first, by index gsi1. */
  signUpsOfPerson: (person: PersonId, asked: Asked = {}): Promise<Page<SignUpItem>> =>
    query(table, { index: "gsi1", pk: person, sk: "SUP#", backwards: true, ...asked }, SignUpItem),
  hoursOfPerson: (person: PersonId, asked: Asked = {}): Promise<Page<Hours>> =>
    query(table, { index: "gsi1", pk: person, sk: "HRS#", backwards: true, ...asked }, Hours),

  async agendaDay(person: PersonId, day: string): Promise<AgendaDay> {
    return (await getItem(table, dayKey(person, day), AgendaDay)) ?? { day, version: 0, entries: [] };
  },
  /** The day over the version that the overlap was judged on: two devices at once cannot both be right. */
  saveAgendaDay: (person: PersonId, { version, ...rest }: AgendaDay): Write =>
    putItem(
      table,
      { ...dayKey(person, rest.day), ...rest, version: version + 1, expiresAt: ttl(new Date(rest.day), 90 * dayMs) },
      { when: version === 0 ? "attribute_not_exists(pk)" : "version = :seen", ...(version > 0 && { values: { ":seen": version } }) },
    ),

  hours: (shift: ShiftId, person: PersonId) => getItem(table, hoursKey(shift, person), Hours),
  newHours: (hours: Hours, otherwise?: Write["otherwise"]): Write =>
    newItem(
      table,
      { ...hoursKey(hours.shift, hours.person), gsi1pk: hours.person, gsi1sk: `HRS#${hours.startsAt}#${hours.shift}`, ...hours },
      otherwise,
    ),
  saveHours: (hours: Hours): Write =>
    nextVersion(table, {
      ...hoursKey(hours.shift, hours.person),
      gsi1pk: hours.person,
      gsi1sk: `HRS#${hours.startsAt}#${hours.shift}`,
      ...hours,
    }),

  commit: (...writes: readonly Write[]): Promise<void> => commit(table, ...writes),
});
