import { randomBytes } from "node:crypto";
import { findBodies, namesOf } from "../bodies/service.ts";
import type { FindQuery, FoundListing } from "../discovery/contract.ts";
import type { DiscoveryStores } from "../discovery/service.ts";
import { type Context, signedIn } from "../foundation/context.ts";
import { csv } from "../foundation/csv.ts";
import type { PersonId } from "../foundation/ids.ts";
import { Problem } from "../foundation/problem.ts";
import { again } from "../foundation/table.ts";
import { dayOf } from "../foundation/time.ts";
import { listMySignUps, type ParticipationStores } from "../participation/service.ts";
import { listPlans } from "../plans/service.ts";
import { findProjects } from "../projects/service.ts";
import { comuneOf } from "../territory/rules.ts";
import { pathOf } from "./addresses.ts";
import { type CalendarState, type FeedQuery, most, type NewCalendar } from "./contract.ts";
import { type Calendar, calendar, type Event } from "./documents/calendar.ts";
import { catalog, type Publisher } from "./documents/catalog.ts";
import type { Feed } from "./documents/feed.ts";
import { partSize, type Place, sitemap, sitemapIndex, standing } from "./documents/sitemap.ts";
import { type Graph, turtle } from "./documents/turtle.ts";
import { answering, calendarHash, eventsOf, myEvents, questionOf, shownZones, titleOf } from "./rules.ts";
import type { PublishingStore } from "./store.ts";
import { publishedWords } from "./words.ts";

export type PublishingStores = DiscoveryStores & ParticipationStores & { publishing: PublishingStore };
type Ctx = Context<PublishingStores>;
type Mirror = Awaited<ReturnType<PublishingStores["discovery"]["mirror"]>>;

const pageSize = 100;

/** The first answers to a question, page by page. */
function collected(mirror: Mirror, question: FindQuery, now: Date, limit: number): { items: FoundListing[]; next: string | null } {
  const items: FoundListing[] = [];
  let cursor = question.cursor;
  do {
    const page = mirror.find({ ...question, cursor, limit: Math.min(pageSize, limit - items.length) }, now);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor && items.length < limit);
  return { items, next: cursor ?? null };
}

/** `address`: of this page of the feed, as it was asked for. */
export async function feedOf(ctx: Ctx, query: FeedQuery, address: URL, limit: number = most.feed): Promise<Feed> {
  const mirror = await ctx.stores.discovery.mirror();
  const question = { sort: "date" as const, ...questionOf(query) };
  const { items, next } = collected(mirror, question, ctx.now, query.limit ?? limit);
  const at = (cursor: string | null, path = address.pathname, without: readonly string[] = ["cursor"]): string => {
    const to = new URL(path, address.origin);
    for (const [name, value] of address.searchParams) if (!without.includes(name)) to.searchParams.append(name, value);
    if (cursor) to.searchParams.set("cursor", cursor);
    return to.href;
  };
  const published = items.map(({ publishedAt = "" }) => publishedAt);
  return {
    locale: query.lang,
    origin: address.origin,
    title: titleOf(query),
    self: at(query.cursor ?? null),
    first: at(null),
    next: next && at(next),
    home: at(null, pathOf("home", query.lang), ["cursor", "limit", "lang"]),
    updated: published.reduce((latest, one) => (one > latest ? one : latest), "") || ctx.now.toISOString(),
    items,
  };
}

/** A search as a calendar: every date that answers, of the activities that come next. */
export async function calendarOf(ctx: Ctx, query: FeedQuery, address: URL): Promise<Generator<string>> {
  const feed = await feedOf(ctx, query, address, most.calendar);
  const mirror = await ctx.stores.discovery.mirror();
  const question = questionOf(query);
  function* events(): Generator<Event> {
    let room: number = most.calendar;
    for (const { id } of feed.items) {
      const known = mirror.standing(id);
      if (!known) continue;
      const { slots: held, calledOff = [] } = known.listing;
      const slots = answering([...held, ...calledOff], question, ctx.now).slice(0, room);
      yield* eventsOf(known.listing, slots, known.changedAt, query.lang, address.origin);
      room -= slots.length;
      if (room === 0) return;
    }
  }
  const about: Calendar = { name: feed.title, about: publishedWords[query.lang].about, address: feed.first, locale: query.lang };
  return calendar(about, events());
}

/** What the answers to a question hang on: a document made of them is the same while this is. */
export const standingOf = async ({ stores, now }: Ctx): Promise<string> =>
  `${(await stores.discovery.mirror()).version} ${now.toISOString().slice(0, 16)}`;

export async function getMyCalendar(ctx: Ctx): Promise<CalendarState> {
  const mine = await ctx.stores.publishing.mine(signedIn(ctx).person);
  return { since: mine?.hash ? mine.since : null };
}

/** A new address for my calendar; the one before is good no more. */
export function renewMyCalendar(ctx: Ctx, origin: string): Promise<NewCalendar> {
  const secret = randomBytes(32).toString("base64url");
  const since = ctx.now.toISOString();
  const address = `${origin}/api/calendars/${secret}.ics?lang=${ctx.locale}`;
  return setCalendar(ctx, calendarHash(secret)).then(() => ({ address, since }));
}

export const endMyCalendar = (ctx: Ctx): Promise<void> => setCalendar(ctx, null);

function setCalendar(ctx: Ctx, hash: string | null): Promise<void> {
  const { person } = signedIn(ctx);
  const { publishing } = ctx.stores;
  return again(async () => {
    const before = await publishing.mine(person);
    if (!hash && !before?.hash) return;
    const after = { hash, since: ctx.now.toISOString(), version: (before?.version ?? 0) + 1 };
    await publishing.commit(...publishing.saveCalendar(person, before, after));
  });
}

/** The calendar behind a secret address: whoever has the address is its person here, and nowhere else. */
export async function openCalendar(
  ctx: Ctx,
  secret: string,
  query: { readonly lang: "it" | "en" },
  address: URL,
): Promise<Generator<string>> {
  const found = await ctx.stores.publishing.calendar(calendarHash(secret));
  if (!found) throw new Problem("not_found");
  const mine = await listMySignUps({ ...ctx, actor: nobodyBut(found.person) });
  const t = publishedWords[query.lang];
  return calendar(
    { name: t.mine, about: t.mineAbout, address: address.href, locale: query.lang },
    myEvents(mine, query.lang, address.origin),
  );
}

const nobodyBut = (person: PersonId) => ({ person, name: "", bodies: new Map(), staffOf: new Set<never>() });

/** All of something that comes in pages, but no more than a table may have. */
async function all<T>(page: (cursor: string | undefined) => Promise<{ items: readonly T[]; next: string | null }>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const { items: more, next } = await page(cursor);
    items.push(...more);
    cursor = next ?? undefined;
  } while (cursor && items.length < most.table);
  return items;
}

const comuniNamed = (codes: readonly string[]): string => codes.map((code) => comuneOf(code)?.name ?? code).join(", ");

export async function projectsTable(ctx: Ctx): Promise<string> {
  const [plans, projects] = await Promise.all([listPlans(ctx), all((cursor) => findProjects(ctx, { cursor, limit: pageSize }))]);
  const titles = new Map(plans.map(({ id, title }) => [id, title]));
  return csv([
    ["id", "titolo", "stato", "piano", "comuni", "dal", "al", "partner"],
    ...projects.map(({ id, title, state, plan, comuni, from, to, partners }) => [
      id,
      title,
      state,
      titles.get(plan) ?? "",
      comuniNamed(comuni),
      from ?? "",
      to ?? "",
      partners.map(({ name }) => name).join(", "),
    ]),
  ]);
}

export async function plansTable(ctx: Ctx): Promise<string> {
  const plans = await listPlans(ctx);
  const leads = [...new Set(plans.map(({ leadPartner }) => leadPartner))];
  const names = new Map((await namesOf(ctx, leads)).map(({ id, name }) => [id, name]));
  return csv([
    ["id", "titolo", "linea", "zona", "comuni", "capofila", "dal", "al"],
    ...plans.map(({ id, title, workPackage, zone, territory, leadPartner, from, to }) => [
      id,
      title,
      workPackage,
      zone,
      comuniNamed(territory),
      names.get(leadPartner) ?? "",
      from,
      to,
    ]),
  ]);
}

export async function hoursTable(ctx: Ctx): Promise<string> {
  const zones = shownZones(await ctx.stores.discovery.totals());
  const rows = zones.toSorted((a, b) => a.zone.localeCompare(b.zone, "it")).map(({ zone, people, hours }) => [zone, people, hours]);
  return csv([["zona", "persone (almeno)", "ore confermate (almeno)"], ...rows]);
}

export async function openData(ctx: Ctx, origin: string, publisher: Publisher): Promise<Graph> {
  const today = dayOf(ctx.now);
  const plans = await listPlans(ctx);
  const from = plans.reduce((first, plan) => (plan.from < first ? plan.from : first), today);
  const to = plans.reduce((last, plan) => (plan.to > last ? plan.to : last), today);
  return catalog({ origin, publisher, today, from, to });
}

export const openDataAsTurtle = async (ctx: Ctx, origin: string, publisher: Publisher): Promise<Generator<string>> =>
  turtle(await openData(ctx, origin, publisher));

/** The parts of the map of the site: what stands, what bodies wrote, and what is open, some thousand in each. */
export async function siteIndex(ctx: Ctx, origin: string): Promise<Generator<string>> {
  const { size } = await ctx.stores.discovery.mirror();
  const parts = ["pages", ...Array.from({ length: Math.ceil(size / partSize) }, (_, i) => `opportunities-${i + 1}`)];
  return sitemapIndex(
    origin,
    parts.map((part) => ({ path: `/sitemap-${part}.xml` })),
  );
}

export async function sitePart(ctx: Ctx, origin: string, part: string): Promise<Generator<string>> {
  if (part === "pages") return sitemap(origin, await standingPages(ctx));
  const n = Number(/^opportunities-([1-9]\d{0,3})$/.exec(part)?.[1]);
  const mirror = await ctx.stores.discovery.mirror();
  if (!n || (n - 1) * partSize >= mirror.size) throw new Problem("not_found");
  return sitemap(origin, openPages(mirror, n - 1));
}

async function standingPages(ctx: Ctx): Promise<Place[]> {
  const [bodies, projects, plans] = await Promise.all([
    all((cursor) => findBodies(ctx, { cursor, limit: pageSize })),
    all((cursor) => findProjects(ctx, { cursor, limit: pageSize })),
    listPlans(ctx),
  ]);
  return [
    ...standing,
    ...bodies.map(({ id }) => ({ page: "body" as const, id })),
    ...projects.map(({ id }) => ({ page: "project" as const, id })),
    ...plans.map(({ id }) => ({ page: "plan" as const, id })),
  ];
}

/** In the order of ids, which is that of birth: a part that is full changes little. What others publish has no page here. */
function* openPages(mirror: Mirror, part: number): Generator<Place> {
  let n = 0;
  for (const { id, changedAt, listing } of mirror.each()) {
    const mine = Math.floor(n++ / partSize);
    if (mine > part) return;
    if (mine === part && !listing.external) yield { page: "opportunity", id, changed: changedAt };
  }
}
