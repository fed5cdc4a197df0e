import { query } from "@solidjs/router";
import { answer, api } from "../client.ts";

/** What the organisers' pages read. After a write: `revalidate(opportunityFile.key)`. */
export const opportunityFile = query((id: string) => answer(api.desk.opportunities[":id"].$get({ param: { id } })), "opportunity-file");

export const bodyOpportunities = query(
  (body: string) => answer(api.bodies[":body"].opportunities.$get({ param: { body }, query: {} })),
  "body-opportunities",
);
