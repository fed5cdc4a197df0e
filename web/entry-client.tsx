import { hydrate } from "solid-js/web";
import { App, routes } from "./app.tsx";
import { loadWords } from "./i18n/words.ts";
import { locale } from "./locale.ts";
import { beginKeeping } from "./offline/offline.ts";
import { pageAt } from "./routes.ts";
import "./styles/main.scss";

const here = pageAt(location.pathname);
const table = routes(locale());
const route = table.find((row) => row.info?.["page"] === here?.page)?.component as { preload?: () => Promise<unknown> } | undefined;

// The page's code and words come first, so that hydration finds everything at hand.
await Promise.all([loadWords(locale(), ["common"]), route?.preload?.()]);
hydrate(() => <App routes={table} />, document.getElementById("app")!);
beginKeeping();
