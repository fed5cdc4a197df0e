import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import type { Found, MapAnswer } from "../../functions/discovery/contract.ts";
import { violations } from "../setup/axe.ts";
import { visitor, watched } from "../setup/browser.ts";

const origin = inject("origin");
const phone = { viewport: { width: 360, height: 740 } };
const search = (page: Page) => new URL(page.url()).search;
const asked = async (question: string): Promise<Found> => (await fetch(`${origin}/api/opportunities${question}`)).json();
const theme = (page: Page, name: RegExp) => page.getByRole("navigation", { name: "Temi" }).getByRole("link", { name });
const found = async (page: Page): Promise<number> => Number(/\d+/.exec(await page.locator(".results-count").innerText())![0]);

describe("without JavaScript", () => {
  it("is found by words, by Comune, by ticks, and page by page", async () => {
    const page = await (await visitor({ javaScriptEnabled: false })).newPage();
    await page.goto("/");
    expect(await page.getByRole("article").count()).toBe(12);
    const first = await page.getByRole("article").first().textContent();
    await page.getByRole("link", { name: "Mostra altri" }).click();
    await page.waitForURL(/cursor=/);
    expect(await page.getByRole("article").first().textContent()).not.toBe(first);
    await page.getByLabel("In quale Comune").fill("prato");
    await page.getByText("Filtri").click();
    await page.getByLabel("Sabato").check();
    await page.getByLabel("Domenica").check();
    await page.getByRole("button", { name: "Cerca" }).click();
    await page.waitForURL(/place=prato/);
    const places = await page.locator(".card-facts li:nth-child(2)").allTextContents();
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter((place) => !place.includes("Prato"))).toEqual([]);
    expect(await found(page)).toBe((await asked("?comune=100005&day=sat,sun")).total);
  });
});

describe("what is asked stands in the address", () => {
  it("a tick takes effect at once, and has as many answers as it said", async () => {
    const { page, said } = await watched("/");
    await page.getByText("Filtri").click();
    const saturday = page.locator("label.choice").filter({ hasText: "Sabato" });
    const promised = Number(await saturday.locator("small").innerText());
    await saturday.click();
    await page.waitForURL(/day=sat/);
    await expect.poll(() => found(page)).toBe(promised);
    expect(await violations(page)).toEqual([]);
    await theme(page, /^Sport/).click();
    await page.waitForURL(/theme=sport/);
    expect(search(page)).toBe("?theme=sport&day=sat");
    // Who gets the link finds the same, in the same order.
    const theirs = await (await visitor(phone)).newPage();
    await theirs.goto(page.url());
    expect(await theirs.getByRole("article").allTextContents()).toEqual(await page.getByRole("article").allTextContents());
    await page.getByRole("link", { name: "Togli il filtro: Sabato" }).click();
    await expect.poll(() => search(page)).toBe("?theme=sport");
    await theme(page, /^Sport/).click();
    await expect.poll(() => search(page)).toBe("");
    expect(said).toEqual([]);
  });

  it("words may be misspelt, and are kept in the field", async () => {
    const { page } = await watched("/");
    await page.getByLabel("Che cosa cerchi").fill("corso di itagliano");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=corso/);
    await page.getByText(/Ecco i risultati per/).waitFor();
    expect(await page.getByRole("article").first().textContent()).toMatch(/italian/i);
    expect(await page.getByLabel("Che cosa cerchi").inputValue()).toBe("corso di itagliano");
    expect(await violations(page)).toEqual([]);
  });

  it("says which Comune it does not know, and what to do", async () => {
    const { page } = await watched("/?place=Pratto");
    await page.getByText("Non conosciamo un Comune toscano con questo nome").waitFor();
    expect(await page.getByLabel("In quale Comune").getAttribute("aria-invalid")).toBe("true");
    expect(await violations(page)).toEqual([]);
  });

  it("proposes how to loosen a question without an answer, with how many there would be", async () => {
    const { page } = await watched("/?place=Zeri&theme=work,sport");
    await page.getByRole("heading", { name: "Nessuna attività con questi filtri" }).waitFor();
    expect(await violations(page)).toEqual([]);
    const way = page.locator(".empty a").first();
    const promised = Number(/^(\d+|Una)/.exec(await way.innerText())![0].replace("Una", "1"));
    await way.click();
    await page.getByRole("article").first().waitFor();
    expect(await found(page)).toBe(promised);
  });

  it("measures from where one is, to a kilometre, once one agrees", async () => {
    const { page } = await watched("/", { permissions: ["geolocation"], geolocation: { latitude: 43.777_777, longitude: 11.255_555 } });
    await page.getByRole("button", { name: "Vicino a me" }).click();
    await page.getByText("Vicino a te, entro 10 km").waitFor();
    expect(search(page)).toBe("?lat=43.78&lon=11.26");
    expect(await page.getByRole("article").first().textContent()).toMatch(/km/);
    await page.getByRole("link", { name: "Le più vicine" }).click();
    await page.waitForURL(/sort=distance/);
    const kilometres = async () =>
      (await page.locator(".card-facts strong").allTextContents()).map((text) => Number(text.replace(",", ".").replace(/[^\d.]/g, "")));
    await expect.poll(async () => (await kilometres()).toSorted((a, b) => a - b)).toEqual(await kilometres());
  });

  it("adds what comes next to the list", async () => {
    const { page } = await watched("/");
    await page.getByRole("link", { name: "Mostra altri" }).click();
    await page.getByRole("article").nth(12).waitFor();
    expect(await page.getByRole("article").count()).toBe(24);
  });
});

describe("the map", () => {
  const map = (page: Page) => page.getByRole("region", { name: "Le attività sulla mappa" });

  it("shows all that is found, not only what is listed, and comes closer by keyboard", async () => {
    const { page, asked: requests } = await watched("/");
    await map(page).scrollIntoViewIfNeeded();
    const view = () => requests.find((url) => url.includes("/api/opportunities/map?"));
    await expect.poll(view, { timeout: 20_000 }).toBeTruthy();
    const { marks, total } = (await (await fetch(view()!)).json()) as MapAnswer;
    expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    expect(total).toBe(await found(page));
    expect(marks.length).toBeLessThanOrEqual(300);
    const many = map(page).locator(".map-many").first();
    await many.waitFor();
    const closer = page.waitForResponse("**/api/opportunities/map?*");
    await many.focus();
    await page.keyboard.press("Enter");
    expect(((await (await closer).json()) as MapAnswer).seen).toBeLessThan(total);
    expect(await violations(page)).toEqual([]);
  });

  it("points at what the list points at, and back", async () => {
    // One alone, by its very name and place: a mark that is no cluster.
    const { items } = await asked("?limit=100");
    const named = Map.groupBy(items, ({ title, comuneName }) => `?q=${encodeURIComponent(title)}&place=${encodeURIComponent(comuneName)}`);
    const answers = await Promise.all(
      [...named.values()]
        .filter(({ length }) => length === 1)
        .slice(0, 30)
        .map(async ([one]) => ({ one: one!, total: (await asked(`?q=${encodeURIComponent(one!.title)}&comune=${one!.comune}`)).total })),
    );
    const { one } = answers.find(({ total }) => total === 1)!;
    const { page } = await watched(`/?q=${encodeURIComponent(one.title)}&place=${encodeURIComponent(one.comuneName)}`);
    await map(page).scrollIntoViewIfNeeded();
    await page.getByRole("article").first().hover();
    await map(page).locator(".map-mark.on").first().waitFor();
    const mark = map(page).locator("button.map-mark:not(.map-many)").first();
    await mark.focus();
    await page.keyboard.press("Enter");
    await map(page).getByRole("link").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await map(page).locator(".map-popup a").first().click();
    await page.waitForURL(/\/opportunita\/opp_/);
    await page.getByRole("heading", { level: 1, name: one.title }).waitFor();
  });

  it("waits on a phone until it is asked for", async () => {
    const { page } = await watched("/", phone);
    expect(await map(page).locator(".leaflet-pane").count()).toBe(0);
    await map(page).getByRole("button", { name: "Mostra la mappa" }).click();
    await map(page).locator(".map-mark").first().waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe("a slow line and a cheap phone", () => {
  it("the first page weighs at most 100 kB in 12 requests, and nothing of it grows with what is posted", async () => {
    const context = await visitor(phone);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    let bytes = 0;
    const files: string[] = [];
    const local = new Set<string>();
    session.on("Network.requestWillBeSent", ({ requestId, request }) => void (request.url.includes("/local/") && local.add(requestId)));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (!local.has(requestId)) bytes += encodedDataLength;
    });
    page.on("request", (request) => {
      const { protocol, pathname } = new URL(request.url());
      // The bar of the local trial is on no deployed page.
      if (protocol !== "data:" && !pathname.startsWith("/local/")) files.push(pathname);
    });
    await page.goto("/", { waitUntil: "networkidle" });
    expect(await page.getByRole("article").count()).toBe(12);
    expect(files.length, files.join("\n")).toBeLessThanOrEqual(12);
    expect(bytes).toBeLessThanOrEqual(100_000);
  });

  it("without a network what was seen opens, and says how old it is", async () => {
    const context = await visitor(phone);
    const page = await context.newPage();
    await page.goto("/");
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await expect.poll(() => page.evaluate(async () => (await caches.keys()).includes("pages"))).toBe(true);
    await page.getByRole("article").first().getByRole("link").click();
    const title = await page.getByRole("heading", { level: 1 }).innerText();
    const there = page.url();
    await page.goto(there);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.waitForLoadState("networkidle");

    await context.setOffline(true);
    await page.goto(there);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.getByText(/Non c'è rete\. Quello che vedi è di/).waitFor();
    await page.goto("/");
    await page.getByRole("article").first().waitFor();
    await page.goto("/progetti/prj_01k00000000000000000000000");
    await page.getByRole("article").first().waitFor();
    await context.setOffline(false);
    await page.goto("/");
    await page.getByRole("article").first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(await page.getByText(/Non c'è rete/).count()).toBe(0);
  });
});
