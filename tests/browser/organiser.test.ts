import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { violations } from "../setup/axe.ts";
import { signedIn } from "../setup/browser.ts";

/** Words that no other run wrote: tests of the browser share one Insieme. */
const mark = Date.now().toString(36);
const association = `Radici ${mark}`;
const plan = `Piano di prova ${mark}`;
const project = `Cene di quartiere ${mark}`;

const button = (page: Page | Locator, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name, level: 1 });
/** The same page in English, for whoever reads it there. */
const inEnglish = (page: Page) => page.getByRole("link", { name: "English" }).click();

/** Nothing breaks WCAG in either language, and nothing needs scrolling sideways on a phone. */
async function sound(page: Page): Promise<void> {
  await page.locator("main h1").waitFor();
  await page.waitForLoadState("networkidle");
  expect(await violations(page)).toEqual([]);
  await inEnglish(page);
  await page.waitForLoadState("networkidle");
  await page.locator("main h1").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goBack();
}

describe("an association and a Comune, from the first form to an approved project", () => {
  let ion: Page;
  let laura: Page;
  let giulia: Page;
  beforeAll(async () => {
    const pages = await Promise.all(["ion", "laura", "giulia"].map(async (person) => (await signedIn(person)).newPage()));
    [ion, laura, giulia] = pages as [Page, Page, Page];
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

  it("joins a plan that ANCI draws up: a territory by whole zones, partners by name", async () => {
    await giulia.goto("/scrivania/piani/nuovo");
    await button(giulia, "Salva il piano").click();
    await giulia.getByText("Scegli almeno un Comune.").first().waitFor();
    await giulia.getByRole("radio", { name: /Cittadinanza attiva/ }).check();
    await giulia.getByLabel("Titolo").fill(plan);
    await giulia.getByLabel("Zona", { exact: true }).fill("Pratese");
    await giulia.getByLabel("Comincia il").fill("2026-01-01");
    await giulia.getByLabel("Finisce il").fill("2031-12-31");
    await giulia.getByLabel("Capofila").selectOption({ label: "ANCI Toscana" });
    const partners = giulia.getByRole("group", { name: "Partner", exact: true });
    for (const name of [association, "Comune di Prato", "Regione Toscana"]) {
      await partners.getByLabel("Cerca").fill(name);
      await partners.getByRole("checkbox", { name }).check();
    }
    const territory = giulia.getByRole("group", { name: "Comuni", exact: true });
    await territory.getByLabel("Aggiungi in un colpo").selectOption({ label: "Provincia di Prato" });
    await button(territory, "Aggiungi").click();
    await territory.getByText("7 scelti").waitFor();
    expect(await violations(giulia)).toEqual([]);
    await button(giulia, "Salva il piano").click();
    await heading(giulia, plan).waitFor();
    await giulia.getByLabel("Che cosa è successo").fill("Il piano comincia con una festa.");
    await button(giulia, "Pubblica la notizia").click();
    await giulia.locator(".history").getByText("Il piano comincia con una festa.").waitFor();
    await sound(giulia);
  });

  const write = async (page: Page, section: string, text: string) => {
    const part = page.getByRole("region", { name: section });
    await button(part, /^(Scrivi|Modifica):/).click();
    await part.getByRole("textbox").fill(text);
    await button(part, "Salva").click();
    await part.getByText(text).waitFor();
    await part.getByRole("textbox").waitFor({ state: "detached" });
  };

  it("writes a project together with the Comune: two in one section see each other, two in different ones do not", async () => {
    await ion.goto("/scrivania");
    await ion.getByRole("link", { name: association }).click();
    await ion.getByRole("link", { name: "Scrivi un progetto" }).click();
    await ion.getByRole("radio", { name: new RegExp(plan) }).check();
    await ion.getByLabel("Titolo").fill(project);
    await ion.getByRole("checkbox", { name: "Comune di Prato" }).check();
    await sound(ion);
    await ion.getByRole("radio", { name: new RegExp(plan) }).check();
    await ion.getByLabel("Titolo").fill(project);
    await ion.getByRole("checkbox", { name: "Comune di Prato" }).check();
    await button(ion, "Comincia a scrivere").click();
    await heading(ion, project).waitFor();
    const address = ion.url();
    await button(ion, "Apri agli altri partner").click();
    await button(ion.getByRole("dialog"), "Apri agli altri partner").click();
    await ion.getByText("Per inviare manca ancora").waitFor();

    // Both open the same section; the Comune saves first.
    await laura.goto(address);
    const hers = laura.getByRole("region", { name: "Bisogno" });
    const his = ion.getByRole("region", { name: "Bisogno" });
    await button(hers, /^Scrivi:/).click();
    await button(his, /^Scrivi:/).click();
    await write(ion, "A chi si rivolge", "Famiglie appena arrivate a Prato e i loro vicini di casa.");
    await hers.getByRole("textbox").fill("Chi arriva non conosce i vicini, e i vicini non conoscono chi arriva.");
    await button(hers, "Salva").click();
    await laura.getByText("Nel frattempo qualcun altro ha scritto altre sezioni").waitFor();
    await laura.getByText("Famiglie appena arrivate a Prato").waitFor();

    await his.getByRole("textbox").fill("Mancano occasioni per parlare italiano fuori dalla scuola.");
    await button(his, "Salva").click();
    await his.getByText("Nel frattempo un'altra persona ha salvato").waitFor();
    await his.getByText("Chi arriva non conosce i vicini, e i vicini non conoscono chi arriva.").waitFor();
    expect(await his.getByRole("textbox").inputValue()).toBe("Mancano occasioni per parlare italiano fuori dalla scuola.");
    expect(await violations(ion)).toEqual([]);
    await his.getByRole("textbox").fill("Chi arriva non conosce i vicini, e mancano occasioni per parlare italiano.");
    await button(his, "Salva").click();
    await his.getByRole("textbox").waitFor({ state: "detached" });

    await write(ion, "Attività", "Una cena al mese nel circolo del quartiere, cucinata insieme da chi abita lì.");
    const place = ion.getByRole("region", { name: "Dove" });
    await button(place, /^Scrivi:/).click();
    await place.getByLabel("Cerca").fill("prato");
    await place.getByRole("checkbox", { name: "Prato", exact: true }).check();
    await button(place, "Salva").click();
    await place.getByRole("checkbox").first().waitFor({ state: "detached" });
    const period = ion.getByRole("region", { name: "Periodo" });
    await button(period, /^Scrivi:/).click();
    await period.getByLabel("Comincia il").fill("2027-01-10");
    await period.getByLabel("Finisce il").fill("2027-12-20");
    await button(period, "Salva").click();
    await period.getByText("dal 10 gennaio 2027 al 20 dicembre 2027").waitFor();
    await sound(ion);
  });

  it("is sent once everybody said what they bring and confirmed", async () => {
    const bring = async (page: Page, kind: string, amount: string, what: string) => {
      const partners = page.getByRole("region", { name: "Partner e impegni" });
      await button(partners, "Scrivi che cosa mettete").click();
      await button(partners, kind).click();
      await partners.getByRole("spinbutton").fill(amount);
      await partners.getByRole("textbox").fill(what);
      await button(partners, "Salva").click();
      await partners.getByRole("textbox").waitFor({ state: "detached" });
    };
    await bring(ion, "Ore", "120", "cucina e accoglienza");
    await ion.getByText("120 ore: cucina e accoglienza").waitFor();
    await ion.getByRole("link", { name: "Manca la conferma di Comune di Prato" }).waitFor();

    await laura.reload();
    await bring(laura, "Spazi", "1", "sala del circolo");
    await button(laura, "Confermiamo: Comune di Prato").click();
    await laura.getByRole("dialog").getByText("1 spazio: sala del circolo").waitFor();
    expect(await violations(laura)).toEqual([]);
    await button(laura.getByRole("dialog"), "Confermiamo").click();
    await laura.getByText(/Confermato da Laura Conti/).waitFor();

    await ion.goto("/scrivania");
    await ion.getByRole("link", { name: new RegExp(`${project}” è pronto`) }).click();
    await button(ion, "Invia ad ANCI Toscana").click();
    await button(ion.getByRole("dialog"), "Invia ad ANCI Toscana").click();
    await ion.getByText("ANCI Toscana lo prende in carico").waitFor();
  });

  it("is reviewed: changes with reasons beside the sections, then the approval", async () => {
    await giulia.goto("/da-esaminare");
    await giulia.getByRole("link", { name: project }).click();
    await button(giulia, "Comincia l'esame").click();
    await button(giulia.getByRole("dialog"), "Comincia l'esame").click();
    await giulia.getByText("Per chiedere modifiche, scrivi prima una richiesta").waitFor();
    await button(giulia, "Chiedi una modifica: Attività").click();
    await giulia.keyboard.type("Quante persone per ogni cena?");
    await sound(giulia);
    await button(giulia, "Chiedi una modifica: Attività").click();
    await giulia.keyboard.type("Quante persone per ogni cena?");
    await button(giulia, "Chiedi le modifiche").click();
    await button(giulia.getByRole("dialog"), "Chiedi le modifiche").click();
    await giulia.getByText("I partner stanno facendo le modifiche richieste").waitFor();

    await ion.goto("/scrivania");
    await ion.getByRole("link", { name: `ANCI Toscana chiede modifiche a “${project}”` }).click();
    const activities = ion.getByRole("region", { name: "Attività" });
    await activities.getByText("Quante persone per ogni cena?").waitFor();
    await sound(ion);
    await button(activities, /^Modifica:/).click();
    await activities.getByText("dovranno confermare di nuovo").waitFor();
    await activities.getByRole("textbox").fill("Una cena al mese per trenta persone nel circolo del quartiere, cucinata insieme.");
    await button(activities, "Salva").click();
    await ion.getByRole("link", { name: "Manca la conferma di Comune di Prato" }).waitFor();

    await laura.goto("/scrivania");
    await laura.getByRole("link", { name: new RegExp(`${project}” aspetta la conferma`) }).click();
    await button(laura, "Confermiamo: Comune di Prato").click();
    await button(laura.getByRole("dialog"), "Confermiamo").click();
    await laura.getByText(/Confermato da Laura Conti/).waitFor();
    await ion.reload();
    await button(ion, "Invia ad ANCI Toscana").click();
    await button(ion.getByRole("dialog"), "Invia ad ANCI Toscana").click();
    await ion.getByText("ANCI Toscana lo prende in carico").waitFor();

    await giulia.goto("/da-esaminare");
    await giulia.getByRole("link", { name: project }).click();
    await giulia.getByText(/^Chiesto il/).waitFor();
    await button(giulia, "Comincia l'esame").click();
    await button(giulia.getByRole("dialog"), "Comincia l'esame").click();
    await button(giulia, "Approva").click();
    await giulia.getByText("L'approvazione non si può annullare").waitFor();
    await button(giulia.getByRole("dialog"), "Approva").click();
    await giulia.getByText("Progetto approvato.").waitFor();
    await sound(giulia);

    await ion.reload();
    await ion.getByRole("link", { name: "Scrivi un'opportunità" }).waitFor();
    await button(ion, "Avvia il progetto").click();
    await button(ion.getByRole("dialog"), "Avvia il progetto").click();
    await ion.getByText("In corso", { exact: true }).first().waitFor();
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

it("nobody decides on a project of a body that they belong to", async () => {
  const page = await (await signedIn("paolo")).newPage();
  await page.goto("/da-esaminare");
  const own = await page.evaluate(async () => {
    const ask = async (address: string) => (await fetch(`/api${address}`)).json();
    const { memberships } = await ask("/me");
    const bodies = new Set(memberships.map(({ body }: { body: string }) => body));
    const pages = await Promise.all(["submitted", "in_review"].map((state) => ask(`/projects?state=${state}`)));
    return pages
      .flatMap(({ items }) => items)
      .find(({ project }) => project.partners.some(({ body }: { body: string }) => bodies.has(body)))?.project.id;
  });
  expect(own).toBeDefined();
  await page.goto(`/da-esaminare/progetti/${own}`);
  await page.getByText("deve decidere un'altra persona di ANCI Toscana").waitFor();
  expect(await button(page, "Comincia l'esame").count()).toBe(0);
  expect(await button(page, "Approva").count()).toBe(0);
});

it("others than staff are told whose page the queue is", async () => {
  const page = await (await signedIn("amina")).newPage();
  await page.goto("/da-esaminare");
  await page.getByText("Questa pagina è per il personale di ANCI Toscana").waitFor();
  expect(await violations(page)).toEqual([]);
});
