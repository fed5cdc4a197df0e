/** What is looked for at the root of a site, and where the API has it. */
const roots: readonly (readonly [pattern: RegExp, inApi: string])[] = [
  [/^\/(robots\.txt|sitemap\.xml)$/, "/api/$1"],
  [/^\/sitemap-([a-z0-9-]+)\.xml$/, "/api/sitemaps/$1"],
  [/^\/(previews\/[\w.]+)$/, "/api/$1"],
  [/^\/(opportunities\.sqlite)$/, "/api/$1"],
];

/** The request as the API is to be asked; undefined for whatever is not its own. */
export function inApi(request: Request): Request | undefined {
  const url = new URL(request.url);
  const found = roots.find(([pattern]) => pattern.test(url.pathname));
  if (!found || (request.method !== "GET" && request.method !== "HEAD")) return undefined;
  url.pathname = url.pathname.replace(...found);
  return new Request(url, { method: request.method, headers: request.headers });
}
