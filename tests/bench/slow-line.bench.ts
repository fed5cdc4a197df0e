import { chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, it } from "vitest";
import { type App, startApp } from "../setup/app.ts";
import { findChromium } from "../setup/chromium.ts";

/** A phone with a slow 3G line (400 ms there and back, 400 kbit/s) and a processor four times slower than this machine's. */

const rounds = 5;
const results: Record<string, unknown>[] = [];
let app: App;
beforeAll(async () => {
  app = await startApp(["--memory"]);
  await app.heard(/demo is complete/);
}, 180_000);
afterAll(async () => {
  await app?.stop();
  console.table(results);
});

const median = (numbers: readonly number[]): number => Math.round(numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!);

/** Milliseconds from the start of the document until what `seen` waits for is there. */
async function until(page: Page, act: () => Promise<unknown>, seen: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await Promise.all([act(), seen()]);
  return performance.now() - begun;
}

it("the first page, and an opportunity from its list", async () => {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No Chromium: install it, or name one in CHROMIUM");
  const browser = await chromium.launch({ executablePath, args: ["--disable-gpu", "--disable-quic"], chromiumSandbox: false });
  const [listed, opened, again]: [number[], number[], number[]] = [[], [], []];
  for (let n = 0; n < rounds; n++) {
    const context = await browser.newContext({ baseURL: app.origin, viewport: { width: 360, height: 740 }, locale: "it-IT" });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 400,
      downloadThroughput: 400_000 / 8,
      uploadThroughput: 400_000 / 8,
    });
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    const articles = page.getByRole("article");
    listed.push(
      await until(
        page,
        () => page.goto("/", { waitUntil: "commit" }),
        () => articles.nth(11).getByRole("link").waitFor(),
      ),
    );
    // Somebody reads for a moment before choosing.
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(2000);
    const open = async (which: number) => {
      const link = articles.nth(which).getByRole("link");
      const title = await link.innerText();
      return until(
        page,
        () => link.click(),
        () => page.getByRole("heading", { level: 1, name: title }).waitFor(),
      );
    };
    opened.push(await open(0));
    await page.goBack();
    await articles.nth(3).waitFor();
    again.push(await open(3));
    await context.close();
  }
  await browser.close();
  results.push(
    { what: "first page: its list, usable", "median ms": median(listed), mark: 3000 },
    { what: "an opportunity from the list, the first", "median ms": median(opened), mark: 1000 },
    { what: "another one", "median ms": median(again), mark: 1000 },
  );
}, 300_000);
