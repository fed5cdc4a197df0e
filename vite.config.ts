import purge from "@fullhuman/postcss-purgecss";
import solid from "vite-plugin-solid";
import { defineConfig, type Plugin } from "vite";
import { logical } from "./web/styles/logical.ts";

/**
 * Vite fetches a page's styles before its code; ours come with the document, all at once, so there is nothing to fetch
 * and its helper would only weigh on the first page.
 */
const preload: Plugin = {
  name: "no-preload",
  enforce: "pre",
  load: { filter: { id: /^\0vite\/preload-helper/ }, handler: () => "export const __vitePreload = (load) => load();" },
};

/** What both halves of the house share; `web/build.ts` says how each is built. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: "web/public",
  plugins: [preload, solid({ ssr: true })],
  css: {
    preprocessorOptions: {
      // bootstrap-italia is still written with @import: its warnings are not ours to mend.
      scss: {
        quietDeps: true,
        silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
        loadPaths: ["node_modules"],
      },
    },
    postcss: {
      plugins: [
        purge({
          content: ["web/**/*.{ts,tsx}"],
          safelist: { standard: [/^:/, "html", "body", /^theme-/], greedy: [/^leaflet-/] },
          defaultExtractor: (source: string) => source.match(/[\w-/:]+(?<!:)/g) ?? [],
          variables: false,
        }),
        logical(),
      ],
    },
  },
});
