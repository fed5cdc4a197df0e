import { toJsonSchema, toJsonSchemaDefs } from "@valibot/to-json-schema";
import type { Hono } from "hono";
import type * as v from "valibot";
import { described, type Operation, ProblemBody, type Validated, validated } from "./foundation/http.ts";
import { type ProblemCode, problems } from "./foundation/problem.ts";
import { Move } from "./foundation/text.ts";
import * as bodies from "./bodies/contract.ts";
import * as discovery from "./discovery/contract.ts";
import * as exchange from "./exchange/contract.ts";
import * as opportunities from "./opportunities/contract.ts";
import * as participation from "./participation/contract.ts";
import * as people from "./people/contract.ts";
import * as plans from "./plans/contract.ts";
import * as projects from "./projects/contract.ts";
import * as publishing from "./publishing/contract.ts";
import * as records from "./records/contract.ts";
import * as searches from "./searches/contract.ts";
import * as territory from "./territory/contract.ts";

/**
 * The OpenAPI 3.1 document, read off the routes themselves: `operation` names each, the validators hold its inputs.
 * `npm run openapi` writes it to `openapi.json`, which the API serves; a test fails when the two differ.
 */
type Json = Record<string, unknown>;
type Route = { readonly method: string; readonly path: string; readonly operation: Operation; readonly inputs: readonly Validated[] };

/** Shapes with a name of their own: every object that a contract exports. */
const contracts = [
  territory,
  people,
  bodies,
  plans,
  projects,
  opportunities,
  participation,
  records,
  discovery,
  exchange,
  publishing,
  searches,
];
const named: Record<string, v.GenericSchema> = {
  Problem: ProblemBody,
  Move,
  ...Object.fromEntries(
    contracts.flatMap((contract) => Object.entries(contract)).filter((entry): entry is [string, v.GenericSchema] => isObject(entry[1])),
  ),
};

function isObject(value: unknown): value is v.GenericSchema {
  const { kind, type } = (value ?? {}) as { kind?: string; type?: string };
  return kind === "schema" && (type === "object" || type === "strict_object");
}

const config = {
  // What comes over the wire, before any transformation; checks that JSON Schema cannot state are left to the reply.
  typeMode: "input",
  target: "draft-2020-12",
  errorMode: "ignore",
  // No property may appear that the contract does not name: what is private stays so.
  overrideSchema: ({ jsonSchema, valibotSchema }: { jsonSchema: Json; valibotSchema: v.GenericSchema }) =>
    isObject(valibotSchema) ? { ...jsonSchema, additionalProperties: false } : undefined,
} as const;

const toComponents = (json: Json): Json => JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;

const schemaOf = (schema: v.GenericSchema): Json => {
  const { $schema: _, $defs: __, ...json } = toJsonSchema(schema as never, { ...config, definitions: named } as never) as Json;
  return toComponents(json);
};

/** Every route that names an operation, in the order in which they were written. */
export function routesOf(app: Hono<never>): Route[] {
  const found = new Map<string, { method: string; path: string; handlers: unknown[] }>();
  for (const { method, path, handler } of app.routes) {
    const key = `${method} ${path}`;
    const route = found.get(key) ?? { method, path, handlers: [] };
    route.handlers.push(handler);
    found.set(key, route);
  }
  return [...found.values()].flatMap(({ method, path, handlers }) => {
    const operation = handlers.flatMap((h) => (h as { [described]?: Operation })[described] ?? [])[0];
    const inputs = handlers.flatMap((h) => (h as { [validated]?: Validated })[validated] ?? []);
    return operation ? [{ method: method.toLowerCase(), path, operation, inputs }] : [];
  });
}

const properties = (schema: Json): [name: string, schema: Json, required: boolean][] =>
  Object.entries((schema["properties"] ?? {}) as Record<string, Json>).map(([name, each]) => [
    name,
    each,
    ((schema["required"] ?? []) as string[]).includes(name),
  ]);

/** A query or the parameters of a path, member by member. */
const inlineOf = (schema: v.GenericSchema): Json => toJsonSchema(schema as never, config as never) as Json;

const parametersOf = (inputs: readonly Validated[]): Json[] =>
  inputs.flatMap(({ part, schema }) =>
    part === "param" || part === "query"
      ? properties(inlineOf(schema)).map(([name, each, required]) => ({
          name,
          in: part === "param" ? "path" : "query",
          required: part === "param" || required,
          schema: each,
        }))
      : [],
  );

const header = (name: string, description: string): Json => ({
  name,
  in: "header",
  required: false,
  description,
  schema: { type: "string" },
});

function operationOf({ method, operation, inputs }: Route): Json {
  const writes = method !== "get";
  const body = inputs.find(({ part }) => part === "json");
  const media = operation.accepts ?? (body && ["application/json"]);
  const codes = new Set<ProblemCode>([
    ...(operation.problems ?? []),
    ...(inputs.some(({ part }) => part !== "param") || media ? (["invalid"] as const) : []),
    ...(inputs.some(({ part }) => part === "param") ? (["not_found"] as const) : []),
    ...(operation.signedIn ? (["not_signed_in", "not_allowed"] as const) : []),
    ...(writes ? (["wrong_origin", "wrong_type", "too_large", "busy"] as const) : []),
    ...(writes && !operation.natural ? (["key_reused", "request_in_progress"] as const) : []),
    ...(operation.versioned && method === "put" ? (["version_needed", "changed_meanwhile"] as const) : []),
    "internal",
  ]);
  const problemOf = (codes: readonly ProblemCode[]) =>
    operation.extended && codes.includes(operation.extended.code)
      ? schemaOf(operation.extended.body)
      : { $ref: "#/components/schemas/Problem" };
  const byStatus = Map.groupBy(codes, (code) => problems[code]);
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    security: operation.signedIn ? [{ session: [] }] : [],
    parameters: [
      ...parametersOf(inputs),
      ...(writes ? [header("Idempotency-Key", "The same key gives the first answer again, for a day.")] : []),
      ...(operation.kept ? [header("If-None-Match", "The ETag that was read.")] : []),
      ...(operation.versioned && method === "put" ? [{ ...header("If-Match", "The ETag that was read."), required: true }] : []),
    ],
    ...(media && {
      requestBody: {
        required: true,
        content: Object.fromEntries(media.map((type) => [type, { schema: body ? schemaOf(body.schema) : {} }])),
      },
    }),
    responses: {
      [operation.status]: {
        description: operation.summary,
        ...((operation.versioned || operation.kept) && { headers: { ETag: { schema: { type: "string" } } } }),
        ...(operation.reply && { content: { "application/json": { schema: schemaOf(operation.reply) } } }),
        ...(operation.media && { content: { [operation.media]: {} } }),
      },
      ...(operation.kept && { 304: { description: "What was read before still holds." } }),
      ...Object.fromEntries(
        [...byStatus].map(([status, each]) => [
          status,
          { description: each.join(", "), content: { "application/problem+json": { schema: problemOf(each) } } },
        ]),
      ),
    },
  };
}

export function openApi(app: Hono<never>): Json {
  const paths: Record<string, Json> = {};
  for (const route of routesOf(app)) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Insieme",
      version: "1",
      description:
        "Civic participation and volunteering in Tuscany. Problems are RFC 9457 bodies; lists have `next`, a cursor for the page after.",
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
    },
    servers: [{ url: "/api" }],
    paths,
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "__Host-session" } },
      schemas: toComponents(toJsonSchemaDefs(named as never, config as never) as Json),
    },
  };
}
