import { existsSync, globSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { locales } from "../../functions/foundation/context.ts";
import { localeOf } from "../../web/locale.ts";
import { type Page, pageAt, pages, pathIn } from "../../web/routes.ts";

const all = Object.keys(pages) as Page[];
/** A value for each name in an address. */
const sample = (pattern: string) => Object.fromEntries([...pattern.matchAll(/:(\w+)/g)].map(([, name]) => [name!, `x-${name}`]));

describe.each(all)("page %s", (page) => {
  it("has its file", () => expect(existsSync(`web/pages/${page}.tsx`)).toBe(true));

  it("takes the same names in every language", () => {
    const names = locales.map((locale) => Object.keys(sample(pages[page][locale])).toSorted());
    expect(new Set(names.map(String)).size).toBe(1);
  });

  it.each([...locales])("is found at its own address in %s, and leads to the same page in the others", (locale) => {
    const params = sample(pages[page][locale]);
    const address = pathIn(locale, { page, params });
    expect(pageAt(address)).toEqual({ page, params });
    expect(localeOf(address)).toBe(locale);
    for (const other of locales) expect(pageAt(pathIn(other, { page, params }))).toEqual({ page, params });
  });
});

it("no two pages share an address", () => {
  const addresses = all.flatMap((page) => locales.map((locale) => pages[page][locale].replace(/:\w+/g, ":")));
  expect(addresses.length).toBe(new Set(addresses).size);
});

it("every page file has its row", () => {
  expect(
    globSync("web/pages/*.tsx")
      .map((file) => basename(file, ".tsx"))
      .filter((page) => !(page in pages)),
  ).toEqual([]);
});

describe("an address", () => {
  it("keeps what stands in it, whatever it is", () => {
    const strange = { page: "opportunity", params: { id: "à/b c?d" } } as const;
    expect(pathIn("it", strange)).toBe("/opportunita/%C3%A0%2Fb%20c%3Fd");
    expect(pageAt(pathIn("it", strange))).toEqual(strange);
  });

  it.each(["/opportunita", "/opportunita/a/b", "/English", "/en/nope", "//", "/%E0%A4%A"])("%s is no page", (address) => {
    expect(pageAt(address)).toBeUndefined();
  });

  it("is English under /en alone", () => {
    expect(["/en", "/en/sign-in", "/enti", "/", "/entra"].map(localeOf)).toEqual(["en", "en", "it", "it", "it"]);
  });
});
