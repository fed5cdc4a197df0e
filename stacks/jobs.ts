import type { Data } from "./data.ts";
import { type Environment, lambda } from "./lambda.ts";
import type { Mail } from "./mail.ts";
import type { StageSettings } from "./settings.ts";
import type { Table } from "./table.ts";

/** What happens without anybody asking: what follows from a change, and what the clock brings. */
export function jobs(settings: StageSettings, environment: Environment, table: Table, data: Data, mail: Mail) {
  const deadLetters = new sst.aws.Queue("DeadLetters", {
    transform: { queue: { messageRetentionSeconds: 14 * 86_400, sqsManagedSseEnabled: true } },
  });
  const gives = { actions: ["sqs:SendMessage"], resources: [deadLetters.arn] };

  const stream = lambda("stream", settings, environment, {
    memory: "512 MB",
    timeout: "60 seconds",
    permissions: [
      ...table.reads,
      ...table.writes,
      ...mail.sends,
      ...data.draws,
      gives,
      { actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], resources: [table.streamArn] },
    ],
  });
  new aws.lambda.EventSourceMapping("StreamMapping", {
    eventSourceArn: table.streamArn,
    functionName: stream.arn,
    // Nothing that was written between the table's birth and this mapping's may be lost.
    startingPosition: "TRIM_HORIZON",
    batchSize: 100,
    functionResponseTypes: ["ReportBatchItemFailures"],
    bisectBatchOnFunctionError: true,
    // A change that fails holds up those behind it: after so many tries, or an hour, its place in the stream goes to the queue.
    maximumRetryAttempts: 30,
    maximumRecordAgeInSeconds: 3600,
    destinationConfig: { onFailure: { destinationArn: deadLetters.arn } },
  });

  const schedule = lambda("schedule", settings, environment, {
    // It holds a whole base while it makes the next.
    memory: "1024 MB",
    timeout: "5 minutes",
    permissions: [...table.reads, ...table.writes, ...data.publishes, gives],
    retries: 2,
    transform: { eventInvokeConfig: { destinationConfig: { onFailure: { destination: deadLetters.arn } } } },
  });
  new sst.aws.CronV2("Hourly", {
    function: schedule,
    schedule: "cron(5 * * * ? *)",
    timezone: "Europe/Rome",
    retries: 3,
    dlq: deadLetters.arn,
  });
  // An offer near the start stands for ten minutes, so the hour is too rare. One that fails is made good by the next.
  new sst.aws.CronV2("Offers", {
    function: schedule,
    schedule: "rate(5 minutes)",
    timezone: "Europe/Rome",
    event: { only: "offers" },
    retries: 0,
    dlq: deadLetters.arn,
  });

  return { stream, schedule, deadLetters };
}
