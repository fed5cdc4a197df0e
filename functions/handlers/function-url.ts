import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from "aws-lambda";

type Fetch = (request: Request) => Response | Promise<Response>;

/** AWS gives header values as UTF-8 text; on the wire, and in a Request, they are bytes. */
const bytes = (value: string): string => Buffer.from(value, "utf8").toString("latin1");

function requestOf(event: LambdaFunctionURLEvent, origin: string): Request {
  const { rawPath, rawQueryString, cookies, body, isBase64Encoded } = event;
  const { method } = event.requestContext.http;
  const headers = new Headers();
  for (const [name, value] of Object.entries(event.headers)) if (value !== undefined) headers.set(name, bytes(value));
  if (cookies?.length) headers.set("cookie", bytes(cookies.join("; ")));
  return new Request(`${origin}${rawPath}${rawQueryString && `?${rawQueryString}`}`, {
    method,
    headers,
    ...(body !== undefined && method !== "GET" && method !== "HEAD" && { body: Buffer.from(body, isBase64Encoded ? "base64" : "utf8") }),
  });
}

const isText = (type: string): boolean => /^text\/|[/+](json|xml)\b|javascript/.test(type);

async function resultOf(response: Response): Promise<LambdaFunctionURLResult> {
  const { status, headers } = response;
  const content = Buffer.from(await response.arrayBuffer());
  const text = isText(headers.get("content-type") ?? "") && !headers.has("content-encoding");
  return {
    statusCode: status,
    headers: Object.fromEntries([...headers].filter(([name]) => name !== "set-cookie")),
    cookies: headers.getSetCookie(),
    body: content.toString(text ? "utf8" : "base64"),
    isBase64Encoded: !text,
  };
}

/**
 * A web `fetch` behind a Lambda function URL. The request carries the public `origin`: Lambda itself knows only the address
 * of its function. Answers up to 6 MB (4.5 MB when binary), Lambda's limit.
 */
export const functionUrl =
  (origin: string, fetch: Fetch) =>
  async (event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> =>
    resultOf(await fetch(requestOf(event, origin)));
