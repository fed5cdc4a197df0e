import { beforeAll, describe, expect, it } from "vitest";
import { withdrawPolicy } from "../../functions/bodies/service.ts";
import type { Found } from "../../functions/discovery/contract.ts";
import type { PublicOpportunity, Shift } from "../../functions/opportunities/contract.ts";
import type { Hours, MySignUp, Roster, RosterLine, SignUp } from "../../functions/participation/contract.ts";
import { signUp } from "../../functions/participation/service.ts";
import { streamConsumer } from "../../functions/stream.ts";
import type { Letter } from "../../functions/foundation/mail.ts";
import type { StreamReader } from "../../functions/local/stream-reader.ts";
import { activity, draftOn, type Ground, ground } from "../setup/activity.ts";
import { metered } from "../setup/capacity.ts";
import { followed } from "../setup/stream.ts";
import { type Someone, statuses, type World, world } from "../setup/world.ts";

let here: World;
let there: Ground;
let reader: StreamReader;
const letters: Letter[] = [];

beforeAll(async () => {
  here = await world();
  there = await ground(here);
  const consume = streamConsumer({
    table: here.table,
    secret: here.secret,
    origin: "http://localhost",
    mailer: (letter) => Promise.resolve(void letters.push(letter)),
    now: () => here.clock.now,
  });
  // Every record twice: nothing that follows may be done twice with a different result.
  reader = await followed(here.table, async (changes) => [...(await consume(changes)), ...(await consume(changes))]);
});

const ask = (as: Someone, path: string, key?: string) =>
  here.call<SignUp>("POST", `${path}/sign-ups`, { as, json: {}, ...(key && { key }) });
const leave = (as: Someone, path: string) => here.call<SignUp>("DELETE", `${path}/sign-ups/me`, { as });
const accept = (as: Someone, path: string) => here.call<SignUp>("POST", `${path}/sign-ups/me/accept`, { as, json: {} });
const at = (time: string, work: () => Promise<unknown>) => {
  const before = here.clock.now;
  here.clock.now = new Date(time);
  return work().finally(() => (here.clock.now = before));
};

describe("a sign-up", () => {
  it("needs a name and nothing more; the same request again is the same sign-up, another one is refused", async () => {
    const { path } = await activity(here, there);
    const nameless = await here.someone("");
    expect(await ask(nameless, path)).toMatchObject({ status: 422, body: { code: "name_needed" } });
    const fatou = await here.someone("Fatou Sarr");
    const first = await ask(fatou, path, "k1");
    expect(first).toMatchObject({ status: 201, body: { state: "confirmed", name: "Fatou Sarr" } });
    expect((await ask(fatou, path, "k1")).body).toEqual(first.body);
    expect(await ask(fatou, path, "k2")).toMatchObject({ status: 409, body: { code: "already_signed_up" } });
  });

  it("pressed ten times at once is one place", async () => {
    const { path, shift } = await activity(here, there);
    const ion = await here.someone("Ion");
    const replies = await Promise.all(Array.from({ length: 10 }, () => ask(ion, path, "same")));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await here.stores.opportunities.shift(shift.opportunity, shift.id, true)).toMatchObject({ taken: 1, waiting: 0 });
  });

  it("that repeats late, after the place was given back, does not take it again", async () => {
    const { path, shift } = await activity(here, there);
    const mei = await here.someone("Mei");
    await ask(mei, path, "first");
    await leave(mei, path);
    expect((await ask(mei, path, "first")).body.state).toBe("cancelled");
    expect((await here.stores.opportunities.shift(shift.opportunity, shift.id, true))!.taken).toBe(0);
    expect((await ask(mei, path, "anew")).body.state).toBe("confirmed");
  });

  it("at the same time as another is refused with both named, in the person's language", async () => {
    const one = await activity(here, there);
    const two = await activity(here, there, {
      title: "Orto di quartiere",
      shifts: [{ startsAt: "2027-03-06T17:30", endsAt: "2027-03-06T19:00", places: 5 }],
    });
    const ana = await here.someone("Ana");
    await ask(ana, one.path);
    const refused = await here.call("POST", `${two.path}/sign-ups`, { as: ana, json: {}, locale: "en" });
    expect(refused).toMatchObject({ status: 409, body: { code: "overlap" } });
    expect(refused.body.detail).toContain("Orto di quartiere");
    expect(refused.body.detail).toContain("Aiuto compiti in biblioteca");
    expect(refused.body.detail).toContain("Saturday");
  });

  it("for two overlapping shifts from two devices at once is one place", async () => {
    const one = await activity(here, there);
    const two = await activity(here, there, { title: "Orto" });
    for (let n = 0; n < 5; n++) {
      const person = await here.someone(`Due ${n}`);
      const replies = await Promise.all([ask(person, one.path), ask(person, two.path)]);
      expect(statuses(replies)).toEqual([201, 409]);
    }
    const days = await Promise.all([one, two].map(({ shift }) => here.stores.opportunities.shift(shift.opportunity, shift.id, true)));
    expect(days[0]!.taken + days[1]!.taken).toBe(5);
  });

  it("ends where the next begins: back to back is no overlap; over midnight both days are held", async () => {
    const late = await activity(here, there, { shifts: [{ startsAt: "2027-03-10T22:00", endsAt: "2027-03-11T02:00", places: 5 }] });
    const before = await activity(here, there, { shifts: [{ startsAt: "2027-03-10T20:00", endsAt: "2027-03-10T22:00", places: 5 }] });
    const after = await activity(here, there, { shifts: [{ startsAt: "2027-03-11T01:00", endsAt: "2027-03-11T03:00", places: 5 }] });
    const sam = await here.someone("Sam");
    expect((await ask(sam, late.path)).status).toBe(201);
    expect((await ask(sam, before.path)).status).toBe(201);
    expect((await ask(sam, after.path)).body).toMatchObject({ code: "overlap" });
  });

  it("is not confirmed without insurance, from the moment the policy is withdrawn (CTS art. 18), and the waitlist does not move either", async () => {
    const own = await ground(here);
    const { path, shift } = await activity(here, own, {
      shifts: [{ startsAt: "2027-03-06T15:00", endsAt: "2027-03-06T18:00", places: 1 }],
    });
    const [first, second, third] = [await here.someone("Uno"), await here.someone("Due"), await here.someone("Tre")];
    await ask(first, path);
    await ask(second, path);
    await withdrawPolicy(await here.ctx(own.owner), own.association.id, own.policy.id);
    await leave(first, path);
    await reader.drain();
    expect((await here.stores.participation.signUp(shift.id, second.id))!.state).toBe("waitlisted");
    await leave(second, path);
    await reader.drain();
    expect(await ask(third, path)).toMatchObject({ status: 409, body: { code: "insurance_missing" } });
  });

  it("costs at most 10 write units and 6 read units, whatever the size of the shift", async () => {
    const big = await activity(here, there, { shifts: [{ startsAt: "2027-05-06T15:00", endsAt: "2027-05-06T18:00", places: 20 }] });
    for (let n = 0; n < 40; n++) await ask(await here.someone(`P${n}`), big.path);
    const meter = metered(here.table);
    const over = await world(meter.table);
    const late = await over.someone("Ultima");
    const waitlisted = await meter.cost(async () => {
      const { status, body } = await over.call<SignUp>("POST", `${big.path}/sign-ups`, { as: late, json: {} });
      expect([status, body.state]).toEqual([201, "waitlisted"]);
    });
    const roomy = await activity(here, there, { shifts: [{ startsAt: "2027-05-07T15:00", endsAt: "2027-05-07T18:00", places: 20 }] });
    const confirmed = await meter.cost(async () => {
      const { body } = await over.call<SignUp>("POST", `${roomy.path}/sign-ups`, { as: late, json: {} });
      expect(body.state).toBe("confirmed");
    });
    for (const { reads, writes } of [waitlisted, confirmed]) {
      expect(writes).toBeLessThanOrEqual(10);
      expect(reads).toBeLessThanOrEqual(6);
    }
  });
});

describe("the waitlist", () => {
  it("tells the position, offers a place that is given back to the first in line, and tells them where to go once they accept", async () => {
    const { path, opportunity } = await activity(here, there, {
      place: { ...draftOn(there).place, address: "Via Segreta 7", addressHidden: true },
      shifts: [{ startsAt: "2027-03-20T15:00", endsAt: "2027-03-20T18:00", places: 1 }],
    });
    const [a, b, c] = [await here.someone("Prima"), await here.someone("Seconda"), await here.someone("Terza")];
    await ask(a, path);
    await ask(b, path);
    await ask(c, path);
    const mine = async (as: Someone) => (await here.call<{ items: MySignUp[] }>("GET", "/me/sign-ups", { as })).body.items[0]!;
    expect(await mine(c)).toMatchObject({ position: 2, place: null });
    expect((await mine(a)).place?.address).toBe("Via Segreta 7");
    const shown = (await here.call<PublicOpportunity>("GET", `/opportunities/${opportunity.id}`)).body;
    expect(JSON.stringify(shown)).not.toContain("Segreta");
    expect(shown.shifts[0]).toMatchObject({ left: 0, waiting: 2 });

    await leave(a, path);
    await reader.drain();
    expect(await mine(b)).toMatchObject({
      signUp: { state: "offered", offerUntil: "2027-03-01T11:00:00.000Z" },
      position: null,
      place: null,
    });
    expect((await here.call<PublicOpportunity>("GET", `/opportunities/${opportunity.id}`)).body.shifts[0]).toMatchObject({
      left: 0,
      waiting: 1,
    });
    expect((await accept(b, path)).body).toMatchObject({ state: "confirmed" });
    expect((await accept(b, path)).status).toBe(200);
    await reader.drain();
    expect(await mine(b)).toMatchObject({ signUp: { state: "confirmed" }, position: null });
    expect(await mine(c)).toMatchObject({ signUp: { state: "waitlisted" }, position: 1 });
    const to = (who: Someone) => letters.filter((letter) => letter.to === who.email);
    expect(to(a).map(({ subject }) => subject.split(":")[0])).toEqual(["Il tuo posto è confermato", "Hai disdetto"]);
    expect(to(b).map(({ subject }) => subject)).toEqual([
      "Sei in lista d'attesa: Aiuto compiti in biblioteca",
      "Si è liberato un posto per te: Aiuto compiti in biblioteca",
      "Il tuo posto è confermato: Aiuto compiti in biblioteca",
    ]);
    for (const n of [0, 1]) expect(to(b)[n]!.text).not.toContain("Segreta");
    expect(to(b)[2]!.text).toContain("Via Segreta 7");
    expect(to(c).some(({ text }) => text.includes("Segreta"))).toBe(false);
  });

  it("offers as many as there are new places, and nobody new passes before them", async () => {
    const { path, shift, opportunity } = await activity(here, there, {
      shifts: [{ startsAt: "2027-03-21T15:00", endsAt: "2027-03-21T18:00", places: 1 }],
    });
    const people = [];
    for (let n = 0; n < 5; n++) people.push(await here.someone(`Riga ${n}`));
    for (const each of people) await ask(each, path);
    const changed = await here.call<Shift>("PUT", `/opportunities/${opportunity.id}/shifts/${shift.id}`, {
      as: there.owner,
      json: { places: 3 },
    });
    expect(changed.body).toMatchObject({ places: 3, taken: 1, waiting: 4 });
    // Before the stream has given the places away a newcomer comes: there are two free, and they are not for the newcomer.
    const newcomer = await here.someone("Nuova");
    expect((await ask(newcomer, path)).body.state).toBe("waitlisted");
    await reader.drain();
    const states = await Promise.all(people.map(async ({ id }) => (await here.stores.participation.signUp(shift.id, id))!.state));
    expect(states).toEqual(["confirmed", "offered", "offered", "waitlisted", "waitlisted"]);
    const fewer = await here.call("PUT", `/opportunities/${opportunity.id}/shifts/${shift.id}`, { as: there.owner, json: { places: 2 } });
    expect(fewer).toMatchObject({ status: 409, body: { code: "places_taken", about: { taken: 3 } } });
  });

  it("and every place end when the date is called off: all are told why, once", async () => {
    const { path, shift, opportunity } = await activity(here, there, {
      shifts: [{ startsAt: "2027-03-22T15:00", endsAt: "2027-03-22T18:00", places: 1 }],
    });
    const [a, b] = [await here.someone("Tiene"), await here.someone("Aspetta")];
    await ask(a, path);
    await ask(b, path);
    await here.call("POST", `/opportunities/${opportunity.id}/cancel`, { as: there.owner, json: { reason: "La sala è allagata" } });
    await reader.drain();
    for (const { id, email } of [a, b]) {
      expect(await here.stores.participation.signUp(shift.id, id)).toMatchObject({ state: "cancelled", reason: "La sala è allagata" });
      expect(letters.filter(({ to, text }) => to === email && text.includes("La sala è allagata"))).toHaveLength(1);
    }
    expect(await here.stores.opportunities.shift(shift.opportunity, shift.id, true)).toMatchObject({
      taken: 0,
      waiting: 0,
      state: "cancelled",
    });
    // The hour is theirs again.
    const again = await activity(here, there, { shifts: [{ startsAt: "2027-03-22T15:00", endsAt: "2027-03-22T18:00", places: 1 }] });
    expect((await ask(a, again.path)).status).toBe(201);
    const found = await here.call<Found>("GET", `/opportunities?comune=050026&limit=100`);
    expect(found.body.items.some(({ id }) => id === opportunity.id)).toBe(false);
  });
});

describe("the day itself", () => {
  it("in, out, hours proposed by one and confirmed by another; a no-show beside; marks repeat without harm", async () => {
    const { path, shift } = await activity(here, there, {
      shifts: [{ startsAt: "2027-03-25T15:00", endsAt: "2027-03-25T18:00", places: 5 }],
    });
    const helper = await here.member(there.association.id, there.owner, "organiser", "Moussa");
    const [came, absent] = [await here.someone("Viene"), await here.someone("Non viene")];
    await ask(came, path);
    await ask(absent, path);
    const one = `${path}/sign-ups/${came.id}`;
    expect(await here.call("POST", `${one}/check-in`, { as: there.owner, json: {} })).toMatchObject({
      status: 409,
      body: { code: "not_yet" },
    });
    expect((await here.call("GET", `${path}/roster`, { as: came })).status).toBe(403);
    await at("2027-03-25T14:05:00.000Z", async () => {
      const marks = await Promise.all([there.owner, helper].map((as) => here.call<SignUp>("POST", `${one}/check-in`, { as, json: {} })));
      expect(marks.map(({ body }) => [body.state, body.checkedInAt])).toEqual([1, 2].map(() => ["attended", "2027-03-25T14:05:00.000Z"]));
      expect((await here.call<SignUp>("POST", `${path}/sign-ups/${absent.id}/no-show`, { as: there.owner, json: {} })).body.state).toBe(
        "no_show",
      );
    });
    await at("2027-03-25T16:35:00.000Z", async () => {
      const outs = await Promise.all([1, 2].map(() => here.call<RosterLine>("POST", `${one}/check-out`, { as: there.owner, json: {} })));
      for (const { body } of outs)
        expect(body.hours).toMatchObject({ minutes: 150, state: "proposed", proposedBy: { person: there.owner.id } });
      const decide = (as: Someone) => here.call<Hours>("POST", `${path}/hours/${came.id}/decision`, { as, json: { move: "confirm" } });
      expect(await decide(there.owner)).toMatchObject({ status: 403, body: { code: "confirm_by_another" } });
      expect(await decide(absent)).toMatchObject({ status: 403, body: { code: "not_allowed" } });
      expect((await decide(helper)).body).toMatchObject({ state: "confirmed", decidedBy: { person: helper.id } });
      expect((await decide(helper)).body.state).toBe("confirmed");
    });
    const roster = (await here.call<Roster>("GET", `${path}/roster`, { as: helper })).body;
    expect(roster).toMatchObject({
      taken: 2,
      lines: [{ signUp: { name: "Non viene" } }, { signUp: { name: "Viene" }, hours: { state: "confirmed" } }],
    });
    expect(shift.id).toBe(roster.shift);
  });

  it("a roster of 200 opens with at most 20 read units", async () => {
    const { path } = await activity(here, there, { shifts: [{ startsAt: "2027-06-01T15:00", endsAt: "2027-06-01T18:00", places: 200 }] });
    const [, , opportunity, , shift] = path.split("/") as [string, string, never, string, never];
    for (let n = 0; n < 200; n += 20)
      await Promise.all(
        Array.from({ length: 20 }, async (_, k) =>
          signUp(await here.ctx(await here.someone(`Persona numero ${n + k}`)), opportunity, shift, undefined),
        ),
      );
    const meter = metered(here.table);
    const over = await world(meter.table);
    const { reads } = await meter.cost(async () => {
      const { body } = await over.call<Roster>("GET", `${path}/roster`, { as: there.owner });
      expect(body.lines).toHaveLength(200);
    });
    expect(reads).toBeLessThanOrEqual(20);
  });
});
