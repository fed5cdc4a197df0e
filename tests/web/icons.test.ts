import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const drawn = [...readFileSync("web/parts/icons.svg", "utf8").matchAll(/<symbol id="([\w-]+)"/g)].map(([, name]) => name!);
const named = [...readFileSync("web/parts/Icon.tsx", "utf8").matchAll(/^ {2}\| "([\w-]+)"/gm)].map(([, name]) => name!);

it("every name has its symbol, and every symbol its name", () => {
  expect(named.toSorted()).toEqual(drawn.toSorted());
});

it("every symbol is used", () => {
  const sources = globSync("web/**/*.{ts,tsx}").filter((file) => !file.endsWith("Icon.tsx"));
  const text = sources.map((file) => readFileSync(file, "utf8")).join("\n");
  expect(drawn.filter((name) => !text.includes(`"${name}"`))).toEqual([]);
});
