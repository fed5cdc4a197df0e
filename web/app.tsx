import { type RouteDefinition, Router } from "@solidjs/router";
import { type Component, lazy } from "solid-js";
import { loadWords } from "./i18n/words.ts";
import type { Locale } from "./locale.ts";
import { Layout } from "./parts/Layout.tsx";
import { NotFound } from "./parts/NotFound.tsx";
import { type Page, pages } from "./routes.ts";

const files = import.meta.glob<{ default: Component }>("./pages/*.tsx");

/** A page with its words, both fetched at once. In the browser the language is settled, on the server `render` sees to the words. */
const component = (locale: Locale, page: Page) =>
  lazy(async () => {
    const [module] = await Promise.all([files[`./pages/${page}.tsx`]!(), loadWords(locale, pages[page].words)]);
    return module;
  });

/** The routes of one language: a link to another language loads a new document. */
export const routes = (locale: Locale): RouteDefinition[] => [
  ...(Object.keys(pages) as Page[]).map((page) => ({ path: pages[page][locale], component: component(locale, page), info: { page } })),
  { path: "*", component: NotFound },
];

export const App = (props: { routes: RouteDefinition[]; url?: string }) => (
  <Router url={props.url ?? ""} root={Layout}>
    {props.routes}
  </Router>
);
