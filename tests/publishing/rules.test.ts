import { XMLParser, XMLValidator } from "fast-xml-parser";
import ICAL from "ical.js";
import { Parser } from "n3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FoundListing } from "../../functions/discovery/contract.ts";
import type { Listed } from "../../functions/discovery/rules.ts";
import { localOf } from "../../functions/foundation/time.ts";
import { pages as published } from "../../functions/publishing/addresses.ts";
import { calendar } from "../../functions/publishing/documents/calendar.ts";
import { catalog } from "../../functions/publishing/documents/catalog.ts";
import { atom, type Feed, geoJson, jsonFeed, rowsOf } from "../../functions/publishing/documents/feed.ts";
import { sitemap, sitemapIndex } from "../../functions/publishing/documents/sitemap.ts";
import { turtle } from "../../functions/publishing/documents/turtle.ts";
import { inApi } from "../../functions/publishing/roots.ts";
import { answering, eventsOf, questionOf, shownZones, titleOf } from "../../functions/publishing/rules.ts";
import { publishedWords } from "../../functions/publishing/words.ts";
import { csv } from "../../functions/foundation/csv.ts";
import enTerms from "../../web/i18n/en/terms.ts";
import itTerms from "../../web/i18n/it/terms.ts";
import { pages } from "../../web/routes.ts";
import { listed } from "../setup/listings.ts";

const origin = "https://insieme.example.org";
const joined = (pieces: Iterable<string>): string => [...pieces].join("");
const hard = `Caffè & tè: "noi"; <b>ti</b>, \\n o\nno دروس 王芳`;
const slot = (startsAt: string, endsAt: string) => ({ startsAt, endsAt, left: 3, waiting: 0 });

const feedOf = (items: readonly FoundListing[], more: Partial<Feed> = {}): Feed => ({
  locale: "it",
  origin,
  title: "Insieme",
  self: `${origin}/api/opportunities.atom?q=a&b`,
  first: `${origin}/api/opportunities.atom?q=a&b`,
  next: `${origin}/api/opportunities.atom?q=a&b&cursor=x`,
  home: `${origin}/?q=a`,
  updated: "2027-03-01T09:00:00.000Z",
  items,
  ...more,
});
const found = (n: number, more: Partial<Listed> = {}): FoundListing => {
  const { slots: _, seen: __, ...listing } = listed(n, { publishedAt: "2027-02-01T08:00:00.000Z", ...more });
  return { ...listing, km: null };
};

describe("a calendar", () => {
  const written = (events: ReturnType<typeof eventsOf>, name = "Insieme") =>
    joined(calendar({ name, about: hard, address: `${origin}/api/opportunities.ics`, locale: "it" }, events));
  const read = (text: string) => new ICAL.Component(ICAL.parse(text) as never[]);
  const eventsIn = (text: string) => read(text).getAllSubcomponents("vevent");
  const dated = (...starts: string[]): Listed => {
    const slots = starts.map((startsAt) => slot(startsAt, new Date(Date.parse(startsAt) + 3_600_000).toISOString()));
    return listed(1, { title: hard, venue: "Circolo, sala 1; piano 2", slots });
  };
  const of = (listing: Listed) => eventsOf(listing, listing.slots, "2027-02-02T10:00:00.000Z", "it", origin);

  it("is read back as it was meant, whatever the title is made of", () => {
    const [event] = eventsIn(written(of(dated("2099-03-06T14:00:00.000Z"))));
    const said = (name: string) => event!.getFirstPropertyValue(name);
    expect(said("summary")).toBe(hard);
    expect(said("location")).toBe("Circolo, sala 1; piano 2, Pisa");
    expect(String(said("url"))).toBe(`${origin}/opportunita/${listed(1).id}`);
    expect([said("status"), said("sequence"), said("categories")]).toEqual(["CONFIRMED", 1, "Scuola"]);
    expect(String(said("last-modified"))).toBe("2027-02-02T10:00:00Z");
    expect(said("geo")).toEqual([43.7165, 10.4017]);
  });

  it("has lines of 75 octets at most, each with its own ending, and no broken character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.string({ unit: "grapheme", maxLength: 200 }), (title, name) => {
        const text = written(of({ ...dated("2099-03-06T14:00:00.000Z"), title }), name);
        expect(text.endsWith("\r\n")).toBe(true);
        const wrong = text
          .slice(0, -2)
          .split("\r\n")
          .filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line) || !line.isWellFormed());
        expect(wrong).toEqual([]);
        const back = eventsIn(text)[0]!.getFirstPropertyValue("summary");
        expect(back).toBe(
          title
            .toWellFormed()
            .replace(/\r\n?/g, "\n")
            .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " "),
        );
      }),
      { numRuns: 50 },
    );
  }, 30_000);

  it("shows Italy's clocks on both sides of their change, and the hour that comes twice as the instants that they are", () => {
    const starts = [
      "2027-03-27T17:00:00.000Z", // 18:00, winter
      "2027-03-28T16:00:00.000Z", // 18:00, summer
      "2027-10-31T00:30:00.000Z", // 02:30, first pass
      "2027-10-31T01:30:00.000Z", // 02:30, second pass
      "2027-10-31T17:00:00.000Z", // 18:00, winter
    ];
    const text = written(of(dated(...starts)));
    expect([...text.matchAll(/DTSTART(.*)\r\n/g)].map(([, at]) => at).filter((at) => /2027/.test(at!))).toEqual([
      ";TZID=Europe/Rome:20270327T180000",
      ";TZID=Europe/Rome:20270328T180000",
      ":20271031T003000Z",
      ":20271031T013000Z",
      ";TZID=Europe/Rome:20271031T180000",
    ]);
    // By the rules written out in the calendar itself, not by those of this machine.
    const component = read(text);
    const rome = new ICAL.Timezone(component.getFirstSubcomponent("vtimezone")!);
    const instants = component.getAllSubcomponents("vevent").map((event) => {
      const start = event.getFirstPropertyValue("dtstart") as ICAL.Time;
      if (start.zone !== ICAL.Timezone.utcTimezone) start.zone = rome;
      return start.toJSDate().toISOString();
    });
    expect(instants).toEqual(starts);
  });

  it("names each date for ever, and two at the same hour apart", () => {
    const twice = dated("2099-03-06T14:00:00.000Z", "2099-03-06T14:00:00.000Z", "2099-03-07T14:00:00.000Z");
    const uids = of(twice).map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(3);
    expect(of({ ...twice, title: "Altro", seen: 9 }).map(({ uid }) => uid)).toEqual(uids);
  });

  it("holds the dates that answer the question", () => {
    const series = dated("2027-03-05T08:00:00.000Z", "2027-03-06T14:00:00.000Z", "2027-03-06T19:00:00.000Z", "2027-03-13T14:00:00.000Z");
    const asked = (question: object) =>
      answering(series.slots, question, new Date("2027-03-05T09:00:00.000Z")).map(({ startsAt }) => localOf(startsAt));
    expect(asked({})).toHaveLength(3);
    expect(asked({ to: "2027-03-06" })).toEqual(["2027-03-06T15:00", "2027-03-06T20:00"]);
    expect(asked({ day: ["sat"], time: ["evening"] })).toEqual(["2027-03-06T20:00"]);
    expect(asked({ from: "2027-03-07", day: ["sun"] })).toEqual([]);
  });
});

describe("a feed", () => {
  const items = [found(1, { title: hard, bodyName: hard, summary: hard, venue: hard }), found(2, { left: null, dates: 4 })];
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", isArray: (name) => ["entry", "link"].includes(name) });

  it("as Atom says everything that RFC 4287 wants, and leads on", () => {
    const text = joined(atom(feedOf(items)));
    expect(XMLValidator.validate(text)).toBe(true);
    const { feed } = parser.parse(text, true) as { feed: Record<string, unknown> };
    expect(feed).toMatchObject({ id: `${origin}/api/opportunities.atom?q=a&b`, title: "Insieme", updated: "2027-03-01T09:00:00.000Z" });
    const links = (feed["link"] as { rel: string; href: string }[]).map(({ rel, href }) => [rel, href]);
    expect(Object.fromEntries(links)).toMatchObject({ self: feedOf([]).self, next: feedOf([]).next, alternate: `${origin}/?q=a` });
    const [entry] = feed["entry"] as Record<string, unknown>[];
    expect(entry).toMatchObject({
      id: `urn:insieme:${items[0]!.id}`,
      title: hard,
      author: { name: hard },
      updated: "2027-02-01T08:00:00.000Z",
      category: { term: "school", label: "Scuola" },
      "georss:point": "43.7165 10.4017",
    });
  });

  it("as XML bears whatever a title is made of", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 100 }), (title) => {
        expect(XMLValidator.validate(joined(atom(feedOf([found(1, { title })]))))).toBe(true);
      }),
    );
  });

  it("as JSON Feed 1.1", () => {
    const feed = JSON.parse(joined(jsonFeed(feedOf(items)))) as { items: Record<string, unknown>[] };
    expect(feed).toMatchObject({ version: "https://jsonfeed.org/version/1.1", next_url: feedOf([]).next, language: "it" });
    expect(feed.items[0]).toMatchObject({ title: hard, authors: [{ name: hard }], tags: ["Scuola"], _insieme: { left: 5 } });
    for (const item of feed.items) expect([typeof item["id"], typeof item["content_text"]]).toEqual(["string", "string"]);
    expect(JSON.parse(joined(jsonFeed(feedOf([]))))).toMatchObject({ items: [] });
  });

  it("as GeoJSON, longitude first", () => {
    const { type, features } = JSON.parse(joined(geoJson(feedOf(items)))) as { type: string; features: { geometry: object; id: string }[] };
    expect(type).toBe("FeatureCollection");
    expect(features[0]).toMatchObject({ type: "Feature", geometry: { type: "Point", coordinates: [10.4017, 43.7165] } });
  });

  it("as a table with as many cells in each row as it has columns", () => {
    const rows = rowsOf(feedOf(items));
    expect(rows.map((row) => row.length)).toEqual([17, 17, 17]);
    expect(csv(rowsOf(feedOf([found(1, { title: "=1+1" })])))).toContain("'=1+1");
  });

  it("leads to whoever publishes it where that is somebody else", () => {
    const external = { url: "https://altri.example/1?a&b", feed: `fed_${"0".repeat(26)}` as never };
    for (const text of [atom, jsonFeed, geoJson].map((format) => joined(format(feedOf([found(1, { external })]))))) {
      expect(text).toMatch(/https:\/\/altri\.example\/1\?a&(amp;)?b/);
      expect(text).not.toContain("/opportunita/");
    }
  });

  it("asks what the address of the page asks", () => {
    expect(questionOf({ lang: "it", place: "prato", theme: ["italian"] })).toEqual({ comune: "100005", theme: ["italian"] });
    expect(questionOf({ lang: "it", lat: 43.7, lon: 10.4 }).within).toBe(10);
    expect(() => questionOf({ lang: "it", place: "Atlantide" })).toThrow("invalid");
    expect(titleOf({ lang: "en", place: "Prato", theme: ["italian"], q: "donne" })).toBe("Insieme: donne, Italian, Prato");
  });
});

describe("the map of the site", () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    isArray: (name) => ["url", "sitemap", "xhtml:link"].includes(name),
  });

  it("tells each page in each language, and of the others", () => {
    const text = joined(sitemap(origin, [{ page: "home" }, { page: "opportunity", id: "opp_1", changed: "2027-02-02T10:00:00.000Z" }]));
    expect(XMLValidator.validate(text)).toBe(true);
    const { urlset } = parser.parse(text) as {
      urlset: { url: { loc: string; lastmod?: string; "xhtml:link": { hreflang: string; href: string }[] }[] };
    };
    expect(urlset.url.map(({ loc }) => loc)).toEqual(
      ["/", "/en", "/opportunita/opp_1", "/en/opportunities/opp_1"].map((path) => origin + path),
    );
    expect(urlset.url[3]!["xhtml:link"].map(({ hreflang, href }) => [hreflang, href])).toEqual([
      ["it", `${origin}/opportunita/opp_1`],
      ["en", `${origin}/en/opportunities/opp_1`],
      ["x-default", `${origin}/opportunita/opp_1`],
    ]);
    expect(urlset.url[2]!.lastmod).toBe("2027-02-02T10:00:00.000Z");
    expect(XMLValidator.validate(joined(sitemapIndex(origin, [{ path: "/sitemap-pages.xml" }])))).toBe(true);
  });

  it("knows every public page under its address", () => {
    const open = Object.entries(pages).filter(([, page]) => page.public);
    expect(published).toEqual(Object.fromEntries(open.map(([name, { it, en }]) => [name, { it, en }])));
  });

  it("is found at the root, with the robots' rules and the pictures of links, and nothing else", () => {
    const asked = (path: string, method = "GET") => inApi(new Request(origin + path, { method }))?.url.slice(origin.length);
    expect(["/robots.txt", "/sitemap.xml", "/sitemap-opportunities-2.xml", "/previews/opp_1.png"].map((path) => asked(path))).toEqual([
      "/api/robots.txt",
      "/api/sitemap.xml",
      "/api/sitemaps/opportunities-2",
      "/api/previews/opp_1.png",
    ]);
    for (const path of ["/", "/me/calendar", "/previews/../me", "/previews/%2e%2e/me", "/x/robots.txt"])
      expect(asked(path)).toBeUndefined();
    expect(asked("/robots.txt", "POST")).toBeUndefined();
  });
});

describe("the catalogue of open data", () => {
  const graph = catalog({
    origin,
    publisher: { name: `ANCI "Toscana"`, id: "anci_t" },
    today: "2027-03-01",
    from: "2027-01-01",
    to: "2027-12-31",
  });
  const quads = new Parser({ format: "text/turtle" }).parse(joined(turtle(graph)));
  const of = (type: string) =>
    quads.filter(({ predicate, object }) => predicate.value.endsWith("#type") && object.value === type).map(({ subject }) => subject.value);
  const said = (subject: string) => new Set(quads.filter((quad) => quad.subject.value === subject).map(({ predicate }) => predicate.value));
  const dct = (name: string) => `http://purl.org/dc/terms/${name}`;
  const dcat = (name: string) => `http://www.w3.org/ns/dcat#${name}`;
  const it_ = (name: string) => `http://dati.gov.it/onto/dcatapit#${name}`;

  // What the profile makes obligatory, class by class (AgID, DCAT-AP_IT 1.0).
  it.each([
    [it_("Catalog"), 1, [...["title", "description", "publisher", "modified"].map(dct), dcat("dataset")]],
    [
      it_("Dataset"),
      4,
      [
        ...["title", "description", "identifier", "modified", "rightsHolder", "accrualPeriodicity"].map(dct),
        dcat("theme"),
        dcat("distribution"),
      ],
    ],
    [it_("Distribution"), 9, [dct("format"), dct("license"), dcat("accessURL")]],
    [it_("Agent"), 1, [dct("identifier"), "http://xmlns.com/foaf/0.1/name"]],
    [it_("LicenseDocument"), 1, [dct("type"), "http://xmlns.com/foaf/0.1/name"]],
    [dct("PeriodOfTime"), 1, [it_("startDate")]],
  ])("%s is complete", (type, count, properties) => {
    const nodes = of(type);
    expect(nodes).toHaveLength(count);
    for (const node of nodes) expect([...said(node)]).toEqual(expect.arrayContaining(properties));
  });

  it("leads only to nodes that are there, and says the same as JSON-LD", () => {
    const subjects = new Set(quads.map(({ subject }) => subject.value));
    const inside = quads.filter(({ object }) => object.value.startsWith(`${origin}/api/catalog#`));
    expect(inside.filter(({ object }) => !subjects.has(object.value))).toEqual([]);
    expect(graph["@graph"].map((node) => node["@id"]).toSorted()).toEqual([...subjects].toSorted());
    expect(quads.find(({ object }) => object.value === `ANCI "Toscana"`)).toBeDefined();
  });
});

describe("published counts", () => {
  const totals = (people: number, confirmedMinutes: number) => ({ opportunities: 1, signUps: 9, attended: 9, people, confirmedMinutes });

  it("hide zones with fewer than five people, and tell nobody apart between two days", () => {
    const zones = new Map([
      ["ALL", totals(30, 9000)],
      ["PRJ#1", totals(30, 9000)],
      ["ZONE#Pisana", totals(23, 5000)],
      ["ZONE#Lunigiana", totals(4, 600)],
      ["ZONE#Elba", totals(5, 610)],
    ]);
    expect(shownZones(zones)).toEqual([
      { zone: "Pisana", people: 20, hours: 80 },
      { zone: "Elba", people: 5, hours: 10 },
    ]);
  });
});

it("themes are called as on the pages", () => {
  expect([publishedWords.it.themes, publishedWords.en.themes]).toEqual([itTerms.themes, enTerms.themes]);
});
