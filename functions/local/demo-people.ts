import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

/** Somebody of the demo whom one may be: name, and in one line what they do in it, in each language. */
export const DemoPerson = v.object({ email: v.string(), name: v.string(), role: v.object({ it: v.string(), en: v.string() }) });
export type DemoPerson = v.InferOutput<typeof DemoPerson>;

/** Nobody reads there: the demo's own letters of a past that it made up are not sent. */
export const demoAddresses = "@demo.example";

/** `loading` means that a start was interrupted while it loaded the demo: what there is must not be taken for the whole. */
const Demo = v.object({ state: v.picklist(["none", "loading", "loaded"]), people: v.array(DemoPerson) });
export type Demo = v.InferOutput<typeof Demo>;

const fileIn = (folder: string) => join(folder, "demo.json");

export const readDemo = (folder: string): Demo | undefined =>
  existsSync(fileIn(folder)) ? v.parse(Demo, JSON.parse(readFileSync(fileIn(folder), "utf8"))) : undefined;

export const writeDemo = (folder: string, demo: Demo): void => writeFileSync(fileIn(folder), JSON.stringify(demo, null, 2));
