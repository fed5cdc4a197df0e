import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

type Found = { readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] };

/** What breaks WCAG 2.2 AA on the page as it stands, `rule: markup` a place; the bar of the local trial is not ours to show. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run: (context: object, options: object) => Promise<Found> } }).axe.run(
      { exclude: ["#local-bar"] },
      {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        resultTypes: ["violations"],
      },
    ),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Nothing breaks WCAG in either language, and nothing needs scrolling sideways on a phone. */
export async function sound(page: Page): Promise<void> {
  await page.locator("main h1").waitFor();
  await page.waitForLoadState("networkidle");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: "English" }).click();
  await page.waitForLoadState("networkidle");
  await page.locator("main h1").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goBack();
}
