import { readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import type { Context } from "../../functions/foundation/context.ts";
import { importOpportunities } from "../../functions/opportunities/import.ts";
import type { Stores } from "../../functions/stores.ts";
import { type Ground, ground } from "../setup/activity.ts";
import { type Metered, metered } from "../setup/capacity.ts";
import { freshTable } from "../setup/table.ts";
import { type World, world } from "../setup/world.ts";

/** What `docs/data.md` says that imports cost, each step on what the one before left. */
let meter: Metered;
let here: World;
let there: Ground;
let asOwner: Context<Stores>;

beforeAll(async () => {
  meter = metered(await freshTable());
  here = await world(meter.table);
  there = await ground(here);
  asOwner = await here.ctx(there.owner);
});

const sheet = `titolo;descrizione;comune;indirizzo;data;orario;posti;tema
Orto;Si semina e si raccoglie insieme;Pisa;Via Roma 1;6/3/2027;15-18;10;ambiente`;
const load = (dry: boolean) =>
  importOpportunities(asOwner, {
    body: there.association.id,
    project: there.project.id,
    policy: there.policy.id,
    dry,
    publish: false,
    bytes: new TextEncoder().encode(sheet),
    type: "csv",
  });

const document = readFileSync("docs/data.md", "utf8");
const stated = (name: string) => {
  const row = document.split("\n").find((line) => line.startsWith(`| ${name}`)) ?? "";
  const [, reads, writes = "0"] = /\| ([\d.]+) r(?:, ([\d.]+) w)? *\|$/.exec(row) ?? [];
  return { reads: Number(reads), writes: Number(writes) };
};

it.each([
  ["`importOpportunities` dry", () => load(true)],
  ["`importOpportunities`:", () => load(false)],
])("%s costs what is stated", async (name, work) => {
  const { reads, writes } = await meter.cost(work);
  expect({ reads, writes }).toEqual(stated(name));
});
