import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sound, violations } from "../setup/axe.ts";
import { signedIn, visitor } from "../setup/browser.ts";

/** Words that no other run wrote: tests of the browser share one Insieme. */
const mark = Date.now().toString(36);
const title = `Orto condiviso ${mark}`;
const day = (after: number) => new Date(Date.now() + after * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const dialog = (page: Page, name: string) => page.getByRole("dialog", { name });

let amina: Page;
let list: string;
beforeAll(async () => {
  amina = await (await signedIn("amina", { viewport: { width: 1280, height: 800 } })).newPage();
  const { memberships } = await (await amina.request.get("/api/me")).json();
  list = `/scrivania/enti/${memberships[0].body}/opportunita`;
});

describe("an opportunity, from its first word to its end", () => {
  let editor: string;

  it("is written on a phone: what is missing is told, the pin moves by keyboard, each date says whether it is insured", async () => {
    await amina.goto(list);
    await sound(amina);
    await amina.getByRole("link", { name: "Nuova opportunità" }).click();
    await sound(amina);
    await amina.setViewportSize({ width: 360, height: 740 });
    await button(amina, "Salva la bozza").click();
    await amina.getByText(/Ci sono \d campi da correggere/).waitFor();
    expect(await violations(amina)).toEqual([]);

    await amina.getByLabel("Progetto", { exact: true }).selectOption({ index: 1 });
    await amina.getByLabel("Titolo", { exact: true }).fill(title);
    await amina.getByLabel("Che cosa farà chi partecipa").fill("Seminiamo insieme.\nSi impara facendo.");
    await amina.getByLabel("Ambiente").check();
    // A project of one Comune leaves nothing to choose.
    const comune = amina.getByLabel("Comune", { exact: true });
    await comune.selectOption((await comune.locator("option").last().getAttribute("value"))!);
    await amina.getByLabel("Indirizzo", { exact: true }).fill("Via dell'Orto 3");
    await amina.getByLabel(/^Mostra l'indirizzo solo/).check();
    const where = amina.getByText(/^Segnaposto a/);
    const before = await where.innerText();
    await button(amina, "Segnaposto: spostalo con le frecce").press("Shift+ArrowUp");
    await expect.poll(() => where.innerText()).not.toBe(before);

    await amina.getByLabel("Polizza").selectOption({ index: 1 });
    await amina.getByLabel("Giorno").fill(day(10));
    await amina.getByLabel("Inizio").fill("21:00");
    await amina.getByLabel("Fine").fill("01:00");
    await amina.getByText("Finisce il giorno dopo. coperta dalla polizza").waitFor();
    await button(amina, "Ripeti una settimana dopo").click();
    expect(await amina.getByLabel("Giorno").nth(1).inputValue()).toBe(day(17));
    await amina.getByLabel("Giorno").nth(1).fill("2049-01-01");
    await amina.getByText(/non coperta: la polizza finisce il/).waitFor();
    await button(amina, "Togli la data 2").click();
  });

  it("is not lost by pressing a link, and saved as a draft that says what to do next", async () => {
    await amina.getByRole("link", { name: "Tutte le opportunità" }).click();
    await button(amina, "Resta qui").click();
    expect(await amina.getByLabel("Titolo", { exact: true }).inputValue()).toBe(title);
    await button(amina, "Salva la bozza").click();
    await amina.getByText("È tutto pronto.").waitFor();
    editor = new URL(amina.url()).pathname;
    await amina.setViewportSize({ width: 1280, height: 800 });
    await sound(amina);
  });

  it("is published, and a stranger sees the Comune alone", async () => {
    await button(amina, "Pubblica").click();
    await amina.getByText("Chiunque può trovarla e aderire.").waitFor();
    const stranger = await (await visitor()).newPage();
    await stranger.goto(editor.replace("/scrivania", ""));
    await stranger.getByRole("heading", { name: title, level: 1 }).waitFor();
    expect(await stranger.getByText("Via dell'Orto").count()).toBe(0);
  });

  it("keeps the text of whoever was slower, and shows what the other wrote", async () => {
    await button(amina, "Modifica testo e luogo").click();
    await amina.getByLabel("Titolo", { exact: true }).fill(`${title}, di sera`);
    const moussa = await (await signedIn("moussa")).newPage();
    await moussa.goto(editor);
    await button(moussa, "Modifica testo e luogo").click();
    await moussa.getByLabel(/^Che cosa portare/).fill("Guanti da lavoro");
    await button(moussa, "Salva le modifiche").click();
    await moussa.getByText("Modifiche salvate.").waitFor();

    await button(amina, "Salva le modifiche").click();
    await amina.getByText("Guanti da lavoro").waitFor();
    expect(await violations(amina)).toEqual([]);
    expect(await amina.getByLabel("Titolo", { exact: true }).inputValue()).toBe(`${title}, di sera`);
    await button(amina, "Salva le modifiche").click();
    await amina.getByRole("heading", { name: `${title}, di sera`, level: 1 }).waitFor();
  });

  it("gets another date while its text is open, and nobody's text is another's", async () => {
    await button(amina, "Modifica testo e luogo").click();
    await button(amina, "Aggiungi una data").click();
    await amina.getByLabel("Giorno").fill(day(20));
    await amina.getByLabel("Inizio").fill("10:00");
    await amina.getByLabel("Fine").fill("12:00");
    await button(amina, "Aggiungi la data").click();
    await amina.getByText("Data aggiunta.").waitFor();
    await amina.getByLabel("Titolo", { exact: true }).fill(title);
    await button(amina, "Salva le modifiche").click();
    await amina.getByRole("heading", { name: title, level: 1 }).waitFor();
  });

  it("gets more places, loses a date with a reason, then ends", async () => {
    await button(amina, /^Cambia i posti/)
      .last()
      .click();
    await amina.getByLabel("Posti", { exact: true }).fill("0");
    await button(amina, "Conferma").click();
    await amina.getByText("Posti: Scrivi un numero da 1 in su.").waitFor();
    await amina.getByLabel("Posti", { exact: true }).fill("14");
    await button(amina, "Conferma").click();
    await amina.getByRole("cell", { name: "0 / 14" }).waitFor();

    await button(amina, "Annulla la data").last().click();
    await dialog(amina, "Annullare questa data?").getByLabel("Motivo").fill("Allerta meteo");
    await button(amina, "Sì, annulla la data").click();
    await amina.getByText("Annullato").waitFor();

    await button(amina, "Annulla tutto").click();
    expect(await violations(amina)).toEqual([]);
    await dialog(amina, "Annullare l'opportunità?").getByLabel("Motivo").fill("Il terreno non c'è più");
    await button(amina, "Sì, annulla tutto").click();
    await amina.getByText("È stata annullata.").waitFor();
    await amina.getByText("Il terreno non c'è più").first().waitFor();
    expect(await button(amina, "Modifica testo e luogo").count()).toBe(0);
  });
});

describe("a spreadsheet", () => {
  const folder = mkdtempSync(join(tmpdir(), "sheets-"));
  const sheet = (name: string, lines: readonly string[]) => {
    writeFileSync(join(folder, name), lines.join("\r\n"));
    return join(folder, name);
  };
  const heads = "Titolo;Descrizione;Temi;Comune;Luogo;Indirizzo;Data;Ora inizio;Ora fine;Posti";
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("with errors is told line by line, and nothing of it is loaded", async () => {
    await amina.goto(list);
    await amina.getByRole("link", { name: "Carica da un foglio" }).click();
    await sound(amina);
    await button(amina, "Controlla il file").click();
    await amina.getByText("File CSV o JSON: Scegli prima un file.").waitFor();
    await amina
      .getByLabel("File CSV o JSON")
      .setInputFiles(
        sheet("wrong.csv", [heads, `Merenda ${mark};Si mangia insieme;Cibo;Atlantide;Circolo;Via Po 2;31/02/2049;16:00;18:00;dieci`]),
      );
    await amina.getByLabel("Progetto", { exact: true }).selectOption({ index: 1 });
    await button(amina, "Controlla il file").click();
    await amina.getByText(/^Ci sono righe da correggere/).waitFor();
    const row = amina.getByRole("row", { name: new RegExp(`Merenda ${mark}`) });
    for (const column of ["Comune", "Data", "Posti"]) await row.getByText(`Colonna «${column}»:`).waitFor();
    expect(await violations(amina)).toEqual([]);
    expect(await button(amina, /^Carica \d/).count()).toBe(0);
  });

  it("says so when it is not text at all", async () => {
    writeFileSync(join(folder, "book.xlsx"), Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]));
    await amina.getByLabel("File CSV o JSON").setInputFiles(join(folder, "book.xlsx"));
    await amina.getByText("È un file di Excel o LibreOffice").waitFor();
  });

  it("begins with the example, mended to one's own, is loaded as drafts, and a second time changes nothing", async () => {
    const download = amina.waitForEvent("download");
    await button(amina, "Scarica un foglio di esempio").click();
    const example = join(folder, "example.csv");
    await (await download).saveAs(example);
    writeFileSync(example, readFileSync(example, "utf8").replaceAll(/Conversazione|Pulizia/g, `$& ${mark}`));
    await amina.getByLabel("File CSV o JSON").setInputFiles(example);
    await button(amina, "Controlla il file").click();
    await amina.getByText("2 opportunità nuove, 3 date nuove.").waitFor();
    await button(amina, "Carica 2 opportunità").click();
    await amina.getByText("2 opportunità caricate").waitFor();
    expect(await violations(amina)).toEqual([]);

    await button(amina, "Carica un altro file").click();
    await amina.getByLabel("File CSV o JSON").setInputFiles(example);
    await amina.getByLabel("Progetto", { exact: true }).selectOption({ index: 1 });
    await button(amina, "Controlla il file").click();
    await amina.getByText("Non c'è nulla di nuovo").waitFor();

    await amina.getByRole("link", { name: "Tutte le opportunità" }).click();
    await amina.getByRole("link", { name: `Pulizia ${mark} del parco`, exact: true }).waitFor();
  });
});
