import type { BodyId } from "../../foundation/ids.ts";
import type { Table } from "../../foundation/table.ts";
import type { DemoPerson } from "../demo-people.ts";
import { loadBodies } from "./load-bodies.ts";
import { loadOpportunities, wantedOpportunities } from "./load-opportunities.ts";
import { loadParticipation } from "./load-participation.ts";
import { firstProjects, loadPlans, loadProjects, otherProjects } from "./load-projects.ts";
import { cast, emailOf } from "./people.ts";
import { stage } from "./stage.ts";

export type Bodies = ReadonlyMap<string, BodyId>;

export type Demo = {
  /** Whom one may be. */
  readonly people: readonly DemoPerson[];
  /** Loads what is left: most of the projects and opportunities, and who took part in them. */
  readonly rest: () => Promise<void>;
};

/** So many opportunities are there when the first page is served: a list to look at, spread over all provinces. */
const atFirst = 18;

/**
 * The demo: everything is made through the use cases, by the people of the cast, at the time at which it would have happened.
 * Answers when there is enough to look around; `rest` goes on while one does.
 */
export async function loadDemo({ table, secret, now }: { table: Table; secret: string; now: Date }): Promise<Demo> {
  const on = await stage(table, secret, now);
  const bodies = await loadBodies(on);
  on.settled();
  const plans = await loadPlans(on, bodies);
  const early = await loadProjects(on, bodies, plans, firstProjects);
  const soon = (await wantedOpportunities(on, bodies, early)).slice(0, atFirst);
  const first = await loadOpportunities(on, soon);
  const rest = async () => {
    const open = [...early, ...(await loadProjects(on, bodies, plans, otherProjects))];
    const there = new Set(soon.map(({ seed }) => seed));
    const wanted = (await wantedOpportunities(on, bodies, open)).filter(({ seed }) => !there.has(seed));
    await loadParticipation(on, [...first, ...(await loadOpportunities(on, wanted))]);
  };
  return {
    people: cast.flatMap(({ key, name, role }) => (role ? [{ email: emailOf(key), name, role }] : [])),
    rest,
  };
}
