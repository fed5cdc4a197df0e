import { spawnSync } from "node:child_process";
import { buildPages } from "../../functions/local/build.ts";
import { installPlatform, root } from "./platform.ts";
import { stages } from "./stage.ts";

/** Everything that the tests of the stacks read: SST's components, the built pages, and both stages evaluated once. */
export default async function setup(): Promise<void> {
  installPlatform();
  await buildPages(console.log, () => {});
  for (const stage of stages) {
    const { status, stderr } = evaluate(stage, "diff");
    if (status !== 0) throw new Error(`${stage} cannot be evaluated:\n${stderr}`);
  }
}

/** In a process of its own: SST's program fills the global scope. */
export const evaluate = (stage: string, command: "diff" | "deploy") =>
  spawnSync(process.execPath, ["tests/stacks/evaluate.ts", stage, command], { cwd: root, encoding: "utf8", timeout: 120_000 });
