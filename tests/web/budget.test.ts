import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { buildPages } from "../../functions/local/build.ts";
import { locales } from "../../functions/foundation/context.ts";
import { type Page, pages } from "../../web/routes.ts";

type Assets = {
  readonly pages: Record<string, { readonly js: string[]; readonly css: string[] }>;
  readonly fonts: string[];
  readonly entry: string;
};
let assets: Assets;
let client = "";

beforeAll(async () => {
  const folder = await buildPages(
    () => {},
    () => {},
  );
  client = join(folder, "client");
  assets = JSON.parse(readFileSync(join(folder, "server/assets.json"), "utf8"));
}, 120_000);

/** Bytes as a browser receives them, gzip at its usual level. */
const weight = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(client, file))).length, 0);
const KB = 1000;

describe.each([...locales])("what the first page weighs in %s", (locale) => {
  it("JavaScript: at most 45 KB before the map is asked for", () => {
    const { js } = assets.pages[`${locale}/home`]!;
    expect(js.every((file) => !/leaflet|marks|tuscany/.test(file))).toBe(true);
    expect(weight(js)).toBeLessThan(45 * KB);
  });

  it("styles: at most 28 KB", () => expect(weight(assets.pages[`${locale}/home`]!.css)).toBeLessThan(28 * KB));
});

describe("what any page weighs", () => {
  it.each(Object.keys(pages) as Page[])("%s: at most 75 KB of JavaScript, 28 KB of styles", (page) => {
    for (const locale of locales) {
      const { js, css } = assets.pages[`${locale}/${page}`]!;
      expect(weight(js)).toBeLessThan(75 * KB);
      expect(weight(css)).toBeLessThan(28 * KB);
    }
  });
});

it("no page loads the words of another language", () => {
  const of = (locale: string) => new Set(Object.entries(assets.pages).flatMap(([key, { js }]) => (key.startsWith(`${locale}/`) ? js : [])));
  const [it, en] = [of("it"), of("en")];
  expect([...it].filter((file) => !en.has(file)).length).toBeGreaterThan(0);
  const italian = [...it].filter((file) => !en.has(file)).map((file) => readFileSync(join(client, file), "utf8"));
  expect(italian.some((code) => code.includes("Vai al contenuto"))).toBe(true);
  expect([...en].some((file) => readFileSync(join(client, file), "utf8").includes("Vai al contenuto"))).toBe(false);
});

describe("what is served", () => {
  it("names no other host but those that one may follow by hand", () => {
    const files = globSync("assets/*.{js,css}", { cwd: client });
    const hosts = files.flatMap((file) =>
      [...readFileSync(join(client, file), "utf8").matchAll(/(?:@import|url\(|src=)\s*["'(]?(https?:\/\/[^"')\s]+)/g)].map(
        ([, host]) => host,
      ),
    );
    expect(hosts).toEqual([]);
  });

  it("has the files that every page names", () => {
    for (const file of ["favicon.svg", "insieme.png", "tuscany.svg", ...assets.fonts, assets.entry])
      expect(existsSync(join(client, file))).toBe(true);
  });

  it("carries no sources of the server", () => {
    expect(globSync("**/*", { cwd: client }).filter((file) => /\.(ts|tsx|map)$/.test(file))).toEqual([]);
  });
});
