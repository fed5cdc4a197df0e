import type { APIRequestContext, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { day, hour, localOf } from "../../functions/foundation/time.ts";
import { violations } from "../setup/axe.ts";
import { signedIn, visitor } from "../setup/browser.ts";

/** Words that no other run wrote: tests of the browser share one Insieme. */
const mark = Date.now().toString(36);
const street = `Via delle Prove ${mark}`;
const phone = { viewport: { width: 360, height: 740 } };

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const dialog = (page: Page) => page.getByRole("dialog");

/** Nothing breaks WCAG in either language, and nothing needs scrolling sideways. */
async function sound(page: Page, ready = "main h1"): Promise<void> {
  const here = page.url();
  const check = async (language: string) => {
    await page.locator(`html[lang="${language}"] ${ready}`).first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(await violations(page), page.url()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), page.url()).toBeLessThanOrEqual(0);
  };
  await check("it");
  await page.getByRole("link", { name: /English/ }).click();
  await check("en");
  await page.goto(here);
}

type Json = { [key: string]: Json } & { readonly id: string; readonly state: string } & Json[];
async function ask(request: APIRequestContext, method: string, path: string, data?: object): Promise<Json> {
  const reply = await request.fetch(`/api${path}`, { method, ...(data && { data }) });
  if (!reply.ok()) throw new Error(`${method} ${path}: ${reply.status()} ${await reply.text()}`);
  return (await reply.json()) as Json;
}

/** Text of the letter to this address that is about this, as soon as it is there. */
async function letterTo(page: Page, email: string, about: RegExp): Promise<string> {
  const find = async () => {
    const letters = (await (await page.request.get(`/local/mailbox.json?to=${email}`)).json()) as { subject: string; text: string }[];
    return letters.find(({ subject }) => about.test(subject))?.text;
  };
  let text: string | undefined;
  await expect.poll(async () => (text = await find()), { timeout: 60_000 }).toBeDefined();
  return text!;
}

type Made = { readonly id: string; readonly title: string; readonly shifts: readonly { readonly id: string; readonly from: number }[] };
let organiser: APIRequestContext;

/** A policy of Teranga Toscana that covers all that the law wants. */
async function insured(number: string): Promise<{ readonly body: string; readonly policy: string }> {
  const { memberships } = await ask(organiser, "GET", "/me");
  const body = String(memberships!.find(({ bodyName }) => String(bodyName) === "Teranga Toscana")!.body);
  const covers = ["accident", "illness", "liability"];
  const draft = { insurer: "Mutua Prova", number, covers, validFrom: "2026-01-01", validTo: "2035-12-31" };
  return { body, policy: (await ask(organiser, "POST", `/bodies/${body}/policies`, draft)).id };
}

/** A published opportunity of Teranga Toscana, with a shift of two hours at each of these instants. */
async function made(title: string, about: { from: number[]; places: number; hidden?: boolean; policy: string }): Promise<Made> {
  const { memberships } = await ask(organiser, "GET", "/me");
  const body = memberships!.find(({ bodyName }) => String(bodyName) === "Teranga Toscana")!.body!;
  const projects = await ask(organiser, "GET", `/bodies/${String(body)}/projects`);
  const { project } = projects.items!.find((line) => line.project!.state === "active")!;
  const comune = project!.comuni![0];
  const file = await ask(organiser, "POST", "/opportunities", {
    project: project!.id,
    body,
    title,
    description: "Si cucina insieme e si mangia insieme.",
    themes: ["food"],
    place: {
      comune,
      name: "Sala di prova",
      address: street,
      point: { lat: 43.71, lon: 10.4 },
      addressHidden: !!about.hidden,
      directions: "Citofono 3",
    },
    languages: ["it", "fr"],
    minimumAge: 16,
    access: ["step_free"],
    bring: "Un grembiule",
    policy: about.policy,
    shifts: about.from.map((at) => ({
      startsAt: localOf(new Date(at).toISOString()),
      endsAt: localOf(new Date(at + 2 * hour).toISOString()),
      places: about.places,
    })),
  });
  const { id } = file.opportunity!;
  await ask(organiser, "POST", `/opportunities/${id}/publish`, {});
  const ids = file.shifts!.map((shift) => shift.id);
  return { id, title, shifts: about.from.map((from, n) => ({ id: ids[n]!, from })) };
}

/** Whole quarters of an hour, as people write them. */
const inAWhile = (after: number): number => Math.ceil((Date.now() + after) / (hour / 4)) * (hour / 4);

/** Presses what stands at one date of the page. */
const pressAt = async (page: Page, { id, shifts }: Made, n: number, name: RegExp) => {
  await page.goto(`/opportunita/${id}`);
  await page.waitForLoadState("networkidle");
  const time = localOf(new Date(shifts[n]!.from).toISOString()).slice(11);
  await button(page, name)
    .and(page.getByLabel(new RegExp(time)))
    .click();
};

/** From the press at a date to the place: an e-mail, its code, a name. */
async function firstTime(page: Page, email: string, name: string): Promise<void> {
  await dialog(page).getByLabel("La tua e-mail").fill(email);
  await button(page, "Inviami il codice").click();
  const code = /\b\d{6}\b/.exec(await letterTo(page, email, /codice/))![0];
  await dialog(page).getByLabel("Codice").fill(code);
  await dialog(page)
    .getByLabel(/^Il tuo nome/)
    .fill(name);
}

describe("somebody who never was here takes part", () => {
  let awa: Page;
  let ben: Page;
  let dinner: Made;
  let rival: Made;
  const [awaMail, benMail] = [`awa-${mark}@prova.example`, `ben-${mark}@prova.example`];

  beforeAll(async () => {
    organiser = (await signedIn("amina")).request;
    const { policy } = await insured(`P-${mark}`);
    const tomorrow = inAWhile(day);
    dinner = await made(`Cena ${mark}`, { from: [tomorrow, inAWhile(hour)], places: 1, hidden: true, policy });
    rival = await made(`Coro ${mark}`, { from: [tomorrow + hour], places: 5, policy });
    [awa, ben] = await Promise.all([(await visitor(phone)).newPage(), (await visitor(phone)).newPage()]);
  });

  it("reads everything without JavaScript, and how to sign up", async () => {
    const page = await (await visitor({ javaScriptEnabled: false, ...phone })).newPage();
    await page.goto(`/opportunita/${dinner.id}`);
    const text = await page.locator("main").innerText();
    for (const part of [
      dinner.title,
      "Si cucina insieme",
      "1 posto libero",
      "Un grembiule",
      "Dai 16 anni",
      "Senza gradini",
      "serve JavaScript",
    ])
      expect(text).toContain(part);
    expect(text).toContain("L'indirizzo esatto si vede quando hai un posto confermato");
    expect(await page.content()).not.toContain(street);
    expect(await page.locator('meta[property="og:title"]').getAttribute("content")).toBe(dinner.title);
    expect(await page.getByRole("button", { name: /Partecipa/ }).count()).toBe(0);
  });

  it("signs up with an e-mail, its code and a name: four screens, and the address is told", async () => {
    await pressAt(awa, dinner, 0, /^Partecipa/);
    await dialog(awa).getByLabel("La tua e-mail").fill("awa");
    await button(awa, "Inviami il codice").click();
    await dialog(awa).getByText("C'è un campo da correggere").waitFor();
    expect(await violations(awa)).toEqual([]);
    await firstTime(awa, awaMail, "Awa Diop");
    const right = await dialog(awa).getByLabel("Codice").inputValue();
    await dialog(awa)
      .getByLabel("Codice")
      .fill(right === "000000" ? "000001" : "000000");
    await button(awa, "Prendi il posto").click();
    await dialog(awa).getByText("Codice sbagliato").waitFor();
    expect(
      await dialog(awa)
        .getByLabel(/^Il tuo nome/)
        .inputValue(),
    ).toBe("Awa Diop");
    await dialog(awa).getByLabel("Codice").fill(right);
    await awa.keyboard.press("Enter");
    await dialog(awa).getByText("Il tuo posto è confermato.").waitFor();
    await dialog(awa).getByText(street).waitFor();
    await dialog(awa).getByText("Citofono 3").waitFor();
    expect(await violations(awa)).toEqual([]);
    await button(awa, "Ho capito").click();
    await awa.getByText("Posto confermato").waitFor();
    await awa.getByText("Hai un posto: ecco l'indirizzo esatto.").waitFor();
    expect(await letterTo(awa, awaMail, /posto è confermato/)).toContain(street);
    await sound(awa, "main .shift");
  });

  it("finds it full, waits in line and knows the position", async () => {
    await pressAt(ben, dinner, 0, /^Mettiti in lista/);
    await firstTime(ben, benMail, "Ben Osei");
    await button(ben, "Mettiti in lista").click();
    await dialog(ben).getByText("Sei il primo nome in lista.").waitFor();
    expect(await dialog(ben).getByText(street).count()).toBe(0);
    await dialog(ben).getByRole("link", { name: "Trovi tutto nelle tue attività." }).click();
    await ben.getByRole("heading", { name: "Le mie attività" }).waitFor();
    await ben.getByText("Sei il primo nome in lista.").waitFor();
    await sound(ben, "main .card");
  });

  it("is told both names when two activities overlap", async () => {
    await pressAt(awa, rival, 0, /^Partecipa/);
    await dialog(awa).getByText("Nello stesso orario di un'altra attività").waitFor();
    const text = await dialog(awa).innerText();
    expect(text).toContain(`“${rival.title}”`);
    expect(text).toContain(`“${dinner.title}”`);
    expect(await violations(awa)).toEqual([]);
    await dialog(awa).getByRole("link", { name: "Guarda le tue attività" }).click();
    await awa.getByRole("heading", { name: "Le mie attività" }).waitFor();
  });

  it("is told in plain words when the insurance is missing", async () => {
    const { body, policy } = await insured(`Q-${mark}`);
    const bare = await made(`Orto ${mark}`, { from: [inAWhile(3 * day)], places: 2, policy });
    await ask(organiser, "POST", `/bodies/${body}/policies/${policy}/withdraw`, {});
    await pressAt(awa, bare, 0, /^Partecipa/);
    await dialog(awa).getByText("Manca l'assicurazione per questa data").waitFor();
    await dialog(awa).getByText("Per legge chi fa volontariato deve essere assicurato").waitFor();
  });

  it("gives the place back; it is held for the next in line, who takes it by the letter's link without signing in, once", async () => {
    await awa.goto("/le-mie-attivita");
    await awa.getByRole("article").filter({ hasText: dinner.title }).getByRole("button", { name: "Disdici" }).click();
    await dialog(awa).getByText("Va subito a chi aspetta").waitFor();
    expect(await violations(awa)).toEqual([]);
    await dialog(awa).getByRole("button", { name: "Disdici" }).click();
    await awa.getByText("Hai disdetto.").waitFor();
    const letter = await letterTo(ben, benMail, /Si è liberato un posto per te/);
    expect(letter).toContain("Il posto è tuo fino a");
    await ben.goto("/le-mie-attivita");
    await ben.getByRole("heading", { name: "Un posto per te" }).waitFor();
    await ben.getByText(/Il posto è tuo fino (alle|a) /).waitFor();
    await button(ben, "Accetta il posto").waitFor();
    await sound(ben, "main .card");
    expect(await ben.getByText(street).count()).toBe(0);
    await ben.goto(`/opportunita/${dinner.id}`);
    await button(ben, "Accetta il posto").waitFor();
    await sound(ben, "main .shift");

    const anybody = await (await visitor({ javaScriptEnabled: false, ...phone })).newPage();
    const link = new URL(/\S+\/offerta\/\S+/.exec(letter)![0]).pathname;
    await anybody.goto(link);
    expect(await anybody.locator("main").innerText()).toContain(dinner.title);
    await button(anybody, "Accetta il posto").click();
    await anybody.getByText("Il posto è tuo.").waitFor();
    await anybody.goto(link);
    expect(await button(anybody, /Accetta|Rinuncia/).count()).toBe(0);
    await ben.goto("/le-mie-attivita");
    await ben.getByText("Posto confermato").waitFor();
    await ben.getByText(street).waitFor();
  });

  it("whose session ended meanwhile is asked in the dialog, and goes on from there by keyboard alone", async () => {
    await awa.goto(`/opportunita/${dinner.id}`);
    await button(awa, "Awa Diop").waitFor();
    await awa.context().clearCookies();
    await button(awa, /^Partecipa/)
      .first()
      .focus();
    await awa.keyboard.press("Enter");
    await dialog(awa).getByLabel("La tua e-mail").waitFor();
    await expect.poll(() => awa.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("email");
    await awa.keyboard.press("Escape");
    expect(await dialog(awa).count()).toBe(0);
    await awa.keyboard.press("Enter");
    const again = `awa-due-${mark}@prova.example`;
    await dialog(awa).getByLabel("La tua e-mail").fill(again);
    await awa.keyboard.press("Enter");
    const code = /\b\d{6}\b/.exec(await letterTo(awa, again, /codice/))![0];
    await expect.poll(() => awa.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("code");
    await awa.keyboard.type(code);
    // Without a name one is asked for it, and nothing else.
    await awa.keyboard.press("Enter");
    await dialog(awa).getByLabel("Come ti chiami?").waitFor();
    await awa.keyboard.type("Awa Due");
    await awa.keyboard.press("Enter");
    await dialog(awa)
      .getByText(/Il tuo posto è confermato|primo nome in lista/)
      .waitFor();
  });
});

describe("what somebody did stays on record", () => {
  let fatou: Page;
  let anybody: Page;
  let evening: Made;

  beforeAll(async () => {
    organiser = (await signedIn("amina")).request;
    const { policy } = await insured(`R-${mark}`);
    evening = await made(`Merenda ${mark}`, { from: [inAWhile(hour / 2)], places: 3, policy });
    [fatou, anybody] = await Promise.all([(await visitor(phone)).newPage(), (await visitor(phone)).newPage()]);
  });

  it("comes through a crowd by pressing again, is checked in and out by the organisers", async () => {
    const title = "Moltissime persone insieme";
    const busy = { type: "about:blank", title, status: 503, code: "busy", detail: "Premi di nuovo.", about: {}, errors: [] };
    const keys: (string | undefined)[] = [];
    await fatou.route(/shifts\/\w+\/sign-ups$/, (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      return keys.length === 1 ? route.fulfill({ status: 503, contentType: "application/problem+json", json: busy }) : route.continue();
    });
    await pressAt(fatou, evening, 0, /^Partecipa/);
    await firstTime(fatou, `fatima-${mark}@prova.example`, "Fatima Zahra");
    await button(fatou, "Prendi il posto").click();
    await dialog(fatou).getByText(title).waitFor();
    await button(fatou, "Premi di nuovo").click();
    await dialog(fatou).getByText("Il tuo posto è confermato.").waitFor();
    expect(new Set(keys).size).toBe(1);
    const { person } = await ask(fatou.request, "GET", "/me");
    const at = `/opportunities/${evening.id}/shifts/${evening.shifts[0]!.id}/sign-ups/${person!.id}`;
    await ask(organiser, "POST", `${at}/check-in`, {});
    await ask(organiser, "POST", `${at}/check-out`, {});
  });

  it("confirms the hours that the organisers noted", async () => {
    await fatou.goto("/le-mie-attivita");
    await fatou.getByRole("heading", { name: "Ore da confermare" }).waitFor();
    await fatou.getByText("1 min registrate").waitFor();
    await sound(fatou, "main .attention");
    await button(fatou, "Non tornano").click();
    await dialog(fatou).getByRole("button", { name: "Invia" }).click();
    await dialog(fatou).getByText("C'è un campo da correggere").waitFor();
    await fatou.keyboard.press("Escape");
    await button(fatou, "Sono giuste").click();
    await fatou.getByText("Ore confermate: sono nel tuo registro.").waitFor();
    await expect.poll(() => fatou.getByRole("heading", { name: "Ore da confermare" }).count()).toBe(0);
  });

  it("makes a certificate, downloads it, and anybody can check it", async () => {
    await fatou.goto("/il-mio-registro");
    await sound(fatou, "main .figures");
    await button(fatou, "Ottieni l'attestato di Teranga Toscana").click();
    await dialog(fatou).getByLabel("Il tuo nome, come deve comparire").fill("Fatima Zahra El Idrissi");
    expect(await violations(fatou)).toEqual([]);
    await button(fatou, "Crea l'attestato").click();
    await fatou.getByText("L'attestato è pronto.").waitFor();
    const href = (await fatou.getByRole("link", { name: "Scarica il PDF" }).getAttribute("href"))!;
    const pdf = await fatou.request.get(href);
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");

    const code = /crt_\w+/.exec(href)![0];
    await anybody.goto("/verifica");
    await anybody.getByLabel("Codice dell'attestato").fill(code.toUpperCase());
    await button(anybody, "Controlla").click();
    await anybody.getByRole("heading", { name: "L'attestato è vero" }).waitFor();
    await anybody.getByText("Fatima Zahra El Idrissi").waitFor();
    await anybody.getByText(evening.title).waitFor();
    await sound(anybody);
  });

  it("takes the certificate back, and whoever checks it reads why", async () => {
    await button(fatou, "Revoca").click();
    await dialog(fatou).getByLabel("Perché").fill("Il nome è sbagliato.");
    await dialog(fatou).getByRole("button", { name: "Revoca" }).click();
    await fatou.getByText("L'attestato è stato revocato.").waitFor();
    await anybody.reload();
    await anybody.getByRole("heading", { name: "L'attestato è stato revocato" }).waitFor();
    await anybody.getByText("Il nome è sbagliato.").waitFor();
    expect(await anybody.getByText("El Idrissi").count()).toBe(0);
    await sound(anybody);
  });

  it("changes the name, and leaves", async () => {
    await fatou.goto("/profilo");
    await fatou.getByLabel("Nome").waitFor();
    await sound(fatou, "main form");
    await fatou.getByLabel("Nome").fill("Fatima");
    await button(fatou, "Salva").click();
    await fatou.getByText("Salvato.").waitFor();
    await fatou.locator("main").getByRole("button", { name: "Esci" }).click();
    await fatou.waitForURL((url) => url.pathname === "/");
    await fatou.goto("/le-mie-attivita");
    await fatou.getByRole("heading", { name: "Accedi per continuare" }).waitFor();
  });
});
