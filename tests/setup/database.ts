import type { TestProject } from "vitest/node";
import { isUp, startDatabase } from "../../functions/local/database.ts";
import { findEngine } from "../../functions/local/java.ts";

declare module "vitest" {
  interface ProvidedContext {
    dynamodb: string;
  }
}

/** One DynamoDB Local in memory for a whole run of tests, or the one that DYNAMODB_ENDPOINT names. */
export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | void> {
  const given = process.env["DYNAMODB_ENDPOINT"];
  if (given) return provide("dynamodb", given);
  const engine = await findEngine(console.log);
  if (typeof engine === "string") throw new Error(engine);
  const database = await startDatabase(engine, null);
  await isUp(database);
  provide("dynamodb", database.endpoint);
  return database.running.stop;
}
