import type { Words } from "./i18n/words.ts";
import { type Locale, locale } from "./locale.ts";

/**
 * Every page: its address in each language, and the areas of the catalogue that it needs beside `common`.
 * The page itself is `web/pages/<key>.tsx`, loaded when it is asked for.
 * `public` pages are complete without JavaScript and may be indexed; the others are for people who signed in.
 */
export const pages = {
  home: { it: "/", en: "/en", public: true, words: ["find"] },
  opportunity: {
    it: "/opportunita/:id",
    en: "/en/opportunities/:id",
    public: true,
    words: ["opportunity", "signUp", "code", "states"],
  },
  projects: { it: "/progetti", en: "/en/projects", public: true, words: ["directory", "states"] },
  project: { it: "/progetti/:id", en: "/en/projects/:id", public: true, words: ["directory", "states"] },
  bodies: { it: "/enti", en: "/en/organisations", public: true, words: ["directory", "states"] },
  body: { it: "/enti/:id", en: "/en/organisations/:id", public: true, words: ["directory", "states"] },
  plans: { it: "/piani", en: "/en/plans", public: true, words: ["directory", "states"] },
  plan: { it: "/piani/:id", en: "/en/plans/:id", public: true, words: ["directory", "states"] },
  "my-activities": { it: "/le-mie-attivita", en: "/en/my-activities", public: false, words: ["mine", "signUp", "states"] },
  "my-record": { it: "/il-mio-registro", en: "/en/my-record", public: false, words: ["mine", "states"] },
  searches: { it: "/le-mie-ricerche", en: "/en/my-searches", public: false, words: ["searches"] },
  // For who holds the link of a letter: complete without JavaScript, never indexed.
  "confirm-search": { it: "/conferma-ricerca/:token", en: "/en/confirm-search/:token", public: false, words: ["searches"] },
  unsubscribe: { it: "/disiscrizione/:token", en: "/en/unsubscribe/:token", public: false, words: ["searches"] },
  offer: { it: "/offerta/:token", en: "/en/offer/:token", public: false, words: ["signUp"] },
  profile: { it: "/profilo", en: "/en/profile", public: false, words: ["mine", "states"] },
  verify: { it: "/verifica", en: "/en/verify", public: true, words: ["certificate"] },
  // Names a person: complete without JavaScript, but never indexed, and kept by a CDN for seconds only.
  certificate: { it: "/verifica/:id", en: "/en/verify/:id", public: false, words: ["certificate"] },
  desk: { it: "/scrivania", en: "/en/desk", public: false, words: ["desk", "states"] },
  "body-new": {
    it: "/scrivania/enti/nuovo",
    en: "/en/desk/organisations/new",
    public: false,
    words: ["unsaved", "desk", "body", "states"],
  },
  "body-desk": { it: "/scrivania/enti/:id", en: "/en/desk/organisations/:id", public: false, words: ["desk", "body", "states"] },
  "body-edit": {
    it: "/scrivania/enti/:id/modifica",
    en: "/en/desk/organisations/:id/edit",
    public: false,
    words: ["unsaved", "desk", "body", "states"],
  },
  "body-members": {
    it: "/scrivania/enti/:id/persone",
    en: "/en/desk/organisations/:id/people",
    public: false,
    words: ["desk", "body", "states"],
  },
  "body-policies": {
    it: "/scrivania/enti/:id/assicurazioni",
    en: "/en/desk/organisations/:id/insurance",
    public: false,
    words: ["desk", "body", "states"],
  },
  "body-vouch": {
    it: "/scrivania/enti/:id/garanzie",
    en: "/en/desk/organisations/:id/vouching",
    public: false,
    words: ["desk", "body", "states"],
  },
  "plans-desk": { it: "/scrivania/piani", en: "/en/desk/plans", public: false, words: ["desk", "planning", "states"] },
  "plan-new": { it: "/scrivania/piani/nuovo", en: "/en/desk/plans/new", public: false, words: ["unsaved", "desk", "planning", "states"] },
  "plan-desk": { it: "/scrivania/piani/:id", en: "/en/desk/plans/:id", public: false, words: ["desk", "planning", "states"] },
  "plan-edit": {
    it: "/scrivania/piani/:id/modifica",
    en: "/en/desk/plans/:id/edit",
    public: false,
    words: ["unsaved", "desk", "planning", "states"],
  },
  "project-new": {
    it: "/scrivania/progetti/nuovo",
    en: "/en/desk/projects/new",
    public: false,
    words: ["unsaved", "desk", "codesign", "states"],
  },
  "project-desk": {
    it: "/scrivania/progetti/:id",
    en: "/en/desk/projects/:id",
    public: false,
    words: ["unsaved", "desk", "codesign", "states"],
  },
  review: { it: "/da-esaminare", en: "/en/review", public: false, words: ["desk", "review", "states"] },
  "body-review": {
    it: "/da-esaminare/enti/:id",
    en: "/en/review/organisations/:id",
    public: false,
    words: ["desk", "review", "body", "states"],
  },
  "project-review": {
    it: "/da-esaminare/progetti/:id",
    en: "/en/review/projects/:id",
    public: false,
    words: ["unsaved", "desk", "review", "codesign", "states"],
  },
  bodyOpportunities: {
    it: "/scrivania/enti/:id/opportunita",
    en: "/en/desk/organisations/:id/opportunities",
    public: false,
    words: ["organise", "states"],
  },
  newOpportunity: {
    it: "/scrivania/enti/:id/opportunita/nuova",
    en: "/en/desk/organisations/:id/opportunities/new",
    public: false,
    words: ["unsaved", "organise", "states"],
  },
  importOpportunities: {
    it: "/scrivania/enti/:id/opportunita/carica",
    en: "/en/desk/organisations/:id/opportunities/import",
    public: false,
    words: ["organise", "states"],
  },
  opportunityEditor: {
    it: "/scrivania/opportunita/:id",
    en: "/en/desk/opportunities/:id",
    public: false,
    words: ["unsaved", "organise", "opportunity", "signUp", "states", "desk"],
  },
  roster: {
    it: "/scrivania/opportunita/:id/date/:shift",
    en: "/en/desk/opportunities/:id/dates/:shift",
    public: false,
    words: ["roster", "states"],
  },
  feeds: { it: "/scrivania/feed", en: "/en/desk/feeds", public: false, words: ["unsaved", "desk", "exchange", "states"] },
  feed: { it: "/scrivania/feed/:id", en: "/en/desk/feeds/:id", public: false, words: ["unsaved", "desk", "exchange", "states"] },
  overview: { it: "/quadro-generale", en: "/en/overview", public: false, words: ["overview", "states"] },
  "sign-in": { it: "/accedi", en: "/en/sign-in", public: true, words: ["account", "code"] },
  embed: { it: "/incorpora", en: "/en/embed", public: true, words: ["embed", "find"] },
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
/** Pages whose address takes nothing: what a menu can lead to. */
export type PlainPage = { [P in Page]: [NamesIn<(typeof pages)[P]["it"]>] extends [never] ? P : never }[Page];
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
