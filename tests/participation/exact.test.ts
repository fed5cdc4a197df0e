import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { Letter } from "../../functions/foundation/mail.ts";
import { Problem } from "../../functions/foundation/problem.ts";
import { dayOf, hour, minute } from "../../functions/foundation/time.ts";
import { type StreamReader } from "../../functions/local/stream-reader.ts";
import { cancelShift, changeShift } from "../../functions/opportunities/service.ts";
import type { SignUp } from "../../functions/participation/contract.ts";
import { type SignUpItem, signUpTold } from "../../functions/participation/store.ts";
import { listMySignUps, cancelSignUp, signUp } from "../../functions/participation/service.ts";
import { acceptOffer, answerOffer, declineOffer } from "../../functions/participation/offers.ts";
import { endOffers } from "../../functions/schedule.ts";
import { openStores, type Stores } from "../../functions/stores.ts";
import { streamConsumer } from "../../functions/stream.ts";
import { activity, type Ground, ground } from "../setup/activity.ts";
import { disturbed } from "../setup/conflicts.ts";
import { dying } from "../setup/dying.ts";
import { followed } from "../setup/stream.ts";
import { type Someone, type World, world } from "../setup/world.ts";

/**
 * Rule 1 under everything at once: people who sign up, leave, accept, decline and come back, each request twice at the same time;
 * an organiser who changes the places or calls the date off; the clock; the stream, with every record twice; every process on a table
 * with conflicts, dying between any two steps. However it went, once it has settled the promises hold.
 */

let here: World;
let there: Ground;
let people: Someone[];
/** Of the run that is on: its processes may die, and the reader of the stream is one of them. */
let consume: ReturnType<typeof streamConsumer>;
let reader: StreamReader;
const letters: Letter[] = [];
/** What became of sign-ups, by its place in the stream. */
const told = new Map<string, SignUpItem>();

/** Each place was offered to who was first in the line at that moment: in the order of asking, and behind them who only stands in. */
function expectOrder(shift: string): void {
  const rank = ({ standby, order }: SignUpItem) => `${standby ? 1 : 0} ${order}`;
  const line = new Map<string, string>();
  for (const [, one] of [...told].filter(([, each]) => each.shift === shift).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (one.state === "offered") expect(rank(one)).toBe([...line.values()].toSorted()[0]);
    if (one.state === "waitlisted") line.set(one.person, rank(one));
    else line.delete(one.person);
  }
}

beforeAll(async () => {
  here = await world();
  there = await ground(here);
  people = await Promise.all(Array.from({ length: 7 }, (_, n) => here.someone(`Persona ${n}`)));
  consume = consumer(here.table);
  reader = await followed(here.table, async (changes) => {
    for (const change of changes) {
      const signUp = signUpTold(change);
      if (signUp) told.set(change.id, signUp.after);
    }
    const failed = [...(await consume(changes)), ...(await consume(changes))];
    // Time passes before it is tried again: after a minute the claim of a letter whose sender died is free.
    if (failed.length > 0) here.clock.now = new Date(here.clock.now.getTime() + 61_000);
    return failed;
  });
});

const consumer = (table: World["table"]) =>
  streamConsumer({
    table,
    secret: here.secret,
    origin: "https://insieme.example",
    mailer: (letter) => Promise.resolve(void letters.push(letter)),
    now: () => here.clock.now,
  });

const Person = fc.nat({ max: 6 });
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("join"), who: Person, standby: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("leave", "leave", "accept", "decline", "look", "link"), who: Person }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("accept", "decline"), who: Person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait"), minutes: fc.constantFrom(5, 59, 121, 121, 700) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("yield", "yield", "take") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("places"), places: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("clock", "drain", "drain") }) },
);
type Act = { do: string; who?: number; standby?: boolean; minutes?: number; places?: number };

/** A run: bursts of acts that happen at once, and whether the date is called off at its end. */
const run = fc.record({
  bursts: fc.array(fc.array(act as fc.Arbitrary<Act>, { minLength: 1, maxLength: 5 }), { minLength: 4, maxLength: 12 }),
  places: fc.integer({ min: 1, max: 2 }),
  calledOff: fc.boolean(),
  seed: fc.integer(),
});

const subjects = {
  confirmed: "Il tuo posto è confermato",
  waitlisted: "Sei in lista d'attesa",
  offered: "Si è liberato un posto per te",
  expired: "Il posto è passato ad altri",
  cancelled: "Hai disdetto",
  called_off: "Annullato",
} as const;

let days = 0;
async function lived({ bursts, places, calledOff, seed }: typeof run extends fc.Arbitrary<infer R> ? R : never) {
  // Every run has a day of its own, so that nobody is kept away by another's.
  const begin = new Date(Date.parse("2027-03-01T09:00:00.000Z") + days++ * 24 * hour);
  here.clock.now = begin;
  const title = `Attività ${days}`;
  const day = dayOf(new Date(begin.getTime() + 2 * 24 * hour));
  const { opportunity, shift } = await activity(here, there, {
    title,
    shifts: [{ startsAt: `${day}T09:00`, endsAt: `${day}T11:00`, places }],
  });
  await reader.drain();
  // Offers of an earlier run may end in this one: its letters are those that name it.
  letters.length = 0;

  const busy = disturbed(here.table, { seed, conflicts: 0.15, throttles: 0.01 });
  const process = dying(busy.table, { seed: seed + 1, rate: 0.06 });
  const stores: Stores = openStores(process.table, here.secret);
  // The reader puts a change aside after a dozen tries (AWS after thirty): who follows the stream dies, but not nearly each time.
  const follower = dying(busy.table, { seed: seed + 2, rate: 0.01 });
  consume = consumer(follower.table);
  const ctx = async (as?: Someone) => ({ ...(await here.ctx(as)), stores });

  /** Somebody of whom this is true now, if anybody. */
  const somebody = async (state: SignUp["state"]) => {
    const { signUps } = await here.stores.participation.roster(shift.id);
    return people.find(({ id }) => id === signUps.find((each) => each.state === state)?.person);
  };
  const acts: Record<string, (one: Act, who: Someone) => Promise<unknown>> = {
    join: async ({ standby }, who) => signUp(await ctx(who), opportunity.id, shift.id, undefined, standby ? { standby } : {}),
    leave: async (_, who) => cancelSignUp(await ctx(who), opportunity.id, shift.id),
    accept: async (_, who) => acceptOffer(await ctx(who), opportunity.id, shift.id),
    decline: async (_, who) => declineOffer(await ctx(who), opportunity.id, shift.id),
    yield: async () => cancelSignUp(await ctx(await somebody("confirmed")), opportunity.id, shift.id),
    take: async () => acceptOffer(await ctx(await somebody("offered")), opportunity.id, shift.id),
    look: async (_, who) => listMySignUps(await ctx(who)),
    link: async (_, who) => {
      const link = letters.findLast(({ to, text }) => to === who.email && text.includes("/offerta/"))?.text.match(/offerta\/(\S+)/)?.[1];
      if (link) await answerOffer(await ctx(), link, "accept");
    },
    wait: async ({ minutes }) => void (here.clock.now = new Date(here.clock.now.getTime() + minutes! * minute)),
    places: async ({ places: to }) => changeShift(await ctx(there.owner), opportunity.id, shift.id, to!),
    clock: () => endOffers({ now: here.clock.now, stores }),
    drain: () => reader.drain(),
  };
  /** A refusal is an answer, and a death is life; anything else is a mistake. */
  const goesOn = (error: unknown) => {
    if (!(error instanceof Problem) && !/died (before|after)/.test(String(error))) throw error;
  };
  // All want to come, so that there is a line from the start.
  const crowd = people.map((_, who): Act => ({ do: "join", who, standby: who % 3 === 2 }));
  for (const burst of [crowd, ...bursts])
    await Promise.all(
      // Each request twice at once, as an impatient thumb sends it.
      burst.flatMap((one) => {
        const work = () => acts[one.do]!(one, people[one.who ?? 0]!).catch(goesOn);
        return one.do === "wait" ? [work()] : [work(), work()];
      }),
    );
  if (calledOff) await cancelShift(await here.ctx(there.owner), opportunity.id, shift.id, "La sala è allagata").catch(goesOn);

  // It settles: nobody dies any more, and the clock has come by.
  process.lives();
  follower.lives();
  for (let n = 0; n < 3; n++) {
    await endOffers({ now: here.clock.now, stores: here.stores });
    await reader.drain();
  }

  const now = (await here.stores.opportunities.shift(opportunity.id, shift.id, true))!;
  const { signUps } = await here.stores.participation.roster(shift.id);
  const of = (...states: SignUp["state"][]) => signUps.filter(({ state }) => states.includes(state));
  const held = of("confirmed", "offered");
  const line = of("waitlisted");
  return {
    now,
    held,
    line,
    signUps,
    title,
    begun: now.startsAt <= here.clock.now.toISOString(),
    shift,
    died: process.died() + follower.died(),
    struck: busy.struck(),
  };
}

it("places are exact, the line is kept and nobody is told a thing twice, whatever happens at once and whatever dies", async () => {
  let accidents = 0;
  let offered = 0;
  await fc.assert(
    fc.asyncProperty(run, async (story) => {
      const { now, held, line, signUps, title, begun, shift, died, struck } = await lived(story);
      accidents += died + struck;

      // Counters equal to the rows; never more than there are places; no free place beside somebody who waits.
      expect({ taken: now.taken, waiting: now.waiting }).toEqual({ taken: held.length, waiting: line.length });
      expect(now.taken).toBeLessThanOrEqual(now.places);
      if (!begun && now.state === "open" && line.length > 0) expect(now.taken).toBe(now.places);
      if (story.calledOff) expect(held.length + line.length).toBe(0);
      expect(held.filter(({ state, offerUntil }) => state === "offered" && offerUntil! <= here.clock.now.toISOString())).toEqual([]);

      for (const one of signUps) {
        const moves = one.moves.map(({ to }) => to);
        offered += moves.filter((to) => to === "offered").length;
        // Every version is one move, and an offer comes from the line alone and ends in one of its ways.
        expect(moves).toHaveLength(one.version);
        for (const [n, to] of moves.entries()) {
          if (to === "offered") expect(moves[n - 1]).toBe("waitlisted");
          if (moves[n - 1] === "offered") expect(["confirmed", "declined", "expired", "cancelled"]).toContain(to);
        }
        // The day holds what is held or waited for, once, and nothing else.
        const { entries } = await here.stores.participation.agendaDay(one.person, dayOf(shift.startsAt));
        expect(entries.filter((entry) => entry.shift === shift.id)).toHaveLength([...held, ...line].includes(one) ? 1 : 0);
      }
      expectOrder(shift.id);
      // A letter for each move, once; none of an offer that was over before it could be told, or of a date that is past.
      const past = shift.endsAt <= here.clock.now.toISOString();
      for (const { person, moves } of signUps) {
        const { email } = people.find(({ id }) => id === person)!;
        for (const [kind, subject] of Object.entries(subjects)) {
          const made = moves.filter(({ to, by }) => (to === "cancelled" && by === "calendar" ? "called_off" : to) === kind).length;
          const sent = letters.filter((letter) => letter.to === email && letter.subject === `${subject}: ${title}`).length;
          expect(sent, `${kind} ${email}`).toBeLessThanOrEqual(made);
          if (!past && kind !== "offered") expect(sent, `${kind} ${email}`).toBe(made);
        }
      }
      const links = letters.flatMap(({ text }) => /offerta\/\S+/.exec(text) ?? []);
      expect(new Set(links).size).toBe(links.length);
    }),
    { numRuns: Number(process.env["RUNS"] ?? 15), endOnFailure: true },
  );
  expect(accidents).toBeGreaterThan(100);
  expect(offered).toBeGreaterThan(20);
}, 240_000);
