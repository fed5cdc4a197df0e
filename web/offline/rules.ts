/** What is kept on the reader's own device for when there is no network, as plain decisions. No names of the browser's workers here. */

/** Of one's own: forgotten when somebody signs out, or is found to be signed out. */
const own = [/^\/api\/me$/, /^\/api\/me\/sign-ups$/, /^\/api\/me\/record$/];
/** The same for everybody. Nothing that names other people (a roster, members), and nothing of the desk. */
const open = [
  /^\/api\/opportunities$/,
  /^\/api\/opportunities\/opp_\w+$/,
  /^\/api\/comuni$/,
  /^\/api\/(bodies|projects|plans)$/,
  /^\/api\/(bodies|projects|plans)\/\w+$/,
];
/** Pages that show persons, their searches or work of the desk: they are rendered in the browser and without an answer they show nothing. */
const unkept = [
  /^(\/en)?\/(verifica|verify)\//,
  /^(\/en)?\/(conferma-ricerca|confirm-search|disiscrizione|unsubscribe)\//,
  /^\/local\//,
  /^\/api\//,
];

export type Keeping = "own" | "open" | "page" | "file" | "none";

/** Where an answer to this request is kept. `page`: a document. */
export function keepingOf({ method, mode, url, origin }: { method: string; mode: string; url: string; origin: string }): Keeping {
  const address = new URL(url);
  if (method !== "GET" || address.origin !== origin) return "none";
  const { pathname } = address;
  if (mode === "navigate") return unkept.some((kind) => kind.test(pathname)) ? "none" : "page";
  if (pathname.startsWith("/assets/") || pathname === "/tuscany.svg" || pathname === "/favicon.svg") return "file";
  if (own.some((kind) => kind.test(pathname))) return "own";
  return open.some((kind) => kind.test(pathname)) ? "open" : "none";
}

/** How many answers of a kind stay; the oldest go first. */
export const mostKept = { page: 30, open: 60, own: 10 } as const;

/** Milliseconds after which what is kept is shown although the network may still answer. */
export const patience = 5000;
