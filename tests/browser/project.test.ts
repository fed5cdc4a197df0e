import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { sound, violations } from "../setup/axe.ts";
import { signedIn } from "../setup/browser.ts";

/** Words that no other run wrote: tests of the browser share one Insieme. */
const mark = Date.now().toString(36);
const plan = `Piano di prova ${mark}`;
const project = `Cene di quartiere ${mark}`;

const button = (page: Page | Locator, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name, level: 1 });

describe("a project, from the plan it grows in to its start", () => {
  let amina: Page;
  let laura: Page;
  let giulia: Page;
  beforeAll(async () => {
    const pages = await Promise.all(["amina", "laura", "giulia"].map(async (person) => (await signedIn(person)).newPage()));
    [amina, laura, giulia] = pages as [Page, Page, Page];
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
    for (const name of ["Teranga Toscana", "Comune di Prato", "Regione Toscana"]) {
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
    await amina.goto("/scrivania");
    await amina.getByRole("link", { name: "Teranga Toscana", exact: true }).click();
    await amina.getByRole("link", { name: "Scrivi un progetto" }).click();
    await amina.getByRole("radio", { name: new RegExp(plan) }).check();
    await amina.getByLabel("Titolo").fill(project);
    await amina.getByRole("checkbox", { name: "Comune di Prato" }).check();
    await sound(amina);
    await amina.getByRole("radio", { name: new RegExp(plan) }).check();
    await amina.getByLabel("Titolo").fill(project);
    await amina.getByRole("checkbox", { name: "Comune di Prato" }).check();
    await button(amina, "Comincia a scrivere").click();
    await heading(amina, project).waitFor();
    const address = amina.url();
    await button(amina, "Apri agli altri partner").click();
    await button(amina.getByRole("dialog"), "Apri agli altri partner").click();
    await amina.getByText("Per inviare manca ancora").waitFor();

    // Both open the same section; the Comune saves first.
    await laura.goto(address);
    const lauras = laura.getByRole("region", { name: "Bisogno" });
    const aminas = amina.getByRole("region", { name: "Bisogno" });
    await button(lauras, /^Scrivi:/).click();
    await button(aminas, /^Scrivi:/).click();
    await write(amina, "A chi si rivolge", "Famiglie appena arrivate a Prato e i loro vicini di casa.");
    await lauras.getByRole("textbox").fill("Chi arriva non conosce i vicini, e i vicini non conoscono chi arriva.");
    await button(lauras, "Salva").click();
    await laura.getByText("Nel frattempo qualcun altro ha scritto altre sezioni").waitFor();
    await laura.getByText("Famiglie appena arrivate a Prato").waitFor();

    await aminas.getByRole("textbox").fill("Mancano occasioni per parlare italiano fuori dalla scuola.");
    await button(aminas, "Salva").click();
    await aminas.getByText("Nel frattempo un'altra persona ha salvato").waitFor();
    await aminas.getByText("Chi arriva non conosce i vicini, e i vicini non conoscono chi arriva.").waitFor();
    expect(await aminas.getByRole("textbox").inputValue()).toBe("Mancano occasioni per parlare italiano fuori dalla scuola.");
    expect(await violations(amina)).toEqual([]);
    await aminas.getByRole("textbox").fill("Chi arriva non conosce i vicini, e mancano occasioni per parlare italiano.");
    await button(aminas, "Salva").click();
    await aminas.getByRole("textbox").waitFor({ state: "detached" });

    await write(amina, "Attività", "Una cena al mese nel circolo del quartiere, cucinata insieme da chi abita lì.");
    const place = amina.getByRole("region", { name: "Dove" });
    await button(place, /^Scrivi:/).click();
    await place.getByLabel("Cerca").fill("prato");
    await place.getByRole("checkbox", { name: "Prato", exact: true }).check();
    await button(place, "Salva").click();
    await place.getByRole("checkbox").first().waitFor({ state: "detached" });
    const period = amina.getByRole("region", { name: "Periodo" });
    await button(period, /^Scrivi:/).click();
    await period.getByLabel("Comincia il").fill("2027-01-10");
    await period.getByLabel("Finisce il").fill("2027-12-20");
    await button(period, "Salva").click();
    await period.getByText("dal 10 gennaio 2027 al 20 dicembre 2027").waitFor();
    await sound(amina);
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
    await bring(amina, "Ore", "120", "cucina e accoglienza");
    await amina.getByText("120 ore: cucina e accoglienza").waitFor();
    await amina.getByRole("link", { name: "Manca la conferma di Comune di Prato" }).waitFor();

    await laura.reload();
    await bring(laura, "Spazi", "1", "sala del circolo");
    await button(laura, "Confermiamo: Comune di Prato").click();
    await laura.getByRole("dialog").getByText("1 spazio: sala del circolo").waitFor();
    expect(await violations(laura)).toEqual([]);
    await button(laura.getByRole("dialog"), "Confermiamo").click();
    await laura.getByText(/Confermato da Laura Conti/).waitFor();

    await amina.goto("/scrivania");
    await amina.getByRole("link", { name: new RegExp(`${project}” è pronto`) }).click();
    await button(amina, "Invia ad ANCI Toscana").click();
    await button(amina.getByRole("dialog"), "Invia ad ANCI Toscana").click();
    await amina.getByText("ANCI Toscana lo prende in carico").waitFor();
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

    await amina.goto("/scrivania");
    await amina.getByRole("link", { name: `ANCI Toscana chiede modifiche a “${project}”` }).click();
    const activities = amina.getByRole("region", { name: "Attività" });
    await activities.getByText("Quante persone per ogni cena?").waitFor();
    await sound(amina);
    await button(activities, /^Modifica:/).click();
    await activities.getByText("dovranno confermare di nuovo").waitFor();
    await activities.getByRole("textbox").fill("Una cena al mese per trenta persone nel circolo del quartiere, cucinata insieme.");
    await button(activities, "Salva").click();
    await amina.getByRole("link", { name: "Manca la conferma di Comune di Prato" }).waitFor();

    await laura.goto("/scrivania");
    await laura.getByRole("link", { name: new RegExp(`${project}” aspetta la conferma`) }).click();
    await button(laura, "Confermiamo: Comune di Prato").click();
    await button(laura.getByRole("dialog"), "Confermiamo").click();
    await laura.getByText(/Confermato da Laura Conti/).waitFor();
    await amina.reload();
    await button(amina, "Invia ad ANCI Toscana").click();
    await button(amina.getByRole("dialog"), "Invia ad ANCI Toscana").click();
    await amina.getByText("ANCI Toscana lo prende in carico").waitFor();

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

    await amina.reload();
    await amina.getByRole("link", { name: "Scrivi un'opportunità" }).waitFor();
    await button(amina, "Avvia il progetto").click();
    await button(amina.getByRole("dialog"), "Avvia il progetto").click();
    await amina.getByText("In corso", { exact: true }).first().waitFor();
  });
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
