import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export type Leashed = {
  readonly child: ChildProcess;
  /** Exit code, once the command has ended by itself or by `stop`. */
  readonly ended: Promise<number>;
  /** Ends the command and what it started; resolves when it is gone. */
  readonly stop: () => Promise<void>;
};

type Options = { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly output?: "inherit" | "pipe" };

/** Starts a command that ends when this process does, however this process ends. */
export function leashed(command: string, args: readonly string[], { env = process.env, cwd, output = "inherit" }: Options = {}): Leashed {
  const child = spawn(process.execPath, [fileURLToPath(new URL("leash.mjs", import.meta.url)), command, ...args], {
    stdio: ["pipe", output, output],
    detached: true,
    env,
    ...(cwd && { cwd }),
  });
  const ended = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  return {
    child,
    ended,
    async stop() {
      child.stdin?.destroy();
      await ended;
    },
  };
}
