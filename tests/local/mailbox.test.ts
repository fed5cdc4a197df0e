import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openMailer } from "../../functions/foundation/mail.ts";
import { type Mailbox, openMailbox } from "../../functions/local/mailbox.ts";
import { localRoutes } from "../../functions/local/routes.ts";
import { freshTable } from "../setup/table.ts";

let folder: string;
let mailbox: Mailbox;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "insieme-mail-"));
  mailbox = await openMailbox(folder);
});
afterEach(async () => {
  await mailbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

const letter = (n: number) => ({
  to: `persona${n}@example.org`,
  subject: `Codice n° ${n}: così entri`,
  text: `Ciao, il codice è ${n}.\nhttps://insieme.example/accedi?a=1&b=2\n`,
  html: `<p>Il codice è <b>${n}</b></p><script>alert(1)</script>`,
});

it("receives letters by SMTP, newest first, and keeps them over a restart", async () => {
  const send = openMailer(mailbox.url, "Insieme <insieme@example.org>");
  for (const n of [1, 2, 3]) await send(letter(n));
  const there = await mailbox.list();
  expect(there.map(({ subject }) => subject)).toEqual([3, 2, 1].map((n) => letter(n).subject));
  expect(there[0]).toMatchObject({ to: "persona3@example.org", text: letter(3).text, html: letter(3).html });
  expect(Math.abs(Date.parse(there[0]!.at) - Date.now())).toBeLessThan(60_000);

  const again = await openMailbox(folder);
  expect(await again.list()).toEqual(there);
  await again.stop();
});

it("keeps the newest 500", async () => {
  const send = openMailer(mailbox.url, "insieme@example.org");
  await Promise.all(Array.from({ length: 510 }, (_, n) => send(letter(n))));
  expect(await mailbox.list()).toHaveLength(500);
});

it("shows a list and each letter, in the reader's language, without letting a letter run anything", async () => {
  await openMailer(mailbox.url, "insieme@example.org")({ ...letter(7), subject: "<b>Sette</b>" });
  const app = localRoutes({ table: await freshTable(), secret: "x".repeat(32), mailbox });
  const page = async (path: string) => (await app.request(path)).text();

  const list = await page("/local/mailbox");
  expect(list).toContain("Cassetta postale");
  expect(list).toContain("&lt;b&gt;Sette&lt;/b&gt;");
  expect(await page("/local/mailbox?lang=en")).toContain("Mailbox");

  const { id } = (await mailbox.list())[0]!;
  const one = await page(`/local/mailbox/${id}`);
  expect(one).toContain("Ciao, il codice è 7.");
  expect(one).toContain('<a href="https://insieme.example/accedi?a=1&#38;b=2">');
  const rich = await app.request(`/local/mailbox/${id}/html`);
  expect(rich.headers.get("content-security-policy")).toMatch(/^sandbox/);
  expect((await app.request("/local/mailbox/nothing")).status).toBe(404);

  const told = await app.request("/local/mailbox.json?to=persona7@example.org");
  expect(await told.json()).toHaveLength(1);
});
