import { type Locale, locales } from "../../foundation/context.ts";
import { pages, pathOf, type PublicPage } from "../addresses.ts";
import { declaration, xml } from "./xml.ts";

export type Place = { readonly page: PublicPage; readonly id?: string; readonly changed?: string };

const schema = "http://www.sitemaps.org/schemas/sitemap/0.9";
/** Entries of one part: the protocol allows 50,000, and 50 MB; with two languages each of these is some 3 MB. */
export const partSize = 5000;

/** Pages that are there whatever was posted. */
export const standing: readonly Place[] = (Object.keys(pages) as PublicPage[])
  .filter((page) => !pages[page].it.includes(":"))
  .map((page) => ({ page }));

export function* sitemapIndex(
  origin: string,
  parts: readonly { readonly path: string; readonly changed?: string | undefined }[],
): Generator<string> {
  yield `${declaration}<sitemapindex xmlns="${schema}">\n`;
  for (const { path, changed } of parts)
    yield `<sitemap><loc>${xml(origin + path)}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ""}</sitemap>\n`;
  yield "</sitemapindex>\n";
}

/** Each page in each language, and in each of them all others (hreflang), as search engines want it. */
export function* sitemap(origin: string, places: Iterable<Place>): Generator<string> {
  yield `${declaration}<urlset xmlns="${schema}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`;
  for (const { page, id, changed } of places) {
    const href = (locale: Locale) => xml(origin + pathOf(page, locale, id));
    const alternates = [...locales.map((locale) => [locale, href(locale)] as const), ["x-default", href("it")] as const]
      .map(([language, to]) => `<xhtml:link rel="alternate" hreflang="${language}" href="${to}"/>`)
      .join("");
    for (const locale of locales)
      yield `<url><loc>${href(locale)}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ""}${alternates}</url>\n`;
  }
  yield "</urlset>\n";
}

/** Robots may read what feeds and previews show, and nothing else of the API: its answers are in the pages. */
export const robots = (origin: string): string =>
  ["User-agent: *", "Allow: /api/opportunities.", "Allow: /api/catalog.", "Disallow: /api/", "", `Sitemap: ${origin}/sitemap.xml`, ""].join(
    "\n",
  );
