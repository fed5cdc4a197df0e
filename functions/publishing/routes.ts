import { createHash } from "node:crypto";
import { Hono, type Context as HonoContext } from "hono";
import * as v from "valibot";
import { publishedBase } from "../discovery/service.ts";
import { type Env, operation, valid } from "../foundation/http.ts";
import { Problem } from "../foundation/problem.ts";
import type { Storage } from "../foundation/storage.ts";
import { Locale } from "../foundation/text.ts";
import { previewKey } from "./addresses.ts";
import { CalendarFile, CalendarState, FeedQuery, most, NewCalendar } from "./contract.ts";
import type { Publisher } from "./documents/catalog.ts";
import type { Feed } from "./documents/feed.ts";
import type { PublishingStores } from "./service.ts";

const tag = "publishing";
/** What makes documents is loaded when somebody asks: most requests want an answer, not a feed. */
const service = () => import("./service.ts");
const documents = () => import("./documents/feed.ts");
type Documents = Awaited<ReturnType<typeof documents>>;

type Ctx = HonoContext<Env<PublishingStores>>;
type Site = { readonly origin: string; readonly publisher: Publisher; readonly storage: Storage | undefined };

/** Readers look again every hour or so; a CDN may answer for a minute, and for ten while it asks anew. */
const forAMinute = "public, max-age=0, s-maxage=60, stale-while-revalidate=600";

/** Sends a document as it is made, piece by piece. */
function streamed(pieces: Iterable<string>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = iterator.next();
      if (done) controller.close();
      else controller.enqueue(new TextEncoder().encode(value));
    },
  });
}

/** Open data: anybody's page may read them, for they hold nothing that is anybody's own. */
function openly(c: Ctx, media: string): void {
  c.header("access-control-allow-origin", "*");
  c.header("cache-control", forAMinute);
  c.header("content-type", media);
}

type Format = {
  readonly id: string;
  readonly summary: string;
  readonly media: string;
  readonly limit: number;
  readonly pieces: (documents: Documents, feed: Feed) => Iterable<string>;
};
const formats = {
  "/opportunities.atom": {
    id: "followByAtom",
    summary: "A search as an Atom feed",
    media: "application/atom+xml",
    limit: most.feed,
    pieces: ({ atom }, feed) => atom(feed),
  },
  "/opportunities.feed.json": {
    id: "followByJsonFeed",
    summary: "A search as a JSON Feed",
    media: "application/feed+json",
    limit: most.feed,
    pieces: ({ jsonFeed }, feed) => jsonFeed(feed),
  },
  "/opportunities.geojson": {
    id: "findOnGround",
    summary: "A search as GeoJSON",
    media: "application/geo+json",
    limit: most.feed,
    pieces: ({ geoJson }, feed) => geoJson(feed),
  },
  "/opportunities.csv": {
    id: "findAsTable",
    summary: "A search as a spreadsheet",
    media: "text/csv",
    limit: most.table,
    pieces: ({ table }, feed) => [table(feed)],
  },
} as const satisfies Record<string, Format>;

const tables = {
  "/projects.csv": { id: "exportProjects", summary: "Approved projects as a spreadsheet", table: "projectsTable" },
  "/plans.csv": { id: "exportPlans", summary: "Local action plans as a spreadsheet", table: "plansTable" },
  "/hours.csv": { id: "exportHours", summary: "People and confirmed hours by zone; few are not told", table: "hoursTable" },
} as const;

const Lang = v.object({ lang: v.optional(Locale, "it") });

export function publishing({ origin, publisher, storage }: Site) {
  const app = new Hono<Env<PublishingStores>>();
  /** The address as everybody knows it, whatever the function is called by. */
  const addressOf = (c: Ctx): URL => {
    const { pathname, search } = new URL(c.req.url);
    return new URL(pathname + search, origin);
  };
  /** Nothing but "still the same" for who has it; otherwise its mark goes out with it. */
  async function unchanged(c: Ctx): Promise<boolean> {
    const of = `${addressOf(c).href} ${await (await service()).standingOf(c.var.ctx)}`;
    const etag = `W/"${createHash("sha256").update(of).digest("base64url").slice(0, 22)}"`;
    c.header("etag", etag);
    return c.req.header("if-none-match") === etag;
  }

  for (const [path, { id, summary, media, limit, pieces }] of Object.entries(formats) as [string, Format][])
    app.get(
      path,
      operation({ id, summary, tag, status: 200, media, signedIn: false, kept: true }),
      valid("query", FeedQuery),
      async (c) => {
        openly(c, `${media}; charset=utf-8`);
        if (await unchanged(c)) return c.body(null, 304);
        const feed = await (await service()).feedOf(c.var.ctx, c.req.valid("query"), addressOf(c), limit);
        // Formats without a word for it tell of the next page in the header (RFC 8288).
        if (feed.next) c.header("link", `<${feed.next}>; rel="next"`);
        return c.body(streamed(pieces(await documents(), feed)), 200);
      },
    );

  for (const [path, { id, summary, table }] of Object.entries(tables))
    app.get(path, operation({ id, summary, tag, status: 200, media: "text/csv", signedIn: false }), async (c) => {
      openly(c, "text/csv; charset=utf-8");
      return c.body(await (await service())[table](c.var.ctx), 200);
    });

  app.get(
    "/opportunities.ics",
    operation({
      id: "followByCalendar",
      summary: "A search as a calendar to subscribe to",
      tag,
      status: 200,
      media: "text/calendar",
      signedIn: false,
      kept: true,
    }),
    valid("query", FeedQuery),
    async (c) => {
      c.header("cache-control", forAMinute);
      c.header("content-type", "text/calendar; charset=utf-8");
      if (await unchanged(c)) return c.body(null, 304);
      return c.body(streamed(await (await service()).calendarOf(c.var.ctx, c.req.valid("query"), addressOf(c))), 200);
    },
  );
  app.get(
    "/catalog.ttl",
    operation({
      id: "getCatalog",
      summary: "The open data, described by DCAT-AP_IT",
      tag,
      status: 200,
      media: "text/turtle",
      signedIn: false,
    }),
    async (c) => {
      openly(c, "text/turtle; charset=utf-8");
      return c.body(streamed(await (await service()).openDataAsTurtle(c.var.ctx, origin, publisher)), 200);
    },
  );
  app.get(
    "/catalog.jsonld",
    operation({ id: "getCatalogAsJson", summary: "The same as JSON-LD", tag, status: 200, media: "application/ld+json", signedIn: false }),
    async (c) => {
      openly(c, "application/ld+json; charset=utf-8");
      return c.body(JSON.stringify(await (await service()).openData(c.var.ctx, origin, publisher)), 200);
    },
  );
  app.get(
    "/robots.txt",
    operation({
      id: "getRobots",
      summary: "What robots may read (also at the root)",
      tag,
      status: 200,
      media: "text/plain",
      signedIn: false,
    }),
    async (c) => {
      c.header("cache-control", "public, max-age=3600");
      return c.text((await import("./documents/sitemap.ts")).robots(origin), 200);
    },
  );
  for (const [path, id, summary] of [
    ["/sitemap.xml", "getSitemap", "The parts of the map of the site (also at the root)"],
    ["/sitemaps/:part", "getSitemapPart", "One part of it"],
  ] as const)
    app.get(
      path,
      operation({ id, summary, tag, status: 200, media: "application/xml", signedIn: false }),
      valid("param", v.object({ part: v.optional(v.string(), "") })),
      async (c) => {
        const { part } = c.req.valid("param");
        const { sitePart, siteIndex } = await service();
        const pieces = part ? await sitePart(c.var.ctx, origin, part) : await siteIndex(c.var.ctx, origin);
        c.header("cache-control", "public, max-age=0, s-maxage=600");
        c.header("content-type", "application/xml; charset=utf-8");
        return c.body(streamed(pieces), 200);
      },
    );
  app.get(
    "/previews/:file",
    operation({
      id: "getPreview",
      summary: "The picture that goes with a link to an opportunity (also at the root)",
      tag,
      status: 200,
      media: "image/png",
      signedIn: false,
    }),
    valid("param", v.object({ file: v.pipe(v.string(), v.regex(/^opp_[0-9a-z]{26}\.png$/)) })),
    async (c) => {
      const picture = await storage?.get(previewKey(c.req.valid("param").file.replace(".png", "")));
      // Not drawn yet, or never: the picture of the site.
      if (!picture) {
        c.header("cache-control", "public, max-age=0, s-maxage=10");
        return c.redirect("/insieme.png", 302);
      }
      c.header("cache-control", "public, max-age=300, stale-while-revalidate=86400");
      c.header("content-type", "image/png");
      return c.body(new Uint8Array(picture), 200);
    },
  );

  app.get(
    "/opportunities.sqlite",
    operation({
      id: "getAll",
      summary: "All that is to be found as one SQLite file, made every hour (also at the root)",
      tag,
      status: 302,
      signedIn: false,
      problems: ["not_found"],
    }),
    async (c) => {
      const file = storage && (await publishedBase(storage));
      if (!file) throw new Problem("not_found");
      c.header("access-control-allow-origin", "*");
      c.header("cache-control", "public, max-age=0, s-maxage=60");
      return c.redirect(`${origin}/${file}`, 302);
    },
  );

  return app
    .get(
      "/me/calendar",
      operation({
        id: "getMyCalendar",
        summary: "Whether my calendar has an address",
        tag,
        status: 200,
        reply: CalendarState,
        signedIn: true,
      }),
      async (c) => c.json(await (await service()).getMyCalendar(c.var.ctx), 200),
    )
    .post(
      "/me/calendar",
      operation({
        id: "renewMyCalendar",
        summary: "A new secret address for my calendar; the one before ends",
        tag,
        status: 201,
        reply: NewCalendar,
        signedIn: true,
        // The secret is kept nowhere, so no answer is either: the same request again makes another address.
        natural: true,
      }),
      async (c) => c.json(await (await service()).renewMyCalendar(c.var.ctx, origin), 201),
    )
    .delete(
      "/me/calendar",
      operation({ id: "endMyCalendar", summary: "End the address of my calendar", tag, status: 204, signedIn: true, natural: true }),
      async (c) => {
        await (await service()).endMyCalendar(c.var.ctx);
        return c.body(null, 204);
      },
    )
    .get(
      "/calendars/:file",
      operation({
        id: "openCalendar",
        summary: "My dates as a calendar to subscribe to, for whoever has its address",
        tag,
        status: 200,
        media: "text/calendar",
        signedIn: false,
      }),
      valid("param", CalendarFile),
      valid("query", Lang),
      async (c) => {
        const secret = c.req.valid("param").file.replace(/\.ics$/, "");
        const pieces = await (await service()).openCalendar(c.var.ctx, secret, c.req.valid("query"), addressOf(c));
        c.header("content-type", "text/calendar; charset=utf-8");
        c.header("x-robots-tag", "noindex");
        return c.body(streamed(pieces), 200);
      },
    );
}
