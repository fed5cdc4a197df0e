import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Table } from "../../functions/foundation/table.ts";

/** The same table over the same connection, with a middleware stack of its own, so that what is added to it stays off the first. */
export function cloned({ client, name }: Table): Table & { readonly client: DynamoDBClient } {
  return { name, client: Object.create(client, { middlewareStack: { value: client.middlewareStack.clone() } }) as DynamoDBClient };
}
