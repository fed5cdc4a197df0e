import { describe, expect, it } from "vitest";
import { access } from "./access.ts";
import type { Resource } from "./engine.ts";
import { production, shape } from "./shape.ts";
import { type Stage, stageOf } from "./stage.ts";

/** Each law is broken on purpose here, and has to say so: a law that nothing breaks guards nothing. */
const laws = { ...access, ...shape, ...production };

const whole = stageOf("production");
const at = (name: string): number => {
  const index = whole.resources.findIndex((resource) => resource.name === name && resource.type.startsWith("aws:"));
  if (index < 0) throw new Error(`no resource ${name}`);
  return index;
};

/** The stage with other words in one resource, as JSON; a change that changes nothing is a mistake of the test. */
function edited(name: string, from: string | RegExp, to: string): Stage {
  const index = at(name);
  const before = JSON.stringify(whole.resources[index]);
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${name} has no ${String(from)}`);
  return { ...whole, resources: whole.resources.with(index, JSON.parse(after) as Resource) };
}
const without = (name: string): Stage => ({ ...whole, resources: whole.resources.toSpliced(at(name), 1) });
const twice = (name: string, as: string): Stage => ({
  ...whole,
  resources: [...whole.resources, { ...whole.resources[at(name)]!, name: as, outputs: {} }],
});

const broken: Readonly<Record<string, Readonly<Record<string, () => Stage>>>> = {
  "no right to all actions or to all resources": {
    "every action": () => edited("ApiRole", "dynamodb:GetItem", "dynamodb:*"),
    "every resource": () => edited("StreamRole", /arn:aws:ses[^\\"]*/, "*"),
    "every index": () => edited("PageRole", "index/gsi1", "index/*"),
    "every object": () => edited("ScheduleRole", /mirror\/\*/, "*"),
    "every stream of every log": () => edited("PageRole", ":PageLog:", ":*:"),
  },
  "no policy of somebody else's making": {
    "AWS's own for logs": () =>
      edited("ApiRole", '"managedPolicyArns":[]', '"managedPolicyArns":["arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole"]'),
  },
  "a role is for its service alone": {
    "the whole account": () => edited("ApiRole", '"Service":"lambda.amazonaws.com"', '"AWS":"arn:aws:iam::1:root"'),
  },
  "who shows may not write, and nobody else may read more": {
    "the page writes": () => edited("PageRole", "dynamodb:Query", "dynamodb:PutItem"),
    "the API scans": () => edited("ApiRole", "dynamodb:Query", "dynamodb:Scan"),
    "the clock reads the stream": () => edited("ScheduleRole", "dynamodb:UpdateItem", 'dynamodb:UpdateItem\\",\\"dynamodb:GetRecords'),
  },
  "bases are read by who answers, made by the clock alone; pictures are drawn by the stream": {
    "the API writes": () => edited("ApiRole", "s3:GetObject", "s3:PutObject"),
    "the page deletes": () => edited("PageRole", "s3:GetObject", 's3:GetObject\\",\\"s3:DeleteObject'),
    "the stream writes bases": () => edited("StreamRole", "previews/*", "mirror/*"),
    "the clock cannot tidy up": () => edited("ScheduleRole", 's3:DeleteObject\\",\\"', ""),
    "no right to know what is not there": () => edited("ApiRole", "s3:ListBucket", "s3:GetBucketLocation"),
    "another bucket": () => edited("PageFunction", /"STORAGE_URL":"[^"]+"/, '"STORAGE_URL":"s3:another"'),
  },
  "of what can be made anew the router fetches bases alone": {
    "all of it": () => edited("DataPolicy", "mirror/*", "*"),
    "to be overwritten": () => edited("DataPolicy", "s3:GetObject", "s3:PutObject"),
  },
  "letters go out by the stream alone, under the one address": {
    "the API sends": () => edited("ApiRole", "logs:CreateLogStream", "ses:SendEmail"),
    "under any address": () => edited("StreamRole", "ses:FromAddress", "aws:SourceIp"),
    "under another address": () => edited("StreamRole", "noreply@", "somebody@"),
  },
  "every bucket is private": {
    "policies for everybody": () => edited("AssetsPublicAccessBlock", '"blockPublicPolicy":true', '"blockPublicPolicy":false'),
    "no block at all": () => without("AssetsPublicAccessBlock"),
    "any distribution": () => edited("AssetsPolicy", "AWS:SourceArn", "aws:Referer"),
    "without TLS": () => edited("AssetsPolicy", "aws:SecureTransport", "aws:ViaAWSService"),
    "the other one open": () => edited("DataPublicAccessBlock", '"restrictPublicBuckets":true', '"restrictPublicBuckets":false'),
    "the other one without TLS": () => edited("DataPolicy", "aws:SecureTransport", "aws:ViaAWSService"),
    "a bucket beside it": () => twice("AssetsBucket", "MoreBucket"),
  },
  "no function can be called but through the router": {
    "an open door": () => edited("ApiUrl", "AWS_IAM", "NONE"),
    "any caller": () => edited("PageCloudFrontInvokeFunction", '"principal":"cloudfront.amazonaws.com"', '"principal":"*"'),
    "any distribution": () =>
      edited("PageCloudFrontInvokeFunction", /"sourceArn":"[^"]+"/, '"sourceArn":"arn:aws:cloudfront::1:distribution/other"'),
    "other sites": () => edited("ApiUrl", '"inputs":{', '"inputs":{"cors":{"allowOrigins":["*"]},'),
    "a door more": () => twice("ApiUrl", "StreamUrl"),
  },
  "the router speaks TLS, hides its functions and keeps one person's answers from another": {
    "plain http": () => edited("RouterCdnDistribution", "redirect-to-https", "allow-all"),
    "no HSTS": () => edited("Headers", "63072000", "0"),
    "the headers of nobody": () => edited("RouterCdnDistribution", "Headers-id", "other"),
    "the pages' cache for the API": () => edited("RouterCdnDistribution", "OwnAnswers-id", "RouterServerCachePolicy-id"),
    "no cookies in the key": () => edited("OwnAnswers", '"cookieBehavior":"all"', '"cookieBehavior":"none"'),
    "refusals kept": () => edited("RouterCdnDistribution", '"errorCachingMinTtl":0', '"errorCachingMinTtl":10'),
    "a function too long": () => edited("RouterCloudfrontFunctionRequest", '"code":"', `"code":"${" ".repeat(10_240)}`),
  },
  "the table is the one of the schema": {
    "no images": () => edited("TableTable", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"),
    "another expiry": () => edited("TableTable", "expiresAt", "ttl"),
    "another index": () => edited("TableTable", '"name":"gsi2"', '"name":"gsi3"'),
    "half an index": () => edited("TableTable", '"projectionType":"ALL"', '"projectionType":"KEYS_ONLY"'),
    "capacity bought ahead": () => edited("TableTable", "PAY_PER_REQUEST", "PROVISIONED"),
  },
  "what changes in the table reaches the stream function, and what fails is not lost": {
    "only what comes": () => edited("StreamMapping", "TRIM_HORIZON", "LATEST"),
    "another reader": () => edited("StreamMapping", "StreamFunction", "ApiFunction"),
    "no queue": () => edited("StreamMapping", "onFailure", "onSuccess"),
    "whole batches again": () => edited("StreamMapping", "ReportBatchItemFailures", ""),
    "for ever": () => edited("StreamMapping", '"maximumRetryAttempts":30', '"maximumRetryAttempts":-1'),
    "no right to the queue": () => edited("ScheduleRole", "sqs:SendMessage", "sqs-not:SendMessage"),
    "hours lost": () => edited("ScheduleEventInvokeConfig", "onFailure", "onSuccess"),
  },
  "the clock is Italy's": { "Greenwich's": () => edited("HourlySchedule", "Europe/Rome", "UTC") },
  "offers end within minutes, and the mirror is made once an hour": {
    "an hour is too rare": () => edited("OffersSchedule", "rate(5 minutes)", "rate(1 hour)"),
    "everything every five minutes": () => edited("OffersSchedule", "offers", "everything"),
  },
  "every function is told what it needs, and no more": {
    "a word less": () => edited("ApiFunction", /"ORIGIN":"[^"]+",/, ""),
    "a word more": () => edited("ApiFunction", '"ORIGIN"', '"MAIL_URL":"ses:","ORIGIN"'),
    "a short secret": () => edited("ApiFunction", /"CODE_SECRET":"[^"]+"/, '"CODE_SECRET":"short"'),
    "the secret in the open": () => edited("ApiFunction", '"secret":["environment"]', '"secret":[]'),
  },
  "every function is of one form": {
    "an old Node": () => edited("ApiFunction", "nodejs24.x", "nodejs20.x"),
    "a log of Lambda's making": () => edited("PageFunction", /"loggingConfig":\{[^}]+\},/, ""),
    "a giant": () => edited("StreamFunction", '"memorySize":512', '"memorySize":10240'),
  },
  "old bases go, and none is kept twice": {
    "no end": () => edited("DataLifecycle", '"days":30', '"days":0'),
    "switched off": () => edited("DataLifecycle", '"Enabled"', '"Disabled"'),
    "of something else": () => edited("DataLifecycle", "mirror/", "previews/"),
    "of another bucket": () => edited("DataLifecycle", /"bucket":"[^"]+"/, '"bucket":"another"'),
    "every version": () => {
      const { bucket } = whole.resources[at("DataBucket")]!.outputs as { bucket: string };
      const versions = { ...whole.resources[at("DataLifecycle")]!, name: "DataVersioning", inputs: { bucket } };
      return { ...whole, resources: [...whole.resources, { ...versions, type: "aws:s3/bucketVersioning:BucketVersioning" }] };
    },
  },
  "no log is kept for ever": { "no days": () => edited("ApiLog", '"retentionInDays":90', '"retentionInDays":0') },
  "personal data stays in Milan": { Virginia: () => edited("TableTable", '"region":"eu-south-1"', '"region":"us-east-1"') },
  "what people wrote can neither be deleted nor lost": {
    deletable: () => edited("TableTable", '"deletionProtectionEnabled":true', '"deletionProtectionEnabled":false'),
    "no backup": () => edited("TableTable", '"pointInTimeRecovery":{"enabled":true', '"pointInTimeRecovery":{"enabled":false'),
    "gone with the stage": () => edited("TableTable", '"retain":true', '"retain":false'),
    "a bucket emptied with the stage": () => edited("DataBucket", '"forceDestroy":false', '"forceDestroy":true'),
  },
  "somebody hears of everything that goes wrong": {
    "an alarm less": () => without("StreamAgeAlarm"),
    "of another function": () => edited("PageErrorsAlarm", "PageFunction", "ApiFunction"),
    "nobody listens": () => without("EdgeAlarmsLetter"),
    "no budget": () => without("Budget"),
  },
  "a wall of requests is turned away": { "no firewall": () => edited("RouterCdnDistribution", /"webAclId":"[^"]+"/, '"webAclId":""') },
  "old TLS is refused": { "TLS 1.0": () => edited("RouterCdnDistribution", "TLSv1.2_2021", "TLSv1") },
};

describe.each(Object.keys(laws))("%s", (law) => {
  const ways = broken[law] ?? {};
  it("has been broken", () => expect(Object.keys(ways)).not.toEqual([]));
  it.each(Object.keys(ways))("notices: %s", (way) => expect(laws[law]!(ways[way]!())).not.toEqual([]));
});
