import type { Locale } from "../foundation/context.ts";
import type { Listing } from "../discovery/contract.ts";

/** Public pages without the origin, as `web/routes.ts` has them; a test holds the two together. */
export const pages = {
  home: { it: "/", en: "/en" },
  opportunity: { it: "/opportunita/:id", en: "/en/opportunities/:id" },
  projects: { it: "/progetti", en: "/en/projects" },
  project: { it: "/progetti/:id", en: "/en/projects/:id" },
  bodies: { it: "/enti", en: "/en/organisations" },
  body: { it: "/enti/:id", en: "/en/organisations/:id" },
  plans: { it: "/piani", en: "/en/plans" },
  plan: { it: "/piani/:id", en: "/en/plans/:id" },
  verify: { it: "/verifica", en: "/en/verify" },
  embed: { it: "/incorpora", en: "/en/embed" },
  "sign-in": { it: "/accedi", en: "/en/sign-in" },
  about: { it: "/come-funziona", en: "/en/how-it-works" },
  privacy: { it: "/privacy", en: "/en/privacy" },
  accessibility: { it: "/accessibilita", en: "/en/accessibility" },
} as const satisfies Record<string, Readonly<Record<Locale, string>>>;

export type PublicPage = keyof typeof pages;

export const pathOf = (page: PublicPage, locale: Locale, id = ""): string => pages[page][locale].replace(":id", encodeURIComponent(id));

/** Where one reads on: a page of ours, or the one of whoever publishes it. */
export const addressOf = (origin: string, locale: Locale, { id, external }: Pick<Listing, "id" | "external">): string =>
  external?.url ?? origin + pathOf("opportunity", locale, id);

/** The picture that goes with a link to an opportunity: always the same address, drawn anew when what it shows changes. */
export const previewKey = (id: string): string => `previews/${id}.png`;
