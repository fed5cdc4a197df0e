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

export type App = Leashed & {
  readonly origin: string;
  readonly said: () => string;
  /** Waits until it says something that matches. */
  readonly heard: (what: RegExp) => Promise<string>;
};

/** Starts the program behind `npm start` and waits for the address that it prints. */
export async function startApp(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<App> {
  const running = leashed(node, [`${root}functions/local/main.ts`, ...args], {
    cwd: root,
    env: { ...process.env, PORT: "0", ...env },
    output: "pipe",
  });
  let said = "";
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    said += String(chunk);
    for (const listen of listeners) listen();
  };
  running.child.stdout?.on("data", hear);
  running.child.stderr?.on("data", hear);
  const heard = (what: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const listen = () => {
        const found = what.exec(said);
        if (!found) return;
        listeners.delete(listen);
        resolve(found[1] ?? found[0]);
      };
      listeners.add(listen);
      listen();
      void running.ended.then((code) => reject(new Error(`ended with ${code} before it said ${what}:\n${said}`)));
    });
  const origin = await heard(/Insieme: (http\S+)/);
  return { ...running, origin, said: () => said, heard };
}

/** One Insieme in memory, with its demo, for all tests of the browser. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const app = await startApp(["--memory"]);
  await app.heard(/demo is complete/);
  provide("origin", app.origin);
  return app.stop;
}
