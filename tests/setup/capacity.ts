import {
  type ConsumedCapacity,
  DeleteItemCommand,
  PutItemCommand,
  type TransactWriteItem,
  type TransactWriteItemsCommandInput,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Table } from "../../functions/foundation/table.ts";
import { cloned } from "./clone.ts";

/** Capacity units, indexes included, and how many calls were made. */
export type Units = { readonly reads: number; readonly writes: number; readonly calls: number };

export type Metered = {
  readonly table: Table;
  /** What one piece of work cost. Measure one at a time. */
  readonly cost: (work: () => Promise<unknown>) => Promise<Units>;
};

const reading = new Set(["GetItemCommand", "QueryCommand", "BatchGetItemCommand", "TransactGetItemsCommand", "ScanCommand"]);

const toldBy = (output: unknown): ConsumedCapacity[] =>
  [(output as { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] }).ConsumedCapacity ?? []].flat();

/**
 * DynamoDB Local counts a transaction wrongly (items of one size once, indexes twice), so its writes are measured one by one:
 * twice what the table takes, once what each index takes, and 2 units for a check, as AWS charges.
 */
async function oneByOne({ client }: Table, items: readonly TransactWriteItem[]): Promise<number> {
  const counted = { ReturnConsumedCapacity: "INDEXES" } as const;
  let units = 0;
  for (const { Put, Update, Delete } of items) {
    const reply = Put
      ? await client.send(new PutItemCommand({ ...Put, ...counted }))
      : Update
        ? await client.send(new UpdateItemCommand({ ...Update, ...counted }))
        : Delete && (await client.send(new DeleteItemCommand({ ...Delete, ...counted })));
    const capacity = reply?.ConsumedCapacity;
    units += capacity ? (capacity.CapacityUnits ?? 0) + (capacity.Table?.CapacityUnits ?? 0) : 2;
  }
  return units;
}

/** The table with a meter on its client: sums what DynamoDB says that each call consumed. */
export function metered(original: Table): Metered {
  const table = cloned(original);
  let measuring = false;
  let sum = { reads: 0, writes: 0, calls: 0 };
  table.client.middlewareStack.add(
    (next, context) => async (args) => {
      if (!measuring) return next(args);
      sum = { ...sum, calls: sum.calls + 1 };
      if (context.commandName === "TransactWriteItemsCommand") {
        sum = {
          ...sum,
          writes: sum.writes + (await oneByOne(original, (args.input as TransactWriteItemsCommandInput).TransactItems ?? [])),
        };
        return { output: { $metadata: {} }, response: undefined };
      }
      const reply = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } as typeof args.input });
      const units = toldBy(reply.output).reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0);
      sum = reading.has(String(context.commandName)) ? { ...sum, reads: sum.reads + units } : { ...sum, writes: sum.writes + units };
      return reply;
    },
    { step: "initialize", name: "meter" },
  );
  return {
    table,
    async cost(work) {
      sum = { reads: 0, writes: 0, calls: 0 };
      measuring = true;
      try {
        await work();
      } finally {
        measuring = false;
      }
      return sum;
    },
  };
}
