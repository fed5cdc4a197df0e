import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { openTable, type Table } from "../../functions/foundation/table.ts";
import { createTable, localConfig } from "../../functions/local/table.ts";

/**
 * A new, empty table with all its indexes and its stream, for one test file or one test. An access key of its own gives it a
 * database of its own, so that files that run side by side neither see nor wait for each other.
 */
export async function freshTable(): Promise<Table> {
  const endpoint = inject("dynamodb");
  if (!endpoint) throw new Error("No database in this project: only tests of `table` and later ones take a table (see vitest.config.ts)");
  const table = openTable("insieme", localConfig(endpoint, `test${randomBytes(8).toString("hex")}`));
  await createTable(table);
  return table;
}
