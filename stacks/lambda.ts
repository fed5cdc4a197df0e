import { needs } from "../functions/foundation/settings.ts";
import type { StageSettings } from "./settings.ts";

type Args = ConstructorParameters<typeof sst.aws.Function>[1];
/** A right of a role: these actions on these resources, under these conditions. */
export type Right = {
  readonly actions: string[];
  readonly resources: $util.Input<string>[];
  readonly conditions?: { readonly test: string; readonly variable: string; readonly values: string[] }[];
};
type Shape = Pick<Args, "memory" | "timeout" | "url" | "retries" | "transform"> & { readonly permissions: readonly Right[] };

/** Everything that functions are told; each what `needs` names for it. */
export type Environment = Readonly<Record<(typeof needs)[keyof typeof needs][number], $util.Input<string>>>;

/** The form that all our functions share. Name, handler file and list of needs are one word. */
export function lambda(
  handler: keyof typeof needs,
  { logDays }: StageSettings,
  environment: Environment,
  { permissions, transform, ...shape }: Shape,
) {
  const name = handler.replace(/^./, (first) => first.toUpperCase());
  const log = new aws.cloudwatch.LogGroup(`${name}Log`, {
    name: `/aws/lambda/${$app.name}-${$app.stage}-${handler}`,
    retentionInDays: logDays,
  });
  return new sst.aws.Function(name, {
    handler: `functions/handlers/${handler}.handler`,
    runtime: "nodejs24.x",
    architecture: "arm64",
    // Split, so that what is loaded by import() (PDF, mail) costs nothing until it is wanted.
    nodejs: { minify: true, splitting: true },
    // Our lines are JSON already: as text CloudWatch finds their fields, in its own JSON they would be one quoted string.
    logging: { logGroup: log.name, format: "text" },
    environment: Object.fromEntries(needs[handler].map((variable) => [variable, environment[variable]])),
    permissions: [
      ...permissions,
      { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [$interpolate`${log.arn}:log-stream:*`] },
    ],
    transform: {
      ...transform,
      role: (args) => {
        // AWS's managed policy would let it write to every log of the account; the line above is enough.
        args.managedPolicyArns = [];
        // SST would let whoever may assume roles in the account take this one too.
        args.assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" });
      },
    },
    ...shape,
  });
}
