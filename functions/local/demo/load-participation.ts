import type { Context } from "../../foundation/context.ts";
import { Problem } from "../../foundation/problem.ts";
import { hour } from "../../foundation/time.ts";
import type { Shift } from "../../opportunities/contract.ts";
import { checkIn, checkOut, decideOnHours, markNoShow } from "../../participation/attendance.ts";
import { signUp } from "../../participation/service.ts";
import { issueCertificate } from "../../records/service.ts";
import type { Stores } from "../../stores.ts";
import { bodies } from "./bodies.ts";
import type { Made } from "./load-opportunities.ts";
import { cast } from "./people.ts";
import { pool } from "./pool.ts";
import type { Stage } from "./stage.ts";

const residents = [
  "fatou",
  "ion",
  "grace",
  "nadia",
  "luca",
  "blerina",
  "mei",
  "samuel",
  "olena",
  "andrea",
  "carmen",
  "rashid",
  "chiara",
  "ibrahim",
  "priya",
  "tommaso",
];

/** Who has something else at that time does not sign up: in the demo as in life. */
const unlessBusy = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!(error instanceof Problem && (error.code === "overlap" || error.code === "already_signed_up"))) throw error;
  });
};

/** Places taken and lines waited in for what is to come; attendance, hours and certificates of what was. */
export async function loadParticipation(on: Stage, made: readonly Made[]): Promise<void> {
  const coming = made.filter(({ past, published }) => published && !past);
  await pool(
    coming.flatMap((each, n) => (n % 2 === 0 ? residents.slice(n % 7, (n % 7) + 2 + (n % 3)).map((who) => ({ ...each, who })) : [])),
    8,
    async ({ id, shifts, who }) => unlessBusy(signUp(await on.as(who, -3), id, shifts[0]!.id, undefined)),
  );
  // Three dates so sought after that people wait in line.
  for (const { id, shifts } of coming.filter(({ shifts: [first] }) => first!.places === 4).slice(0, 3))
    for (const who of residents.slice(0, 7)) await unlessBusy(signUp(await on.as(who, -2), id, shifts[0]!.id, undefined));

  await pool(
    made.filter(({ past }) => past),
    5,
    (each) => holdAll(on, each),
  );
  for (const who of ["fatou", "ion"]) {
    const ctx = await on.as(who);
    const hours = await on.stores.participation.hoursOfPerson(on.personOf(who));
    const confirmed = hours.items.find(({ state }) => state === "confirmed");
    const opportunity = confirmed && (await on.stores.opportunities.get(confirmed.opportunity));
    if (opportunity)
      await issueCertificate(ctx, { body: opportunity.body, holder: cast.find(({ key }) => key === who)!.name, showActivities: true });
  }
}

async function holdAll(on: Stage, { id, lead, shifts }: Made): Promise<void> {
  const body = bodies.find(({ key }) => key === lead)!;
  for (const [n, shift] of shifts.entries()) {
    const asked = residents.filter((who) => who !== body.owner && !body.organisers?.includes(who)).slice(n, n + 6);
    const came: string[] = [];
    for (const who of asked) {
      const before = await on.as(who, 0, new Date(Date.parse(shift.startsAt) - 72 * hour));
      try {
        await signUp(before, id, shift.id, undefined);
        came.push(who);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
      }
    }
    await holdOne(on, body.owner, id, shift, came);
  }
}

/** The day itself: one did not come, the others are marked in and out; of the hours some are confirmed, one disputed, some still open. */
async function holdOne(on: Stage, organiser: string, id: Made["id"], shift: Shift, came: readonly string[]): Promise<void> {
  const at = async (who: string, after: number): Promise<Context<Stores>> =>
    on.as(who, 0, new Date(Date.parse(shift.startsAt) + after * hour));
  const length = (Date.parse(shift.endsAt) - Date.parse(shift.startsAt)) / hour;
  for (const [n, who] of came.entries()) {
    const person = on.personOf(who);
    if ((await on.stores.participation.signUp(shift.id, person))?.state !== "confirmed") continue;
    if (n === came.length - 1 && came.length > 4) {
      await markNoShow(await at(organiser, 1), id, shift.id, person);
      continue;
    }
    await checkIn(await at(organiser, 0), id, shift.id, person, {});
    await checkOut(await at(organiser, length), id, shift.id, person, {});
    if (n === 3)
      await decideOnHours(await at(who, 30), id, shift.id, person, {
        move: "dispute",
        reason: "Sono rimasto mezz'ora in più a sistemare la sala.",
      });
    else if (n !== 2) await decideOnHours(await at(who, 30), id, shift.id, person, { move: "confirm" });
  }
}
