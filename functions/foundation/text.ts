import * as v from "valibot";

const clean = (typed: string): string => typed.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, (c) => (c === "\t" ? " " : "")).trim();

/** Text that a person types: bounds in characters, trimmed. Control characters other than line breaks are dropped. */
export const text = (min: number, max: number) =>
  v.pipe(v.string(), v.minLength(min), v.maxLength(max), v.transform(clean), v.minLength(min));
export const line = (max: number) => text(1, max);
export const Reason = text(3, 1000);

/** Lower-cased, so that one address is one person. 254 characters is the longest path of RFC 5321. */
export const Email = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.email());

export const Locale = v.picklist(["it", "en"]);

/** `next` of the page before, as it came; `limit` at most 100. */
export const PageQuery = {
  cursor: v.optional(v.pipe(v.string(), v.maxLength(2000))),
  limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(100))),
};

export const pageOf = <S extends v.GenericSchema>(item: S) => v.object({ items: v.array(item), next: v.nullable(v.string()) });

/** One move of a state machine, as kept for ever: who, for which body, when, from where to where, and why. */
export const Move = v.object({
  at: v.string(),
  by: v.object({ person: v.string(), name: v.string() }),
  move: v.string(),
  from: v.nullable(v.string()),
  to: v.string(),
  reason: v.optional(v.string()),
  reasons: v.optional(v.array(v.object({ section: v.string(), reason: v.string() }))),
});
export type Move = v.InferOutput<typeof Move>;
