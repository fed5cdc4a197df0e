import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";

const source = readFileSync("web/public/widget.js", "utf8");
const origin = "https://insieme.example.org";

/** As much of a document as the widget has use for. Markup that was written as text stays text here as in a browser. */
class Piece {
  readonly attributes: Record<string, string> = {};
  readonly children: (Piece | string)[] = [];
  readonly name: string;
  replaced: Piece | undefined;
  before_: Piece | undefined;
  previousElementSibling: Piece | null = null;
  dataset: Record<string, string> = {};
  src = "";
  constructor(name: string, ...children: (Piece | string)[]) {
    this.name = name;
    this.children.push(...children);
  }
  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
  append(...children: (Piece | string)[]): void {
    this.children.push(...children);
  }
  all(): Piece[] {
    return [this, ...this.children.flatMap((child) => (typeof child === "string" ? [] : child.all()))];
  }
  get text(): string {
    return this.children.map((child) => (typeof child === "string" ? child : child.text)).join("|");
  }
  matches = (): boolean => this.name === "a" && !!this.attributes["href"]?.startsWith(origin);
  querySelector = (): Piece | undefined => this.all().find((piece) => piece.matches());
  replaceWith(other: Piece): void {
    this.replaced = other;
  }
  before(other: Piece): void {
    this.before_ = other;
  }
}

const link = (href: string): Piece => {
  const made = new Piece("a", "Partecipa");
  made.setAttribute("href", href);
  return made;
};

async function shown({
  data = {},
  items = [],
  status = 200,
  before = new Piece("p", link(`${origin}/?place=Prato`)),
}: { data?: Record<string, string>; items?: unknown[]; status?: number; before?: Piece } = {}) {
  const script = new Piece("script");
  Object.assign(script, { src: `${origin}/widget.js`, dataset: data, previousElementSibling: before });
  const asked: string[] = [];
  const document = { currentScript: script, createElement: (name: string) => new Piece(name), querySelector: () => null };
  const fetch = (address: string, options: unknown) => {
    asked.push(`${address} ${JSON.stringify(options)}`);
    return Promise.resolve({ ok: status === 200, json: () => Promise.resolve({ items }) });
  };
  runInNewContext(source, { document, fetch, URL, URLSearchParams, Intl, Date, console });
  await new Promise((done) => setTimeout(done, 5));
  return { asked, list: before.replaced ?? script.before_, before };
}

const item = (more: object = {}, facts: object = {}) => ({
  url: `${origin}/opportunita/opp_1`,
  title: "Aiuto compiti",
  ...more,
  _insieme: { startsAt: "2027-03-06T14:00:00.000Z", endsAt: "2027-03-06T17:00:00.000Z", place: "Biblioteca, Pisa", left: 3, ...facts },
});

describe("the widget", () => {
  it("weighs less than 15 KB and never writes markup", () => {
    expect(Buffer.byteLength(source)).toBeLessThan(15_000);
    expect(source).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b/);
  });

  it("asks the one public feed, without cookies, for the search of the line", async () => {
    const { asked } = await shown({ data: { search: "place=Prato&theme=italian", lang: "en", count: "99" } });
    expect(asked).toEqual([`${origin}/api/opportunities.feed.json?place=Prato&theme=italian&lang=en&limit=20 {"credentials":"omit"}`]);
  });

  it("puts a list in the place of the link, in its language, on the clocks of Italy", async () => {
    const { list } = await shown({ data: { search: "place=Prato" }, items: [item(), item({}, { left: 0 }), item({}, { left: null })] });
    expect(list!.attributes).toMatchObject({ class: "insieme", lang: "it", "aria-label": "Attività di Insieme" });
    const rows = list!
      .all()
      .filter(({ name }) => name === "li")
      .map(({ text }) => text);
    expect(rows).toEqual([
      "Aiuto compiti|sabato 6 marzo, 15:00–18:00|Biblioteca, Pisa · 3 posti liberi",
      "Aiuto compiti|sabato 6 marzo, 15:00–18:00|Biblioteca, Pisa · Completo: lista d'attesa",
      "Aiuto compiti|sabato 6 marzo, 15:00–18:00|Biblioteca, Pisa",
    ]);
    expect(list!.all().findLast(({ name }) => name === "a")!.attributes["href"]).toBe(`${origin}/?place=Prato`);
    expect((await shown({ data: { lang: "en" }, items: [] })).list!.text).toContain("There are no activities");
  });

  it("takes what was written for text, and no address but of the web", async () => {
    const { list } = await shown({ items: [item({ title: "<img onerror=x>", url: "javascript:alert(1)" })] });
    const first = list!.all().find(({ name }) => name === "a");
    expect([first!.text, first!.attributes["href"]]).toEqual(["<img onerror=x>", origin]);
    expect(new Set(list!.all().map(({ name }) => name))).toEqual(new Set(["section", "ul", "li", "a", "div", "time", "p"]));
  });

  it("leaves the link when nothing can be had, and what is not its own when there is none", async () => {
    expect((await shown({ status: 503 })).list).toBeUndefined();
    const stranger = new Piece("p", link("https://altri.example/"));
    expect((await shown({ before: stranger })).before.replaced).toBeUndefined();
  });
});
