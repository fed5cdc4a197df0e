import { createHash } from "node:crypto";
import { locales } from "../functions/foundation/context.ts";
import { linkedOf } from "./linked.ts";
import favicon from "./public/favicon.svg?raw";
import { directions, type Locale } from "./locale.ts";
import type { ServerPage } from "./page.ts";
import { type Match, pages, pathIn } from "./routes.ts";

/** Code of an inline script. */
export type Inline = string;

/** Written by `web/build.ts`: what each page and language loads, relative to the root of the site. */
declare const __ASSETS__: {
  readonly pages: Readonly<Record<string, { readonly js: readonly string[]; readonly css: readonly string[] }>>;
  readonly fonts: readonly string[];
  readonly entry: string;
};

type Whole = {
  readonly url: URL;
  readonly match: Match | undefined;
  readonly page: ServerPage;
  readonly dir: "rtl" | undefined;
  readonly html: string;
  readonly scripts: readonly Inline[];
};

const ogLocales: Record<Locale, string> = { it: "it_IT", en: "en_GB" };
const siteName = "Insieme";
/** Within the page: one request less on a slow line. */
const icon = `data:image/svg+xml,${encodeURIComponent(favicon)}`;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => escapes[c]!);
const tag = (name: string, attributes: Readonly<Record<string, string | true>>): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escaped(value)}"`))
    .join("")}>`;

/** The document around a page, with the headers that go with it. */
export function wholePage({ url, match, page, dir, html, scripts }: Whole): Response {
  const { locale, settings, head, status } = page;
  const { js, css } = __ASSETS__.pages[`${locale}/${match?.page ?? "home"}`]!;
  const public_ = !!match && pages[match.page].public && status === 200;
  const here = settings.origin + url.pathname;
  const title = head.title ? `${head.title} · ${siteName}` : siteName;

  const tags = [
    `<title>${escaped(title)}</title>`,
    tag("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    tag("meta", { name: "theme-color", content: "#00525f" }),
    ...(head.description ? [tag("meta", { name: "description", content: head.description })] : []),
    ...(public_ && !head.hidden ? linkTags(match, here) : [tag("meta", { name: "robots", content: "noindex" })]),
    ...previewTags({
      title: head.title || siteName,
      description: head.description,
      here,
      image: settings.origin + (head.image ?? "/insieme.png"),
      locale,
    }),
    ...(match?.page === "home" ? feedTags(url.search, locale) : []),
    tag("link", { rel: "icon", href: icon, type: "image/svg+xml" }),
    ...__ASSETS__.fonts.map((file) => tag("link", { rel: "preload", as: "font", type: "font/woff2", href: `/${file}`, crossorigin: true })),
    ...css.map((file) => tag("link", { rel: "stylesheet", href: `/${file}` })),
    ...js.filter((file) => file !== __ASSETS__.entry).map((file) => tag("link", { rel: "modulepreload", href: `/${file}` })),
    tag("script", { type: "module", src: `/${__ASSETS__.entry}` }) + "</script>",
  ];
  const linked =
    head.about && public_ ? dataBlock({ type: "application/ld+json" }, linkedOf(head.about, { origin: settings.origin, locale })) : "";
  const data = dataBlock({ type: "application/json", id: "settings" }, settings);

  const text = [
    `<!doctype html>`,
    `<html lang="${locale}" dir="${dir ?? directions[locale]}">`,
    `<head><meta charset="utf-8">${tags.join("")}${linked}</head>`,
    `<body><div id="app">${html}</div>${data}${scripts.map((code) => `<script>${code}</script>`).join("")}</body>`,
    `</html>`,
  ].join("");

  return new Response(text, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-language": locale,
      "cache-control": keptFor(match, public_),
      ...securityHeaders(settings.tilesUrl, scripts),
    },
  });
}

/** Data in the document: no script to a browser, so that the content security policy has nothing to allow. No `<` can end it early. */
const dataBlock = (attributes: Readonly<Record<string, string>>, data: unknown): string =>
  `${tag("script", attributes)}${JSON.stringify(data).replace(/</g, "\\u003c")}</script>`;

/** Places left stand on these: nobody is to see one that is gone for longer than moments. */
const live: ReadonlySet<Match["page"]> = new Set(["home", "opportunity"]);

/** How long a CDN may answer for us; a browser always asks. */
const keptFor = (match: Match | undefined, isPublic: boolean): string => {
  if (!match || !isPublic) return "public, max-age=0, s-maxage=10";
  return live.has(match.page) ? "public, max-age=0, s-maxage=1" : "public, max-age=0, s-maxage=60, stale-while-revalidate=300";
};

function linkTags(match: Match, here: string): string[] {
  const origin = new URL(here).origin;
  return [
    tag("link", { rel: "canonical", href: here }),
    ...locales.map((language) => tag("link", { rel: "alternate", hreflang: language, href: origin + pathIn(language, match) })),
    tag("link", { rel: "alternate", hreflang: "x-default", href: origin + pathIn("it", match) }),
  ];
}

/** The search that is shown, as feeds that readers find by themselves. */
function feedTags(search: string, locale: Locale): string[] {
  const asked = `${search}${search ? "&" : "?"}lang=${locale}`;
  return [
    tag("link", { rel: "alternate", type: "application/atom+xml", title: siteName, href: `/api/opportunities.atom${asked}` }),
    tag("link", { rel: "alternate", type: "application/feed+json", title: siteName, href: `/api/opportunities.feed.json${asked}` }),
  ];
}

type Preview = { title: string; description: string | undefined; here: string; image: string; locale: Locale };
function previewTags({ title, description, here, image, locale }: Preview): string[] {
  const properties: Record<string, string> = {
    "og:site_name": siteName,
    "og:type": "website",
    "og:title": title,
    ...(description && { "og:description": description }),
    "og:url": here,
    "og:image": image,
    "og:image:type": "image/png",
    "og:image:width": "1200",
    "og:image:height": "630",
    "og:image:alt": title,
    "og:locale": ogLocales[locale],
  };
  return [
    ...Object.entries(properties).map(([property, content]) => tag("meta", { property, content })),
    tag("meta", { name: "twitter:card", content: "summary_large_image" }),
  ];
}

const sha256 = (code: string): string => `'sha256-${createHash("sha256").update(code).digest("base64")}'`;

/** `https://{s}.tile.example.org/{z}/{x}/{y}.png` → `https://*.tile.example.org` */
export function tilesOrigin(tilesUrl: string): string {
  const found = /^(https?:\/\/)([^/]+)/.exec(tilesUrl);
  return found ? found[1]! + found[2]!.replace(/\{[^}]+\}/g, "*") : "";
}

/** Scripts are allowed by their hash, not by a nonce: a page that a CDN keeps is the same for everybody. */
export function securityHeaders(tilesUrl: string, scripts: readonly Inline[]): Record<string, string> {
  const policy = {
    "default-src": "'none'",
    "script-src": ["'self'", ...scripts.map(sha256)].join(" "),
    "style-src": "'self'",
    "img-src": `'self' data: ${tilesOrigin(tilesUrl)}`.trim(),
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
  };
  return {
    "content-security-policy": Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
  };
}
