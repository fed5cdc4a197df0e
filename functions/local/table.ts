import { CreateTableCommand, type DynamoDBClientConfig, ResourceInUseException, UpdateTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { keyAttributes, schema } from "../foundation/schema.ts";
import type { Table } from "../foundation/table.ts";

/** How to reach a DynamoDB on this machine. Without a shared database each access key has tables of its own. */
export const localConfig = (endpoint: string, accessKeyId = "insieme") =>
  ({ endpoint, region: "eu-south-1", credentials: { accessKeyId, secretAccessKey: "local" } }) satisfies DynamoDBClientConfig;

const keys = ({ pk, sk }: { readonly pk: string; readonly sk: string }) => [
  { AttributeName: pk, KeyType: "HASH" as const },
  { AttributeName: sk, KeyType: "RANGE" as const },
];
const indexesOf = (indexes: Record<string, { readonly pk: string; readonly sk: string }>) =>
  Object.entries(indexes).map(([IndexName, names]) => ({
    IndexName,
    KeySchema: keys(names),
    Projection: { ProjectionType: schema.projection },
  }));

/** Creates the one table as the stack deploys it. Answers whether it is new. */
export async function createTable({ client, name: TableName }: Table): Promise<boolean> {
  try {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: keyAttributes.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
        KeySchema: keys(schema.key),
        GlobalSecondaryIndexes: indexesOf(schema.global),
        LocalSecondaryIndexes: indexesOf(schema.local),
        StreamSpecification: { StreamEnabled: true, StreamViewType: schema.stream },
      }),
    );
  } catch (error) {
    if (error instanceof ResourceInUseException) return false;
    throw error;
  }
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName: schema.expiry, Enabled: true } }));
  return true;
}
