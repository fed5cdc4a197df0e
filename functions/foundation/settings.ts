import * as v from "valibot";

const Text = v.pipe(v.string(), v.nonEmpty("is empty"));

/** What an installation tells its functions, as environment variables of these names. A default only where nothing can go wrong by it. */
const variables = {
  TABLE_NAME: Text,
  /** Key of the HMACs of sign-in codes and addresses: who knows it can work out every code. */
  CODE_SECRET: v.pipe(v.string(), v.minLength(32, "is shorter than 32 characters")),
  /** `ses:` or `smtp://user:password@host:port` (`smtps:` for TLS from the first byte). */
  MAIL_URL: v.pipe(v.string(), v.regex(/^(ses:|smtps?:\/\/.+)$/, "is neither ses: nor smtp://…")),
  /** `Insieme <insieme@example.org>`, or the address alone. */
  MAIL_FROM: v.pipe(v.string(), v.regex(/^([^<>]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, "is no address")),
  /** Scheme and host of the public site, without a path. */
  ORIGIN: v.pipe(v.string(), v.regex(/^https?:\/\/[^/?#]+$/, "is no origin like https://example.org")),
  /** Where the mirror's bases and pictures are kept: `s3:bucket`, or `file:///folder` on one machine. */
  STORAGE_URL: v.pipe(v.string(), v.regex(/^(s3:.+|file:\/\/\/.+)$/, "is neither s3:bucket nor file:///folder")),
  /** Origins of feeds that are read on one machine although they are plain http or of that machine, separated by commas. */
  TRUSTED_FEEDS: v.optional(v.string(), ""),
  /** Template of the map's tiles; empty: the outlines of the provinces alone, and no request to others. */
  TILES_URL: v.optional(v.pipe(v.string(), v.regex(/^(https:\/\/.+\{z\}.+)?$/, "is no tile template")), ""),
  /** Who is to be credited for the tiles, as plain text. */
  TILES_CREDIT: v.optional(v.string(), ""),
  /** Who answers for the open data, by name and by its code in the index of public administrations (or its codice fiscale). */
  PUBLISHER: v.optional(v.string(), "Insieme"),
  PUBLISHER_ID: v.optional(v.string(), "insieme"),
} as const;

export type Variable = keyof typeof variables;
export type Settings<Name extends Variable = Variable> = { readonly [N in Name]: v.InferOutput<(typeof variables)[N]> };

/** What each Lambda function is told, and no more: the stack sets these, the handler reads these. */
export const needs = {
  api: ["TABLE_NAME", "CODE_SECRET", "ORIGIN", "STORAGE_URL", "PUBLISHER", "PUBLISHER_ID"],
  page: ["TABLE_NAME", "CODE_SECRET", "ORIGIN", "STORAGE_URL", "PUBLISHER", "PUBLISHER_ID", "TILES_URL", "TILES_CREDIT"],
  stream: ["TABLE_NAME", "CODE_SECRET", "MAIL_URL", "MAIL_FROM", "ORIGIN", "STORAGE_URL"],
  schedule: ["TABLE_NAME", "STORAGE_URL"],
} as const satisfies Record<string, readonly Variable[]>;

/** Reads and checks the named variables once, at the start; throws one error that names everything missing or wrong. */
export function readSettings<const Name extends Variable>(
  names: readonly Name[],
  environment: NodeJS.ProcessEnv = process.env,
): Settings<Name> {
  const parsed = names.map((name) => [name, v.safeParse(variables[name], environment[name])] as const);
  const wrong = parsed.flatMap(([name, { issues }]) => {
    if (!issues) return [];
    return [`${name} ${environment[name] === undefined ? "is missing" : issues[0].message}`];
  });
  if (wrong.length > 0) throw new Error(`Settings: ${wrong.join("; ")}.`);
  return Object.fromEntries(parsed.map(([name, { output }]) => [name, output])) as Settings<Name>;
}
