import { randomUUID } from "node:crypto";
import { generateHydrationScript, type RequestEvent, renderToStringAsync } from "solid-js/web";
import { provideRequestEvent } from "solid-js/web/storage";
import { locales } from "../functions/foundation/context.ts";
import { App, routes } from "./app.tsx";
import { type Inline, wholePage } from "./document.ts";
import { loadWords } from "./i18n/words.ts";
import { localeOf } from "./locale.ts";
import type { ServerPage, Settings } from "./page.ts";
import { brokenPage } from "./parts/broken.ts";
import { pageAt, pages } from "./routes.ts";

export type RenderDeps = { readonly api: (request: Request) => Response | Promise<Response>; readonly settings: Settings };

const tables = Object.fromEntries(locales.map((locale) => [locale, routes(locale)]));

/** Pages that are being made right now, by address, for each installation in this process. */
const making = new WeakMap<Settings, Map<string, Promise<Response>>>();

/**
 * One page as a whole document. The same for every reader, signed in or not, so that a CDN may keep it, and so that those who ask
 * for it at the same moment are given one: the request's cookies are never read, and never handed to the API.
 * Never throws: a page that breaks is a 500 with a way on.
 */
export async function render(request: Request, deps: RenderDeps): Promise<Response> {
  const url = new URL(request.url);
  if (request.method !== "GET" && request.method !== "HEAD") return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
  if (url.pathname !== "/" && url.pathname.endsWith("/"))
    return new Response(null, {
      status: 308,
      headers: { location: (url.pathname.replace(/\/+$/, "").replace(/^\/+/, "/") || "/") + url.search },
    });

  const address = url.pathname + url.search;
  const pages = making.get(deps.settings) ?? new Map<string, Promise<Response>>();
  making.set(deps.settings, pages);
  let page = pages.get(address);
  if (!page) pages.set(address, (page = made(request, url, deps).finally(() => pages.delete(address))));
  return (await page).clone();
}

async function made(request: Request, url: URL, { api, settings }: RenderDeps): Promise<Response> {
  const locale = localeOf(url.pathname);
  const match = pageAt(url.pathname);
  const page: ServerPage = { locale, settings, api, head: { title: "" }, status: match ? 200 : 404 };
  const event: RequestEvent = { request, page, response: { headers: new Headers() } };
  const dir = url.searchParams.get("dir") === "rtl" ? "rtl" : undefined;

  try {
    await loadWords(locale, ["common", ...(match ? pages[match.page].words : [])]);
    // Solid marks its own inline scripts with this secret; only what carries it is allowed to run.
    const mark = randomUUID();
    const body = await provideRequestEvent(event, () =>
      renderToStringAsync(() => <App routes={tables[locale]!} url={url.pathname + url.search} />, { nonce: mark, timeoutMs: 8000 }),
    );
    if (page.failure) throw page.failure;
    const location = event.response.headers.get("location");
    if (location) return new Response(null, { status: event.response.status ?? 302, headers: { location } });
    const { html, scripts } = unmixed(body, mark);
    return wholePage({ url, match, page, dir, html, scripts });
  } catch (error) {
    console.error(JSON.stringify({ level: "error", code: "page_failed", page: match?.page, ...traceOf(error) }));
    return brokenPage(locale);
  }
}

/** Name of an error and where it was thrown: not its message, which may quote what a person typed. */
const traceOf = (error: unknown): { error: string; trace?: string | undefined } =>
  error instanceof Error
    ? { error: error.name, trace: error.stack?.split("\n").slice(1, 6).join(" ").replace(/\s+/g, " ") }
    : { error: typeof error };

/** What keeps early clicks until the page is alive: the same on every page. */
const boot: Inline = /<script>([\s\S]*?)<\/script>/.exec(generateHydrationScript())![1]!;

/** What could not be had is told by the page itself: its promises need not complain to the browser too. */
const calm: Inline = "Object.values(_$HY.r).forEach(p=>p&&p.catch&&p.catch(()=>{}))";

/** Takes Solid's inline scripts out of the markup, as one, so that it can be hashed and put after it. */
function unmixed(body: string, mark: string): { html: string; scripts: Inline[] } {
  const parts: Inline[] = [boot];
  const html = body.replace(new RegExp(`<script nonce="${mark}">([\\s\\S]*?)</script>`, "g"), (_, code: string) => {
    parts.push(code);
    return "";
  });
  return { html, scripts: [[...parts, calm].join(";\n")] };
}
