import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Leashed, leashed } from "./leash.ts";

const root = join(import.meta.dirname, "..", "..");
const sources = ["web/**/*", "functions/*/contract.ts", "functions/foundation/**/*.ts", "vite.config.ts", "package-lock.json"];
const made = [".build/client", ".build/server/entry-server.js"];
const keyFile = join(root, ".build", "key");

/** One key for everything that the pages are made of: names and contents. */
function keyOfSources(): string {
  const hash = createHash("sha256");
  const files = sources.flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true })).filter((entry) => entry.isFile());
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).toSorted())
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** Builds the pages unless they were built from these very sources. `starting` gets the build, to be stopped with the rest. */
export async function buildPages(say: (line: string) => void, starting: (build: Leashed) => void): Promise<void> {
  const key = keyOfSources();
  const before = existsSync(keyFile) ? readFileSync(keyFile, "utf8") : "";
  if (before === key && made.every((path) => existsSync(join(root, path)))) return;
  say("Building the pages…");
  const build = leashed(process.execPath, ["web/build.ts"], { cwd: root });
  starting(build);
  if ((await build.ended) !== 0) throw new Error("The pages could not be built: what is wrong stands above.");
  writeFileSync(keyFile, key);
}

/** The renderer, as the page function imports it. */
export const loadPages = (): Promise<typeof import("../../.build/server/entry-server.js")> =>
  import(join(root, ".build", "server", "entry-server.js"));
export const assetsFolder = join(root, ".build", "client");
