import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type BuildOptions } from "esbuild";
import { type Pulumi, plain, standIn } from "./engine.ts";
import { platform, root } from "./platform.ts";

/**
 * `node tests/stacks/evaluate.ts production`: runs the real `sst.config.ts` on SST's real components, with stand-ins for Pulumi's
 * engine, for AWS and for the command line that SST's components call back. Writes `.sst/evaluated/<command>/<stage>/resources.json`.
 */
const [stage = "dev", command = "diff"] = process.argv.slice(2);
const work = join(root, ".sst/evaluated", command, stage);
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

if (/^import\s/m.test(readFileSync(join(root, "sst.config.ts"), "utf8")))
  throw new Error("sst.config.ts imports at its top: SST refuses that");

/** How SST bundles for Node (its Go sources, `pkg/runtime/node/build.go`). */
const banner =
  "import{createRequire as topLevelCreateRequire}from'module';const require=topLevelCreateRequire(import.meta.url);" +
  "import{fileURLToPath as topLevelFileUrlToPath,URL as topLevelURL}from'url';const __dirname=topLevelFileUrlToPath(new topLevelURL('.',import.meta.url));" +
  "const __filename=topLevelFileUrlToPath(import.meta.url);";
const common: BuildOptions = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "es2024",
  mainFields: ["module", "main"],
  logLevel: "error",
  banner: { js: banner },
};

type Build = {
  readonly functionID: string;
  readonly handler: string;
  readonly properties?: { readonly minify?: boolean; readonly splitting?: boolean };
};

async function bundle({ functionID, handler, properties = {} }: Build): Promise<object> {
  const entry = join(root, handler.replace(/\.[^./]+$/, ".ts"));
  if (!existsSync(entry)) return { errors: [`Handler not found: ${handler}`] };
  const out = join(work, "bundles", functionID);
  const { metafile } = await build({
    ...common,
    entryPoints: { bundle: entry },
    outdir: out,
    outExtension: { ".js": ".mjs" },
    splitting: properties.splitting ?? false,
    minify: properties.minify ?? false,
    keepNames: true,
    metafile: true,
  });
  writeFileSync(join(out, "metafile.json"), JSON.stringify(metafile));
  return { handler: "bundle.handler", out, errors: [], sourcemaps: [] };
}

/** The only calls that SST's components make to its command line while the program runs. */
const calls: Record<string, (argument: never) => object | Promise<object>> = {
  "Provider.Aws.Bootstrap": () => ({ asset: "sst-asset-test", state: "sst-state-test", assetEcrUrl: "ecr", assetEcrRegistryId: "1" }),
  "Runtime.Build": bundle,
};

const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const { method, params } = JSON.parse(body) as { method: string; params: [never] };
  const call = calls[method];
  try {
    response.end(JSON.stringify(call ? { result: await call(params[0]) } : { error: `rpc: can't find ${method}` }));
  } catch (error) {
    response.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
  }
}).listen(0, "127.0.0.1");
await new Promise((done) => server.once("listening", done));
process.env["SST_SERVER"] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
for (const secret of ["CodeSecret", "MailUrl"]) process.env[`SST_SECRET_${secret}`] = `secret-of-the-tests-${secret}-`.padEnd(48, "x");

type Program = {
  readonly config: { app(input: { stage: string }): { name: string; providers: { aws: { region: string } } }; run(): Promise<unknown> };
  readonly run: (program: () => Promise<unknown>) => Promise<unknown>;
  readonly util: Pulumi & Record<"interpolate" | "output" | "all" | "concat" | "jsonParse" | "jsonStringify", unknown>;
  readonly globals: object;
};

/** Beside SST's own packages, so that both share one Pulumi. */
const program = join(platform, `evaluate.${process.pid}.mjs`);
process.on("exit", () => rmSync(program, { force: true }));
await build({
  ...common,
  outfile: program,
  nodePaths: [join(platform, "node_modules")],
  external: ["@pulumi/*", "@pulumiverse/*", "@sst-provider/*", "@aws-sdk/*", "undici", "esbuild", "archiver", "glob", "vite"],
  stdin: {
    resolveDir: root,
    loader: "ts",
    contents: `
      import config from "./sst.config";
      import * as util from "@pulumi/pulumi";
      import * as aws from "@pulumi/aws";
      import * as sst from "./.sst/platform/src/components";
      import { $transform, $asset } from "./.sst/platform/src/components/component";
      import { run } from "./.sst/platform/src/auto/run";
      export { config, run, util };
      export const globals = { aws, sst, $transform, $asset };`,
  },
});

const $app = { stage, removal: "retain", protect: false };
const $cli = { command, rpc: "", paths: { home: work, root, work, platform }, state: { version: {} } };
Object.assign(globalThis, { $config: (given: unknown) => given, $dev: false, $app, $cli });
const { config, run, util, globals } = (await import(pathToFileURL(program).href)) as Program;
const app = config.app({ stage });
Object.assign($app, app, { stage });
const { interpolate, output, all, concat, jsonParse, jsonStringify } = util;
Object.assign(globalThis, globals, {
  $util: util,
  $interpolate: interpolate,
  $output: output,
  $resolve: all,
  $concat: concat,
  $jsonParse: jsonParse,
  $jsonStringify: jsonStringify,
});

const resources = await standIn(util, { app: app.name, stage, region: app.providers.aws.region });
const outputs = plain(await util.runtime.runInPulumiStack(() => run(() => config.run())));
await util.runtime.disconnect();
writeFileSync(join(work, "resources.json"), JSON.stringify({ app, outputs, resources }, null, 1));
server.close();
