import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBBatchResponse, LambdaFunctionURLEvent } from "aws-lambda";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { openTable, type Table } from "../../functions/foundation/table.ts";
import { createTable, localConfig } from "../../functions/local/table.ts";
import { folder, metafileOf, type Name, production } from "./bundle.ts";
import { freshStorage } from "../setup/storage.ts";
import { root } from "./platform.ts";
import { functionOf } from "./stage.ts";

describe("the bundles, on a real table", () => {
  const accessKey = `stacks${randomBytes(8).toString("hex")}`;
  const endpoint = inject("dynamodb");
  const origin = "https://insieme.example.org";
  const { folder: objects } = freshStorage();
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
      stdio: ["pipe", "pipe", "pipe"],
      timeout: 60_000,
      env: {
        ...variables,
        TABLE_NAME: table.name,
        STORAGE_URL: pathToFileURL(objects).href,
        AWS_REGION: "eu-south-1",
        AWS_ENDPOINT_URL_DYNAMODB: endpoint,
        AWS_ACCESS_KEY_ID: accessKey,
        AWS_SECRET_ACCESS_KEY: "local",
        ...more,
      },
    });
    child.stdin.end(JSON.stringify(event));
    const [said, complained, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    if (code !== 0) throw new Error(complained);
    return JSON.parse(said.trimEnd().split("\n").at(-1)!) as T;
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
      const wanted = [...body.matchAll(/(?:src|href)="(\/assets\/[^"#]+|\/favicon\.svg)/g)].map(([, file]) => file!);
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

  it("a certificate is printed, in any script", async () => {
    const [chunk] = Object.entries(metafileOf("api").outputs).find(([, { entryPoint }]) => entryPoint === "functions/records/pdf.ts")!;
    const certificate = {
      id: "crt_01ky0000000000000000000000",
      holder: "أمينة 王芳 Amina",
      bodyName: "Associazione Ponte",
      from: "2027-03-01",
      to: "2027-03-01",
      minutes: 90,
      count: 1,
      activities: [{ title: "Doposcuola", day: "2027-03-01", minutes: 90 }],
      issuedAt: "2027-03-02T10:00:00.000Z",
    };
    const code = `
      const { certificatePdf } = await import(${JSON.stringify(pathToFileURL(join(root, chunk)).href)});
      process.stdout.write(await certificatePdf(${JSON.stringify(certificate)}, "en", ${JSON.stringify(origin)}));`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", code], {
      stdio: ["ignore", "pipe", "inherit"],
      timeout: 60_000,
    });
    const pdf = await buffer(child.stdout);
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.length).toBeGreaterThan(10_000);
  });

  it("the hourly job finds nothing to do on an empty table but to publish an empty base, with which the API begins", async () => {
    expect(await invoke("schedule", {})).toBeNull();
    const note = JSON.parse(readFileSync(join(objects, "mirror/1/current.json"), "utf8")) as { rows: number };
    expect(note.rows).toBe(0);
    expect(await invoke("schedule", { only: "offers" })).toBeNull();
    const { statusCode, body } = await invoke<Reply>("api", request("GET", "/api/opportunities"));
    expect([statusCode, JSON.parse(body)]).toMatchObject([200, { items: [], total: 0 }]);
  });
});
