import { beforeAll, describe, expect, it } from "vitest";
import { withdrawPolicy } from "../../functions/bodies/service.ts";
import type { MySignUp, Offer, Roster, SignUp } from "../../functions/participation/contract.ts";
import { paths } from "../../functions/participation/messages.ts";
import { endOffers, hourly } from "../../functions/schedule.ts";
import { pages } from "../../web/routes.ts";
import { activity, type Ground, ground } from "../setup/activity.ts";
import { letters } from "../setup/letters.ts";
import { type Someone, type World, world } from "../setup/world.ts";

let here: World;
let there: Ground;
let post: Awaited<ReturnType<typeof letters>>;

beforeAll(async () => {
  here = await world();
  there = await ground(here);
  post = await letters(here);
});

const begin = new Date("2027-03-01T09:00:00.000Z");
const ask = (as: Someone, path: string, json: object = {}) => here.call<SignUp>("POST", `${path}/sign-ups`, { as, json });
const leave = (as: Someone, path: string) => here.call<SignUp>("DELETE", `${path}/sign-ups/me`, { as });
const reply = (as: Someone, path: string, answer: "accept" | "decline") =>
  here.call<SignUp>("POST", `${path}/sign-ups/me/${answer}`, { as, json: {} });
const mine = async (as: Someone) => (await here.call<{ items: MySignUp[] }>("GET", "/me/sign-ups", { as })).body.items[0]!;
const after = (minutes: number) => (here.clock.now = new Date(begin.getTime() + minutes * 60_000));

let day = 5;
/** One place, which somebody gives back while `waiting` wait: the first of them is offered it. */
async function offered(waiting = 2, on = there) {
  here.clock.now = begin;
  const date = `2027-04-${String(++day).padStart(2, "0")}`;
  const { path, shift, opportunity } = await activity(here, on, {
    shifts: [{ startsAt: `${date}T15:00`, endsAt: `${date}T18:00`, places: 1 }],
  });
  const holder = await here.someone("Tiene");
  const line: Someone[] = [];
  for (let n = 0; n < waiting; n++) line.push(await here.someone(`Aspetta ${n + 1}`));
  for (const each of [holder, ...line]) await ask(each, path);
  await leave(holder, path);
  const told = await post.since();
  const state = async (who: Someone) => (await here.stores.participation.signUp(shift.id, who.id))!.state;
  const link = (who: Someone) =>
    told.find(({ to, text }) => to === who.email && text.includes("/offerta/"))!.text.match(/offerta\/(\S+)/)![1]!;
  return { path, shift, opportunity, line, told, state, link };
}

describe("an offer", () => {
  it("is told with its end, when, where and a link; who accepts has the place, and is told so once", async () => {
    const { path, line, told } = await offered();
    const letter = told.find(({ subject }) => subject.startsWith("Si è liberato un posto per te"))!;
    expect(letter.to).toBe(line[0]!.email);
    for (const part of ["lunedì 1 marzo", "12:00", "15:00–18:00", "Via Roma 12", "/offerta/"]) expect(letter.text).toContain(part);
    expect(await mine(line[0]!)).toMatchObject({ signUp: { state: "offered", offerUntil: "2027-03-01T11:00:00.000Z" } });
    expect((await reply(line[0]!, path, "accept")).body).toMatchObject({ state: "confirmed" });
    expect((await reply(line[0]!, path, "accept")).status).toBe(200);
    expect((await reply(line[0]!, path, "decline")).body).toMatchObject({ code: "wrong_state" });
    expect((await post.since()).map(({ subject }) => subject.split(":")[0])).toEqual(["Il tuo posto è confermato"]);
  });

  it("declined passes on, also by leaving; who declined may come back at the end of the line", async () => {
    const { path, line, state } = await offered(3);
    expect((await reply(line[0]!, path, "decline")).body.state).toBe("declined");
    expect((await reply(line[0]!, path, "decline")).status).toBe(200);
    await post.since();
    expect(await state(line[1]!)).toBe("offered");
    expect((await leave(line[1]!, path)).body.state).toBe("declined");
    await post.since();
    expect(await state(line[2]!)).toBe("offered");
    expect((await ask(line[0]!, path)).body.state).toBe("waitlisted");
  });

  it("nobody took is ended by the clock, told, and passed on; a late yes is refused whether the clock has come by or not", async () => {
    const { path, line, state } = await offered();
    after(120);
    expect(await reply(line[0]!, path, "accept")).toMatchObject({ status: 410, body: { code: "offer_over" } });
    await endOffers({ now: here.clock.now, stores: here.stores });
    await endOffers({ now: here.clock.now, stores: here.stores });
    const told = await post.since();
    expect(told.filter(({ to }) => to === line[0]!.email).map(({ subject }) => subject.split(":")[0])).toEqual([
      "Il posto è passato ad altri",
    ]);
    expect([await state(line[0]!), await state(line[1]!)]).toEqual(["expired", "offered"]);
    expect(await reply(line[0]!, path, "accept")).toMatchObject({ status: 410, body: { code: "offer_over" } });
    after(360);
    await hourly({ table: here.table, now: here.clock.now });
    expect(await state(line[1]!)).toBe("offered");
  });

  it("that ran out is ended by whoever comes by before the clock: to sign up, to look at their own, or at the roster", async () => {
    const first = await offered(1);
    after(121);
    const newcomer = await here.someone("Nuova");
    expect((await ask(newcomer, first.path)).body.state).toBe("confirmed");
    const second = await offered(1);
    after(121);
    expect(await mine(second.line[0]!)).toMatchObject({ signUp: { state: "expired" } });
    const third = await offered(2);
    after(121);
    const { body } = await here.call<Roster>("GET", `${third.path}/roster`, { as: there.owner });
    expect(body.lines.find(({ signUp }) => signUp.person === third.line[0]!.id)!.signUp.state).toBe("expired");
    const fourth = await offered(1);
    after(121);
    expect((await ask(fourth.line[0]!, fourth.path)).body.state).toBe("confirmed");
  });

  it("is not taken without insurance, nor when the date was called off", async () => {
    const own = await ground(here);
    const { path, line } = await offered(1, own);
    await withdrawPolicy(await here.ctx(own.owner), own.association.id, own.policy.id);
    expect(await reply(line[0]!, path, "accept")).toMatchObject({ status: 409, body: { code: "insurance_missing" } });
    const { path: other, opportunity, line: others } = await offered(1);
    await here.call("POST", `/opportunities/${opportunity.id}/cancel`, { as: there.owner, json: { reason: "La sala è allagata" } });
    expect((await reply(others[0]!, other, "accept")).status).toBe(409);
    await post.since();
    expect(await mine(others[0]!)).toMatchObject({ signUp: { state: "cancelled" } });
  });
});

describe("the link of the letter", () => {
  const look = async (token: string) => (await here.call<Offer>("GET", `/offers/${token}`)).body.state;
  const answer = (token: string, what: string) => here.call<Offer>("POST", `/offers/${token}/${what}`);

  it("accepts without an account, once: the same again changes nothing, another answer is refused", async () => {
    const { line, state, link } = await offered(1);
    const token = link(line[0]!);
    expect(await look(token)).toBe("open");
    expect((await answer(token, "accept")).body.state).toBe("accepted");
    expect((await answer(token, "accept")).body.state).toBe("accepted");
    expect(await answer(token, "decline")).toMatchObject({ status: 410, body: { code: "offer_over" } });
    expect(await state(line[0]!)).toBe("confirmed");
  });

  it("declines; and is of that offer alone, not of one that the person gets later", async () => {
    const { path, line, state, link } = await offered(1);
    const token = link(line[0]!);
    expect((await answer(token, "decline")).body.state).toBe("declined");
    await ask(line[0]!, path);
    expect(await state(line[0]!)).toBe("confirmed");
    expect((await answer(token, "accept")).status).toBe(410);
    expect(await look(token)).toBe("declined");
  });

  it("ends with the offer and says so; one that we did not write is nothing", async () => {
    const { line, link } = await offered(1);
    const token = link(line[0]!);
    const [shift, person, version, proof] = token.split(".");
    for (const forged of [
      `${shift}.${person}.${Number(version) + 1}.${proof}`,
      `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}`,
    ])
      expect((await here.call("GET", `/offers/${forged}`)).status).toBe(404);
    after(121);
    expect(await look(token)).toBe("expired");
    expect(await answer(token, "accept")).toMatchObject({ status: 410, body: { code: "offer_over" } });
  });

  it("leads a browser that posted a plain form back to the page, in its language", async () => {
    const { line, link } = await offered(1);
    const posted = (lang: string) =>
      here.raw("POST", `/offers/${link(line[0]!)}/accept?lang=${lang}`, "", {
        accept: "text/html",
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "cross-site",
      });
    expect((await posted("en")).headers.get("location")).toMatch(new RegExp(`^/en/offer/${link(line[0]!)}\\?done=\\d+$`));
    after(121);
    expect((await posted("it")).headers.get("location")).toMatch(/^\/offerta\/\S+\?done=\d+$/);
    for (const locale of ["it", "en"] as const) {
      expect(pages.offer[locale]).toBe(`${paths[locale].offer}/:token`);
      expect(pages["my-activities"][locale]).toBe(paths[locale].mine);
      expect(pages.opportunity[locale]).toBe(`${paths[locale].opportunity}/:id`);
    }
  });
});

it("who stands in if nobody else does comes after everybody, and is shown apart; the organiser sees until when a place is offered", async () => {
  here.clock.now = begin;
  const { path } = await activity(here, there, { shifts: [{ startsAt: "2027-05-03T15:00", endsAt: "2027-05-03T18:00", places: 1 }] });
  const [holder, standIn, late] = [await here.someone("Tiene"), await here.someone("Riserva"), await here.someone("Dopo")];
  await ask(holder, path);
  expect((await ask(standIn, path, { standby: true })).body).toMatchObject({ state: "waitlisted", standby: true });
  await ask(late, path);
  expect([(await mine(late)).position, (await mine(standIn)).position]).toEqual([1, 2]);
  await leave(holder, path);
  await post.since();
  const lines = async () => (await here.call<Roster>("GET", `${path}/roster`, { as: there.owner })).body.lines.map(({ signUp }) => signUp);
  expect((await lines()).slice(-2)).toMatchObject([
    { name: "Dopo", state: "offered", offerUntil: "2027-03-01T11:00:00.000Z" },
    { name: "Riserva", state: "waitlisted", standby: true },
  ]);
  await reply(late, path, "decline");
  await post.since();
  expect(await mine(standIn)).toMatchObject({ signUp: { state: "offered" } });
  expect((await reply(standIn, path, "accept")).body.state).toBe("confirmed");
});
