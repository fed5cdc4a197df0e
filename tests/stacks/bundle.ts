import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { folderOf, type functions, stageOf, titled } from "./stage.ts";

export type Name = (typeof functions)[number];

export const production = stageOf("production");
export const folder = (name: Name) => join(folderOf("production"), "bundles", titled(name));
export const metafileOf = (name: Name) => JSON.parse(readFileSync(join(folder(name), "metafile.json"), "utf8")) as Metafile;
/** Our own files in a bundle, from the root of the project. */
export const ours = (name: Name) => Object.keys(metafileOf(name).inputs).filter((file) => !file.includes("node_modules/"));

/** What is loaded before the first event comes, without what waits behind import(). */
export function atOnce(name: Name): { readonly inputs: ReadonlySet<string>; readonly bytes: number } {
  const { outputs } = metafileOf(name);
  const inputs = new Set<string>();
  const seen = new Set<string>();
  let bytes = 0;
  const visit = (path: string): void => {
    const output = outputs[path];
    if (!output || seen.has(path)) return;
    seen.add(path);
    bytes += output.bytes;
    // A few bytes are what is left of a package of which nothing is used.
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) if (bytesInOutput > 500) inputs.add(input);
    output.imports.filter(({ kind }) => kind === "import-statement").forEach(({ path: next }) => visit(next));
  };
  visit(Object.keys(outputs).find((path) => path.endsWith("/bundle.mjs"))!);
  return { inputs, bytes };
}
