import type { Context as HonoContext, MiddlewareHandler, ValidationTargets } from "hono";
import { HTTPException } from "hono/http-exception";
import { validator } from "hono/validator";
import * as v from "valibot";
import type { Actor, Context } from "./context.ts";
import { type FieldError, Problem, type ProblemCode, problems } from "./problem.ts";
import { fieldWords, problemWords } from "./words/index.ts";

/** What a request carries through the routes. `gate` is set up once, in `api.ts`; only `operation` below calls it. */
export type Env<Stores> = { Variables: { ctx: Context<Stores>; gate: Gate } };

export type Gate = {
  /** Who asks, by the session's cookie. */
  readonly identify: () => Promise<Actor | null>;
  /** Runs the request, or gives the first answer again when this key was seen before (`foundation/idempotency.ts`). */
  readonly once: (scope: string, run: () => Promise<Response>) => Promise<Response>;
};

/** What the OpenAPI document says of one operation beyond its inputs, which it reads off the validators. */
export type Operation = {
  readonly id: string;
  readonly summary: string;
  readonly tag: string;
  readonly status: 200 | 201 | 202 | 204 | 302;
  /** Body of the good reply; absent with 204. */
  readonly reply?: v.GenericSchema;
  /** Media type of the good reply where it is not JSON. */
  readonly media?: string;
  /** Media types of a request body that is not JSON. */
  readonly accepts?: readonly string[];
  /** Without it the handler never learns who asks, so that the reply is the same for everybody. */
  readonly signedIn: boolean;
  /** Repeating it is harmless by its own rules (the state says so), so no answer is remembered for its Idempotency-Key. */
  readonly natural?: boolean;
  /** The reply carries an ETag, and the write wants it back as If-Match. */
  readonly versioned?: boolean;
  /** The reply carries an ETag, and is 304 without content for whoever has it (If-None-Match). */
  readonly kept?: boolean;
  readonly problems?: readonly ProblemCode[];
  /** A problem that carries more than every problem does: an extension, as RFC 9457 calls it. */
  readonly extended?: { readonly code: ProblemCode; readonly body: v.GenericSchema };
};

/** A CDN may answer for us for a second: with the mirror's own, nothing that is gone is shown for longer than two. */
export const briefly = "public, max-age=0, s-maxage=1";

export const described: unique symbol = Symbol("operation");
export const validated: unique symbol = Symbol("validated");
export type Validated = { readonly part: keyof ValidationTargets; readonly schema: v.GenericSchema };

/** Names the operation of a route. First handler of every route: a route without it fails the tests. */
export const operation = (spec: Operation): MiddlewareHandler => {
  const handler: MiddlewareHandler<Env<unknown>> = async (c, next) => {
    const { gate, ctx } = c.var;
    if (spec.signedIn) {
      const actor = await gate.identify();
      if (!actor) throw new Problem("not_signed_in");
      c.set("ctx", { ...ctx, actor });
    }
    if (c.req.method === "GET" || spec.natural || !c.req.header("idempotency-key")) return next();
    return gate.once(c.var.ctx.actor?.person ?? "anybody", async () => {
      await next();
      return c.res;
    });
  };
  return Object.assign(handler, { [described]: spec });
};

/** Parses one part of a request with a schema of the contract, or throws `invalid` naming every field that does not hold. */
export const valid = <Part extends keyof ValidationTargets, Schema extends v.GenericSchema>(part: Part, schema: Schema) =>
  Object.assign(
    validator(part, (value): v.InferOutput<Schema> => {
      const parsed = v.safeParse(schema, value);
      if (parsed.success) return parsed.output;
      if (part === "param") throw new Problem("not_found");
      throw new Problem("invalid", {}, fieldErrors(parsed.issues));
    }),
    { [validated]: { part, schema } satisfies Validated },
  );

/** Valibot's issue types in the words of a form. Anything else is `format`; a check names its own code as its message. */
const codes: Record<string, string> = {
  min_length: "too_short",
  max_length: "too_long",
  min_value: "too_small",
  max_value: "too_large",
  email: "email",
  iso_date: "date",
  iso_date_time: "date",
  picklist: "choice",
  variant: "choice",
  url: "url",
};

export const fieldErrors = (issues: readonly v.BaseIssue<unknown>[]): FieldError[] =>
  issues.map((issue) => {
    const field = v.getDotPath(issue) ?? "";
    const missing = issue.input === undefined || issue.input === null || issue.input === "";
    if (missing && issue.expected !== "never") return { field, code: "required" };
    if (issue.type === "check" || issue.type === "partial_check") return { field, code: issue.message };
    if (issue.expected === "never") return { field, code: "unknown" };
    return { field, code: codes[issue.type] ?? "format" };
  });

export const etag = (version: number): string => `"${version}"`;

/** The version that the person edited, from If-Match; `version_needed` (428) without it. */
export function ifMatch(c: HonoContext): number {
  const header = c.req.header("if-match");
  if (!header) throw new Problem("version_needed");
  const version = Number(/^(?:W\/)?"(\d+)"$/.exec(header.trim())?.[1]);
  if (!Number.isSafeInteger(version)) throw new Problem("changed_meanwhile");
  return version;
}

/** Problem Details, RFC 9457. `detail` and each error's `detail` tell the person, in their language, what to do next. */
export const ProblemBody = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.string(),
  detail: v.string(),
  about: v.record(v.string(), v.union([v.string(), v.number()])),
  errors: v.array(v.object({ field: v.string(), code: v.string(), detail: v.string() })),
});
export type ProblemBody = v.InferOutput<typeof ProblemBody>;

export function problemBody(problem: Problem, locale: Context<unknown>["locale"]): ProblemBody {
  const { title, detail } = problemWords(locale, problem.code, problem.about);
  return {
    type: `urn:insieme:problem:${problem.code}`,
    title,
    status: problems[problem.code],
    code: problem.code,
    detail,
    about: problem.about,
    errors: problem.errors.map(({ field, code }) => ({ field, code, detail: fieldWords(locale, code) })),
  };
}

/** Whatever was thrown, as a Problem: the one mapper. An error that nobody foresaw is `internal` and tells nothing of itself. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException)
    return new Problem(
      error.status === 413 ? "too_large" : error.status === 403 ? "wrong_origin" : error.status === 404 ? "not_found" : "invalid",
    );
  return new Problem("internal");
}

const retryAfter: Partial<Record<ProblemCode, string>> = { busy: "2", request_in_progress: "2", too_many_requests: "600" };

export function problemReply(error: unknown, locale: Context<unknown>["locale"]): Response {
  const problem = problemOf(error);
  const body = problemBody(problem, locale);
  const wait = retryAfter[problem.code];
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...(wait && { "retry-after": wait }) },
  });
}
