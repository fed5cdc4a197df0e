import type { Locale } from "../context.ts";
import type { ProblemCode } from "../problem.ts";
import { en } from "./en.ts";
import { it } from "./it.ts";

/** What the API says when something is wrong: short title, and what to do next. `{name}` takes a value of the Problem's `about`. */
export type Words = {
  readonly problems: Record<ProblemCode, readonly [title: string, detail: string]>;
  readonly fields: Record<string, string>;
};

const words: Record<Locale, Words> = { it, en };

const filled = (text: string, about: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(about[name] ?? ""));

export function problemWords(locale: Locale, code: ProblemCode, about: Readonly<Record<string, string | number>>) {
  const [title, detail] = words[locale].problems[code];
  return { title, detail: filled(detail, about) };
}

export const fieldWords = (locale: Locale, code: string): string => words[locale].fields[code] ?? words[locale].fields["format"]!;
