import { type Keeping, keepingOf, mostKept, patience } from "./rules.ts";

/**
 * The service worker: after a first visit the shell, the last answers and one's own commitments open with no network, and say how
 * old they are. The network always comes first; what is kept answers only in its stead.
 */

/** Written by `web/build.ts`: the files that the main pages are made of, and the pages that are worth having at hand. */
declare const __SHELL__: { readonly version: string; readonly files: readonly string[]; readonly pages: readonly string[] };

type Extendable = Event & { waitUntil: (work: Promise<unknown>) => void };
type Fetching = Extendable & {
  readonly request: Request;
  readonly resultingClientId: string;
  respondWith: (reply: Promise<Response>) => void;
};
type Worker = EventTarget & {
  skipWaiting: () => Promise<void>;
  readonly clients: { claim: () => Promise<void> };
  readonly location: Location;
};
const worker = self as unknown as Worker;

const shell = `shell-${__SHELL__.version}`;
const kept = { page: "pages", open: "answers", own: "own", file: shell } as const satisfies Record<Exclude<Keeping, "none">, string>;
/** When an answer was had, as it stands with what is kept. */
const keptAt = "x-kept-at";
/** Documents that came from what is kept, and when that was had: told to the page that asks. */
const shownOld = new Map<string, string>();

const on = <E extends Event>(kind: string, act: (event: E) => void) => worker.addEventListener(kind, act as EventListener);

on<Extendable>("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(shell);
    await cache.addAll(__SHELL__.files.map((file) => `/${file}`));
    for (const page of __SHELL__.pages) await keep("page", page, await fetch(page, { credentials: "omit" })).catch(() => {});
    await worker.skipWaiting();
  };
  event.waitUntil(fill());
});

on<Extendable>("activate", (event) => {
  const begin = async () => {
    // Files of older builds: pages that are still open fetch theirs from the network.
    for (const name of await caches.keys()) if (name.startsWith("shell-") && name !== shell) await caches.delete(name);
    await worker.clients.claim();
  };
  event.waitUntil(begin());
});

on<Fetching>("fetch", (event) => {
  const { method, mode, url } = event.request;
  const keeping = keepingOf({ method, mode, url, origin: worker.location.origin });
  if (keeping === "none") return;
  event.respondWith(keeping === "file" ? fileOf(event.request) : networkFirst(event, keeping));
});

/** A file's name changes with its content: what is kept is never old. */
async function fileOf(request: Request): Promise<Response> {
  const found = await caches.match(request, { cacheName: shell });
  if (found) return found;
  const reply = await fetch(request);
  if (reply.ok) await (await caches.open(shell)).put(request, reply.clone());
  return reply;
}

async function networkFirst(event: Fetching, keeping: "own" | "open" | "page"): Promise<Response> {
  const { request, resultingClientId } = event;
  const before = await caches.match(request.url, { cacheName: kept[keeping], ignoreVary: true });
  const asked = fetch(request);
  // Whatever comes late is kept all the same.
  event.waitUntil(asked.then((reply) => remember(keeping, request.url, reply.clone())).catch(() => {}));
  try {
    const reply = await (before ? soon(asked) : asked);
    // A server that is down is no better than no network.
    if (reply.status < 500 || !before) return reply;
  } catch (error) {
    if (!before && keeping === "page") return withoutNetwork(request.url, error);
    if (!before) throw error;
  }
  if (resultingClientId) shownOld.set(resultingClientId, before!.headers.get(keptAt) ?? "");
  return before!;
}

const soon = (reply: Promise<Response>): Promise<Response> =>
  Promise.race([reply, new Promise<never>((_, reject) => setTimeout(() => reject(new Error("slow")), patience))]);

/** A page that was never opened: what there is to see instead. */
async function withoutNetwork(url: string, error: unknown): Promise<Response> {
  const page = new URL(url).pathname.startsWith("/en") ? __SHELL__.pages[1] : __SHELL__.pages[0];
  const instead = page && (await caches.match(page, { cacheName: kept.page, ignoreVary: true }));
  if (!instead) throw error;
  return instead;
}

async function remember(keeping: "own" | "open" | "page", url: string, reply: Response): Promise<void> {
  // Signed out elsewhere, or the session ended: nothing of one's own stays behind.
  if (keeping === "own" && reply.status === 401) await caches.delete(kept.own);
  if (reply.ok && !reply.redirected) await keep(keeping, url, reply);
}

async function keep(keeping: "own" | "open" | "page", url: string, reply: Response): Promise<void> {
  if (!reply.ok) return;
  const headers = new Headers(reply.headers);
  headers.set(keptAt, new Date().toISOString());
  const cache = await caches.open(kept[keeping]);
  await cache.delete(url);
  await cache.put(url, new Response(await reply.blob(), { status: reply.status, headers }));
  const names = await cache.keys();
  for (const name of names.slice(0, Math.max(0, names.length - mostKept[keeping]))) await cache.delete(name);
}

type Told = MessageEvent & Extendable & { readonly source: { readonly id: string } | null };
on<Told>("message", (event) => {
  const { data, source, ports } = event;
  if (data === "age") ports[0]?.postMessage(shownOld.get(source?.id ?? "") ?? null);
  // Whoever uses the device next finds nothing of who used it before.
  if (data === "forget") event.waitUntil(caches.delete(kept.own));
  // What the page was made of before the worker was there.
  if (Array.isArray(data?.keep))
    for (const url of data.keep as string[]) {
      const keeping = keepingOf({
        method: "GET",
        mode: url.startsWith("/api/") ? "cors" : "navigate",
        url: new URL(url, worker.location.href).href,
        origin: worker.location.origin,
      });
      if (keeping === "none" || keeping === "file") continue;
      event.waitUntil(
        fetch(url)
          .then((reply) => remember(keeping, new URL(url, worker.location.href).href, reply))
          .catch(() => {}),
      );
    }
});
