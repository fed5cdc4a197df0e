import {
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { Table } from "../../functions/foundation/table.ts";
import { cloned } from "./clone.ts";

type Rates = {
  /** Same seed, same row of accidents. */
  readonly seed: number;
  /** Share of writes, 0 to 1, that meet another transaction on one of their items. */
  readonly conflicts?: number;
  /** Share of calls, 0 to 1, that are throttled. The SDK tries these again by itself. */
  readonly throttles?: number;
};

/** A small seeded generator (mulberry32), 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const $metadata = { httpStatusCode: 400 };
const writing = new Set(["PutItemCommand", "UpdateItemCommand", "DeleteItemCommand"]);

/**
 * The table as AWS is on a busy day: DynamoDB Local never conflicts or throttles by itself. Nothing is written when an accident
 * strikes, as on AWS. `struck` counts the accidents, so that a test can state that there were some.
 */
export function disturbed(
  original: Table,
  { seed, conflicts = 0, throttles = 0 }: Rates,
): { readonly table: Table; readonly struck: () => number } {
  const table = cloned(original);
  const random = seeded(seed);
  let struck = 0;
  const strike = (error: Error): never => {
    struck++;
    throw error;
  };
  table.client.middlewareStack.add(
    (next, context) => (args) => {
      if (random() < throttles)
        strike(new ProvisionedThroughputExceededException({ message: "The level of configured throughput was exceeded", $metadata }));
      const command = String(context.commandName);
      const conflict = random() < conflicts;
      if (conflict && command === "TransactWriteItemsCommand") {
        const items = (args.input as TransactWriteItemsCommandInput).TransactItems ?? [];
        const hit = Math.floor(random() * items.length);
        const CancellationReasons = items.map((_, n) => ({ Code: n === hit ? "TransactionConflict" : "None" }));
        strike(new TransactionCanceledException({ message: "Transaction cancelled", CancellationReasons, $metadata }));
      }
      if (conflict && writing.has(command))
        strike(new TransactionConflictException({ message: "Transaction is ongoing for the item", $metadata }));
      return next(args);
    },
    // Innermost, so that the SDK's own retries go through it as they do on AWS.
    { step: "finalizeRequest", priority: "low", name: "accidents" },
  );
  return { table, struck: () => struck };
}
