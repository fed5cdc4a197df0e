import type { Words } from "./i18n/words.ts";
import { type Locale, locale } from "./locale.ts";

/**
 * Every page: its address in each language, and the areas of the catalogue that it needs beside `common`.
 * The page itself is `web/pages/<key>.tsx`, loaded when it is asked for.
 * `public` pages are complete without JavaScript and may be indexed; the others are for people who signed in.
 */
export const pages = {
  home: { it: "/", en: "/en", public: true, words: ["find", "terms"] },
  "sign-in": { it: "/accedi", en: "/en/sign-in", public: true, words: ["account"] },
  about: { it: "/come-funziona", en: "/en/how-it-works", public: true, words: ["about"] },
  privacy: { it: "/privacy", en: "/en/privacy", public: true, words: ["legal"] },
  accessibility: { it: "/accessibilita", en: "/en/accessibility", public: true, words: ["legal"] },
} as const satisfies Record<string, PageRow>;

type PageRow = Readonly<Record<Locale, string>> & { readonly public: boolean; readonly words: readonly (keyof Words)[] };

export type Page = keyof typeof pages;

type NamesIn<Path extends string> = Path extends `${infer Head}/${infer Tail}`
  ? NamesIn<Head> | NamesIn<Tail>
  : Path extends `:${infer Name}`
    ? Name
    : never;
export type ParamsOf<P extends Page> = { readonly [Name in NamesIn<(typeof pages)[P]["it"]>]: string };
type Rest<P extends Page> = [NamesIn<(typeof pages)[P]["it"]>] extends [never] ? [params?: undefined] : [params: ParamsOf<P>];

const filled = (pattern: string, params: Readonly<Record<string, string | undefined>> = {}): string =>
  pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));

/** Address of a page in the language of this page: `path("opportunity", { id })`. */
export const path = <P extends Page>(page: P, ...[params]: Rest<P>): string => filled(pages[page][locale()], params);

export type Match = { readonly page: Page; readonly params: Readonly<Record<string, string>> };

const matchers = (Object.keys(pages) as Page[]).flatMap((page) =>
  (["it", "en"] as const).map((language) => ({
    page,
    language,
    pattern: new RegExp(`^${pages[page][language].replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`),
  })),
);

/** The page at an address, whatever its language. */
export function pageAt(pathname: string): Match | undefined {
  for (const { page, pattern } of matchers) {
    const found = pattern.exec(pathname);
    if (found) return { page, params: mapped(found.groups ?? {}) };
  }
  return undefined;
}

function mapped(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decoded(value)]));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The same page in another language. */
export const pathIn = (language: Locale, { page, params }: Match): string => filled(pages[page][language], params);
