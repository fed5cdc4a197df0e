import { expect, it } from "vitest";
import { sound } from "../setup/axe.ts";
import { signedIn } from "../setup/browser.ts";

it("ANCI's staff see what goes on, filter and order it in the address, and take it along", async () => {
  const giulia = await (await signedIn("giulia")).newPage();
  await giulia.goto("/quadro-generale");
  await giulia.getByRole("heading", { name: "Per zona" }).waitFor();
  await sound(giulia);

  const all = ((await (await giulia.request.get("/api/overview")).json()) as { projects: unknown[] }).projects.length;
  const projects = giulia.getByRole("table", { name: "Progetti" });
  const rows = () => projects.getByRole("row").count();
  await giulia.getByText(`${all} progetti`, { exact: true }).waitFor();
  const concluded = giulia.getByRole("link", { name: /^Concluso/ });
  const count = Number(/\d+/.exec(await concluded.innerText())![0]);
  await concluded.click();
  await giulia.getByText(`${count} di ${all} progetti`).waitFor();
  expect(giulia.url()).toContain("state=concluded");
  expect(await rows()).toBe(count + 1);

  await giulia.getByLabel("Zona", { exact: true }).selectOption("Pisana");
  await expect.poll(() => giulia.url()).toContain("zone=Pisana");
  await giulia.getByRole("button", { name: "Togli i filtri" }).click();
  await giulia.getByText(`${all} progetti`, { exact: true }).waitFor();

  await giulia.getByRole("button", { name: "Persone" }).click();
  await giulia.getByRole("columnheader", { name: "Persone", exact: true }).and(giulia.locator("[aria-sort=descending]")).waitFor();
  const people = await projects.getByRole("row").locator("td:nth-child(7)").allInnerTexts();
  const numbers = people.map(Number);
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));

  // Somebody who is sent the address sees the same, on a phone too.
  await giulia.setViewportSize({ width: 360, height: 740 });
  await giulia.goto("/en/overview?state=active&sort=hours");
  await giulia.getByText(`of ${all} projects`).waitFor();
  expect(await giulia.getByLabel("Sort by").inputValue()).toBe("hours");

  const csv = await giulia.request.get("/api/overview.csv");
  expect(csv.headers()["content-type"]).toContain("text/csv");
  expect((await csv.text()).trim().split("\r\n").length).toBeGreaterThan(40);
});

it("nobody else sees it", async () => {
  const amina = await (await signedIn("amina")).newPage();
  await amina.goto("/quadro-generale");
  await amina.getByText("Solo per ANCI Toscana").waitFor();
  expect((await amina.request.get("/api/overview")).status()).toBe(403);
});
