import { readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { relist } from "../../functions/discovery/service.ts";
import type { Context } from "../../functions/foundation/context.ts";
import { signUp } from "../../functions/participation/service.ts";
import type { NewCalendar } from "../../functions/publishing/contract.ts";
import {
  calendarOf,
  endMyCalendar,
  feedOf,
  getMyCalendar,
  openCalendar,
  openData,
  renewMyCalendar,
  siteIndex,
} from "../../functions/publishing/service.ts";
import type { Stores } from "../../functions/stores.ts";
import { activity, ground } from "../setup/activity.ts";
import { type Metered, metered } from "../setup/capacity.ts";
import { freshTable } from "../setup/table.ts";
import { type Someone, type World, world } from "../setup/world.ts";

/** What `docs/data.md` says that publishing costs, each step on what the one before left. */
let meter: Metered;
let w: World;
let ion: Someone;
let mine: Context<Stores>;
let calendar: NewCalendar;
const origin = "http://localhost";
const at = (path: string) => new URL(path, origin);

beforeAll(async () => {
  meter = metered(await freshTable());
  w = await world(meter.table);
  const { opportunity, shift } = await activity(w, await ground(w));
  ion = await w.someone("Ion");
  await relist(await w.ctx(), opportunity.id);
  await signUp(await w.ctx(ion), opportunity.id, shift.id, undefined);
});

const steps: [name: string, work: () => Promise<unknown>][] = [
  ["feedOf", async () => feedOf(mine, { lang: "it" }, at("/api/opportunities.atom"))],
  ["calendarOf", async () => calendarOf(mine, { lang: "it" }, at("/api/opportunities.ics"))],
  ["siteIndex", async () => siteIndex(mine, origin)],
  ["openData", async () => openData(mine, origin, { name: "Insieme", id: "x" })],
  ["renewMyCalendar", async () => (calendar = await renewMyCalendar(mine, origin))],
  ["renewMyCalendar again", async () => (calendar = await renewMyCalendar(mine, origin))],
  ["getMyCalendar", async () => getMyCalendar(mine)],
  ["openCalendar", async () => openCalendar(mine, /calendars\/(.+)\.ics/.exec(calendar.address)![1]!, { lang: "it" }, at("/"))],
  ["endMyCalendar", async () => endMyCalendar(mine)],
];

const document = readFileSync("docs/data.md", "utf8");
const stated = (name: string) => {
  const [operation, more = ""] = name.split(/(?= )/);
  const row = new RegExp(`^\\| \`${operation}\`${more}.*\\| ([\\d.]+) r(?:, ([\\d.]+) w)? *\\|$`, "m").exec(document);
  return { reads: Number(row?.[1]), writes: Number(row?.[2] ?? 0) };
};

it.each(steps)("%s costs what is stated", async (name, work) => {
  mine = await w.ctx(ion);
  const { reads, writes } = await meter.cost(work);
  expect({ reads, writes }).toEqual(stated(name));
});
