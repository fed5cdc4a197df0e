import purge from "@fullhuman/postcss-purgecss";
import solid from "vite-plugin-solid";
import { defineConfig } from "vite";
import { logical } from "./web/styles/logical.ts";

/** What both halves of the house share; `web/build.ts` says how each is built. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: "web/public",
  plugins: [solid({ ssr: true })],
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
