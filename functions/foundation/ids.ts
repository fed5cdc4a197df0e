import * as v from "valibot";

/** `opp_01k…`: a prefix that names the noun, then a ULID, so that ids of a noun sort by birth. */
export type Id<Prefix extends string> = `${Prefix}_${string}` & { readonly __noun: Prefix };

const ulidPattern = "[0-7][0-9a-hjkmnp-tv-z]{25}";

/** Schema of the id of one noun. A pattern rather than a custom check, so that the OpenAPI document can state it. */
export const id = <const Prefix extends string>(prefix: Prefix) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^${prefix}_${ulidPattern}$`)),
    v.transform((x) => x as Id<Prefix>),
  );

export type PersonId = Id<"per">;
export type BodyId = Id<"bod">;
