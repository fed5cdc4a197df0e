import type { Id } from "../../foundation/ids.ts";
import { day, dayOf, instantOf, localOf } from "../../foundation/time.ts";
import type { OpportunityDraft, Shift } from "../../opportunities/contract.ts";
import { createOpportunity, moveOpportunity } from "../../opportunities/service.ts";
import { allComuni } from "../../territory/rules.ts";
import { bodies } from "./bodies.ts";
import type { Bodies } from "./load.ts";
import { type Template, templates } from "./opportunities.ts";
import { openProjects } from "./load-projects.ts";
import { pool, random } from "./pool.ts";
import type { DemoProject } from "./projects.ts";
import type { Stage } from "./stage.ts";

export type OpenProject = { readonly id: Id<"prj">; readonly project: DemoProject };
export type Made = {
  readonly id: Id<"opp">;
  readonly lead: string;
  readonly shifts: readonly Shift[];
  readonly past: boolean;
  readonly published: boolean;
};

const streets = [
  "Via Roma",
  "Via Garibaldi",
  "Piazza Matteotti",
  "Via Dante Alighieri",
  "Via della Repubblica",
  "Viale Gramsci",
  "Via Mazzini",
  "Via XX Settembre",
];
const capitals = new Set([
  "Firenze",
  "Prato",
  "Pistoia",
  "Pisa",
  "Livorno",
  "Lucca",
  "Massa",
  "Carrara",
  "Grosseto",
  "Siena",
  "Arezzo",
  "Viareggio",
  "Empoli",
  "Pontedera",
]);

/** Twenty coming opportunities under each open project, and one of the past weeks under each active one: project after project in turn. */
export async function wantedOpportunities(on: Stage, made: Bodies, open: readonly OpenProject[]) {
  const policies = new Map<string, Id<"pol">>();
  for (const lead of new Set(open.map(({ project }) => project.lead)))
    policies.set(lead, (await on.stores.bodies.policies(made.get(lead)!))[0]!.id);

  const under = open.map(({ id, project }) => ({
    province: project.province,
    lead: project.lead,
    ids: { project: id, body: made.get(project.lead)!, policy: policies.get(project.lead)! },
    p: openProjects.indexOf(project),
    active: project.state === "active",
  }));
  return [
    ...templates.flatMap((template, t) => under.map((each) => ({ ...each, template, seed: each.p * 100 + t, past: false }))),
    ...under
      .filter(({ active }) => active)
      .map((each) => ({ ...each, template: templates[each.p % templates.length]!, seed: each.p * 100 + 99, past: true })),
  ];
}
type Wanted = Awaited<ReturnType<typeof wantedOpportunities>>[number];

export const loadOpportunities = (on: Stage, wanted: readonly Wanted[]): Promise<Made[]> =>
  pool(wanted, 12, async ({ ids, lead, province, template, seed, past }) => {
    const owner = bodies.find(({ key }) => key === lead)!.owner;
    const ctx = await on.as(owner, past ? -50 : -8);
    const { opportunity, shifts } = await createOpportunity(ctx, draftOf(on.now, template, province, random(seed), past, ids));
    // A few stay drafts, as in life.
    const published = seed % 41 !== 7 || past;
    if (published) await moveOpportunity(ctx, opportunity.id, "publish");
    return { id: opportunity.id, lead, shifts, past, published };
  });

function draftOf(
  now: Date,
  { start, hours, places, dates, every, venue, hidden, languages, ...template }: Template,
  province: string,
  roll: () => number,
  past: boolean,
  ids: Pick<OpportunityDraft, "project" | "body" | "policy">,
): OpportunityDraft {
  const here = allComuni.filter((comune) => comune.province === province);
  const large = here.filter(({ name }) => capitals.has(name));
  const comune = (roll() < 0.45 ? large : here)[Math.floor(roll() * (roll() < 0.45 ? large.length : here.length))] ?? large[0] ?? here[0]!;
  const first = past ? -45 : 2 + Math.floor(roll() * 34);
  const shift = (n: number) => {
    const startsAt = `${dayOf(new Date(now.getTime() + (first + n * every) * day))}T${start}`;
    return { startsAt, endsAt: localOf(new Date(Date.parse(instantOf(startsAt)) + hours * 3_600_000).toISOString()), places };
  };
  const wobble = () => (roll() - 0.5) * 0.012;
  return {
    ...template,
    ...ids,
    languages: [...languages],
    shifts: Array.from({ length: past ? Math.min(dates, 3) : dates }, (_, n) => shift(n)),
    place: {
      comune: comune.code,
      name: venue,
      address: `${streets[Math.floor(roll() * streets.length)]} ${1 + Math.floor(roll() * 90)}`,
      point: { lat: comune.point.lat + wobble(), lon: comune.point.lon + wobble() },
      addressHidden: hidden ?? false,
      directions: hidden ? "Suonare al campanello dell'associazione." : "A cinque minuti dalla fermata dell'autobus.",
    },
  };
}
