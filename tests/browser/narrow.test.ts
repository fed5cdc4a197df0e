import { expect, it } from "vitest";
import { type Page as PageName, pathIn } from "../../web/routes.ts";
import { violations } from "../setup/axe.ts";
import { signedIn } from "../setup/browser.ts";

it.each([
  ["giulia", "feeds", {}],
  ["fatou", "searches", {}],
  ["fatou", "unsubscribe", { token: "x.y" }],
  ["fatou", "confirm-search", { token: "x.y" }],
  ["fatou", "offer", { token: "x" }],
] as const)("%s, %s: sound at a phone's width in both languages", async (who, page, params) => {
  const context = await signedIn(who, { viewport: { width: 360, height: 740 } });
  const tab = await context.newPage();
  for (const locale of ["it", "en"] as const) {
    await tab.goto(pathIn(locale, { page: page as PageName, params }), { waitUntil: "networkidle" });
    await tab.locator("main h1").waitFor();
    expect.soft(await violations(tab)).toEqual([]);
    expect.soft(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});
