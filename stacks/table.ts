import { keyAttributes, schema } from "../functions/foundation/schema.ts";
import type { StageSettings } from "./settings.ts";

const indexed = ({ pk, sk }: { readonly pk: string; readonly sk: string }) => ({ hashKey: pk, rangeKey: sk });
const mapped = <T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

/** The one table, and the rights to it: `reads` for whoever shows, `writes` beside them for whoever acts. */
export function table({ kept }: StageSettings) {
  const dynamo = new sst.aws.Dynamo("Table", {
    fields: Object.fromEntries(keyAttributes.map((name) => [name, "string" as const])),
    primaryIndex: indexed(schema.key),
    globalIndexes: mapped(schema.global, indexed),
    localIndexes: mapped(schema.local, ({ sk }) => ({ rangeKey: sk })),
    stream: "new-and-old-images",
    ttl: schema.expiry,
    deletionProtection: kept,
    transform: { table: { pointInTimeRecovery: { enabled: kept, ...(kept && { recoveryPeriodInDays: 35 }) } } },
  });
  const indexes = [...Object.keys(schema.global), ...Object.keys(schema.local)].map((name) => $interpolate`${dynamo.arn}/index/${name}`);
  const reads = [{ actions: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"], resources: [dynamo.arn, ...indexes] }];
  const writes = [
    {
      actions: ["dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
      resources: [dynamo.arn],
    },
  ];
  return { name: dynamo.name, streamArn: dynamo.nodes.table.streamArn, reads, writes };
}

export type Table = ReturnType<typeof table>;
