import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Listed } from "../../functions/discovery/rules.ts";
import { type Letter, openMailer } from "../../functions/foundation/mail.ts";
import { openMailbox } from "../../functions/local/mailbox.ts";
import { hourly } from "../../functions/schedule.ts";
import type { Confirmation, Search, SearchRequested, Searches, Subscriptions } from "../../functions/searches/contract.ts";
import { gatherNews } from "../../functions/searches/digest.ts";
import { paths } from "../../functions/searches/messages.ts";
import { linkToken } from "../../functions/foundation/link.ts";
import { pages } from "../../web/routes.ts";
import { letters } from "../setup/letters.ts";
import { posting } from "../setup/posted.ts";
import { type Someone, type World, world } from "../setup/world.ts";

let here: World;
let post: Awaited<ReturnType<typeof letters>>;
let publish: ReturnType<typeof posting>;
let fatou: Someone;
const monday = new Date("2027-03-01T09:00:00.000Z");
const inDays = (days: number, time = "07:05:00.000Z"): Date =>
  new Date(`${new Date(monday.getTime() + days * 86_400_000).toISOString().slice(0, 11)}${time}`);

// A table for each: what one publishes is news to all.
beforeEach(async () => {
  here = await world();
  here.clock.now = monday;
  post = await letters(here);
  publish = posting(here);
  fatou = await here.someone("Fatou Sarr");
});
afterEach(() => post.stop());

const question = { theme: "environment", comune: "050026", within: "10" };
const draft = { name: "Orti vicino a Pisa", question, frequency: "daily" };
const save = async (as: Someone, more: object = {}): Promise<Search> => {
  const { status, body } = await here.call<Search>("POST", "/searches", { as, json: { ...draft, ...more } });
  expect(status).toBe(201);
  return body;
};
const list = async (as: Someone) => (await here.call<Searches>("GET", "/searches", { as })).body.items;
/** The hour strikes: what is due is gathered, and what follows is sent. */
const strikes = async (at: Date): Promise<Letter[]> => {
  here.clock.now = at;
  await gatherNews(await here.ctx());
  return post.since();
};
const to = (letters: readonly Letter[], { email }: { email: string }) => letters.filter((letter) => letter.to === email);
const shown = (letter: Letter | undefined) => [...(letter?.text.matchAll(/\/opportunita\/(opp_\w+)/g) ?? [])].map(([, id]) => id!);
const tokenIn = (letter: Letter) => /\/(?:conferma-ricerca|disiscrizione)\/(\S+?)(?:\?|\s|$)/.exec(letter.text)![1]!;

describe("my searches", () => {
  it("are saved, renamed, paused, resumed and deleted, and the same question twice is one", async () => {
    const search = await save(fatou);
    expect(search).toMatchObject({
      name: draft.name,
      question,
      address: "/?place=Pisa&within=10&theme=environment",
      paused: false,
      nextAt: "2027-03-02T07:00:00.000Z",
    });
    expect((await save(fatou, { name: "Orti", frequency: "weekly" })).id).toBe(search.id);
    expect(await list(fatou)).toMatchObject([{ name: "Orti", frequency: "weekly", nextAt: "2027-03-08T07:00:00.000Z" }]);
    const change = (json: object) => here.call<Search>("PATCH", `/searches/${search.id}`, { as: fatou, json });
    expect((await change({ paused: true })).body).toMatchObject({ paused: true, nextAt: null });
    expect((await change({ paused: false, frequency: "daily", name: "Gli orti" })).body).toMatchObject({
      name: "Gli orti",
      nextAt: "2027-03-02T07:00:00.000Z",
    });
    expect((await here.call("DELETE", `/searches/${search.id}`, { as: fatou })).status).toBe(204);
    expect(await list(fatou)).toEqual([]);
    expect((await here.call("DELETE", `/searches/${search.id}`, { as: fatou })).status).toBe(404);
  });

  it("are mine alone, and nobody's who is not signed in", async () => {
    const { id } = await save(fatou);
    const other = await here.someone("Ion Popa");
    const operations = [
      ["GET", "/searches", undefined],
      ["POST", "/searches", draft],
      ["PATCH", `/searches/${id}`, { paused: true }],
      ["DELETE", `/searches/${id}`, undefined],
    ] as const;
    const by = (as?: Someone) =>
      Promise.all(operations.map(async ([method, path, json]) => (await here.call(method, path, { as, json })).status));
    expect(await by()).toEqual([401, 401, 401, 401]);
    expect(await by(other)).toEqual([200, 201, 404, 404]);
    expect(await by(here.staff)).toEqual([200, 201, 404, 404]);
    expect(await list(fatou)).toMatchObject([{ id, paused: false }]);
  });

  it("are twenty at most, also when they come at once", async () => {
    const replies = await Promise.all(
      Array.from({ length: 23 }, (_, n) =>
        here.call("POST", "/searches", { as: fatou, json: { ...draft, question: { q: `orto numero ${n}` } } }),
      ),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ code: "too_many_searches", about: { most: 20 } });
    expect(await list(fatou)).toHaveLength(20);
  });

  it.each([
    [{ question: { theme: "gardens" } }, "question.theme"],
    [{ question: { cursor: "x" } }, "question.cursor"],
    [{ name: " " }, "name"],
    [{ frequency: "hourly" }, "frequency"],
  ])("%j is refused where it is wrong", async (more, field) => {
    const { status, body } = await here.call("POST", "/searches", { as: fatou, json: { ...draft, ...more } });
    expect(status).toBe(422);
    expect(body.errors[0]!.field.startsWith(field)).toBe(true);
  });
});

describe("the letter of a morning", () => {
  it("tells what is new, in the person's words, with day, place, distance and page; nothing new, no letter", async () => {
    await publish({ title: "C'era già" });
    here.clock.now = inDays(0, "09:30:00.000Z");
    const search = await save(fatou);
    here.clock.now = inDays(0, "15:00:00.000Z");
    const near = await publish({ title: "Orto sul lungarno", venue: "Giardino Scotto", startsAt: "2027-03-20T14:00:00.000Z" });
    const slot = { startsAt: "2027-03-20T14:00:00.000Z", endsAt: "2027-03-20T16:00:00.000Z", left: 3, waiting: 0 };
    await here.stores.discovery.list({ ...near, ...slot, slots: [slot], seen: 2 });
    await publish({ title: "Teatro", themes: ["culture"] });
    const next = await publish({ title: "Orto a Cascina", comune: "050008", comuneName: "Cascina", point: { lat: 43.7, lon: 10.43 } });
    await publish({ title: "Orto lontano", comune: "048017", comuneName: "Firenze", point: { lat: 43.77, lon: 11.25 } });

    expect(to(await strikes(inDays(1, "06:05:00.000Z")), fatou)).toEqual([]);
    const [letter, ...more] = to(await strikes(inDays(1)), fatou);
    expect(more).toEqual([]);
    expect(letter!.subject).toBe("2 novità per «Orti vicino a Pisa»");
    expect(letter!.text).toContain("Ciao Fatou Sarr,");
    expect(letter!.text).toContain(
      [
        "Orto sul lungarno",
        near.bodyName,
        "sabato 20 marzo 2027, 15:00–17:00",
        "Giardino Scotto, Pisa",
        `https://insieme.example/opportunita/${near.id}`,
      ].join("\n"),
    );
    expect(letter!.text).toMatch(new RegExp(`Cascina, a [\\d,]+ km\nhttps://insieme.example/opportunita/${next.id}`));
    expect(letter!.text).toContain("https://insieme.example/?place=Pisa&within=10&theme=environment");
    expect(letter!.text).not.toContain("Teatro");
    expect(letter!.text).not.toContain("Orto lontano");
    expect(letter!.text).not.toContain("C'era già");
    expect(letter!.html).toBeUndefined();

    expect(to(await strikes(inDays(2)), fatou)).toEqual([]);
    expect((await list(fatou))[0]).toMatchObject({ id: search.id, nextAt: "2027-03-04T07:00:00.000Z" });
  });

  it("tells of a place that opens again once, and of what is past never", async () => {
    await save(fatou, { question: { ...question, free: "true" } });
    here.clock.now = inDays(0, "15:00:00.000Z");
    const full = await publish({ left: 0 });
    const slots = (left: number) => [{ ...full.slots[0]!, left }];
    const places = (left: number, seen: number) => here.stores.discovery.list({ ...full, left, slots: slots(left), seen });
    await places(0, 2);
    expect(to(await strikes(inDays(1)), fatou)).toEqual([]);
    await places(1, 3);
    expect(shown(to(await strikes(inDays(2)), fatou)[0])).toEqual([full.id]);
    await places(0, 4);
    expect(to(await strikes(inDays(3)), fatou)).toEqual([]);
    await places(2, 5);
    expect(to(await strikes(inDays(4)), fatou)).toEqual([]);
  });

  it("is one for all searches, shows ten and leads to the rest, in the language of the person", async () => {
    await here.call("PATCH", "/me", { as: fatou, json: { locale: "en" } });
    await save(fatou, { name: "Gardens" });
    await save(fatou, { name: "Anything by Pisa", question: { comune: "050026" } });
    await save(fatou, { name: "Florence", question: { comune: "048017" } });
    here.clock.now = inDays(0, "15:00:00.000Z");
    const all: Listed[] = [];
    for (let n = 0; n < 12; n++) all.push(await publish());
    await publish({
      id: `ext_${"0".repeat(26)}` as Listed["id"],
      themes: ["culture"],
      external: { url: "https://altrove.example/evento", feed: `fed_${"0".repeat(26)}` as never },
    });
    const found = to(await strikes(inDays(1)), fatou);
    expect(found).toHaveLength(1);
    const { subject, text } = found[0]!;
    expect(subject).toBe("News for your searches");
    const parts = text.split(/^“/m);
    expect(parts.map((part) => part.split("\n")[0])).toEqual([
      "Hello Fatou Sarr,",
      "Gardens”: 12 new activities",
      "Anything by Pisa”: 13 new activities",
    ]);
    const named = [...text.matchAll(/https:\/\/(?:insieme\.example\/en\/opportunities\/|altrove)\S+/g)].map(([link]) => link);
    expect(named).toHaveLength(10);
    expect(new Set(named).size).toBe(10);
    expect(text).toContain("And ");
    expect(text).toContain("https://insieme.example/en?place=Pisa&within=10&theme=environment");
    expect(to(await strikes(inDays(2)), fatou)).toEqual([]);
  });

  it("of a week comes on the weekday on which the search was saved", async () => {
    here.clock.now = inDays(2, "10:00:00.000Z");
    await save(fatou, { frequency: "weekly" });
    here.clock.now = inDays(3, "10:00:00.000Z");
    const one = await publish();
    const days: number[] = [];
    for (let n = 3; n <= 17; n++)
      if (
        to(await strikes(inDays(n)), fatou)
          .flatMap(shown)
          .includes(one.id)
      )
        days.push(n);
    expect(days).toEqual([9]);
  });

  it("comes once a day at most: what was late leaves the next for the day after, and nothing is lost", async () => {
    await save(fatou);
    here.clock.now = inDays(0, "15:00:00.000Z");
    const first = await publish();
    expect(shown(to(await strikes(inDays(2, "05:05:00.000Z")), fatou)[0])).toEqual([first.id]);
    const second = await publish();
    expect(to(await strikes(inDays(2)), fatou)).toEqual([]);
    expect(shown(to(await strikes(inDays(3)), fatou)[0])).toEqual([second.id]);
  });

  it("does not come when the search was paused meanwhile", async () => {
    const { id } = await save(fatou);
    here.clock.now = inDays(0, "15:00:00.000Z");
    await publish();
    here.clock.now = inDays(1);
    await gatherNews(await here.ctx());
    await here.call("PATCH", `/searches/${id}`, { as: fatou, json: { paused: true } });
    expect(to(await post.since(), fatou)).toEqual([]);
  });

  it("follows from the hourly run", async () => {
    await save(fatou);
    here.clock.now = inDays(0, "15:00:00.000Z");
    const one = await publish();
    here.clock.now = inDays(1);
    await hourly({ table: here.table, now: here.clock.now });
    expect(shown(to(await post.since(), fatou)[0])).toEqual([one.id]);
  });
});

describe("without an account", () => {
  const ask = (email: string, more: object = {}) =>
    here.call<SearchRequested>("POST", "/searches/requests", { json: { email, ...draft, ...more } });
  const state = async (token: string) => (await here.call<Confirmation>("GET", `/searches/confirmations/${token}`)).body;
  const confirm = (token: string) => here.call<Confirmation>("POST", `/searches/confirmations/${token}`);

  it("an address is asked by one letter that carries nothing anybody typed; its yes counts once, and then news come", async () => {
    expect(await ask("Nuova@Esempio.it", { locale: "en", name: "Visit https://evil.example" })).toMatchObject({
      status: 202,
      body: { expiresAt: "2027-03-03T09:00:00.000Z" },
    });
    const asking = await post.since();
    expect(asking.map(({ to: address, subject }) => [address, subject])).toEqual([
      ["nuova@esempio.it", "Do you want news about your search?"],
    ]);
    expect(asking[0]!.text).not.toContain("evil");
    const token = /confirm-search\/(\S+)/.exec(asking[0]!.text)![1]!;
    // Whoever follows links only looks.
    expect(await state(token)).toMatchObject({ state: "open", frequency: "daily" });
    expect(await state(token)).toMatchObject({ state: "open" });
    here.clock.now = inDays(0, "15:00:00.000Z");
    expect((await confirm(token)).status).toBe(200);
    expect(await confirm(token)).toMatchObject({ status: 410, body: { code: "link_used" } });
    expect(await state(token)).toMatchObject({ state: "used" });
    here.clock.now = inDays(0, "16:00:00.000Z");
    await publish();
    const [letter] = to(await strikes(inDays(1)), { email: "nuova@esempio.it" });
    expect(letter!.text.startsWith("Hello,")).toBe(true);
    // Whoever signs in with the address finds the search.
    const { body } = await here.call<{ challenge: string }>("POST", "/sign-in-codes", { json: { email: "nuova@esempio.it" } });
    const person = await here.stores.people.personByEmail("nuova@esempio.it");
    expect(body.challenge).toMatch(/^chl_/);
    expect((await here.stores.searches.of(person!)).searches).toMatchObject([{ name: "Visit https://evil.example" }]);
  });

  it("nothing is ever sent before the yes", async () => {
    await ask("zitta@esempio.it");
    expect(await post.since()).toHaveLength(1);
    here.clock.now = inDays(0, "16:00:00.000Z");
    await publish();
    for (const day of [1, 2, 8]) expect(to(await strikes(inDays(day)), { email: "zitta@esempio.it" })).toEqual([]);
    expect(await here.stores.people.personByEmail("zitta@esempio.it")).toBeUndefined();
  });

  it("an address that belongs to a person is that person's search", async () => {
    await ask(fatou.email);
    await confirm(tokenIn((await post.since())[0]!));
    expect(await list(fatou)).toMatchObject([{ name: draft.name }]);
  });

  it("a link is good for 48 hours, and says when it no longer is; a made-up one is none", async () => {
    await ask("tardi@esempio.it");
    const token = tokenIn((await post.since())[0]!);
    here.clock.now = new Date(monday.getTime() + 48 * 3_600_000);
    expect(await state(token)).toEqual({ state: "expired" });
    expect(await confirm(token)).toMatchObject({ status: 410, body: { code: "link_expired" } });
    expect((await confirm(linkToken("another secret", "confirm", `ask_${"0".repeat(26)}`))).status).toBe(404);
    expect((await confirm(linkToken(here.secret, "unsubscribe", fatou.id))).status).toBe(404);
  });

  it("that has twenty says so and stays good until there is room", async () => {
    for (let n = 0; n < 20; n++) await save(fatou, { question: { q: `orto ${n}` } });
    const [{ id }] = (await list(fatou)) as [Search];
    await ask(fatou.email);
    const token = tokenIn((await post.since())[0]!);
    expect(await state(token)).toMatchObject({ state: "full" });
    expect(await confirm(token)).toMatchObject({ status: 409, body: { code: "too_many_searches" } });
    await here.call("DELETE", `/searches/${id}`, { as: fatou });
    expect((await confirm(token)).status).toBe(200);
  });

  it("at most three letters a day ask an address, and together with codes five in ten minutes", async () => {
    const replies = await Promise.all(Array.from({ length: 5 }, (_, n) => ask("spesso@esempio.it", { question: { q: `orto ${n}` } })));
    expect(replies.filter(({ status }) => status === 202)).toHaveLength(3);
    expect(replies.find(({ status }) => status === 429)!.headers.get("retry-after")).toBe("600");
    expect(await post.since()).toHaveLength(3);
    const code = () => here.call("POST", "/sign-in-codes", { json: { email: "spesso@esempio.it" } });
    expect([(await code()).status, (await code()).status, (await code()).status]).toEqual([202, 202, 429]);
    await post.since();
  });
});

describe("stopping", () => {
  const stop = (token: string, query = "", headers: Record<string, string> = {}, body = "") =>
    here.raw("POST", `/searches/unsubscribe/${token}${query}`, body, headers);
  const subscribed = async (token: string) => (await here.call<Subscriptions>("GET", `/searches/unsubscribe/${token}`)).body.searches;

  async function lettered(): Promise<{ letter: Letter; token: string }> {
    here.clock.now = monday;
    await save(fatou);
    await save(fatou, { name: "Coro", question: { q: "orto" } });
    here.clock.now = inDays(0, "15:00:00.000Z");
    await publish();
    const [letter] = to(await strikes(inDays(1)), fatou);
    return { letter: letter!, token: tokenIn(letter!) };
  }

  it("is one press of the mail program (RFC 8058): no session, no page, from anywhere, as often as it likes, for ever", async () => {
    const { letter, token } = await lettered();
    expect(letter.headers).toEqual({
      "List-Unsubscribe": `<https://insieme.example/api/searches/unsubscribe/${token}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    here.clock.now = inDays(800);
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const first = await stop(
      token,
      "",
      { ...form, "sec-fetch-site": "cross-site", origin: "https://mail.example" },
      "List-Unsubscribe=One-Click",
    );
    expect(first.status).toBe(200);
    const parts = `--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n`;
    expect((await stop(token, "", { "content-type": "multipart/form-data; boundary=x" }, parts)).status).toBe(200);
    expect((await subscribed(token)).map(({ paused }) => paused)).toEqual([true, true]);
    expect((await here.stores.searches.of(fatou.id)).searches.map(({ paused }) => paused)).toEqual([true, true]);
  });

  it("does not come of looking: a program that follows links stops nothing", async () => {
    const { letter, token } = await lettered();
    for (const [, path] of letter.text.matchAll(/https:\/\/insieme\.example(\/disiscrizione\S+)/g)) {
      expect(path).toContain(token);
      await here.call("GET", `/searches/unsubscribe/${token}`);
    }
    expect((await subscribed(token)).map(({ paused }) => paused)).toEqual([false, false]);
  });

  it("of one search leaves the other, and a browser is led back to the page", async () => {
    const { token } = await lettered();
    const [{ id }] = (await subscribed(token)) as [Search];
    const reply = await stop(token, `?lang=en&search=${id}`, {
      accept: "text/html,application/xhtml+xml",
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(reply.status).toBe(303);
    expect(reply.headers.get("location")).toMatch(new RegExp(`^/en/unsubscribe/${token.replace(".", "\\.")}\\?done=\\d+$`));
    expect((await subscribed(token)).map(({ paused }) => paused)).toEqual([true, false]);
    here.clock.now = inDays(1, "15:00:00.000Z");
    const one = await publish();
    const [letter] = to(await strikes(inDays(2)), fatou);
    expect(letter!.subject).toContain("Coro");
    expect(shown(letter)).toEqual([one.id]);
  });

  it("is for who holds the link of that person", async () => {
    const { token } = await lettered();
    const other = await here.someone("Altra");
    for (const made of [token.replace(fatou.id, other.id), `${fatou.id}.${"A".repeat(43)}`, linkToken(here.secret, "confirm", fatou.id)])
      expect((await stop(made)).status).toBe(404);
  });
});

it("letters arrive by SMTP with the headers that a mail program looks for", async () => {
  const folder = mkdtempSync(join(tmpdir(), "insieme-mail-"));
  const mailbox = await openMailbox(folder);
  onTestFinished(() => mailbox.stop().finally(() => rmSync(folder, { recursive: true, force: true })));
  await save(fatou);
  here.clock.now = inDays(0, "15:00:00.000Z");
  await publish();
  const [letter] = to(await strikes(inDays(1)), fatou);
  await openMailer(mailbox.url, "Insieme <insieme@insieme.example>")(letter!);
  const [file] = globSync(join(folder, "*.eml"));
  const head = readFileSync(file!, "utf8")
    .split("\r\n\r\n")[0]!
    .replace(/\r\n\s+/g, " ");
  expect(head).toMatch(/^List-Unsubscribe: ?<https:\/\/insieme\.example\/api\/searches\/unsubscribe\/per_[0-9a-z]{26}\.[\w-]{43}>$/m);
  expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
  expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
});

it("what letters lead to are pages", () => {
  for (const locale of ["it", "en"] as const) {
    const { home, opportunity, searches, confirm, unsubscribe } = paths[locale];
    expect([home, `${opportunity}/:id`, searches, `${confirm}/:token`, `${unsubscribe}/:token`]).toEqual(
      (["home", "opportunity", "searches", "confirm-search", "unsubscribe"] as const).map((page) => pages[page][locale]),
    );
  }
});
