import { escaped, securityHeaders } from "../document.ts";
import type { Locale } from "../locale.ts";

/** The page that stands on nothing: shown when making the real one failed. It needs no catalogue, no styles, no script. */
const said: Record<Locale, readonly [title: string, text: string, again: string]> = {
  it: ["Qualcosa si è rotto da noi", "Non è colpa tua. Riprova tra un minuto.", "Torna alla prima pagina"],
  en: ["Something broke on our side", "It is not your fault. Try again in a minute.", "Back to the first page"],
};

export function brokenPage(locale: Locale): Response {
  const [title, text, again] = said[locale].map(escaped) as [string, string, string];
  const home = locale === "it" ? "/" : `/${locale}`;
  return new Response(
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Insieme</title></head>` +
      `<body><main><h1>${title}</h1><p>${text}</p><p><a href="${home}">${again}</a></p></main></body></html>`,
    { status: 500, headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...securityHeaders("", []) } },
  );
}
