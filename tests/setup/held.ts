import { Ajv2020 } from "ajv/dist/2020.js";
import document from "../../functions/openapi.json" with { type: "json" };

/** Every reply of every test is held against the OpenAPI document: status, and not one property more or less than it says. */

type Schema = Record<string, unknown>;
type Responses = Record<string, { content?: Record<string, { schema?: Schema }> }>;

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(document, "insieme");

type Held = {
  readonly method: string;
  readonly pattern: RegExp;
  readonly id: string;
  readonly responses: Responses;
  readonly where: string;
};

const escaped = (part: string) => part.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D");

const operations: Held[] = Object.entries(
  document.paths as unknown as Record<string, Record<string, { operationId: string; responses: Responses }>>,
)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, responses }]) => ({
      method: method.toUpperCase(),
      pattern: new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+")}$`),
      id: operationId,
      responses,
      where: `insieme#/paths/${escaped(path)}/${method}/responses`,
    })),
  )
  // A path without parameters is meant before one with: `/opportunities/{id}` is not `/opportunities/imports`.
  .toSorted((a, b) => Number(a.where.includes("%7B")) - Number(b.where.includes("%7B")));

/** Throws, naming the operation, when a reply is not what the document promises. `path` is without `/api` and query. */
export function held(method: string, path: string, status: number, type: string, body: unknown): void {
  const operation = operations.find((each) => each.method === method && each.pattern.test(path));
  if (!operation) {
    if (status === 404) return;
    throw new Error(`${method} ${path} is answered with ${status}, but the document has no such operation`);
  }
  const response = operation.responses[String(status)];
  if (!response) throw new Error(`${operation.id} answers with ${status}, which the document does not name: ${JSON.stringify(body)}`);
  const media = type.split(";")[0]!;
  const entry = Object.entries(response.content ?? {}).find(([name]) => name === media);
  if (!entry) {
    if (body === undefined && !response.content) return;
    throw new Error(
      `${operation.id} answers with ${media || "nothing"}, the document says ${Object.keys(response.content ?? {}).join() || "nothing"}`,
    );
  }
  if (!entry[1].schema) return;
  const ref = `${operation.where}/${status}/content/${escaped(media)}/schema`;
  const validate = ajv.getSchema(ref);
  if (!validate) throw new Error(`No schema at ${ref}`);
  if (!validate(body)) throw new Error(`${operation.id} ${status}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(body, null, 1)}`);
}
