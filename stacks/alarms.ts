import type { StageSettings } from "./settings.ts";

type Watched = {
  readonly api: sst.aws.Function;
  readonly page: sst.aws.Function;
  readonly stream: sst.aws.Function;
  readonly schedule: sst.aws.Function;
  readonly deadLetters: sst.aws.Queue;
  readonly tableName: $util.Input<string>;
  readonly router: sst.aws.Router;
};

type Alarm = {
  readonly namespace: string;
  readonly metric: string;
  readonly of: Readonly<Record<string, $util.Input<string>>>;
  readonly statistic?: "Sum" | "Maximum" | "Average";
  /** The alarm rings at this value or above, in `of5` of the last three periods of five minutes. */
  readonly from: number;
  readonly of5?: 1 | 2 | 3;
};

/** SES reviews an account at 5 % bounces and 0.1 % complaints, and stops it at 10 % and 0.5 %. */
const letters: Readonly<Record<string, Alarm>> = {
  MailBounces: { namespace: "AWS/SES", of: {}, metric: "Reputation.BounceRate", statistic: "Maximum", from: 0.05 },
  MailComplaints: { namespace: "AWS/SES", of: {}, metric: "Reputation.ComplaintRate", statistic: "Maximum", from: 0.001 },
};

/** Letters to one address when something is wrong, and when it costs more than was meant. Nothing rings without an address. */
export function alarms({ alarmsTo, budget, mail }: StageSettings, watched: Watched): void {
  if (!alarmsTo) return;
  const { api, page, stream, schedule, deadLetters, tableName, router } = watched;
  const lambda = (fn: sst.aws.Function) => ({ namespace: "AWS/Lambda", of: { FunctionName: fn.name } });
  const table = { namespace: "AWS/DynamoDB", of: { TableName: tableName } };

  const regional: Readonly<Record<string, Alarm>> = {
    ApiErrors: { ...lambda(api), metric: "Errors", from: 3 },
    ApiThrottles: { ...lambda(api), metric: "Throttles", from: 1 },
    Api5xx: { ...lambda(api), metric: "Url5xxCount", from: 3 },
    PageErrors: { ...lambda(page), metric: "Errors", from: 3 },
    PageThrottles: { ...lambda(page), metric: "Throttles", from: 1 },
    Page5xx: { ...lambda(page), metric: "Url5xxCount", from: 3 },
    StreamErrors: { ...lambda(stream), metric: "Errors", from: 3, of5: 2 },
    StreamThrottles: { ...lambda(stream), metric: "Throttles", from: 1, of5: 2 },
    // Letters and places that wait for five minutes are letters and places that somebody misses.
    StreamAge: { ...lambda(stream), metric: "IteratorAge", statistic: "Maximum", from: 300_000 },
    ScheduleErrors: { ...lambda(schedule), metric: "Errors", from: 1 },
    ScheduleThrottles: { ...lambda(schedule), metric: "Throttles", from: 1 },
    DeadLetters: {
      namespace: "AWS/SQS",
      of: { QueueName: deadLetters.nodes.queue.name },
      metric: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      from: 1,
    },
    TableReadThrottles: { ...table, metric: "ReadThrottleEvents", from: 10 },
    TableWriteThrottles: { ...table, metric: "WriteThrottleEvents", from: 10 },
    ...(mail.by === "ses" && letters),
  };
  ring("Alarms", alarmsTo, regional, {});

  // CloudFront keeps its figures in Virginia, and an alarm lives where its figures are.
  const distribution = router.nodes.cdn.apply((cdn) => cdn.nodes.distribution.id);
  const edge: Readonly<Record<string, Alarm>> = {
    Site5xx: {
      namespace: "AWS/CloudFront",
      of: { DistributionId: distribution, Region: "Global" },
      metric: "5xxErrorRate",
      statistic: "Average",
      from: 2,
      of5: 2,
    },
  };
  ring("EdgeAlarms", alarmsTo, edge, { provider: new aws.Provider("Virginia", { region: "us-east-1" }) });

  if (budget)
    new aws.budgets.Budget("Budget", {
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(budget),
      limitUnit: "USD",
      notifications: [
        { notificationType: "ACTUAL", threshold: 80 },
        { notificationType: "FORECASTED", threshold: 100 },
      ].map((when) => ({ ...when, comparisonOperator: "GREATER_THAN", thresholdType: "PERCENTAGE", subscriberEmailAddresses: [alarmsTo] })),
    });
}

function ring(name: string, to: string, table: Readonly<Record<string, Alarm>>, options: { readonly provider?: aws.Provider }): void {
  const topic = new aws.sns.Topic(name, { name: `${$app.name}-${$app.stage}-${name.toLowerCase()}` }, options);
  new aws.sns.TopicSubscription(`${name}Letter`, { topic: topic.arn, protocol: "email", endpoint: to }, options);
  for (const [what, { namespace, metric, of, statistic = "Sum", from, of5 = 1 }] of Object.entries(table))
    new aws.cloudwatch.MetricAlarm(
      `${what}Alarm`,
      {
        name: `${$app.name}-${$app.stage}-${what}`,
        namespace,
        metricName: metric,
        dimensions: of,
        statistic,
        period: 300,
        evaluationPeriods: 3,
        datapointsToAlarm: of5,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: from,
        treatMissingData: "notBreaching",
        alarmActions: [topic.arn],
        okActions: [topic.arn],
      },
      options,
    );
}
