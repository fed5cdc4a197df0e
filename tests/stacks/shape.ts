import { keyAttributes, schema } from "../../functions/foundation/schema.ts";
import { needs, readSettings } from "../../functions/foundation/settings.ts";
import { grants } from "./access.ts";
import { functionOf, functions, inputsOf, type Law, ofType, one, rightsOf, roleOf, same, titled, unless } from "./stage.ts";

/** What there is and how it hangs together, in every stage. */
export const shape: Readonly<Record<string, Law>> = {
  "the table is the one of the schema": (stage) => {
    type Index = { name: string; hashKey?: string; rangeKey: string; projectionType: string };
    type Table = { attributes: { name: string; type: string }[]; globalSecondaryIndexes: Index[]; localSecondaryIndexes: Index[] } & Record<
      string,
      unknown
    >;
    const table = inputsOf<Table>(stage, "dynamodb/table:Table");
    const index = ({ name, hashKey, rangeKey, projectionType }: Index) => [name, hashKey, rangeKey, projectionType];
    const wanted = (indexes: Readonly<Record<string, { pk: string; sk: string }>>, local: boolean) =>
      Object.entries(indexes).map(([name, { pk, sk }]) => [name, local ? undefined : pk, sk, schema.projection]);
    return [
      ...same("key", [table["hashKey"], table["rangeKey"]], [schema.key.pk, schema.key.sk]),
      ...same(
        "attributes",
        table.attributes,
        keyAttributes.map((name) => ({ name, type: "S" })),
      ),
      ...same("global indexes", table.globalSecondaryIndexes.map(index), wanted(schema.global, false)),
      ...same("local indexes", table.localSecondaryIndexes.map(index), wanted(schema.local, true)),
      ...same("stream", [table["streamEnabled"], table["streamViewType"]], [true, schema.stream]),
      ...same("expiry", table["ttl"], { attributeName: schema.expiry, enabled: true }),
      ...same("billing", table["billingMode"], "PAY_PER_REQUEST"),
    ];
  },

  "what changes in the table reaches the stream function, and what fails is not lost": (stage) => {
    const mapping = inputsOf<Record<string, unknown>>(stage, "lambda/eventSourceMapping:EventSourceMapping");
    const queue = String(one(stage, "sqs/queue:Queue").outputs?.["arn"]);
    const lostBy = (name: string) =>
      unless(
        grants(rightsOf(roleOf(stage, name)), "sqs").some(({ Resource }) => Resource.includes(queue)),
        `${name} may not fill the queue`,
      );
    const clocks = ofType(stage, "scheduler/schedule:Schedule").map(
      ({ inputs }) => (inputs["target"] as Record<string, object>)["deadLetterConfig"],
    );
    return [
      ...same("source", mapping["eventSourceArn"], one(stage, "dynamodb/table:Table").outputs?.["streamArn"]),
      ...same("reader", mapping["functionName"], functionOf(stage, "stream").outputs?.["arn"]),
      ...same("from", mapping["startingPosition"], "TRIM_HORIZON"),
      ...same("failures", mapping["functionResponseTypes"], ["ReportBatchItemFailures"]),
      ...same("halving", mapping["bisectBatchOnFunctionError"], true),
      ...unless(Number(mapping["maximumRetryAttempts"]) > 0, "it is tried again for ever"),
      ...same("failed changes", mapping["destinationConfig"], { onFailure: { destinationArn: queue } }),
      ...same("failed hours", one(stage, "lambda/functionEventInvokeConfig:FunctionEventInvokeConfig").inputs["destinationConfig"], {
        onFailure: { destination: queue },
      }),
      ...same("runs that never came", clocks, [{ arn: queue }, { arn: queue }]),
      ...lostBy("stream"),
      ...lostBy("schedule"),
      ...lostBy("hourly"),
      ...lostBy("offers"),
    ];
  },

  "the clock is Italy's": (stage) =>
    ofType(stage, "scheduler/schedule:Schedule").flatMap(({ inputs }) =>
      same("time zone", inputs["scheduleExpressionTimezone"], "Europe/Rome"),
    ),

  "offers end within minutes, and the mirror is made once an hour": (stage) => {
    const runs = (name: string) => {
      const { scheduleExpression, target } = inputsOf<{ scheduleExpression: string; target: { input: string } }>(
        stage,
        "scheduler/schedule:Schedule",
        `${name}Schedule`,
      );
      return [scheduleExpression, JSON.parse(target.input) as unknown];
    };
    return [
      ...same("offers", runs("Offers"), ["rate(5 minutes)", { only: "offers" }]),
      ...same("hours", runs("Hourly"), ["cron(5 * * * ? *)", {}]),
    ];
  },

  "every function is told what it needs, and no more": (stage) =>
    functions.flatMap((name) => {
      const fn = functionOf(stage, name);
      const { variables } = fn.inputs["environment"] as { variables: Record<string, string> };
      const wanted: readonly string[] = needs[name];
      const own = Object.keys(variables).filter((variable) => !variable.startsWith("SST_"));
      let wrong: string[] = [];
      try {
        readSettings(needs[name], variables);
      } catch (error) {
        wrong = [`${name}: ${String(error)}`];
      }
      return [
        ...wrong,
        ...same(`${name} is told`, own.toSorted(), wanted.toSorted()),
        ...unless(!("CODE_SECRET" in variables) || fn.secret.includes("environment"), `${name} carries the secret in the open`),
      ];
    }),

  "every function is of one form": (stage) =>
    functions.flatMap((name) => {
      const { runtime, architectures, memorySize, timeout, loggingConfig } = functionOf(stage, name).inputs as Record<string, unknown>;
      const log = one(stage, "cloudwatch/logGroup:LogGroup", `${titled(name)}Log`);
      return [
        ...same(`${name} runs on`, [runtime, architectures], ["nodejs24.x", ["arm64"]]),
        ...unless(
          // One whole processor for who answers questions from the mirror.
          Number(memorySize) <= (name === "api" || name === "page" ? 1769 : 1024) && Number(timeout) <= 300,
          `${name} is costly: ${String(memorySize)} MB for ${String(timeout)} s`,
        ),
        ...same(`${name} logs to`, loggingConfig, { logFormat: "Text", logGroup: log.inputs["name"] }),
      ];
    }),

  "old bases go, and none is kept twice": (stage) => {
    const { bucket } = one(stage, "s3/bucket:Bucket", "DataBucket").outputs as { bucket: string };
    const rules = ofType(stage, "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
      .filter(({ inputs }) => inputs["bucket"] === bucket)
      .flatMap(({ inputs }) => inputs["rules"] as { status: string; expiration?: { days?: number }; filter?: { prefix?: string } }[]);
    const goes = rules.some(
      ({ status, expiration, filter }) => status === "Enabled" && Number(expiration?.days) > 0 && filter?.prefix === "mirror/",
    );
    const versions = ofType(stage, "s3/bucketVersioning:BucketVersioning").filter(({ inputs }) => inputs["bucket"] === bucket);
    return [...unless(goes, "old bases stay for ever"), ...versions.map(({ name }) => `${name} keeps every base twice`)];
  },

  "no log is kept for ever": (stage) =>
    ofType(stage, "cloudwatch/logGroup:LogGroup").flatMap(({ name, inputs }) =>
      unless(Number(inputs["retentionInDays"]) > 0, `${name} never ends`),
    ),

  "personal data stays in Milan": (stage) =>
    stage.resources
      .filter(({ type }) => /^aws:(dynamodb|s3|sqs|lambda|sesv2|scheduler|cloudwatch\/logGroup)/.test(type))
      .flatMap(({ name, region }) => unless(region === "eu-south-1", `${name} is in ${region}`)),
};

/** What holds for production beyond that. */
export const production: Readonly<Record<string, Law>> = {
  "what people wrote can neither be deleted nor lost": (stage) => {
    const table = one(stage, "dynamodb/table:Table");
    return [
      ...same("deletion protection", table.inputs["deletionProtectionEnabled"], true),
      ...same("backup", table.inputs["pointInTimeRecovery"], { enabled: true, recoveryPeriodInDays: 35 }),
      ...unless(table.retain, "the table goes with the stage"),
      ...ofType(stage, "s3/bucket:Bucket").flatMap(({ name, retain, inputs }) =>
        unless(retain && inputs["forceDestroy"] === false, `${name} goes with the stage`),
      ),
    ];
  },

  "somebody hears of everything that goes wrong": (stage) => {
    const alarms = ofType(stage, "cloudwatch/metricAlarm:MetricAlarm");
    const rings = (metric: string, of: unknown) =>
      alarms.some(({ inputs }) => inputs["metricName"] === metric && JSON.stringify(inputs["dimensions"]).includes(String(of)));
    const heard = (arn: string, region: string) =>
      ofType(stage, "sns/topicSubscription:TopicSubscription").some(
        (letter) => letter.inputs["topic"] === arn && letter.inputs["protocol"] === "email" && letter.region === region,
      );
    const wanted = [
      ...functions.flatMap((name) => ["Errors", "Throttles"].map((metric) => [metric, functionOf(stage, name).outputs?.["name"]])),
      ...["api", "page"].map((name) => ["Url5xxCount", functionOf(stage, name).outputs?.["name"]]),
      ["IteratorAge", functionOf(stage, "stream").outputs?.["name"]],
      ["ApproximateNumberOfMessagesVisible", one(stage, "sqs/queue:Queue").outputs?.["name"]],
      ["5xxErrorRate", one(stage, "cloudfront/distribution:Distribution").id],
      ["Reputation.BounceRate", ""],
      ["Reputation.ComplaintRate", ""],
    ] as const;
    return [
      ...wanted.flatMap(([metric, of]) => unless(rings(String(metric), of), `nothing rings at ${String(metric)} of ${String(of)}`)),
      ...alarms.flatMap(({ name, region, inputs }) =>
        (inputs["alarmActions"] as string[]).flatMap((topic) => unless(heard(topic, region), `${name} rings where nobody listens`)),
      ),
      ...unless(ofType(stage, "budgets/budget:Budget").length === 1, "nobody hears what it costs"),
    ];
  },

  "a wall of requests is turned away": (stage) => {
    const { webAclId } = inputsOf<Record<string, unknown>>(stage, "cloudfront/distribution:Distribution");
    return same("firewall", webAclId, one(stage, "wafv2/webAcl:WebAcl").outputs?.["arn"]);
  },

  "old TLS is refused": (stage) =>
    same(
      "least TLS",
      (inputsOf<Record<string, unknown>>(stage, "cloudfront/distribution:Distribution")["viewerCertificate"] as Record<string, unknown>)[
        "minimumProtocolVersion"
      ],
      "TLSv1.2_2021",
    ),
};
