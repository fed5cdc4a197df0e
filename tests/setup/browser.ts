import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page, type Request } from "playwright-core";
import { afterAll, inject } from "vitest";
import { findChromium } from "./chromium.ts";

const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser: Promise<Browser> | undefined;

/** A clean visitor of the running Insieme: cookies and storage of its own. Links are relative to its address. */
export async function visitor(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No Chromium: install it, or name one in CHROMIUM");
  if (!browser) {
    browser = chromium.launch({ executablePath, args: flags, chromiumSandbox: false });
    afterAll(async () => {
      await (await browser)?.close();
      browser = undefined;
    });
  }
  return (await browser).newContext({
    baseURL: inject("origin"),
    locale: "it-IT",
    timezoneId: "Europe/Rome",
    viewport: { width: 1280, height: 800 },
    ...options,
  });
}

/** A visitor who is somebody of the demo, `amina`: by the click that exists on one machine only. */
export async function signedIn(person: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await visitor(options);
  await enter(context, person);
  return context;
}

/** The same for a visitor who is here already: somebody whose session ended. */
export async function enter(context: BrowserContext, person: string): Promise<void> {
  const reply = await context.request.post("/local/sign-in", { form: { person: `${person}@demo.example`, next: "/" }, maxRedirects: 0 });
  if (reply.status() !== 303) throw new Error(`nobody of the demo: ${person} (${reply.status()})`);
}

/** What a page asks for and says while it comes alive. */
export async function watched(
  address: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; asked: string[]; said: string[] }> {
  const page = await (await visitor(options)).newPage();
  const asked: string[] = [];
  const said: string[] = [];
  page.on("request", (request: Request) => void asked.push(request.url()));
  page.on("pageerror", (error) => void said.push(error.message));
  // Who is not signed in is told so by a 401, which browsers note.
  page.on("console", (message) => void (message.type() === "error" && !message.text().includes("401") && said.push(message.text())));
  // The last thing that a page does as it comes alive is to ask who reads it.
  const alive = page.waitForResponse("**/api/me");
  await page.goto(address);
  await alive;
  await page.waitForLoadState("networkidle");
  return { page, asked, said };
}
