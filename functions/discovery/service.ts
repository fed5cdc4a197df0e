import type { BodyStores } from "../bodies/service.ts";
import { type Context, staff } from "../foundation/context.ts";
import { csv } from "../foundation/csv.ts";
import type { Id } from "../foundation/ids.ts";
import { minute } from "../foundation/time.ts";
import type { Storage } from "../foundation/storage.ts";
import type { OpportunityStore } from "../opportunities/store.ts";
import type { PlanStore } from "../plans/store.ts";
import { ProjectState } from "../projects/contract.ts";
import { openDays } from "../projects/rules.ts";
import type { ProjectStore } from "../projects/store.ts";
import { comuneOf } from "../territory/rules.ts";
import type { FindQuery, Found, MapAnswer, MapQuery, Overview, OverviewProject } from "./contract.ts";
import { type Answer, normal } from "./kept-answers.ts";
import type { Mirror } from "./mirror/mirror.ts";
import { type Listed, listingOf, middleOf, movedOn, noTotals, seenOf, zonesOf } from "./rules.ts";
import type { DiscoveryStore } from "./store.ts";

export type FindStores = { discovery: DiscoveryStore };
export type DiscoveryStores = BodyStores & { plans: PlanStore; projects: ProjectStore; opportunities: OpportunityStore } & FindStores;
/** What drawing the picture of an opportunity reads and writes. */
export type DrawingStores = { opportunities: OpportunityStore; projects: ProjectStore } & FindStores;

/** What is open and answers the question, with counts for every filter, ready to go out: `Found`. The table is not asked. */
export const findOpportunities = (ctx: Context<FindStores>, question: FindQuery): Promise<Answer> =>
  answerOnce(ctx, `find ${normal(question)}`, (mirror) => mirror.find(question, ctx.now));

/** The same as marks on a part of the map: `MapAnswer`. */
export const mapOpportunities = (ctx: Context<FindStores>, question: MapQuery): Promise<Answer> =>
  answerOnce(ctx, `map ${normal(question)}`, (mirror) => mirror.map(question, ctx.now));

/** Made once for all who ask the same; answers hang on the mirror as it stands, and on the minute, since dates pass. */
async function answerOnce(
  { stores: { discovery }, now }: Context<FindStores>,
  question: string,
  ask: (mirror: Mirror) => Found | MapAnswer,
): Promise<Answer> {
  const mirror = await discovery.mirror();
  return discovery.answers(`${mirror.version} ${Math.floor(now.getTime() / minute)}`, question, () => ask(mirror));
}

/** What the table itself says is to be found of an opportunity; `ever`: whether it may have been to be found at all. */
export async function drawn(
  ctx: Context<DrawingStores>,
  id: Id<"opp">,
): Promise<{ readonly listing: Listed | null; readonly seen: number; readonly ever: boolean } | undefined> {
  const found = await ctx.stores.opportunities.withShifts(id, { consistent: true });
  if (!found) return undefined;
  const { opportunity, shifts } = found;
  const plan = opportunity.plan ?? (await ctx.stores.projects.get(opportunity.project))?.plan;
  const listing = listingOf({ ...opportunity, plan }, shifts, ctx.now);
  return { listing, seen: seenOf(opportunity, shifts), ever: !!opportunity.publishedAt };
}

/** Draws the picture of an opportunity anew from what the table holds: the same however often it is done. */
export async function relist(ctx: Context<DrawingStores>, id: Id<"opp">): Promise<void> {
  const picture = await drawn(ctx, id);
  if (picture?.listing) await ctx.stores.discovery.list(picture.listing);
  else if (picture?.ever) await ctx.stores.discovery.unlist(id, picture.seen);
}

/** The file of what is to be found that was published last, for whoever wants all of it; undefined where there is none yet. */
export async function publishedBase(storage: Storage): Promise<string | undefined> {
  const [{ currentBase }, { mirrorSchema }] = await Promise.all([import("./mirror/base.ts"), import("./mirror/mirror.ts")]);
  return (await currentBase(storage, mirrorSchema))?.file;
}

/** What others publish, when its next date has begun: the one after, or nothing any more. */
export async function moveOn(ctx: Context<FindStores>, listing: Listed): Promise<void> {
  const next = movedOn(listing, ctx.now);
  await (next ? ctx.stores.discovery.list(next) : ctx.stores.discovery.unlist(listing.id, listing.seen));
}

/** One page for ANCI's staff: what goes on in every project, zone by zone. */
export async function getOverview(ctx: Context<DiscoveryStores>): Promise<Overview> {
  staff(ctx);
  const { plans, bodies, discovery } = ctx.stores;
  const [totals, allPlans, projects, verified] = await Promise.all([
    discovery.totals(),
    plans.all(),
    allProjects(ctx),
    bodies.count("verified"),
  ]);
  const planOf = new Map(allPlans.map((plan) => [plan.id, plan]));
  const of = (scope: string) => totals.get(scope) ?? noTotals;

  const lines = projects.map((project): OverviewProject => {
    const { people, confirmedMinutes, opportunities } = of(`PRJ#${project.id}`);
    const plan = planOf.get(project.plan);
    return {
      id: project.id,
      title: project.title,
      state: project.state,
      openDays: openDays(project, ctx.now),
      plan: plan?.title ?? "",
      workPackage: plan?.workPackage ?? null,
      zones: zonesOf(project.comuni),
      comuni: project.comuni.map((code) => comuneOf(code)?.name ?? code),
      point: middleOf(project.comuni),
      lead: project.partners.find(({ body }) => body === project.lead)?.name ?? "",
      partners: project.partners.length,
      opportunities,
      people,
      confirmedMinutes,
    };
  });
  const zones = [...new Set(projects.flatMap(({ comuni }) => zonesOf(comuni)))].toSorted((a, b) => a.localeCompare(b, "it"));
  const all = of("ALL");
  return {
    at: ctx.now.toISOString(),
    totals: { ...all, projects: projects.length, bodies: verified },
    states: ProjectState.options.map((state) => ({ state, projects: projects.filter((project) => project.state === state).length })),
    zones: zones.map((zone) => {
      const { people, confirmedMinutes } = of(`ZONE#${zone}`);
      return { zone, projects: projects.filter(({ comuni }) => zonesOf(comuni).includes(zone)).length, people, confirmedMinutes };
    }),
    projects: lines,
  };
}

/** Every project, state by state: 0.5 units per 4 KB. */
async function allProjects({ stores }: Context<DiscoveryStores>) {
  const of = async (state: ProjectState) => {
    const items = [];
    let cursor: string | undefined;
    do {
      const page = await stores.projects.inState(state, { cursor, limit: 100 });
      items.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor);
    return items;
  };
  return (await Promise.all(ProjectState.options.map(of))).flat();
}

const columns = {
  it: [
    "Progetto",
    "Stato",
    "Giorni di istruttoria",
    "Piano",
    "Work package",
    "Zone",
    "Comuni",
    "Capofila",
    "Partner",
    "Opportunità",
    "Persone",
    "Ore confermate",
  ],
  en: [
    "Project",
    "State",
    "Days in review",
    "Plan",
    "Work package",
    "Zones",
    "Comuni",
    "Lead",
    "Partners",
    "Opportunities",
    "People",
    "Confirmed hours",
  ],
} as const;

/** The overview's table as a spreadsheet; states by their code, as the API names them. */
export async function exportOverview(ctx: Context<DiscoveryStores>): Promise<string> {
  const { projects } = await getOverview(ctx);
  return csv([
    columns[ctx.locale],
    ...projects.map((project) => [
      project.title,
      project.state,
      project.openDays,
      project.plan,
      project.workPackage ?? "",
      project.zones.join(", "),
      project.comuni.join(", "),
      project.lead,
      project.partners,
      project.opportunities,
      project.people,
      Math.round(project.confirmedMinutes / 6) / 10,
    ]),
  ]);
}
