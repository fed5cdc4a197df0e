import type { APIRequestContext, Page } from "playwright-core";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { violations } from "../setup/axe.ts";
import { visitor } from "../setup/browser.ts";

/** Addresses of the pages that everybody may read, in each language. */
const pages = {
  it: { projects: "/progetti", bodies: "/enti", plans: "/piani", verify: "/verifica", opportunity: "/opportunita" },
  en: { projects: "/en/projects", bodies: "/en/organisations", plans: "/en/plans", verify: "/en/verify", opportunity: "/en/opportunities" },
} as const;
const languages = ["it", "en"] as const;
const widths = { it: 360, en: 1280 } as const;

type Items = { readonly items: readonly { readonly id: string; readonly title: string; readonly name: string }[] };
const list = async (request: APIRequestContext, path: string) => ((await (await request.get(`/api${path}`)).json()) as Items).items;

const without = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } };
let bare: Page;
let ids: Record<"projects" | "bodies" | "plans" | "opportunity", string>;
beforeAll(async () => {
  const context = await visitor(without);
  bare = await context.newPage();
  const [projects, bodies, plans, opportunities] = await Promise.all(
    ["/directory/projects?state=active", "/directory/bodies", "/plans", "/opportunities?limit=1"].map((path) =>
      list(context.request, path),
    ),
  );
  ids = { projects: projects![0]!.id, bodies: bodies![0]!.id, plans: plans![0]!.id, opportunity: opportunities![0]!.id };
});

describe.each(languages)("in %s", (language) => {
  const all = () =>
    Object.entries(pages[language]).flatMap(([name, address]) => [
      ...(name === "opportunity" ? [] : [address]),
      ...(name in ids ? [`${address}/${ids[name as keyof typeof ids]}`] : [`${address}/crt_nobody`]),
    ]);

  it("every page is whole without JavaScript, with a title, a description and a preview", async () => {
    for (const address of all()) {
      await bare.goto(address);
      expect(await bare.locator("main h1").count(), address).toBe(1);
      expect(await bare.locator("main").innerText(), address).not.toMatch(/undefined|\[object/);
      expect(await bare.title(), address).toMatch(/.+ · Insieme$/);
      if (address.endsWith("crt_nobody")) continue;
      for (const tag of ['meta[name="description"]', 'meta[property="og:title"]', 'meta[property="og:description"]'])
        expect(await bare.locator(tag).getAttribute("content"), `${tag} of ${address}`).toBeTruthy();
    }
  });

  // Pages of one thing each; those whose address takes nothing are looked at with the frame around them.
  it("nothing breaks WCAG and nothing needs scrolling sideways", async () => {
    const page = await (await visitor({ viewport: { width: widths[language], height: 800 } })).newPage();
    for (const address of all().filter((each) => /_/.test(each))) {
      await page.goto(address);
      await page.waitForLoadState("networkidle");
      expect(await violations(page), address).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), address).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  });
});

it("projects are looked up by state, each state with an address of its own", async () => {
  const page = await (await visitor()).newPage();
  await page.goto("/progetti");
  const first = await page.getByRole("article").first().innerText();
  await page.getByRole("link", { name: "Concluso" }).click();
  await page.waitForURL(/state=concluded/);
  await page.getByRole("article").filter({ hasText: "Concluso" }).first().waitFor();
  expect(await page.getByRole("article").first().innerText()).not.toBe(first);
  await page.goto("/progetti?state=rejected");
  expect(await page.getByRole("article").first().innerText()).toBe(first);
});

it("from a plan to its project, from there to the body, and to what one can do", async () => {
  const page = await (await visitor()).newPage();
  await page.goto("/piani");
  await page.getByRole("link", { name: "Cittadinanza attiva" }).click();
  await page.getByRole("heading", { name: "Cittadinanza attiva", level: 1 }).waitFor();
  await page.getByText("273 Comuni").waitFor();
  await page.getByRole("article").filter({ hasText: "In corso" }).first().getByRole("link").click();
  await page.getByRole("complementary", { name: "In breve" }).getByRole("link").first().click();
  await page.getByText("Verificato da ANCI Toscana").waitFor();
  await page.goto(`/opportunita/${ids.opportunity}`);
  await page.getByRole("link", { name: "Tutte le attività" }).waitFor();
});

it("a code is looked up without JavaScript too, and one that nobody knows is said to be unknown", async () => {
  await bare.goto("/verifica");
  await bare.getByLabel("Codice dell'attestato").fill(" CRT_nobody ");
  const [reply] = await Promise.all([bare.waitForResponse(/crt_nobody/), bare.getByRole("button", { name: "Controlla" }).click()]);
  expect(reply.status()).toBe(404);
  await bare.getByRole("heading", { name: "Nessun attestato ha questo codice" }).waitFor();
  expect(await bare.locator('meta[name="robots"]').getAttribute("content")).toBe("noindex");
});

it("what is not there is a page with the way on", async () => {
  for (const address of ["/opportunita/opp_nobody", "/progetti/prj_nobody", "/enti/bod_nobody", "/piani/pla_nobody"]) {
    const reply = await fetch(inject("origin") + address);
    expect(reply.status, address).toBe(404);
    expect(await reply.text()).toContain("Vai alla prima pagina");
  }
});
