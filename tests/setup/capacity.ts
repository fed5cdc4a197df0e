import type { ConsumedCapacity } from "@aws-sdk/client-dynamodb";
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

/** The table with a meter on its client: sums what DynamoDB says that each call consumed. */
export function metered(original: Table): Metered {
  const table = cloned(original);
  let sum = { reads: 0, writes: 0, calls: 0 };
  table.client.middlewareStack.add(
    (next, context) => async (args) => {
      const reply = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } as typeof args.input });
      const told = (reply.output as { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] }).ConsumedCapacity ?? [];
      const units = [told].flat().reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0);
      sum = {
        ...sum,
        calls: sum.calls + 1,
        ...(reading.has(String(context.commandName)) ? { reads: sum.reads + units } : { writes: sum.writes + units }),
      };
      return reply;
    },
    { step: "initialize", name: "meter" },
  );
  return {
    table,
    async cost(work) {
      sum = { reads: 0, writes: 0, calls: 0 };
      await work();
      return sum;
    },
  };
}
