import type { BodyId } from "../../foundation/ids.ts";
import type { Table } from "../../foundation/table.ts";
import type { DemoPerson } from "../demo-people.ts";
import { loadBodies } from "./load-bodies.ts";
import { loadOpportunities } from "./load-opportunities.ts";
import { loadParticipation } from "./load-participation.ts";
import { loadPlans, loadProjects } from "./load-projects.ts";
import { cast, emailOf } from "./people.ts";
import { stage } from "./stage.ts";

export type Bodies = ReadonlyMap<string, BodyId>;

/**
 * The demo: everything is made through the use cases, by the people of the cast, at the time at which it would have happened.
 * Answers with the people whom one may be.
 */
export async function loadDemo({ table, secret, now }: { table: Table; secret: string; now: Date }): Promise<readonly DemoPerson[]> {
  const on = await stage(table, secret, now);
  const bodies = await loadBodies(on);
  on.settled();
  const plans = await loadPlans(on, bodies);
  const projects = await loadProjects(on, bodies, plans);
  const opportunities = await loadOpportunities(on, bodies, projects);
  await loadParticipation(on, opportunities);
  return cast.flatMap(({ key, name, role }) => (role ? [{ email: emailOf(key), name, role }] : []));
}
