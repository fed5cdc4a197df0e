import { readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import type { Context } from "../../functions/foundation/context.ts";
import { findOpportunities, getOverview, relist } from "../../functions/discovery/service.ts";
import { publishMirror } from "../../functions/discovery/upkeep.ts";
import type { Opportunity, Shift } from "../../functions/opportunities/contract.ts";
import {
  addShift,
  changeShift,
  createOpportunity,
  getOpportunity,
  getOpportunityFile,
  listBodyOpportunities,
  moveOpportunity,
} from "../../functions/opportunities/service.ts";
import { checkIn, checkOut, decideOnHours, getRoster, markNoShow } from "../../functions/participation/attendance.ts";
import { endAllOffers, settle } from "../../functions/participation/line.ts";
import { acceptOffer, declineOffer, getOffer, offerToken } from "../../functions/participation/offers.ts";
import { cancelSignUp, listMySignUps, signUp } from "../../functions/participation/service.ts";
import { createSession, getMe, requestSignInCode } from "../../functions/people/service.ts";
import { codeOf } from "../../functions/people/rules.ts";
import type { Certificate } from "../../functions/records/contract.ts";
import { getMyRecord, issueCertificate, revokeCertificate, verifyCertificate } from "../../functions/records/service.ts";
import type { Stores } from "../../functions/stores.ts";
import { draftOn, type Ground, ground } from "../setup/activity.ts";
import { type Metered, metered } from "../setup/capacity.ts";
import { freshStorage } from "../setup/storage.ts";
import { freshTable } from "../setup/table.ts";
import { type Someone, type World, world } from "../setup/world.ts";

/** What `docs/data.md` says that people, opportunities, participation, records and discovery cost, each step on what the one before left. */
let meter: Metered;
let w: World;
let g: Ground;
let fatou: Someone;
let ion: Someone;
let mei: Someone;
let challenge: string;
let opportunity: Opportunity;
let shift: Shift;
let certificate: Certificate;
const { storage } = freshStorage();

const as = (who?: Someone): Promise<Context<Stores>> => w.ctx(who);
let asOwner: Context<Stores>;
let asFatou: Context<Stores>;
let asIon: Context<Stores>;
let asMei: Context<Stores>;
let asStaff: Context<Stores>;
let anybody: Context<Stores>;

beforeAll(async () => {
  meter = metered(await freshTable());
  w = await world(meter.table);
  g = await ground(w);
  [fatou, ion, mei] = [await w.someone("Fatou Sarr"), await w.someone("Ion Popescu"), await w.someone("Mei Lin")];
});

const steps: [name: string, work: () => Promise<unknown>][] = [
  ["requestSignInCode", async () => (challenge = (await requestSignInCode(anybody, { email: "nuova@esempio.it" })).challenge)],
  [
    "createSession",
    async () => createSession(anybody, { challenge: challenge as never, code: codeOf(w.secret, challenge), name: "Nuova" }, "k"),
  ],
  ["getMe", async () => getMe(asFatou)],
  [
    "createOpportunity",
    async () => {
      const made = await createOpportunity(
        asOwner,
        draftOn(g, { shifts: [{ startsAt: "2027-03-06T15:00", endsAt: "2027-03-06T18:00", places: 1 }] }),
      );
      opportunity = made.opportunity;
      shift = made.shifts[0]!;
    },
  ],
  ["moveOpportunity publishes", async () => moveOpportunity(asOwner, opportunity.id, "publish")],
  ["addShift", async () => addShift(asOwner, opportunity.id, { startsAt: "2027-03-13T15:00", endsAt: "2027-03-13T18:00", places: 4 })],
  ["getOpportunity", async () => getOpportunity(anybody, opportunity.id)],
  ["getOpportunityFile", async () => getOpportunityFile(asOwner, opportunity.id)],
  ["listBodyOpportunities", async () => listBodyOpportunities(asOwner, g.association.id, {})],
  ["relist", async () => relist(anybody, opportunity.id)],
  ["relist again", async () => relist(anybody, opportunity.id)],
  ["findOpportunities", async () => findOpportunities(anybody, {})],
  ["publishMirror", async () => publishMirror(w.stores, storage)],
  ["signUp confirmed", async () => signUp(asFatou, opportunity.id, shift.id, "k1")],
  ["signUp waitlisted", async () => signUp(asIon, opportunity.id, shift.id, "k2")],
  ["cancelSignUp", async () => cancelSignUp(asFatou, opportunity.id, shift.id)],
  ["settle", async () => settle(anybody, opportunity.id, shift.id)],
  ["getOffer", async () => getOffer(anybody, offerToken(w.secret, { shift: shift.id, person: ion.id, version: 2 }))],
  ["acceptOffer", async () => acceptOffer(asIon, opportunity.id, shift.id)],
  ["signUp waitlisted", async () => signUp(asMei, opportunity.id, shift.id, "k3")],
  ["signUp waitlisted", async () => signUp(asFatou, opportunity.id, shift.id, "k4")],
  ["changeShift", async () => changeShift(asOwner, opportunity.id, shift.id, 2)],
  ["settle", async () => settle(anybody, opportunity.id, shift.id)],
  ["declineOffer", async () => declineOffer(asMei, opportunity.id, shift.id)],
  ["settle", async () => settle(anybody, opportunity.id, shift.id)],
  ["endAllOffers", async () => endAllOffers({ ...anybody, now: new Date("2027-03-02T09:00:00.000Z") })],
  ["signUp confirmed", async () => signUp(asMei, opportunity.id, shift.id, "k5")],
  ["listMySignUps", async () => listMySignUps(asIon)],
  ["getRoster", async () => getRoster(asOwner, opportunity.id, shift.id)],
  ["checkIn", async () => checkIn(asOwner, opportunity.id, shift.id, ion.id, {})],
  ["markNoShow", async () => markNoShow(asOwner, opportunity.id, shift.id, mei.id)],
  ["checkOut", async () => checkOut(asOwner, opportunity.id, shift.id, ion.id, {})],
  ["decideOnHours", async () => decideOnHours(asIon, opportunity.id, shift.id, ion.id, { move: "confirm" })],
  ["getMyRecord", async () => getMyRecord(asIon)],
  [
    "issueCertificate",
    async () => (certificate = await issueCertificate(asIon, { body: g.association.id, holder: "Ion", showActivities: true })),
  ],
  ["verifyCertificate", async () => verifyCertificate(anybody, certificate.id)],
  ["revokeCertificate", async () => revokeCertificate(asOwner, certificate.id, "Ore contate due volte")],
  ["relist gone", async () => relist({ ...anybody, now: new Date("2028-01-01T00:00:00.000Z") }, opportunity.id)],
  ["getOverview", async () => getOverview(asStaff)],
];

const document = readFileSync("docs/data.md", "utf8");
const stated = (name: string) => {
  const [operation, more = ""] = name.split(/(?= )/);
  const [, reads, writes = "0"] =
    new RegExp(`^\\| \`${operation}\`${more}.*\\| ([\\d.]+) r(?:, ([\\d.]+) w)? *\\|$`, "m").exec(document) ?? [];
  return { reads: Number(reads), writes: Number(writes) };
};

it.each(steps)("%s costs what is stated", async (name, work) => {
  if (name.startsWith("check") || name === "markNoShow") w.clock.now = new Date("2027-03-06T16:00:00.000Z");
  [asOwner, asFatou, asIon, asMei, asStaff, anybody] = [
    await as(g.owner),
    await as(fatou),
    await as(ion),
    await as(mei),
    await as(w.staff),
    await as(),
  ];
  const { reads, writes } = await meter.cost(work);
  expect({ reads, writes }).toEqual(stated(name));
});
