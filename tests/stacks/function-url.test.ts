import type { LambdaFunctionURLEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { functionUrl } from "../../functions/handlers/function-url.ts";

const origin = "https://insieme.example.org";
const event = (more: Partial<LambdaFunctionURLEvent> & { method?: string } = {}): LambdaFunctionURLEvent =>
  ({
    rawPath: "/api/me",
    rawQueryString: "",
    headers: { host: "x.lambda-url.eu-south-1.on.aws" },
    isBase64Encoded: false,
    requestContext: { http: { method: more.method ?? "GET" } },
    ...more,
  }) as LambdaFunctionURLEvent;

/** The request that the application sees. */
async function seen(given: LambdaFunctionURLEvent): Promise<Request> {
  let request: Request | undefined;
  await functionUrl(origin, (one) => ((request = one), new Response()))(given);
  return request!;
}
const answered = (response: Response) => functionUrl(origin, () => response)(event());

describe("a request through a function's address", () => {
  it("carries the public address, whatever the path looks like", async () => {
    expect((await seen(event({ rawQueryString: "q=a%20b&q=c" }))).url).toBe(`${origin}/api/me?q=a%20b&q=c`);
    expect((await seen(event({ rawPath: "//elsewhere.example/x" }))).url).toBe(`${origin}//elsewhere.example/x`);
  });

  it("keeps cookies, and headers in any script", async () => {
    const { headers } = await seen(event({ cookies: ["a=1", "b=2"], headers: { "x-name": "Amina – 光" } }));
    expect(headers.get("cookie")).toBe("a=1; b=2");
    expect(Buffer.from(headers.get("x-name")!, "latin1").toString("utf8")).toBe("Amina – 光");
  });

  it("keeps the body, as text and as bytes", async () => {
    expect(await (await seen(event({ method: "POST", body: '{"a":"è"}' }))).text()).toBe('{"a":"è"}');
    const bytes = Buffer.from([0, 255, 128]);
    const body = await (await seen(event({ method: "PUT", body: bytes.toString("base64"), isBase64Encoded: true }))).arrayBuffer();
    expect(Buffer.from(body)).toEqual(bytes);
  });
});

describe("an answer", () => {
  it("of text stays text, of bytes becomes base64", async () => {
    const json = { "content-type": "application/problem+json" };
    expect(await answered(new Response('{"è":1}', { headers: json }))).toMatchObject({ body: '{"è":1}', isBase64Encoded: false });
    const pdf = { "content-type": "application/pdf" };
    expect(await answered(new Response(new Uint8Array([0, 255]), { headers: pdf }))).toMatchObject({ body: "AP8=", isBase64Encoded: true });
  });

  it("that is packed stays packed", async () => {
    const packed = { "content-type": "application/json", "content-encoding": "br" };
    expect(await answered(new Response(new Uint8Array([0, 255]), { headers: packed }))).toMatchObject({
      body: "AP8=",
      isBase64Encoded: true,
    });
  });

  it("sets each cookie by itself", async () => {
    const headers = new Headers([
      ["set-cookie", "a=1; Path=/"],
      ["set-cookie", "b=2; Path=/"],
      ["etag", '"3"'],
    ]);
    expect(await answered(new Response(null, { status: 204, headers }))).toMatchObject({
      statusCode: 204,
      headers: { etag: '"3"' },
      cookies: ["a=1; Path=/", "b=2; Path=/"],
    });
  });
});
