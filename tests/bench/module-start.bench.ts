import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, it } from "vitest";

/** What a cold start of the API costs beyond the least that any API on Hono and DynamoDB costs: both bundled alike, started in turn. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const node = `${root}node_modules/node/bin/node`;
const folder = mkdtempSync(join(tmpdir(), "insieme-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bare = `
  import { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
  import { Hono } from "hono";
  const client = new DynamoDBClient({});
  const app = new Hono().get("/x", async (c) => c.json(await client.send(new QueryCommand({ TableName: "x" }))));
  export const handler = (event) => app.fetch(new Request("https://x" + event.rawPath));
`;

async function bundle(name: string, entry: { contents: string } | { file: string }): Promise<string> {
  const outdir = join(folder, name);
  await build({
    ...("file" in entry ? { entryPoints: [entry.file] } : { stdin: { contents: entry.contents, resolveDir: root } }),
    outdir,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    minify: true,
    splitting: true,
    outExtension: { ".js": ".mjs" },
    mainFields: ["module", "main"],
    banner: {
      js: `import { createRequire as topLevelCreateRequire } from "node:module"; const require = topLevelCreateRequire(import.meta.url);`,
    },
    logLevel: "error",
  });
  return join(outdir, "file" in entry ? "api.mjs" : "stdin.mjs");
}

/** Milliseconds from before the import to after the first answer, told by the process itself. */
function start(file: string): number {
  const probe = join(folder, "probe.mjs");
  writeFileSync(
    probe,
    `const from = performance.now();
     const { handler } = await import(${JSON.stringify(pathToFileURL(file).href)});
     await handler({ rawPath: "/api/nothing", rawQueryString: "", headers: {}, requestContext: { http: { method: "GET" } } });
     console.log(performance.now() - from);`,
  );
  const env = {
    PATH: process.env["PATH"],
    TABLE_NAME: "x",
    STORAGE_URL: "s3:x",
    CODE_SECRET: "x".repeat(48),
    ORIGIN: "https://insieme.example",
    STAGE: "bench",
    AWS_REGION: "eu-south-1",
  };
  return Number(execFileSync(node, [probe], { env, encoding: "utf8" }).trim().split("\n").at(-1));
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

it("module start of the API against a bare bundle", async () => {
  const [ours, least] = [await bundle("api", { file: join(root, "functions/handlers/api.ts") }), await bundle("bare", { contents: bare })];
  const pairs = Array.from({ length: 21 }, () => ({ ours: start(ours), least: start(least) })).slice(1);
  console.table([
    {
      ratio: median(pairs.map((pair) => pair.ours / pair.least)).toFixed(2),
      mark: 1.25,
      "API ms": median(pairs.map((pair) => pair.ours)).toFixed(0),
      "bare ms": median(pairs.map((pair) => pair.least)).toFixed(0),
    },
  ]);
});
