import type { BrowserContext, Page } from "playwright-core";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { sound, violations } from "../setup/axe.ts";
import { enter, signedIn, visitor } from "../setup/browser.ts";

const mark = Date.now().toString(36);
const minute = 60_000;
/** Who signs up, in this order; the last one waits. */
const people = { fatou: "Fatou Sarr", ion: "Ion Popescu", grace: "Grace Okafor", kofi: "Kofi Mensah" };
type Key = keyof typeof people;
const guests = Object.keys(people) as Key[];
const phone = { viewport: { width: 360, height: 740 } };

const clock = (at: number) => new Date(at).toLocaleString("sv-SE", { timeZone: "Europe/Rome" }).replace(" ", "T").slice(0, 16);
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const line = (page: Page, key: Key) => page.getByRole("listitem").filter({ hasText: people[key] });

async function post(context: BrowserContext, path: string, data: object = {}) {
  const reply = await context.request.post(`/api${path}`, { data });
  if (!reply.ok()) throw new Error(`${path}: ${await reply.text()}`);
  return reply.json();
}

/** Somebody new, with a code from the mailbox: nobody of the demo, who might have something else at that time. */
async function newcomer(key: Key): Promise<BrowserContext> {
  const context = await visitor();
  const email = `${key}-${mark}@prova.example`;
  const { challenge } = await post(context, "/sign-in-codes", { email });
  const code = await vi.waitFor(
    async () => {
      const [letter] = (await (await context.request.get(`/local/mailbox.json?to=${email}`)).json()) as { text: string }[];
      return /\b\d{6}\b/.exec(letter!.text)![0];
    },
    { timeout: 30_000, interval: 200 },
  );
  await post(context, "/sessions", { challenge, code, name: people[key] });
  return context;
}

/** A published activity that begins at this moment, full: the last guest waits. */
async function activity(
  amina: BrowserContext,
  coming: readonly BrowserContext[],
  startsAt: number,
): Promise<{ id: string; shift: string }> {
  const get = async (path: string) => (await amina.request.get(`/api${path}`)).json();
  const body = (await get("/me")).memberships[0].body as string;
  const { policies } = await get(`/bodies/${body}`);
  const today = clock(Date.now()).slice(0, 10);
  type Policy = { id: string; covers: string[]; validFrom: string; validTo: string; withdrawnAt?: string };
  const policy = (policies as Policy[]).find(
    (each) => !each.withdrawnAt && each.covers.length === 3 && each.validFrom <= today && each.validTo > today,
  )!;
  const { items } = await get(`/bodies/${body}/projects`);
  type Line = { project: { id: string; state: string; comuni: string[] } };
  const { project } = (items as Line[]).find(({ project }) => ["approved", "active"].includes(project.state))!;
  const { opportunity, shifts } = await post(amina, "/opportunities", {
    project: project.id,
    body,
    title: `Cena in piazza ${mark}-${Math.round(startsAt / minute)}`,
    description: "Cuciniamo e mangiamo insieme.",
    themes: ["food"],
    place: { comune: project.comuni[0], address: "Piazza Grande 1", point: { lat: 43.716, lon: 10.401 }, addressHidden: false },
    languages: ["it"],
    minimumAge: 18,
    access: [],
    policy: policy.id,
    shifts: [{ startsAt: clock(startsAt), endsAt: clock(startsAt + 90 * minute), places: guests.length - 1 }],
  });
  await post(amina, `/opportunities/${opportunity.id}/publish`);
  for (const guest of coming) await post(guest, `/opportunities/${opportunity.id}/shifts/${shifts[0].id}/sign-ups`);
  return { id: opportunity.id, shift: shifts[0].id };
}

describe("at the door, on a phone", () => {
  let door: BrowserContext;
  let amina: Page;
  let soon: string;
  let now: string;
  let begins: number;
  beforeAll(async () => {
    door = await signedIn("amina", phone);
    amina = await door.newPage();
    const coming = await Promise.all(guests.map(newcomer));
    const at = async (startsAt: number) => {
      const { id, shift } = await activity(door, coming, startsAt);
      return `/scrivania/opportunita/${id}/date/${shift}`;
    };
    // The clock of a shift knows minutes: the one that begins under our eyes begins with a minute that leaves time to sign up.
    begins = Math.ceil((Date.now() + 20_000) / minute) * minute;
    now = await at(begins);
    soon = await at(begins + 100 * minute);
  });

  it("shows who comes and who waits; a press may be undone, then stands", async () => {
    await amina.goto(soon);
    await amina.getByText("Comincia tra").waitFor();
    await sound(amina);
    await amina.setViewportSize(phone.viewport);
    await amina.getByRole("heading", { name: "Lista d'attesa (1)" }).waitFor();

    await button(amina, `Segna ${people.fatou} presente`).click();
    await line(amina, "fatou").getByText("dalle ").waitFor();
    await button(amina, `Segna ${people.ion} presente`).click();
    await button(amina, `Annulla: ${people.ion}`).click({ delay: 800 });
    await button(amina, `Segna ${people.ion} presente`).waitFor();
    await button(amina, `Segna l'uscita di ${people.fatou}`).waitFor();
  });

  it("loses no mark where there is no network, nor when the page is closed", async () => {
    await door.setOffline(true);
    await button(amina, `Segna ${people.ion} presente`).click();
    await amina.getByText("Un segno non è ancora stato inviato").waitFor();
    expect(await violations(amina)).toEqual([]);
    await amina.close();
    await door.setOffline(false);
    amina = await door.newPage();
    await amina.goto(soon);
    await button(amina, `Segna l'uscita di ${people.ion}`).waitFor();
    await amina.reload();
    await button(amina, `Segna l'uscita di ${people.ion}`).waitFor();
  });

  it("keeps marks while the session has ended, and sends them after signing in", async () => {
    await door.clearCookies();
    await button(amina, `Segna l'uscita di ${people.fatou}`).click();
    await amina.getByText("L'accesso è scaduto.").waitFor();
    await enter(door, "amina");
    await button(amina, "Invia adesso").click();
    await line(amina, "fatou").getByText("proposte da te").waitFor();
  });

  it("finds a name without its accents, and filters without moving anybody away", async () => {
    await amina.getByLabel("Cerca un nome").fill("OKAF");
    await expect.poll(() => amina.locator(".person").count()).toBe(1);
    await amina.getByLabel("Cerca un nome").fill("");
    await amina.getByRole("radio", { name: /^Presenti/ }).check({ force: true });
    await expect.poll(() => amina.locator(".person").count()).toBe(1);
    await button(amina, `Segna l'uscita di ${people.ion}`).click();
    await line(amina, "ion").getByText("proposte da te").waitFor();
  });

  it("says who has to confirm: whoever proposed cannot, another does all at once, disputes stay on record", async () => {
    await amina.getByText("Hai proposto tu le ore di 2 persone").waitFor();
    await button(amina, `Altro per ${people.ion}`).click();
    await amina.getByText("le conferma un'altra persona dell'ente").waitFor();
    expect(await violations(amina)).toEqual([]);
    expect(await button(amina, /^Conferma \d/).count()).toBe(0);

    const moussa = await (await signedIn("moussa", phone)).newPage();
    await moussa.goto(soon);
    await moussa.getByText("2 persone con ore da confermare").waitFor();
    await button(moussa, `Altro per ${people.ion}`).click();
    await button(moussa, "Contesta").click();
    await moussa.getByLabel("Che cosa non torna").fill("Era qui da prima");
    await moussa.getByRole("dialog", { name: "Contestare queste ore?" }).getByRole("button", { name: "Contesta" }).click();
    await moussa.getByText("Contestate da Moussa Ndiaye:").waitFor();
    await moussa.keyboard.press("Escape");
    await button(moussa, "Conferma le ore di 1 persona").click();
    await moussa.getByRole("dialog", { name: "Confermare le ore di 1 persona?" }).getByRole("button", { name: "Conferma" }).click();
    await moussa.getByText("Ore confermate per 1 persona.").waitFor();
    await line(moussa, "fatou").getByText("confermate da Moussa Ndiaye").waitFor();
  });

  it("has the same on paper", async () => {
    await amina.emulateMedia({ media: "print" });
    await amina.getByText("Foglio firme:").waitFor();
    await amina.getByRole("rowheader", { name: people.grace }).waitFor();
    expect(await button(amina, "Aggiorna").count()).toBe(0);
    await amina.emulateMedia({ media: null });
  });

  it("notes who did not come once it has begun: an absence may be undone for a moment, an excuse has its reason", async () => {
    await amina.goto(now);
    await amina.getByText("In corso").waitFor({ timeout: Math.max(0, begins - Date.now()) + 40_000 });
    await button(amina, `Altro per ${people.grace}`).click();
    await button(amina, "Segna assente").click();
    await line(amina, "grace").getByText("Assente").waitFor();
    await button(amina, `Annulla: ${people.grace}`).click();
    await button(amina, `Altro per ${people.grace}`).click();
    await button(amina, "Segna assente").click();
    await expect.poll(() => button(amina, `Annulla: ${people.grace}`).count(), { timeout: 10_000 }).toBe(0);

    await button(amina, `Altro per ${people.ion}`).click();
    await button(amina, "Segna giustificata").click();
    await amina.getByText("Motivo: Compila questo campo.").waitFor();
    await amina.getByLabel("Motivo").fill("Ha telefonato ieri");
    await button(amina, "Segna giustificata").click();
    await line(amina, "ion").getByText("Ha telefonato ieri").waitFor();
    await amina.reload();
    await line(amina, "grace").getByText("Assente").waitFor();
    await line(amina, "ion").getByText("Ha telefonato ieri").waitFor();
  });
});
