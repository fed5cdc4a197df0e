import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as v from "valibot";
import { Problem } from "./problem.ts";
import { indexes, schema } from "./schema.ts";

/** The one table. `gsi1` and `gsi2` are sparse; `lsi1` sorts a partition a second way and can be read consistently. */
export type Table = { readonly client: DynamoDBClient; readonly name: string };
export type Key = { readonly pk: string; readonly sk: string };
export type Item = Record<string, unknown>;

export const openTable = (name: string, config: DynamoDBClientConfig = {}): Table => ({ name, client: new DynamoDBClient(config) });

const out = (item: Item) => marshall(item, { removeUndefinedValues: true });
export const read = <S extends v.GenericSchema>(schema: S, item: Record<string, AttributeValue>): v.InferOutput<S> =>
  v.parse(schema, unmarshall(item));

/** One write of a transaction, and what it means when its condition did not hold (`old` is the item that was in the way). */
export type Write = { readonly item: TransactWriteItem; readonly otherwise: (old: Item | undefined) => Problem };

type Condition = { readonly when?: string; readonly names?: Record<string, string>; readonly values?: Item };
const noted = { ReturnValuesOnConditionCheckFailure: "ALL_OLD" } as const;
const conditionOf = ({ when, names, values }: Condition) => ({
  ...(when && { ConditionExpression: when }),
  ...(names && { ExpressionAttributeNames: names }),
  ...(values && { ExpressionAttributeValues: out(values) }),
});
const changed = (): Problem => new Problem("changed_meanwhile");

export const putItem = (table: Table, item: Key & Item, condition: Condition, otherwise: Write["otherwise"] = changed): Write => ({
  item: { Put: { TableName: table.name, Item: out(item), ...conditionOf(condition), ...noted } },
  otherwise,
});
/** Puts an item that must be new. */
export const newItem = (table: Table, item: Key & Item, otherwise: Write["otherwise"] = changed): Write =>
  putItem(table, item, { when: "attribute_not_exists(pk)" }, otherwise);
/** Puts an item over the version that the decision was made on: `item.version` is already the next one. */
export const nextVersion = (
  table: Table,
  item: Key & Item & { readonly version: number },
  otherwise: Write["otherwise"] = changed,
): Write => putItem(table, item, { when: "version = :seen", values: { ":seen": item.version - 1 } }, otherwise);
export const updateItem = (
  table: Table,
  key: Key,
  update: string,
  condition: Condition,
  otherwise: Write["otherwise"] = changed,
): Write => ({
  item: { Update: { TableName: table.name, Key: out(key), UpdateExpression: update, ...conditionOf(condition), ...noted } as never },
  otherwise,
});
export const deleteItem = (table: Table, key: Key, condition: Condition = {}, otherwise: Write["otherwise"] = changed): Write => ({
  item: { Delete: { TableName: table.name, Key: out(key), ...conditionOf(condition), ...noted } },
  otherwise,
});
export const checkItem = (
  table: Table,
  key: Key,
  condition: Condition & { readonly when: string },
  otherwise: Write["otherwise"] = changed,
): Write => ({
  item: { ConditionCheck: { TableName: table.name, Key: out(key), ...conditionOf(condition), ...noted } as never },
  otherwise,
});

/** Reasons for which a transaction may succeed when it is tried again; DynamoDB Local gives none of them by itself, AWS does. */
const passing = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);
const passingErrors = new Set([
  "TransactionConflictException",
  "TransactionInProgressException",
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "RequestLimitExceeded",
]);
const attempts = 14;
const pause = (attempt: number) => new Promise((r) => setTimeout(r, Math.random() * Math.min(1000, 15 * 2 ** attempt)));
const itemOf = (x: Record<string, AttributeValue> | undefined): Item | undefined => x && unmarshall(x);

/**
 * All writes or none. A condition that does not hold throws the Problem that its write names (of the first write, in order);
 * a conflict with another transaction is tried again after a pause with full jitter, and ends in `busy`.
 * Cost: 1 unit per started KB and write, twice that when there is more than one write.
 */
export async function commit(table: Table, ...writes: readonly Write[]): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await (writes.length === 1 && !writes[0]!.item.ConditionCheck ? alone(table, writes[0]!) : together(table, writes));
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) throw writes[0]!.otherwise(itemOf(error.Item));
      if (error instanceof TransactionCanceledException) {
        const reasons = error.CancellationReasons ?? [];
        const failed = reasons.findIndex(({ Code }) => Code === "ConditionalCheckFailed");
        if (failed >= 0) throw writes[failed]!.otherwise(itemOf(reasons[failed]!.Item));
        if (!reasons.some(({ Code }) => Code && passing.has(Code))) throw error;
      } else if (!(error instanceof Error && passingErrors.has(error.name))) throw error;
      if (attempt + 1 >= attempts) throw new Problem("busy");
      await pause(attempt);
    }
  }
}

async function together(table: Table, writes: readonly Write[]): Promise<void> {
  await table.client.send(new TransactWriteItemsCommand({ TransactItems: writes.map(({ item }) => item) }));
}

async function alone(table: Table, { item: { Put, Update, Delete } }: Write): Promise<void> {
  if (Put) await table.client.send(new PutItemCommand(Put));
  else if (Update) await table.client.send(new UpdateItemCommand(Update));
  else if (Delete) await table.client.send(new DeleteItemCommand(Delete));
}

/** 1 read: 0.5 units per started 4 KB, 1 when `consistent`. */
export async function getItem<S extends v.GenericSchema>(
  table: Table,
  key: Key,
  schema: S,
  { consistent = true }: { readonly consistent?: boolean } = {},
): Promise<v.InferOutput<S> | undefined> {
  const { Item: item } = await table.client.send(new GetItemCommand({ TableName: table.name, Key: out(key), ConsistentRead: consistent }));
  return item && read(schema, item);
}

export type Page<T> = { readonly items: T[]; readonly next: string | null };
export type Asked = { readonly cursor?: string | undefined; readonly limit?: number | undefined };
type Question = {
  readonly index?: keyof typeof indexes;
  readonly pk: string;
  /** A prefix of the sort key, or its closed bounds. */
  readonly sk?: string | readonly [from: string, to: string];
  readonly consistent?: boolean;
  readonly backwards?: boolean;
  readonly filter?: Condition;
} & Asked;

const cursorOf = (key: Record<string, AttributeValue> | undefined) =>
  key ? Buffer.from(JSON.stringify(unmarshall(key))).toString("base64url") : null;
function keyOf(cursor: string): Record<string, AttributeValue> {
  try {
    return out(v.parse(v.record(v.string(), v.string()), JSON.parse(Buffer.from(cursor, "base64url").toString())));
  } catch {
    throw new Problem("invalid", {}, [{ field: "cursor", code: "format" }]);
  }
}

/** One page of one partition, as raw items. 0.5 units per started 4 KB read (1 when `consistent`). */
export async function queryItems(table: Table, question: Question): Promise<Page<Record<string, AttributeValue>>> {
  const { index, pk, sk, filter, cursor, limit, consistent = false, backwards = false } = question;
  const key = index ? indexes[index] : schema.key;
  const between = typeof sk === "object";
  const input: QueryCommandInput = {
    TableName: table.name,
    ...(index && { IndexName: index }),
    KeyConditionExpression: `#pk = :pk${sk === undefined ? "" : between ? " AND #sk BETWEEN :from AND :to" : " AND begins_with(#sk, :sk)"}`,
    ExpressionAttributeNames: { "#pk": key.pk, ...(sk !== undefined && { "#sk": key.sk }), ...filter?.names },
    ExpressionAttributeValues: out({
      ":pk": pk,
      ...(between ? { ":from": sk[0], ":to": sk[1] } : sk !== undefined && { ":sk": sk }),
      ...filter?.values,
    }),
    ...(filter?.when && { FilterExpression: filter.when }),
    ConsistentRead: consistent,
    ScanIndexForward: !backwards,
    ...(limit && { Limit: limit }),
    ...(cursor && { ExclusiveStartKey: keyOf(cursor) }),
  };
  try {
    const { Items = [], LastEvaluatedKey } = await table.client.send(new QueryCommand(input));
    return { items: Items, next: cursorOf(LastEvaluatedKey) };
  } catch (error) {
    // A cursor that was tampered with names a key outside the partition asked for.
    if (cursor && error instanceof Error && error.name === "ValidationException")
      throw new Problem("invalid", {}, [{ field: "cursor", code: "format" }]);
    throw error;
  }
}

/** How many items a partition holds. Costs what reading them costs, but sends none of them. */
export async function countItems(table: Table, { index, pk }: Pick<Question, "index" | "pk">): Promise<number> {
  let [total, from]: [number, Record<string, AttributeValue> | undefined] = [0, undefined];
  do {
    const page: QueryCommandOutput = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        ...(index && { IndexName: index }),
        KeyConditionExpression: "#pk = :pk",
        ExpressionAttributeNames: { "#pk": index ? indexes[index].pk : schema.key.pk },
        ExpressionAttributeValues: out({ ":pk": pk }),
        Select: "COUNT",
        ExclusiveStartKey: from,
      }),
    );
    total += page.Count ?? 0;
    from = page.LastEvaluatedKey;
  } while (from);
  return total;
}

/** One page of one partition, every item read by `schema`. */
export async function query<S extends v.GenericSchema>(table: Table, question: Question, schema: S): Promise<Page<v.InferOutput<S>>> {
  const { items, next } = await queryItems(table, question);
  return { items: items.map((item) => read(schema, item)), next };
}

/** A whole partition, page after page. Only where the rules bound its size. */
export async function queryAll<S extends v.GenericSchema>(
  table: Table,
  question: Omit<Question, "cursor" | "limit">,
  schema: S,
): Promise<v.InferOutput<S>[]> {
  const all: v.InferOutput<S>[] = [];
  let cursor: string | undefined;
  do {
    const page = await query(table, { ...question, cursor }, schema);
    all.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return all;
}

/**
 * Loads, decides and writes, again when somebody was faster: for commands whose meaning does not depend on the version seen
 * (a confirmation, a check-in). Edits that a person made on what they saw use If-Match instead.
 */
export async function again<T>(attempt: () => Promise<T>, tries = 10): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Problem && error.code === "changed_meanwhile")) throw error;
      if (n >= tries) throw new Problem("busy");
      await pause(Math.min(n, 4));
    }
  }
}
