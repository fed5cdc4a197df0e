import { Hono, type MiddlewareHandler } from "hono";
import { setCookie } from "hono/cookie";
import { html, raw } from "hono/html";
import { secureHeaders } from "hono/secure-headers";
import { localeOf } from "../api.ts";
import type { Locale } from "../foundation/context.ts";
import type { Table } from "../foundation/table.ts";
import { cookieName, cookieOptions } from "../people/routes.ts";
import { sessionFor } from "../people/service.ts";
import { openStores } from "../stores.ts";
import { barStyle } from "./bar.ts";
import type { Mail, Mailbox } from "./mailbox.ts";
import { words } from "./words.ts";

type Deps = { readonly table: Table; readonly secret: string; readonly mailbox: Mailbox };
type Locals = { Variables: { locale: Locale } };

const language: MiddlewareHandler<Locals> = async (c, next) => {
  const asked = c.req.query("lang");
  c.set("locale", asked === "en" || asked === "it" ? asked : localeOf(c.req.header("accept-language")));
  await next();
};

const when = (locale: Locale, at: string) =>
  new Date(at).toLocaleString(locale === "it" ? "it-IT" : "en-GB", { timeZone: "Europe/Rome", dateStyle: "medium", timeStyle: "medium" });

const page = (locale: Locale, title: string, content: unknown) =>
  html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Insieme</title>
        <link rel="stylesheet" href="/local/bar.css" />
      </head>
      <body>
        <main class="local">${content}</main>
      </body>
    </html>`;

const listPage = (locale: Locale, mails: readonly Mail[]) => {
  const say = words[locale];
  const items = mails.map(
    ({ id, at, to, subject }) =>
      html`<li>
        <p>
          <a href="/local/mailbox/${id}?lang=${locale}"><strong>${subject || say.noSubject}</strong></a>
        </p>
        <p class="muted">${to} · <time datetime="${at}">${when(locale, at)}</time></p>
      </li>`,
  );
  return page(
    locale,
    say.mailbox,
    html`<p><a href="${locale === "it" ? "/" : "/en"}">${say.backToSite}</a></p>
      <h1>${say.mailbox}</h1>
      <p>${say.mailboxHint}</p>
      ${
        mails.length > 0
          ? html`<ol>
              ${items}
            </ol>`
          : html`<p>${say.empty}</p>`
      }`,
  );
};

const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const linked = (text: string) =>
  raw(escaped(text).replace(/https?:\/\/[^\s<>&]+(?:&#38;[^\s<>&]+)*/g, (url) => `<a href="${url}">${url}</a>`));

const mailPage = (locale: Locale, { id, at, from, to, subject, text, html: rich }: Mail) => {
  const say = words[locale];
  const frame =
    rich &&
    html`<h2>${say.html}</h2>
      <iframe title="${say.html}" src="/local/mailbox/${id}/html" sandbox="allow-top-navigation-by-user-activation"></iframe>`;
  return page(
    locale,
    subject || say.noSubject,
    html`<p><a href="/local/mailbox?lang=${locale}">${say.backToList}</a></p>
      <h1>${subject || say.noSubject}</h1>
      <dl>
        <dt>${say.from}</dt>
        <dd>${from}</dd>
        <dt>${say.to}</dt>
        <dd>${to}</dd>
        <dt>${say.at}</dt>
        <dd><time datetime="${at}">${when(locale, at)}</time></dd>
      </dl>
      <h2>${say.text}</h2>
      <pre>${linked(text)}</pre>
      ${frame}`,
  );
};

/** A path of this site and nothing else: `next` comes from the address line. */
const ownPath = (next: unknown): string => (typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : "/");

/** What exists on one machine only, under `/local`: the mailbox, and signing in as somebody by a click. */
export function localRoutes({ table, secret, mailbox }: Deps) {
  const stores = openStores(table, secret);
  return new Hono<Locals>()
    .basePath("/local")
    .use(language)
    .use(async (c, next) => {
      await next();
      c.header("cache-control", "no-store");
    })
    .get("/bar.css", (c) => c.body(barStyle, 200, { "content-type": "text/css; charset=utf-8" }))
    .get("/mailbox/:id/html", async (c) => {
      const mail = await mailbox.find(c.req.param("id"));
      // A letter is somebody else's page: it may show, not run.
      c.header(
        "content-security-policy",
        "sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      );
      return mail?.html ? c.html(`<base target="_top">${mail.html}`) : c.notFound();
    })
    .use(
      secureHeaders({
        contentSecurityPolicy: {
          defaultSrc: ["'none'"],
          styleSrc: ["'self'"],
          frameSrc: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
        },
        strictTransportSecurity: false,
      }),
    )
    .get("/mailbox", async (c) => c.html(listPage(c.var.locale, await mailbox.list())))
    .get("/mailbox.json", async (c) => {
      const to = c.req.query("to");
      const mails = await mailbox.list();
      return c.json(to ? mails.filter((mail) => mail.to === to) : mails);
    })
    .get("/mailbox/:id", async (c) => {
      const mail = await mailbox.find(c.req.param("id"));
      const { locale } = c.var;
      return mail ? c.html(mailPage(locale, mail)) : c.html(page(locale, words[locale].mailbox, html`<p>${words[locale].gone}</p>`), 404);
    })
    .post("/sign-in", async (c) => {
      if (![undefined, "same-origin", "none"].includes(c.req.header("sec-fetch-site"))) return c.body(null, 403);
      const { person: email, next } = await c.req.parseBody();
      const known = typeof email === "string" ? await stores.people.personByEmail(email) : undefined;
      if (!known) return c.body(null, 404);
      const ctx = { actor: null, now: new Date(), locale: c.var.locale, requestId: "local", secret, stores };
      const { token, writes } = sessionFor(ctx, known);
      await stores.people.commit(...writes);
      setCookie(c, cookieName(false), token, cookieOptions(false));
      return c.redirect(ownPath(next), 303);
    });
}
