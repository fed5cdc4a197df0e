import { getRequestEvent, isServer } from "solid-js/web";
import type { Locale } from "../functions/foundation/context.ts";

export type { Locale };

/** Direction of each language's script. */
export const directions: Record<Locale, "ltr" | "rtl"> = { it: "ltr", en: "ltr" };

/** Italian stands at the root, every other language under its own folder. */
export const localeOf = (pathname: string): Locale => (/^\/en(\/|$)/.test(pathname) ? "en" : "it");

/** The language of the page that is being made or read. It changes only with a new document, so it need not be a signal. */
export const locale = (): Locale => (isServer ? getRequestEvent()!.page.locale : (document.documentElement.lang as Locale));
