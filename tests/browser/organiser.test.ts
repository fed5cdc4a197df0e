import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { sound, violations } from "../setup/axe.ts";
import { enter, signedIn } from "../setup/browser.ts";

/** Words that no other run wrote: tests of the browser share one Insieme. */
const mark = Date.now().toString(36);
const association = `Radici ${mark}`;

const button = (page: Page | Locator, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name, level: 1 });

describe("an association, from the first form to a verified body", () => {
  let ion: Page;
  let giulia: Page;
  beforeAll(async () => {
    const pages = await Promise.all(["ion", "giulia"].map(async (person) => (await signedIn(person)).newPage()));
    [ion, giulia] = pages as [Page, Page];
  });

  it("is registered: what is missing is told at the field, nothing typed is lost", async () => {
    await ion.goto("/scrivania/enti/nuovo");
    await ion.getByRole("radio", { name: /^Associazione di migranti/ }).check();
    await ion.getByLabel("Nome").fill(association);
    await ion.getByLabel("Comune", { exact: true }).fill("Pratto");
    await button(ion, "Continua").click();
    await ion.getByText("Ci sono 2 campi da correggere").waitFor();
    expect(await violations(ion)).toEqual([]);
    expect(await ion.getByLabel("Nome").inputValue()).toBe(association);
    await ion.getByLabel("Comune", { exact: true }).fill("prato");
    await ion.getByLabel("E-mail dell'ente").fill(`radici-${mark}@prova.example`);
    await ion.getByLabel(/^Sito web/).fill("www.radici.example");
    // The session ended meanwhile: signing in happens beside the form, which is sent again as it stands.
    await ion.context().clearCookies();
    await button(ion, "Continua").click();
    await ion.getByRole("link", { name: "Accedi in un'altra scheda" }).waitFor();
    await enter(ion.context(), "ion");
    await button(ion, "Continua").click();
    await heading(ion, association).waitFor();
    await ion.getByText("https://www.radici.example").waitFor();
    await button(ion, "Invia per la verifica").click();
    await ion.getByText("ANCI Toscana sta verificando i dati").waitFor();
    await sound(ion);
  });

  it("comes back with a reason, is corrected, sent again and verified", async () => {
    await giulia.goto("/da-esaminare");
    await giulia.getByRole("link", { name: association }).click();
    await heading(giulia, association).waitFor();
    await button(giulia, "Rimanda con un motivo").click();
    await giulia.getByLabel("Motivo").fill("Manca che cosa fate.");
    await button(giulia.getByRole("dialog"), "Rimanda con un motivo").click();
    await giulia.getByText("Rimandato all'ente.").waitFor();

    await ion.goto("/scrivania");
    await ion.getByRole("link", { name: `Correggi i dati di ${association}` }).click();
    await ion.locator(".reason").getByText("Manca che cosa fate.").waitFor();
    await ion.getByRole("link", { name: "Correggi i dati" }).click();
    await ion.getByLabel(/^Che cosa fate/).fill("Cuciniamo insieme e impariamo l'italiano a tavola.");
    await sound(ion);
    await ion.getByLabel(/^Che cosa fate/).fill("Cuciniamo insieme e impariamo l'italiano a tavola.");
    await button(ion, "Salva").click();
    await button(ion, "Invia di nuovo").click();
    await ion.getByText("ANCI Toscana sta verificando i dati").waitFor();

    await giulia.reload();
    await giulia.getByText("Cuciniamo insieme").waitFor();
    await sound(giulia);
    await button(giulia, "Verifica").click();
    await button(giulia.getByRole("dialog"), "Verifica").click();
    await giulia.getByText("Ente verificato.").waitFor();
  });

  it("keeps its people and its insurance, which says what is missing", async () => {
    await ion.goto("/scrivania");
    await ion.getByRole("link", { name: association }).click();
    await ion.getByRole("link", { name: "Persone" }).click();
    await ion.getByLabel("La sua e-mail").fill(`amica-${mark}@prova.example`);
    await ion.getByLabel(/^Il suo nome/).fill("Alma Krasniqi");
    await button(ion, "Aggiungi una persona").click();
    await ion.getByRole("rowheader", { name: /Alma Krasniqi/ }).waitFor();
    await sound(ion);
    await ion
      .getByRole("row", { name: /Alma Krasniqi/ })
      .getByRole("button", { name: "Togli" })
      .click();
    await button(ion.getByRole("dialog"), "Togli").click();
    await ion.getByText("Alma Krasniqi non fa più parte dell'ente.").waitFor();

    await ion.getByRole("link", { name: association }).click();
    await ion.getByRole("link", { name: "Assicurazioni" }).click();
    const add = async (number: string, covers: readonly string[]) => {
      await ion.getByLabel("Compagnia").fill("Mutua Prova");
      await ion.getByLabel("Numero di polizza").fill(number);
      for (const cover of covers) await ion.getByRole("checkbox", { name: new RegExp(`^${cover}`) }).check();
      await ion.getByLabel("Valida dal").fill("2026-01-01");
      await ion.getByLabel("Valida fino al").fill("2031-12-31");
      await button(ion, "Aggiungi una polizza").click();
      await ion.getByRole("rowheader", { name: new RegExp(number) }).waitFor();
    };
    await add(`A-${mark}`, ["Infortuni", "Responsabilità"]);
    await ion.getByText("Manca: malattia").waitFor();
    await ion.getByText("Oggi non siete assicurati").waitFor();
    await add(`B-${mark}`, ["Infortuni", "Malattia", "Responsabilità"]);
    await ion.getByText("Oggi siete assicurati, fino al 31 dicembre 2031.").waitFor();
    await sound(ion);
  });
});

it("an informal group is verified only on the word of whoever knows it", async () => {
  const group = `Orto del cortile ${mark}`;
  const [nadia, laura, giulia] = await Promise.all(["nadia", "laura", "giulia"].map(async (person) => (await signedIn(person)).newPage()));
  if (!nadia || !laura || !giulia) throw new Error("nobody came");
  await nadia.goto("/scrivania/enti/nuovo");
  await nadia.getByRole("radio", { name: /^Gruppo informale/ }).check();
  await nadia.getByLabel("Nome").fill(group);
  await nadia.getByLabel("Comune", { exact: true }).fill("Prato");
  await nadia.getByLabel("Comune", { exact: true }).blur();
  await nadia.getByLabel("E-mail dell'ente").fill(`orto-${mark}@prova.example`);
  await nadia.getByLabel(/^Chi garantisce per voi/).selectOption({ label: "Comune di Prato" });
  expect(await violations(nadia)).toEqual([]);
  await button(nadia, "Continua").click();
  await nadia.getByText("Prima deve rispondere Comune di Prato").waitFor();
  await button(nadia, "Invia per la verifica").click();
  await nadia.getByText("ANCI Toscana sta verificando i dati").waitFor();

  await giulia.goto("/da-esaminare");
  await giulia.getByRole("row", { name: new RegExp(`${group} manca il garante`) }).waitFor();
  await giulia.getByRole("link", { name: group }).click();
  await giulia.getByText("Comune di Prato non ha ancora risposto").waitFor();
  expect(await button(giulia, "Verifica").count()).toBe(0);

  await laura.goto("/scrivania");
  await laura.getByRole("link", { name: `${group} chiede la garanzia di Comune di Prato` }).click();
  const ask = laura.getByRole("listitem").filter({ has: laura.getByRole("heading", { name: group }) });
  await ask.getByText(`orto-${mark}@prova.example`).waitFor();
  await sound(laura);
  await button(ask, "Garantiamo per questo gruppo").click();
  await button(laura.getByRole("dialog"), "Garantiamo per questo gruppo").click();
  await laura.getByText(`Avete garantito per ${group}.`).waitFor();

  await giulia.reload();
  await button(giulia, "Verifica").click();
  await button(giulia.getByRole("dialog"), "Verifica").click();
  await giulia.getByText("Ente verificato.").waitFor();
});
