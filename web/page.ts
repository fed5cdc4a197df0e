import { getRequestEvent, isServer } from "solid-js/web";
import type { About } from "./linked.ts";
import type { Locale } from "./locale.ts";

/** What an installation chooses: the site's address, and the map's tiles (`tilesUrl` empty: the province outlines alone). */
export type Settings = { readonly origin: string; readonly tilesUrl: string; readonly tilesCredit: string };

export type HeadTags = {
  readonly title: string;
  readonly description?: string | undefined;
  readonly image?: string | undefined;
  readonly hidden?: boolean | undefined;
  /** What the page is about, for search engines; only the server has a use for it. */
  readonly about?: About | undefined;
};

/** What the server knows of the page that it is making; parts write `head` and `status` while they render. */
export type ServerPage = {
  readonly locale: Locale;
  readonly settings: Settings;
  readonly api: (request: Request) => Response | Promise<Response>;
  head: HeadTags;
  status: number;
  failure?: unknown;
};

declare module "solid-js/web" {
  interface RequestEvent {
    page: ServerPage;
  }
}

/** The server's page, or undefined in the browser. */
export const serverPage = (): ServerPage | undefined => (isServer ? getRequestEvent()?.page : undefined);

let known: Settings | undefined;
/** In the browser they stand in the document, beside the page's data. */
export const settings = (): Settings =>
  serverPage()?.settings ?? (known ??= JSON.parse(document.getElementById("settings")!.textContent!) as Settings);
