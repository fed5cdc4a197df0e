import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Manifest } from "vite";
import { locales } from "../functions/foundation/context.ts";
import { pages } from "./routes.ts";

/**
 * `node web/build.ts [folder]`: the browser's files into `.build/client`, the server's into `.build/server`. The two know nothing of
 * each other, so each has a process of its own; at the end the server is told what the browser has to load.
 */
const root = join(import.meta.dirname, "..");
const out = join(root, process.argv[2] ?? ".build");
const server = join(out, "server");
const common = { root, configFile: join(root, "vite.config.ts"), logLevel: "warn", mode: "production" } as const;
/** How long plugins took is of no interest to whoever starts Insieme. */
const checks = { pluginTimings: false };
const client = join(out, "client");
// Under a test's own NODE_ENV Solid's development files would be taken, heavier and of another kind than what is deployed.
process.env["NODE_ENV"] = "production";

/**
 * On a slow line each file costs its way there and back: what nearly every page needs, and what lists are made of, is one.
 * What most pages need of the rest (desk and record) is another.
 */
const frame = new RegExp(
  [
    "/node_modules/(solid-js|@solidjs)/",
    "preload-helper",
    "/functions/foundation/context",
    "/web/offline/offline",
    "/web/(client|contact|locale|page|routes)\\.ts",
    "/web/i18n/(words|format)\\.ts",
    "/web/map/MapFrame",
    "/web/parts/(Act|ComuneField|comuneNames|comuni|DateBlock|EmptyState|Field|fields|FilterPanel|Filters|finding|Head|Icon|icons|More|Notice|OpportunityCard|SaveSearch|session|SignInAgain|Spinner|Theme|themes|Toast|wish)\\.",
  ].join("|"),
);

if (process.argv[3] === "server") {
  await buildServer();
  process.exit();
}
for (const half of [client, server]) await rm(half, { recursive: true, force: true });
const other = spawn(process.execPath, [import.meta.filename, process.argv[2] ?? ".build", "server"], { cwd: root, stdio: "inherit" });
const otherEnded = once(other, "exit");

await build({
  ...common,
  build: {
    outDir: client,
    assetsDir: "assets",
    manifest: "manifest.json",
    target: "es2022",
    // The server names what a first page needs; later pages find most of it there, and the table of the rest would weigh on all.
    modulePreload: false,
    rolldownOptions: {
      checks,
      input: ["web/entry-client.tsx", "web/offline/sw.ts"],
      output: {
        // Its scope is where it lies, and its name is what browsers ask for again.
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: "frame", test: frame, priority: 2 },
            { name: "desk", test: /\/web\/parts\//, minShareCount: 20 },
          ],
        },
      },
    },
  },
});

const manifest: Manifest = JSON.parse(await readFile(join(client, "manifest.json"), "utf8"));

/** Every file that `entries` need at once: themselves, what they import, their styles. */
function filesOf(entries: readonly string[]): { js: string[]; css: string[] } {
  const js = new Set<string>();
  const css = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`not in the manifest: ${key}`);
    if (js.has(chunk.file)) return;
    js.add(chunk.file);
    chunk.css?.forEach((file) => css.add(file));
    chunk.imports?.forEach(visit);
  };
  entries.forEach(visit);
  return { js: [...js], css: [...css] };
}

const assets = Object.fromEntries(
  locales.flatMap((locale) =>
    Object.entries(pages).map(([page, { words }]) => [
      `${locale}/${page}`,
      filesOf(["web/entry-client.tsx", `web/pages/${page}.tsx`, ...["common", ...words].map((area) => `web/i18n/${locale}/${area}.ts`)]),
    ]),
  ),
);
const fonts = Object.entries(manifest)
  .filter(([key]) => /styles\/fonts\/titillium-.*\.woff2$/.test(key))
  .map(([, { file }]) => file);

const made = { pages: assets, fonts, entry: manifest["web/entry-client.tsx"]?.file };

/** What is at hand without a network: the pages that residents go back to. */
const shellFiles = [
  ...new Set([
    ...locales.flatMap((locale) =>
      ["home", "opportunity", "my-activities"].flatMap((page) => Object.values(assets[`${locale}/${page}`]!).flat()),
    ),
    ...fonts,
    ...Object.entries(manifest)
      .filter(([key]) => key.endsWith("icons.svg"))
      .map(([, { file }]) => file),
    "tuscany.svg",
  ]),
];
const shell = {
  version: createHash("sha256").update(shellFiles.join()).digest("hex").slice(0, 12),
  files: shellFiles,
  pages: locales.map((locale) => pages.home[locale]),
};
const worker = join(client, "sw.js");
await writeFile(worker, `self.__SHELL__=${JSON.stringify(shell)};\n${await readFile(worker, "utf8")}`);

const [code] = await otherEnded;
if (code !== 0) throw new Error("The server's half of the pages could not be built: what is wrong stands above.");
const entry = join(server, "entry-server.js");
await writeFile(entry, `globalThis.__ASSETS__ = ${JSON.stringify(made)};\n${await readFile(entry, "utf8")}`);
// What is measured against the budget, and what a CDN is told to keep for ever.
await writeFile(join(server, "assets.json"), JSON.stringify(made));

function buildServer() {
  return build({
    ...common,
    publicDir: false,
    ssr: { noExternal: true, target: "node" },
    build: { outDir: server, emptyOutDir: true, target: "node24", minify: false, ssr: "web/entry-server.tsx", rolldownOptions: { checks } },
  });
}
