import {
  functionOf,
  functions,
  gatesOf,
  inputsOf,
  type Law,
  ofType,
  one,
  rightsOf,
  roleOf,
  same,
  type Statement,
  unless,
} from "./stage.ts";

/** What cannot be spelt out: log streams, which Lambda names as it goes, and the objects of a folder. */
const spelt = (resource: string): boolean =>
  !/[*?]/.test(resource.replace(/:log-stream:\*$/, "").replace(/^(arn:aws:s3:::[^/]+\/[^/]+)\/\*$/, "$1"));
export const grants = (statements: readonly Statement[], service: string): Statement[] =>
  statements.filter(({ Effect, Action }) => Effect === "Allow" && Action.some((action) => action.startsWith(`${service}:`)));

/** Who may do what, in every stage. */
export const access: Readonly<Record<string, Law>> = {
  "no right to all actions or to all resources": (stage) =>
    ofType(stage, "iam/role:Role").flatMap((role) =>
      rightsOf(role)
        .filter(({ Effect }) => Effect === "Allow")
        .flatMap(({ Action, Resource }) => [
          ...Action.filter((action) => /[*?]/.test(action)),
          ...Resource.filter((resource) => !spelt(resource)),
        ])
        .map((wild) => `${role.name} may ${wild}`),
    ),

  "no policy of somebody else's making": (stage) =>
    ofType(stage, "iam/role:Role").flatMap((role) =>
      ((role.inputs["managedPolicyArns"] ?? []) as string[]).map((arn) => `${role.name}: ${arn}`),
    ),

  "a role is for its service alone": (stage) =>
    ofType(stage, "iam/role:Role").flatMap((role) => {
      const trust = role.inputs["assumeRolePolicy"];
      const { Statement: statements } = (typeof trust === "string" ? JSON.parse(trust) : trust) as { Statement: { Principal: object }[] };
      return statements.flatMap(({ Principal }) =>
        unless(
          /^\{"Service":"(lambda|scheduler)\.amazonaws\.com"\}$/.test(JSON.stringify(Principal)),
          `${role.name} trusts ${JSON.stringify(Principal)}`,
        ),
      );
    }),

  "who shows may not write, and nobody else may read more": (stage) =>
    functions.flatMap((name) => {
      const actions = grants(rightsOf(roleOf(stage, name)), "dynamodb").flatMap(({ Action }) =>
        Action.map((action) => action.slice("dynamodb:".length)),
      );
      const reads = ["GetItem", "BatchGetItem", "Query"];
      const writes = ["ConditionCheckItem", "DeleteItem", "PutItem", "UpdateItem"];
      const follows = ["DescribeStream", "GetRecords", "GetShardIterator"];
      return same(`${name}: dynamodb`, actions, [...reads, ...(name === "page" ? [] : writes), ...(name === "stream" ? follows : [])]);
    }),

  "bases are read by who answers, made by the clock alone; pictures are drawn by the stream": (stage) => {
    const { arn, bucket } = one(stage, "s3/bucket:Bucket", "DataBucket").outputs as { arn: string; bucket: string };
    const bases = `${arn}/mirror/*`;
    const reads = [`ListBucket ${arn}`, `GetObject ${bases}`, `GetObject ${arn}/previews/*`];
    const may: Record<(typeof functions)[number], string[]> = {
      api: reads,
      page: reads,
      stream: [`PutObject ${arn}/previews/*`],
      schedule: [`ListBucket ${arn}`, `DeleteObject ${bases}`, `GetObject ${bases}`, `PutObject ${bases}`],
    };
    return functions.flatMap((name) => {
      const grantsIt = grants(rightsOf(roleOf(stage, name)), "s3").flatMap(({ Action, Resource }) =>
        Resource.flatMap((resource) => Action.map((action) => `${action.slice("s3:".length)} ${resource}`)),
      );
      const { variables } = functionOf(stage, name).inputs["environment"] as { variables: Record<string, string> };
      return [...same(`${name}: s3`, grantsIt, may[name]), ...same(`${name} is sent to`, variables["STORAGE_URL"], `s3:${bucket}`)];
    });
  },

  "of what can be made anew the router fetches bases alone": (stage) => {
    const { arn, bucket } = one(stage, "s3/bucket:Bucket", "DataBucket").outputs as { arn: string; bucket: string };
    const gates = ofType(stage, "s3/bucketPolicy:BucketPolicy").filter(({ inputs }) => inputs["bucket"] === bucket);
    const open = gates.flatMap(gatesOf).filter(({ Effect }) => Effect === "Allow");
    return same(
      "open in the data",
      open.map(({ Action, Resource }) => [Action, Resource].flat()),
      [["s3:GetObject", `${arn}/mirror/*`]],
    );
  },

  "letters go out by the stream alone, under the one address": (stage) =>
    functions.flatMap((name) => {
      const sends = grants(rightsOf(roleOf(stage, name)), "ses");
      if (name !== "stream") return sends.map(() => `${name} may send letters`);
      const conditions = sends.flatMap(({ Condition }) => Condition ?? []);
      const [from] = [
        ...String(
          (functionOf(stage, "stream").inputs["environment"] as { variables: Record<string, string> }).variables["MAIL_FROM"],
        ).matchAll(/[^\s<>]+@[^\s<>]+/g),
      ];
      return [
        ...unless(sends.length === 1, `stream has ${sends.length} grants to send`),
        ...same("the sender", conditions, [{ test: "StringEquals", values: [from?.[0]], variable: "ses:FromAddress" }]),
      ];
    }),

  "every bucket is private": (stage) =>
    ofType(stage, "s3/bucket:Bucket").flatMap(({ name, outputs = {} }) => {
      const mine = (type: string) => ofType(stage, type).filter(({ inputs }) => inputs["bucket"] === outputs["bucket"]);
      const [block] = mine("s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
      const open = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].filter(
        (what) => block?.inputs[what] !== true,
      );
      const gates = mine("s3/bucketPolicy:BucketPolicy").flatMap(gatesOf);
      const strangers = gates.filter(
        ({ Effect, Condition }) =>
          Effect === "Allow" && !Condition?.some(({ test, variable }) => test === "StringEquals" && variable === "AWS:SourceArn"),
      );
      const plainHttp = gates.some(
        ({ Effect, Condition }) =>
          Effect === "Deny" && Condition?.some(({ variable, values }) => variable === "aws:SecureTransport" && values[0] === "false"),
      );
      return [
        ...open.map((what) => `${name}: ${what} is off`),
        ...strangers.map(({ Action }) => `${name}: ${Action.join()} for any distribution`),
        ...unless(plainHttp, `${name} answers without TLS`),
        ...mine("s3/bucketCorsConfiguration:BucketCorsConfiguration").map(() => `${name} answers other sites`),
        ...mine("s3/bucketAcl:BucketAcl").map(() => `${name} has an access list`),
      ];
    }),

  "no function can be called but through the router": (stage) => {
    const { arn } = one(stage, "cloudfront/distribution:Distribution").outputs as { arn: string };
    return [
      ...same(
        "functions with an address",
        ofType(stage, "lambda/functionUrl:FunctionUrl")
          .map(({ name }) => name)
          .toSorted(),
        ["ApiUrl", "PageUrl"],
      ),
      ...ofType(stage, "lambda/functionUrl:FunctionUrl").flatMap(({ name, inputs }) => [
        ...unless(inputs["authorizationType"] === "AWS_IAM", `${name} asks nobody who they are`),
        ...unless(inputs["cors"] === undefined, `${name} answers other sites`),
      ]),
      ...ofType(stage, "lambda/permission:Permission").flatMap(({ name, inputs }) =>
        unless(
          inputs["principal"] === "cloudfront.amazonaws.com" && inputs["sourceArn"] === arn,
          `${name} lets ${String(inputs["principal"])} in`,
        ),
      ),
    ];
  },

  "the router speaks TLS, hides its functions and keeps one person's answers from another": (stage) => {
    type Behaviour = Record<"viewerProtocolPolicy" | "responseHeadersPolicyId" | "cachePolicyId" | "pathPattern", string>;
    type Distribution = {
      defaultCacheBehavior: Behaviour;
      orderedCacheBehaviors: Behaviour[];
      customErrorResponses: { errorCode: number; errorCachingMinTtl: number }[];
    };
    type Policy = { parametersInCacheKeyAndForwardedToOrigin: { cookiesConfig: object; headersConfig: { headers?: { items: string[] } } } };
    const { defaultCacheBehavior, orderedCacheBehaviors, customErrorResponses } = inputsOf<Distribution>(
      stage,
      "cloudfront/distribution:Distribution",
    );
    const headers = one(stage, "cloudfront/responseHeadersPolicy:ResponseHeadersPolicy");
    const { strictTransportSecurity } = headers.inputs["securityHeadersConfig"] as {
      strictTransportSecurity?: { accessControlMaxAgeSec: number };
    };
    const api = orderedCacheBehaviors.find(({ pathPattern }) => pathPattern === "/api/*");
    const key = ofType(stage, "cloudfront/cachePolicy:CachePolicy").find(({ id }) => id === api?.cachePolicyId)?.inputs as
      Policy | undefined;
    const parameters = key?.parametersInCacheKeyAndForwardedToOrigin;
    const code = String(one(stage, "cloudfront/function:Function").inputs["code"]);
    return [
      ...[defaultCacheBehavior, ...orderedCacheBehaviors].flatMap(({ viewerProtocolPolicy, responseHeadersPolicyId }) => [
        ...same("plain http", viewerProtocolPolicy, "redirect-to-https"),
        ...same("the headers' policy", responseHeadersPolicyId, headers.id),
      ]),
      ...unless((strictTransportSecurity?.accessControlMaxAgeSec ?? 0) >= 31_536_000, "browsers are not told to stay on https for a year"),
      ...same("cookies in the API's cache key", parameters?.cookiesConfig, { cookieBehavior: "all" }),
      ...unless(!!parameters?.headersConfig.headers?.items.includes("accept-language"), "the language is not in the API's cache key"),
      ...customErrorResponses.flatMap(({ errorCode, errorCachingMinTtl }) =>
        unless(errorCachingMinTtl === 0, `${errorCode} is kept for the next reader`),
      ),
      ...unless(
        customErrorResponses.some(({ errorCode }) => errorCode === 404),
        "404 is kept for the next reader",
      ),
      // CloudFront's limit for the code of a function.
      ...unless(code.length <= 10_240, `the router's function has ${code.length} bytes`),
    ];
  },
};
