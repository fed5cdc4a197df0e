import { inject } from "vitest";
import { describe, expect, it } from "vitest";
import { locales } from "../../functions/foundation/context.ts";
import { type Page as PageName, pages, pathIn } from "../../web/routes.ts";
import { violations } from "../setup/axe.ts";
import { signedIn, watched } from "../setup/browser.ts";

const origin = inject("origin");
/** Public pages whose address takes nothing. */
const plain = (Object.keys(pages) as PageName[]).filter((page) => pages[page].public && !pages[page].it.includes(":"));
const addresses = plain.flatMap((page) => locales.map((locale) => [pathIn(locale, { page, params: {} }), page, locale] as const));

/** The page's own bar of the local trial, which no deployed page has. */
const withoutBar = (html: string) => html.replace(/<(div|aside|nav|section)[^>]*id="local-bar"[\s\S]*?<\/\1>/, "");
const attribute = (html: string, tag: RegExp, name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag.exec(html)?.[0] ?? "")?.[1];

describe.each(addresses)("%s, without JavaScript", (address, page, locale) => {
  it("is complete, and says what it is", async () => {
    const reply = await fetch(origin + address);
    const html = withoutBar(await reply.text());
    expect(reply.status).toBe(200);
    expect(/<html lang="(\w+)"/.exec(html)?.[1]).toBe(locale);
    expect(html.match(/<h1[\s>]/g)).toHaveLength(1);
    expect(/<title>([^<]+)<\/title>/.exec(html)?.[1]).toMatch(/.+ · Insieme$/);
    expect(attribute(html, /<meta name="description"[^>]*>/, "content")?.length).toBeGreaterThan(40);
    expect(attribute(html, /<link rel="canonical"[^>]*>/, "href")).toBe(origin + address);
    for (const other of locales)
      expect(attribute(html, new RegExp(`<link rel="alternate" hreflang="${other}"[^>]*>`), "href")).toBe(
        origin + pathIn(other, { page, params: {} }),
      );
    for (const property of ["og:title", "og:description", "og:url", "og:image", "og:locale"])
      expect(attribute(html, new RegExp(`<meta property="${property}"[^>]*>`), "content")).toBeTruthy();
    expect(html).not.toContain('name="robots"');
  });

  it("may be kept by a CDN, but no place left on it for longer than a moment; runs no script but its own, and sets no style by hand", async () => {
    const reply = await fetch(origin + address);
    const html = withoutBar(await reply.text());
    expect(reply.headers.get("cache-control")).toContain(page === "home" ? "s-maxage=1" : "s-maxage=60");
    expect(reply.headers.get("set-cookie")).toBeNull();
    const policy = reply.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|nonce/);
    expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
    expect(reply.headers.get("permissions-policy")).toContain("geolocation=(self)");
    expect(html).not.toMatch(/<[^>]+\sstyle=/);
    expect(html).not.toMatch(/<[^>]+\son\w+=/);
  });
});

describe("a page", () => {
  it("is the same for whoever signed in", async () => {
    const someone = await signedIn("ion");
    const theirs = withoutBar(await (await someone.request.get("/en/how-it-works")).text());
    expect(theirs).toBe(withoutBar(await (await fetch(`${origin}/en/how-it-works`)).text()));
  });

  it.each(["/nessuna", "/en/nothing", "/opportunita/opp_01k00000000000000000000000", "/opportunita/x"])(
    "that is not there is a 404: %s",
    async (address) => {
      const reply = await fetch(origin + address);
      const html = await reply.text();
      expect(reply.status).toBe(404);
      expect(html).toContain('content="noindex"');
      expect(html.match(/<h1[\s>]/g)).toHaveLength(1);
      expect(html).not.toMatch(/\/(work|home|root|tmp|functions|node_modules)\//);
    },
  );

  it("has one address", async () => {
    const reply = await fetch(`${origin}/en/privacy/?x=1`, { redirect: "manual" });
    expect([reply.status, new URL(reply.headers.get("location")!, origin).href]).toEqual([308, `${origin}/en/privacy?x=1`]);
    const elsewhere = await fetch(`${origin}//evil.example/`, { redirect: "manual" });
    expect(new URL(elsewhere.headers.get("location") ?? "/", origin).origin).toBe(origin);
  });

  it("is only read", async () => {
    expect((await fetch(origin, { method: "POST", redirect: "manual" })).status).toBeGreaterThanOrEqual(400);
  });
});

describe("in the browser", () => {
  it.each(addresses)("%s comes alive in peace, asks nobody else, fetches nothing twice, and breaks nothing of WCAG", async (address) => {
    const { page, asked, said } = await watched(address);
    expect(said).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(origin) && !url.startsWith("data:"))).toEqual([]);
    // What is on the map, and what another site would show, are asked for beside the page.
    const api = asked.filter((url) => url.startsWith(`${origin}/api/`) && !/\/opportunities(\/map|\.feed\.json)\?/.test(url));
    expect(api.map((url) => url.slice(origin.length))).toEqual(["/api/me"]);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await violations(page)).toEqual([]);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    // Mirrored, as a language that runs from right to left will have it.
    await page.goto(`${address}?dir=rtl`);
    expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe("rtl");
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it("a page that is not there comes alive in peace too", async () => {
    const { page, said } = await watched("/opportunita/opp_01k00000000000000000000000");
    expect(said.filter((text) => !text.includes("404"))).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.locator("main").getByRole("link", { name: "Vai alla prima pagina" }).click();
    await page.getByRole("article").first().waitFor();
  });

  it("the language changes and the page stays, with what was looked for", async () => {
    const { page } = await watched("/?theme=sport");
    await page.getByRole("link", { name: "English" }).click();
    await page.getByRole("heading", { level: 1, name: "Do something together, near you" }).waitFor();
    expect(page.url()).toBe(`${origin}/en?theme=sport`);
    expect(
      await page
        .getByRole("navigation", { name: "Themes" })
        .getByRole("link", { name: /^Sport/ })
        .getAttribute("aria-current"),
    ).toBe("true");
  });

  it("a link goes on without a new document, to the page's start and with its title", async () => {
    const { page, asked } = await watched("/");
    asked.length = 0;
    await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Come funziona" }).click();
    await page.getByRole("heading", { level: 1, name: "Come funziona" }).waitFor();
    expect(asked.filter((url) => url === `${origin}/come-funziona`)).toEqual([]);
    expect(await page.title()).toBe("Come funziona · Insieme");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
  });
});

describe("signing in", () => {
  it("tells what is missing where it is missing, and keeps the rest", async () => {
    const { page } = await watched("/accedi");
    await page.getByRole("button", { name: "Inviami il codice" }).click();
    await page.locator(".error-summary a").waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("error-summary");
    await page.locator(".error-summary a").click();
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe("email");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type("nessuno@prova");
    await page.route("**/api/**", (route) => route.abort());
    await page.keyboard.press("Enter");
    await page.getByText("Non riusciamo a raggiungere il servizio").waitFor();
    expect(await page.getByLabel("La tua e-mail").inputValue()).toBe("nessuno@prova");
  });

  it("goes on to a page of ours and to no other", async () => {
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example"]) {
      const page = await (await signedIn("ion")).newPage();
      await page.goto(`/accedi?next=${encodeURIComponent(next)}`);
      expect(await page.getByRole("link", { name: "Continua" }).getAttribute("href")).toBe("/");
    }
  });
});
