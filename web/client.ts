import { hc } from "hono/client";
import { isServer } from "solid-js/web";
import type { Api } from "../functions/api.ts";
import type { ProblemBody } from "../functions/foundation/http.ts";
import { words } from "./i18n/words.ts";
import { locale } from "./locale.ts";
import { serverPage } from "./page.ts";

/** What the API said when it could not do it: `problem` is the RFC 9457 body, in the language of the page. */
export class ProblemError extends Error {
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody) {
    super(problem.code);
    this.name = "ProblemError";
    this.problem = problem;
    // Errors travel from the server's page to the browser's: where one arose on the server is nobody's business.
    if (isServer) this.stack = "";
  }
}

/** The problem in anything thrown. By shape: an error that came with the page has lost its class. */
export function problemIn(error: unknown): ProblemBody | undefined {
  return error instanceof Error && "problem" in error ? (error.problem as ProblemBody) : undefined;
}

/** The API as typed calls: `answer(api.opportunities[":id"].$get({ param: { id } }))`. On the server they stay in the process. */
export const api = hc<Api>("/api", { fetch: send });

type Reply<T> = Promise<{ readonly ok: boolean; readonly status: number; json(): Promise<T> }>;

/** What the call answers (`undefined` where there is no content), or a ProblemError: also when nothing could be reached. */
export async function answer<T>(call: Reply<T>): Promise<T> {
  const reply = await call;
  if (!reply.ok) throw new ProblemError(await problemOf(reply));
  return reply.status === 204 ? (undefined as T) : reply.json();
}

async function problemOf(reply: { readonly status: number; json(): Promise<unknown> }): Promise<ProblemBody> {
  const body = await reply.json().catch(() => undefined);
  return isProblem(body) ? body : unreachable(reply.status);
}

const isProblem = (body: unknown): body is ProblemBody => typeof body === "object" && body !== null && "code" in body && "errors" in body;

/** Neither the API nor its words could be had: status 0 without a reply. */
function unreachable(status: number): ProblemBody {
  const { failed, offline } = words("common").form;
  return { type: "about:blank", title: failed, status, code: "unreachable", detail: offline, about: {}, errors: [] };
}

/** For writes where two people may edit: the version that this person read. */
export const ifMatch = (version: number) => ({ headers: { "if-match": `"${version}"` } });

/**
 * One Idempotency-Key for one content: pressing again after a failure repeats the request under the same key,
 * so that nothing is done twice; a good answer ends the key's life.
 */
const keys = new Map<string, string>();

async function send(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const address = String(input instanceof Request ? input.url : input);
  const method = init.method ?? "GET";
  const headers = new Headers(init.headers);
  headers.set("accept-language", locale());
  const page = serverPage();
  if (page) return page.api(new Request(new URL(address, page.settings.origin), { ...init, headers }));

  if (method === "GET") return fetched(address, { ...init, headers, signal: AbortSignal.timeout(30_000) });
  const body = typeof init.body === "string" ? init.body : "";
  const content = [method, address, headers.get("if-match"), body].join("\n");
  const key = keys.get(content) ?? crypto.randomUUID();
  keys.set(content, key);
  headers.set("idempotency-key", key);
  // CloudFront signs what it passes on to the function, and for that wants the hash of a body that it does not read.
  if (crypto.subtle) headers.set("x-amz-content-sha256", await sha256(body));
  const reply = await fetched(address, { ...init, headers });
  if (reply.ok) keys.delete(content);
  return reply;
}

async function fetched(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch {
    throw new ProblemError(unreachable(0));
  }
}

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends a file's text as it is, typed by `media`: what `hc` has no words for. */
export const upload = <T>(address: string, media: string, text: string): Promise<T> =>
  answer<T>(send(`/api${address}`, { method: "POST", headers: { "content-type": media }, body: text }));
