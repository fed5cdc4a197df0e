import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core";
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
