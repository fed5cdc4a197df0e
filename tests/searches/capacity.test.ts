import { readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import type { Context } from "../../functions/foundation/context.ts";
import type { Search } from "../../functions/searches/contract.ts";
import { gatherNews } from "../../functions/searches/digest.ts";
import { linkToken } from "../../functions/foundation/link.ts";
import {
  changeSearch,
  confirmSearch,
  getSubscriptions,
  listSearches,
  requestSearch,
  saveSearch,
  unsubscribe,
} from "../../functions/searches/service.ts";
import type { Stores } from "../../functions/stores.ts";
import { type Metered, metered } from "../setup/capacity.ts";
import { posting } from "../setup/posted.ts";
import { freshTable } from "../setup/table.ts";
import { type Someone, type World, world } from "../setup/world.ts";

/** What `docs/data.md` says that saved searches cost, each step on what the one before left. */
let meter: Metered;
let here: World;
let publish: ReturnType<typeof posting>;
let fatou: Someone;

beforeAll(async () => {
  meter = metered(await freshTable());
  here = await world(meter.table);
  publish = posting(here);
  fatou = await here.someone("Fatou Sarr");
});

const draft = { name: "Orti vicino a Pisa", question: { theme: "environment", comune: "050026" } as never, frequency: "daily" } as const;
const link = () => linkToken(here.secret, "unsubscribe", fatou.id);
const morning = (day: number) => () => {
  here.clock.now = new Date(`2027-03-0${day}T07:05:00.000Z`);
};
let search: Search["id"];
const asked = {
  ...draft,
  id: `ask_${"0".repeat(26)}` as never,
  email: "altra@esempio.it",
  locale: "it",
  question: { theme: "environment" },
  validUntil: "2027-03-04T07:05:00.000Z",
} as const;

type Step = readonly [name: string, work: (ctx: Context<Stores>) => Promise<unknown>, before?: () => unknown];
const steps: readonly Step[] = [
  ["`saveSearch`", (ctx) => saveSearch(ctx, draft)],
  ["`listSearches`", (ctx) => listSearches(ctx)],
  ["`gatherNews` of one person, nothing new", (ctx) => gatherNews(ctx), morning(2)],
  ["`gatherNews` of one person with news", (ctx) => gatherNews(ctx), () => publish().then(morning(3))],
  [
    "`changeSearch`",
    (ctx) => changeSearch(ctx, search, { name: "Orti" }),
    async () => (search = (await here.stores.searches.of(fatou.id)).searches[0]!.id),
  ],
  ["`getSubscriptions`", (ctx) => getSubscriptions(ctx, link())],
  ["`unsubscribe`", (ctx) => unsubscribe(ctx, link())],
  ["`requestSearch`", async (ctx) => requestSearch(ctx, { email: "nuova@esempio.it", ...draft })],
  [
    "`confirmSearch`",
    (ctx) => confirmSearch(ctx, linkToken(here.secret, "confirm", asked.id)),
    () => here.stores.searches.commit(here.stores.searches.newAsked(asked, here.clock.now)),
  ],
];

const document = readFileSync("docs/data.md", "utf8");
const stated = (name: string) => {
  const row = document.split("\n").find((line) => line.startsWith(`| ${name}`)) ?? "";
  const [, reads, writes = "0"] = /\| ([\d.]+) r(?:, ([\d.]+) w)? *\|$/.exec(row) ?? [];
  return { reads: Number(reads), writes: Number(writes) };
};

it.each(steps.map(([name, work, before]) => ({ name, work, before })))("$name costs what is stated", async ({ name, work, before }) => {
  await before?.();
  const ctx = await here.ctx(fatou);
  await ctx.stores.discovery.mirror();
  const { reads, writes } = await meter.cost(() => work(ctx));
  expect({ reads, writes }).toEqual(stated(name));
});
