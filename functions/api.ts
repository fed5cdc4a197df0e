import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { requestId } from "hono/request-id";
import * as v from "valibot";
import { bodies } from "./bodies/routes.ts";
import type { MirrorSettings } from "./discovery/mirror/beside.ts";
import { discovery } from "./discovery/routes.ts";
import { exchange } from "./exchange/routes.ts";
import { type Locale, locales } from "./foundation/context.ts";
import { type Fetcher, guardedFetcher } from "./foundation/guarded-fetch.ts";
import { type Env, operation, problemOf, problemReply } from "./foundation/http.ts";
import { once } from "./foundation/idempotency.ts";
import { log, traceOf } from "./foundation/log.ts";
import { Problem } from "./foundation/problem.ts";
import type { Table } from "./foundation/table.ts";
import { imports } from "./opportunities/import-routes.ts";
import { opportunities } from "./opportunities/routes.ts";
import { byOffer, participation } from "./participation/routes.ts";
import { people, sessionToken } from "./people/routes.ts";
import { actorOfToken } from "./people/service.ts";
import { plans } from "./plans/routes.ts";
import { projects } from "./projects/routes.ts";
import type { Publisher } from "./publishing/documents/catalog.ts";
import { publishing } from "./publishing/routes.ts";
import { records } from "./records/routes.ts";
import { byLink, searches } from "./searches/routes.ts";
import { openStores, type Stores } from "./stores.ts";
import { territory } from "./territory/routes.ts";

/** 1 MB of request body: an import of some thousand lines, and nothing a form could need. */
const largestBody = 1_000_000;
const bodyTypes = /^(application\/json|text\/csv)\b/;

export type ApiSettings = {
  readonly table: Table;
  readonly secret: string;
  /** Cookies for https alone; false on one machine. */
  readonly secure: boolean;
  readonly origin: string;
  /** What questions are asked of; without it a mirror that begins with the table. */
  readonly mirror?: MirrorSettings;
  /** Who answers for the open data. */
  readonly publisher?: Publisher;
  /** How feeds of others are fetched; guarded, unless somebody knows better. */
  readonly fetcher?: Fetcher;
  readonly now?: () => Date;
};

/** The first language of Accept-Language that we speak; Italian otherwise. */
export const localeOf = (header: string | undefined): Locale =>
  (header ?? "")
    .split(",")
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((tag): tag is Locale => locales.includes(tag as Locale)) ?? "it";

type RouteSettings = Pick<ApiSettings, "secure" | "origin" | "fetcher" | "publisher" | "mirror">;

/** Every noun's routes. The chain is one expression, so that its type tells the browser's client all there is. */
export const routes = ({
  secure,
  origin,
  mirror,
  publisher = { name: "Insieme", id: "insieme" },
  fetcher = guardedFetcher(),
}: RouteSettings) =>
  new Hono<Env<Stores>>()
    .route("/", territory)
    .route("/", people(secure))
    .route("/", bodies)
    .route("/", plans)
    .route("/", projects)
    // `/opportunities/map` is meant before `/opportunities/:id`.
    .route("/", discovery)
    .route("/", opportunities)
    .route("/", imports)
    .route("/", participation)
    .route("/", records(origin))
    .route("/", exchange(fetcher))
    .route("/", publishing({ origin, publisher, storage: mirror?.storage }))
    .route("/", searches)
    .get(
      "/openapi.json",
      operation({ id: "getOpenApi", summary: "This document", tag: "foundation", status: 200, reply: v.looseObject({}), signedIn: false }),
      async (c) => {
        // Loaded when somebody asks, as a file of its own.
        const { default: document } = await import("./openapi.json", { with: { type: "json" } });
        c.header("cache-control", "public, max-age=300");
        return c.json(document as Record<string, unknown>, 200);
      },
    );

export type Api = ReturnType<typeof routes>;

export function api({ table, secret, secure, origin, mirror, publisher, fetcher, now = () => new Date() }: ApiSettings) {
  const stores = openStores(table, secret, mirror);
  const app = new Hono<Env<Stores>>().basePath("/api");

  app.use(requestId());
  app.use(async (c, next) => {
    const at = now();
    c.set("ctx", { actor: null, now: at, locale: localeOf(c.req.header("accept-language")), requestId: c.var.requestId, secret, stores });
    c.set("gate", {
      identify: async () => {
        const token = sessionToken(c, secure);
        return token ? actorOfToken(stores.people, token, at) : null;
      },
      once: (scope, run) => once(c, table, at, scope, run),
    });
    await next();
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
    c.header("x-content-type-options", "nosniff");
    c.header("vary", "accept-language", { append: true });
  });
  app.use(async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD" && !byLink.test(c.req.path) && !byOffer.test(c.req.path)) {
      // A page of another site may not write in a person's name: browsers say where a request comes from, other clients send neither.
      const site = c.req.header("sec-fetch-site");
      const from = c.req.header("origin");
      if (site ? site !== "same-origin" && site !== "none" : from && from !== origin) throw new Problem("wrong_origin");
      const type = c.req.header("content-type");
      if (type ? !bodyTypes.test(type) : Number(c.req.header("content-length") ?? 0) > 0) throw new Problem("wrong_type");
    }
    await next();
  });
  app.use(bodyLimit({ maxSize: largestBody, onError: () => Promise.reject(new Problem("too_large")) }));

  app.onError((error, c) => {
    const problem = problemOf(error);
    const id = c.var.requestId;
    if (problem.code === "internal") log("error", "internal", { request: id, method: c.req.method, ...traceOf(error) });
    return problemReply(
      problem.code === "internal" ? new Problem("internal", { request: id }) : problem,
      localeOf(c.req.header("accept-language")),
    );
  });
  app.notFound((c) => problemReply(new Problem("not_found"), localeOf(c.req.header("accept-language"))));

  return app.route(
    "/",
    routes({ secure, origin, ...(mirror && { mirror }), ...(publisher && { publisher }), ...(fetcher && { fetcher }) }),
  );
}
