import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { type Leashed, leashed } from "../../functions/local/leash.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the running Insieme, with the demo loaded. */
    origin: string;
  }
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const node = `${root}node_modules/node/bin/node`;

export type App = Leashed & { readonly origin: string; readonly said: () => string };

/** Starts the program behind `npm start` and waits for the address that it prints. */
export async function startApp(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<App> {
  const running = leashed(node, [`${root}functions/local/main.ts`, ...args], {
    cwd: root,
    env: { ...process.env, PORT: "0", ...env },
    output: "pipe",
  });
  let said = "";
  const origin = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += String(chunk);
      const found = /Insieme: (http\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    };
    running.child.stdout?.on("data", hear);
    running.child.stderr?.on("data", hear);
    void running.ended.then((code) => reject(new Error(`ended with ${code} before it was up:\n${said}`)));
  });
  return { ...running, origin, said: () => said };
}

/** One Insieme in memory, with its demo, for all tests of the browser. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const app = await startApp(["--memory"]);
  provide("origin", app.origin);
  return app.stop;
}
