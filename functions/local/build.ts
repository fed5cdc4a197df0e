import { createHash, randomUUID } from "node:crypto";
import { existsSync, globSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { day } from "../foundation/time.ts";
import { type Leashed, leashed } from "./leash.ts";

const root = join(import.meta.dirname, "..", "..");
const sources = ["web/**/*", "functions/*/contract.ts", "functions/foundation/**/*.ts", "vite.config.ts", "package-lock.json"];
const shelf = join(root, ".build", "pages");

/** One key for everything that the pages are made of: names and contents. */
function keyOfSources(): string {
  const hash = createHash("sha256");
  const files = sources.flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true })).filter((entry) => entry.isFile());
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).toSorted())
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 20);
}

/**
 * Builds the pages unless they were built from these very sources before; answers with their folder. Every build has a folder of its
 * own, so that what runs keeps its files while another is made; `.build/client` and `.build/server` lead to the newest.
 * `starting` gets the build, to be stopped with the rest.
 */
export async function buildPages(say: (line: string) => void, starting: (build: Leashed) => void): Promise<string> {
  const folder = join(shelf, keyOfSources());
  if (!existsSync(folder)) {
    say("Building the pages…");
    const making = `${folder}.${randomUUID()}`;
    const build = leashed(process.execPath, ["web/build.ts", relative(root, making)], { cwd: root });
    starting(build);
    if ((await build.ended) !== 0) throw new Error("The pages could not be built: what is wrong stands above.");
    place(making, folder);
  }
  for (const half of ["client", "server"]) lead(join(root, ".build", half), join(folder, half));
  for (const name of readdirSync(shelf)) {
    const old = join(shelf, name);
    if (old !== folder && statSync(old).mtimeMs < Date.now() - day) rmSync(old, { recursive: true, force: true });
  }
  return folder;
}

/** Whoever was faster made the same. */
function place(made: string, folder: string): void {
  try {
    renameSync(made, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(made, { recursive: true, force: true });
  }
}

function lead(link: string, folder: string): void {
  if (lstatSync(link, { throwIfNoEntry: false })?.isDirectory()) rmSync(link, { recursive: true, force: true });
  const next = `${link}.${randomUUID()}`;
  symlinkSync(relative(dirname(link), folder), next, "dir");
  renameSync(next, link);
}

/** The renderer of a build, as the page function imports it. */
export const loadPages = (folder: string): Promise<typeof import("../../.build/server/entry-server.js")> =>
  import(join(folder, "server", "entry-server.js"));

/** The browser's files of the newest build. */
export const assetsFolder = join(root, ".build", "client");
