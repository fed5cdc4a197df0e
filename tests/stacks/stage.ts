import { readFileSync } from "node:fs";
import { join } from "node:path";
import { needs } from "../../functions/foundation/settings.ts";
import type { Resource } from "./engine.ts";
import { root } from "./platform.ts";

export const stages = ["dev", "production"] as const;
export type StageName = (typeof stages)[number];

export type Stage = { readonly stage: StageName; readonly resources: readonly Resource[]; readonly outputs: Record<string, unknown> };

/** What `setup.ts` evaluated. */
export function stageOf(stage: StageName): Stage {
  const { resources, outputs } = JSON.parse(readFileSync(join(folderOf(stage), "resources.json"), "utf8")) as Stage;
  return { stage, resources, outputs };
}

export const folderOf = (stage: StageName): string => join(root, ".sst/evaluated/diff", stage);

/** Pulumi's types, by the last word: `lambda/function:Function` is `Function` of `lambda`. */
export const ofType = ({ resources }: Pick<Stage, "resources">, type: string): readonly Resource[] =>
  resources.filter((resource) => resource.type === `aws:${type}`);

export function one(stage: Pick<Stage, "resources">, type: string, name?: string): Resource {
  const found = ofType(stage, type).filter((resource) => name === undefined || resource.name === name);
  if (found.length !== 1) throw new Error(`${found.length} resources of ${type} ${name ?? ""}`);
  return found[0]!;
}

export type Statement = {
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: readonly { readonly test: string; readonly variable: string; readonly values: readonly string[] }[];
};

const statementsIn = (policy: unknown): readonly Statement[] => (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;

/** What each role may do. */
export const rightsOf = (role: Resource): readonly Statement[] =>
  ((role.inputs["inlinePolicies"] ?? []) as { policy: string }[]).flatMap(({ policy }) => statementsIn(policy));

/** What each bucket, topic or queue lets be done to it. */
export const gatesOf = (resource: Resource): readonly Statement[] => statementsIn(resource.inputs["policy"]);

/** What has to hold. A law answers with what breaks it: nothing, when all is well. */
export type Law = (stage: Stage) => readonly string[];

export const functions = Object.keys(needs) as (keyof typeof needs)[];
export const titled = (name: string): string => name.replace(/^./, (first) => first.toUpperCase());
export const roleOf = (stage: Stage, name: string): Resource => one(stage, "iam/role:Role", `${titled(name)}Role`);
export const functionOf = (stage: Stage, name: string): Resource => one(stage, "lambda/function:Function", `${titled(name)}Function`);
export const inputsOf = <T>(stage: Stage, type: string, name?: string): T => one(stage, type, name).inputs as T;

/** Nothing where it holds, else the words for it. */
export const unless = (holds: boolean, what: string): string[] => (holds ? [] : [what]);
export const same = (what: string, is: unknown, should: unknown): string[] =>
  unless(JSON.stringify(is) === JSON.stringify(should), `${what} is ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
