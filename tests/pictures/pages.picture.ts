import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { it } from "vitest";
import { signedIn, visitor } from "../setup/browser.ts";

/** The pictures of the README, taken of the running Insieme with its demo: `npm run pictures`. */

const folder = fileURLToPath(new URL("../../docs/pictures", import.meta.url));
mkdirSync(folder, { recursive: true });

const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 } as const;
const desk = { viewport: { width: 1280, height: 860 } } as const;

async function take(context: BrowserContext, name: string, open: (page: Page) => Promise<unknown>): Promise<void> {
  const page = await context.newPage();
  await open(page);
  // The strip of the local start belongs to the desk, not to the product.
  await page.evaluate("document.getElementById('local-bar')?.remove()");
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: `${folder}/${name}.jpg`, type: "jpeg", quality: 82 });
  await context.close();
}

/** The address of the first opportunity on the home page. */
async function firstOpportunity(page: Page): Promise<void> {
  await page.goto("/");
  await page.locator('main a[href*="/opportunita/"]').first().click();
  await page.waitForURL(/\/opportunita\/opp_/);
  await page.locator("h1").waitFor();
}

const goto = (address: string) => async (page: Page) => {
  await page.goto(address);
  await page.locator("main h1").waitFor();
};

it("find", async () => take(await visitor(desk), "find", goto("/")));
it("find on a phone", async () => take(await visitor(phone), "find-phone", goto("/")));
it("opportunity on a phone", async () => take(await visitor(phone), "opportunity-phone", firstOpportunity));
it("record on a phone", async () => take(await signedIn("fatou", phone), "record-phone", goto("/il-mio-registro")));
it("desk", async () => take(await signedIn("amina", desk), "desk", goto("/scrivania")));
it("review", async () => take(await signedIn("giulia", desk), "review", goto("/da-esaminare")));
it("overview", async () => take(await signedIn("giulia", desk), "overview", goto("/quadro-generale")));
