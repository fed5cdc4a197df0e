import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseSync, Visitor } from "vite";
import { describe, expect, it } from "vitest";
import { locales } from "../../functions/foundation/context.ts";
import { pages } from "../../web/routes.ts";

const files = import.meta.glob<{ default: unknown }>("../../web/i18n/{it,en}/*.ts", { eager: true });
const areas = [...new Set(Object.keys(files).map((file) => basename(file, ".ts")))];
const catalogue = (locale: string, area: string): unknown => files[`../../web/i18n/${locale}/${area}.ts`]?.default;

/** Every word of a catalogue by its dotted key: text as it is, a function by how many values it takes. */
function words(value: unknown, key = ""): [key: string, word: string][] {
  if (typeof value === "string") return [[key, value]];
  if (typeof value === "function") return [[key, `(${value.length})`]];
  if (typeof value !== "object" || value === null) return [[key, `not a word: ${typeof value}`]];
  return Object.entries(value).flatMap(([name, each]) => words(each, key ? `${key}.${name}` : name));
}

describe.each(areas)("words of %s", (area) => {
  // Where Italian says nothing, as of a state that nobody waits for, no language does.
  const shape = (locale: string) => words(catalogue(locale, area)).map(([key, word]) => `${key}${word.trim() ? "" : " (silent)"}`);

  it.each([...locales])("%s has every key, and a word for it", (locale) => {
    expect(shape(locale).toSorted()).toEqual(shape("it").toSorted());
    expect(words(catalogue(locale, area)).filter(([, word]) => word.startsWith("not a word"))).toEqual([]);
  });
});

it("a catalogue in one language is a catalogue in all", () => {
  expect(areas.filter((area) => locales.some((locale) => catalogue(locale, area) === undefined))).toEqual([]);
});

const sources = globSync("web/{pages,parts,map}/**/*.tsx").map((file) => file.replaceAll("\\", "/"));
const spoken = new Set(["title", "label", "hint", "alt", "placeholder", "aria-label", "aria-description", "text", "caption", "empty"]);
/** Names that stay the same in every language. */
const names = new Set(["Insieme"]);
const isWord = (text: string) => /\p{L}{2}/u.test(text) && !names.has(text.trim());

function literals(file: string): string[] {
  const found: string[] = [];
  const { program } = parseSync(file, readFileSync(file, "utf8"));
  new Visitor({
    JSXText: ({ value }) => void (isWord(value) && found.push(value.trim())),
    JSXExpressionContainer: ({ expression }) => {
      if (expression.type === "Literal" && typeof expression.value === "string" && isWord(expression.value)) found.push(expression.value);
    },
    JSXAttribute: ({ name, value }) => {
      if (name.type !== "JSXIdentifier" && name.type !== "JSXNamespacedName") return;
      const attribute = name.type === "JSXIdentifier" ? name.name : "";
      if (spoken.has(attribute) && value?.type === "Literal" && typeof value.value === "string" && isWord(value.value))
        found.push(`${attribute}="${value.value}"`);
    },
  }).visit(program);
  // Class names and the like stand in expressions too: only what a reader would read counts.
  return found.filter((text) => !/^[a-z-]+( [a-z-]+)*$/.test(text) || /[=]/.test(text));
}

describe("no sentence outside the catalogue", () => {
  it.each(sources)("%s", (file) => {
    expect(literals(file)).toEqual([]);
  });
});

/** The files that a page is made of: what it imports at once, and what that imports. */
function closure(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, to] of readFileSync(file, "utf8").matchAll(/^(?:import|export)\s(?!type\s)[^"]*?from "(\.[^"]+\.tsx?)";/gm)) {
    const next = join(dirname(file), to!).replaceAll("\\", "/");
    if (next.startsWith("web/")) closure(next, seen);
  }
  return seen;
}

describe("a page's row names every area that the page speaks from", () => {
  it.each(Object.entries(pages))("%s", (page, row) => {
    const spokenIn = [...closure(`web/pages/${page}.tsx`)].flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\bwords\("(\w+)"\)/g)].map(([, area]) => area!),
    );
    const named: ReadonlySet<string> = new Set(["common", ...row.words]);
    expect([...new Set(spokenIn)].filter((area) => !named.has(area))).toEqual([]);
  });
});
