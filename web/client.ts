import type { hc } from "hono/client";
import { isServer } from "solid-js/web";
import type { Api } from "../functions/api.ts";
import type { ProblemBody } from "../functions/foundation/http.ts";
import { words } from "./i18n/words.ts";
import { locale } from "./locale.ts";
import { noteReply } from "./offline/offline.ts";
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

type Input = {
  readonly param?: Record<string, string>;
  readonly query?: Record<string, string | string[] | undefined>;
  readonly json?: unknown;
};
type Options = { readonly headers?: Record<string, string> };

/**
 * The API as typed calls: `answer(api.opportunities[":id"].$get({ param: { id } }))`. On the server they stay in the process.
 * The types are those of Hono's client; its code knows more than we ask of it and would be a twentieth of what the first page weighs.
 */
export const api = calls("/api") as ReturnType<typeof hc<Api>>;

function calls(path: string): unknown {
  return new Proxy(() => {}, {
    get: (_, part) => {
      const name = String(part);
      if (!name.startsWith("$")) return calls(`${path}/${name}`);
      return ({ param = {}, query = {}, json }: Input = {}, { headers = {} }: Options = {}) => {
        const address = path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(param[key] ?? ""));
        const body = json === undefined ? undefined : JSON.stringify(json);
        return send(name.slice(1).toUpperCase(), address + queryOf(query), body, {
          ...(body && { "content-type": "application/json" }),
          ...headers,
        });
      };
    },
  });
}

function queryOf(query: NonNullable<Input["query"]>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, each]));
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : "";
}

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

async function send(method: string, address: string, body: string | undefined, given: Record<string, string>): Promise<Response> {
  const headers = new Headers({ accept: "application/json", "accept-language": locale(), ...given });
  const init = { method, headers, ...(body !== undefined && { body }) };
  const page = serverPage();
  if (page) return page.api(new Request(new URL(address, page.settings.origin), init));

  if (method === "GET") return fetched(address, { ...init, signal: AbortSignal.timeout(30_000) });
  const content = [method, address, headers.get("if-match"), body].join("\n");
  const key = keys.get(content) ?? hex(crypto.getRandomValues(new Uint8Array(16)));
  keys.set(content, key);
  headers.set("idempotency-key", key);
  // CloudFront signs what it passes on to the function, and for that wants the hash of a body that it does not read.
  // Only pages over https (and of this machine) can make one, and only those stand behind CloudFront.
  if (crypto.subtle) headers.set("x-amz-content-sha256", await sha256(body ?? ""));
  const reply = await fetched(address, init);
  if (reply.ok) keys.delete(content);
  return reply;
}

async function fetched(address: string, init: RequestInit): Promise<Response> {
  try {
    const reply = await fetch(address, init);
    noteReply(reply);
    return reply;
  } catch {
    throw new ProblemError(unreachable(0));
  }
}

const sha256 = async (text: string): Promise<string> =>
  hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Sends a file's text as it is, typed by `media`: what the typed calls have no words for. */
export const upload = <T>(address: string, media: string, text: string): Promise<T> =>
  answer<T>(send("POST", `/api${address}`, text, { "content-type": media }));
