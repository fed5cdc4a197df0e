import { useLocation } from "@solidjs/router";
import { createEffect } from "solid-js";
import { isServer } from "solid-js/web";
import { type HeadTags, serverPage } from "../page.ts";

/** Says what the page is called and about. The server writes it into the document; in the browser it follows the reader from page to page. */
export function Head(props: HeadTags): null {
  const page = serverPage();
  if (page) page.head = { ...props };
  if (!isServer) createEffect(() => inBrowser(props, useLocation().pathname));
  return null;
}

function inBrowser({ title, description }: HeadTags, pathname: string): void {
  document.title = title ? `${title} · Insieme` : "Insieme";
  const set = (selector: string, attribute: string, value: string) => document.head.querySelector(selector)?.setAttribute(attribute, value);
  set('meta[name="description"]', "content", description ?? "");
  set('link[rel="canonical"]', "href", location.origin + pathname);
}

/** The HTTP status of a page that is not simply there: 404, 410. */
export function Status(props: { code: number }): null {
  const page = serverPage();
  if (page) page.status = props.code;
  return null;
}
