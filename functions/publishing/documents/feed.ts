import type { FoundListing } from "../../discovery/contract.ts";
import type { Locale } from "../../foundation/context.ts";
import { csv } from "../../foundation/csv.ts";
import { spell } from "../../foundation/time.ts";
import { addressOf, previewKey } from "../addresses.ts";
import { publishedWords } from "../words.ts";
import { declaration, xml } from "./xml.ts";

/** The answer to a search, as documents show it: a page of at most 500. */
export type Feed = {
  readonly locale: Locale;
  readonly origin: string;
  readonly title: string;
  /** Of this page, of the first page and of the one after, and of the search as a page. */
  readonly self: string;
  readonly first: string;
  readonly next: string | null;
  readonly home: string;
  /** When the youngest of what may be in it was published. */
  readonly updated: string;
  readonly items: readonly FoundListing[];
};

export const placeOf = ({ venue, comuneName }: FoundListing): string => [venue, comuneName].filter(Boolean).join(", ");

/** What a reader without columns is told: when, where, by whom, how many places, then the first sentences. */
export function summaryOf(it: FoundListing, locale: Locale): string {
  const t = publishedWords[locale];
  const more = it.dates === 2 ? t.more.one : t.more.some.replace("#", String(it.dates - 1));
  const left = it.left === null ? [] : [it.left > 0 ? `${t.left.some} ${it.left}` : t.left.none];
  return [
    spell(locale, it) + (it.dates > 1 ? ` (${more})` : ""),
    placeOf(it) + (it.addressHidden ? ` (${t.hidden})` : ""),
    `${t.by} ${it.bodyName}`,
    ...left,
    "",
    it.summary,
  ].join("\n");
}

const publishedOf = ({ publishedAt }: FoundListing, { updated }: Feed): string => publishedAt ?? updated;
const pictureOf = ({ id, external }: FoundListing, { origin }: Feed): string | undefined =>
  external ? undefined : `${origin}/${previewKey(id)}`;

const link = (rel: string, href: string, type: string): string => `<link rel="${rel}" type="${type}" href="${xml(href)}"/>`;

/** Atom (RFC 4287), paged by RFC 5005, with the place as GeoRSS. */
export function* atom(feed: Feed): Generator<string> {
  const { locale, title, self, first, next, home, updated } = feed;
  const t = publishedWords[locale];
  const type = "application/atom+xml";
  yield `${declaration}<feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss" xml:lang="${locale}">
<id>${xml(first)}</id><title>${xml(title)}</title><subtitle>${xml(t.about)}</subtitle><updated>${updated}</updated>
<author><name>${t.site}</name></author><generator>Insieme</generator><rights>${xml(t.licence)}</rights>
${link("self", self, type)}${link("first", first, type)}${next ? link("next", next, type) : ""}${link("alternate", home, "text/html")}
`;
  for (const it of feed.items) {
    const at = publishedOf(it, feed);
    const href = addressOf(feed.origin, locale, it);
    yield `<entry><id>urn:insieme:${it.id}</id><title>${xml(it.title)}</title><published>${at}</published><updated>${at}</updated>
<author><name>${xml(it.bodyName)}</name></author>${link("alternate", href, "text/html")}
${it.themes.map((theme) => `<category term="${theme}" label="${xml(t.themes[theme])}"/>`).join("")}
<summary>${xml(summaryOf(it, locale))}</summary><georss:point>${it.point.lat} ${it.point.lon}</georss:point></entry>
`;
  }
  yield "</feed>\n";
}

/** What of a listing lists and maps of other sites need, beyond what their formats have names for. */
const factsOf = (it: FoundListing) => ({
  startsAt: it.startsAt,
  endsAt: it.endsAt,
  dates: it.dates,
  left: it.left,
  waiting: it.waiting,
  place: placeOf(it),
  comune: it.comune,
  comuneName: it.comuneName,
  addressHidden: it.addressHidden,
  themes: it.themes,
  languages: it.languages,
  access: it.access,
  minimumAge: it.minimumAge,
});

/** One JSON document, item by item. */
function* list<T>(head: object, name: string, items: readonly T[], shown: (item: T) => object): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"${name}":[`;
  let comma = "";
  for (const item of items) {
    yield comma + JSON.stringify(shown(item));
    comma = ",\n";
  }
  yield "]}\n";
}

/** JSON Feed 1.1; what calendars and widgets need stands in the extension `_insieme`. */
export function* jsonFeed(feed: Feed): Generator<string> {
  const { locale, origin, title, self, next, home } = feed;
  const head = {
    version: "https://jsonfeed.org/version/1.1",
    title,
    description: publishedWords[locale].about,
    home_page_url: home,
    feed_url: self,
    ...(next && { next_url: next }),
    favicon: `${origin}/favicon.svg`,
    language: locale,
    authors: [{ name: publishedWords[locale].site, url: origin }],
  };
  const item = (it: FoundListing) => ({
    id: `urn:insieme:${it.id}`,
    url: addressOf(origin, locale, it),
    title: it.title,
    content_text: summaryOf(it, locale),
    summary: it.summary,
    ...(!it.external && { image: pictureOf(it, feed) }),
    date_published: publishedOf(it, feed),
    authors: [{ name: it.bodyName }],
    tags: it.themes.map((theme) => publishedWords[locale].themes[theme]),
    _insieme: factsOf(it),
  });
  yield* list(head, "items", feed.items, item);
}

/** GeoJSON (RFC 7946): longitude before latitude. Pages as in OGC API Features. */
export function* geoJson(feed: Feed): Generator<string> {
  const { locale, origin, self, next } = feed;
  const type = "application/geo+json";
  const links = [{ rel: "self", type, href: self }, ...(next ? [{ rel: "next", type, href: next }] : [])];
  const feature = (it: FoundListing) => ({
    type: "Feature",
    id: it.id,
    geometry: { type: "Point", coordinates: [it.point.lon, it.point.lat] },
    properties: { title: it.title, summary: it.summary, body: it.bodyName, url: addressOf(origin, locale, it), ...factsOf(it) },
  });
  yield* list({ type: "FeatureCollection", links }, "features", feed.items, feature);
}

/** The same facts for whoever reads with a spreadsheet. */
export const table = (feed: Feed): string => csv(rowsOf(feed));

export const rowsOf = ({ locale, origin, items }: Feed): (readonly (string | number)[])[] => [
  publishedWords[locale].columns,
  ...items.map((it) => [
    it.id,
    it.title,
    it.summary,
    it.bodyName,
    it.themes.map((theme) => publishedWords[locale].themes[theme]).join(", "),
    it.languages.join(", "),
    it.minimumAge,
    it.comuneName,
    it.comune,
    it.venue ?? "",
    it.point.lat,
    it.point.lon,
    it.startsAt,
    it.endsAt,
    it.dates,
    it.left ?? "",
    addressOf(origin, locale, it),
  ]),
];
