/** One resource as the program registered it: `inputs` are what Pulumi would send to AWS. */
export type Resource = {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly region: string;
  readonly inputs: Record<string, unknown>;
  readonly id?: string;
  readonly outputs?: Record<string, unknown>;
  readonly retain: boolean;
  readonly protect: boolean;
  /** Names of the inputs that travel and rest encrypted. */
  readonly secret: readonly string[];
};

type Values = Record<string, unknown>;
type Made = { -readonly [K in keyof Resource]: Resource[K] } & { urn?: string };

const account = "123456789012";
/** Marks Pulumi's special values (secrets, assets) on the wire. */
const special = "4dabf18193072939515e22adb298388d";

/** A value without Pulumi's envelopes. */
export function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (special in value && "value" in value) return plain(value.value);
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.startsWith("__"))
      .map(([name, inner]) => [name, plain(inner)]),
  );
}

type Statement = { effect?: string; actions: unknown; resources: unknown; principals?: unknown; conditions?: unknown };
const policyOf = (statements: readonly Statement[] = []): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ effect = "Allow", actions, resources, principals, conditions }) => ({
      Effect: effect,
      Action: actions,
      Resource: resources,
      Principal: principals,
      Condition: conditions,
    })),
  });

/** What the program asks AWS while it runs. */
const answers: Record<string, (inputs: Values, region: string) => Values> = {
  "aws:index/getRegion:getRegion": (_, region) => ({ id: region, name: region, region }),
  "aws:index/getPartition:getPartition": () => ({ id: "aws", partition: "aws", dnsSuffix: "amazonaws.com" }),
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    accountId: account,
    arn: `arn:aws:iam::${account}:root`,
    id: account,
    userId: "u",
  }),
  "aws:iam/getPolicyDocument:getPolicyDocument": (inputs) => ({ ...inputs, id: "1", json: policyOf(inputs["statements"] as Statement[]) }),
  "aws:route53/getZone:getZone": (inputs) => ({ ...inputs, id: inputs["zoneId"], name: "example.org" }),
};

/** What AWS fills in once a resource exists, as far as the program reads it. */
const filled: Record<string, (name: string, inputs: Values, arn: string, region: string) => Values> = {
  "aws:lambda/functionUrl:FunctionUrl": (name, _, __, region) => ({
    functionUrl: `https://${name.toLowerCase()}.lambda-url.${region}.on.aws/`,
  }),
  "aws:lambda/function:Function": (_, inputs, arn) => ({
    qualifiedArn: `${arn}:1`,
    invokeArn: arn,
    version: "1",
    publish: inputs["publish"] ?? false,
    lastModified: "x",
  }),
  "aws:dynamodb/table:Table": (_, __, arn) => ({ streamArn: `${arn}/stream/2027-01-01T00:00:00.000` }),
  "aws:s3/bucket:Bucket": (name, inputs, _, region) => {
    const bucket = typeof inputs["bucket"] === "string" ? inputs["bucket"] : name.toLowerCase();
    return {
      bucket,
      arn: `arn:aws:s3:::${bucket}`,
      bucketRegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
      bucketDomainName: `${bucket}.s3.amazonaws.com`,
    };
  },
  "aws:sesv2/emailIdentity:EmailIdentity": () => ({ dkimSigningAttributes: { tokens: ["t1", "t2", "t3"] } }),
  "aws:cloudfront/distribution:Distribution": () => ({ domainName: "d1.cloudfront.net", hostedZoneId: "Z2" }),
  "aws:acm/certificate:Certificate": (_, { domainName }) => ({
    domainValidationOptions: [
      { domainName, resourceRecordName: `_x.${String(domainName)}`, resourceRecordType: "CNAME", resourceRecordValue: "_y.acm" },
    ],
  }),
  "random:index/randomBytes:RandomBytes": () => ({ base64: Buffer.alloc(32, 7).toString("base64"), hex: "07".repeat(32) }),
};

/** The part of Pulumi that stands in for its engine; the rest of Pulumi is real. */
type Request = {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProvider(): string;
  getRetainondelete(): boolean;
  getProtect(): boolean;
  getObject(): unknown;
};
type Reply = { getUrn(): string; getId(): string; getObject(): unknown };
type Register = (request: Request, done: (error: unknown, reply?: Reply) => void) => unknown;
type Mock = { token: string; type: string; name: string; inputs: unknown; provider?: string; id?: string };
export type Pulumi = {
  runtime: {
    setMocks(
      mocks: { call(mock: Mock): Values; newResource(mock: Mock): { id: string; state: Values } },
      project: string,
      stack: string,
      preview: boolean,
      organization: string,
    ): Promise<void>;
    getMonitor(): { registerResource: Register };
    deserializeProperties(wire: unknown): Values;
    runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>;
    disconnect(): Promise<void>;
  };
};

/** Puts the stand-ins under Pulumi. The list fills up while the program runs. */
export async function standIn(
  pulumi: Pulumi,
  { app, stage, region }: { app: string; stage: string; region: string },
): Promise<readonly Resource[]> {
  const { runtime } = pulumi;
  const made: Made[] = [];
  const regionOf = (provider = ""): string => {
    if (/Virginia/.test(provider)) return "us-east-1";
    return /AwsProvider\.sst\.([a-z0-9-]+)/.exec(provider)?.[1] ?? region;
  };
  await runtime.setMocks(
    {
      call({ token, inputs, provider }) {
        const answer = answers[token];
        if (!answer) throw new Error(`The program asks AWS for ${token}: add it to the answers`);
        return answer(plain(inputs) as Values, regionOf(provider));
      },
      newResource({ type, name, inputs, provider, id }) {
        const given = plain(inputs) as Values;
        const at = regionOf(provider);
        const arn = `arn:aws:${/^aws:([^/]+)/.exec(type)?.[1] ?? "none"}:${at}:${account}:${name}`;
        return { id: id || `${name}-id`, state: { ...given, arn, name: given["name"] ?? name, ...filled[type]?.(name, given, arn, at) } };
      },
    },
    app,
    stage,
    false,
    "organization",
  );

  const monitor = runtime.getMonitor();
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, done) => {
    const sent = runtime.deserializeProperties(request.getObject());
    const entry: Made = {
      type: request.getType(),
      name: request.getName(),
      parent: request.getParent().split("::").at(-1) ?? "",
      region: regionOf(request.getProvider()),
      inputs: plain(sent) as Values,
      retain: request.getRetainondelete(),
      protect: request.getProtect(),
      secret: Object.keys(sent).filter((name) => hasSecret(sent[name])),
    };
    made.push(entry);
    return register(request, (error, reply) => {
      if (reply)
        Object.assign(entry, { urn: reply.getUrn(), id: reply.getId(), outputs: plain(runtime.deserializeProperties(reply.getObject())) });
      done(error, reply);
    });
  };
  return made;
}

const hasSecret = (value: unknown): boolean =>
  typeof value === "object" && value !== null && (special in value || Object.values(value).some(hasSecret));
