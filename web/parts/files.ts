import { query } from "@solidjs/router";
import { onCleanup, onMount } from "solid-js";
import type { BodyState, PublicBody } from "../../functions/bodies/contract.ts";
import type { ProjectState } from "../../functions/projects/contract.ts";
import { answer, api } from "../client.ts";

/** Who works on plans wants them as they are now, not as the browser kept them for a moment. */
const asked = { init: { cache: "no-cache" } } as const;

/** What several desk pages read; after a write: `revalidate(bodyFile.key)`. `read…` asks anew without the page noticing. */
export const readBody = (id: string) => answer(api.bodies[":id"].$get({ param: { id } }));
export const bodyFile = query(readBody, "body-file");
export const bodyProjects = query(
  async (id: string) => (await answer(api.bodies[":id"].projects.$get({ param: { id } }))).items,
  "body-projects",
);
export const readPlan = (id: string) => answer(api.plans[":id"].$get({ param: { id } }, asked));
export const planFile = query(readPlan, "plan-file");
export const allPlans = query(async () => (await answer(api.plans.$get({}, asked))).items, "all-plans");
export const readProject = (id: string) => answer(api.projects[":id"].$get({ param: { id } }));
export const projectFile = query(readProject, "project-file");

/** For staff: of one state, the longest waiting first. */
export const projectsIn = query((state: ProjectState) => answer(api.projects.$get({ query: { state } })), "projects-in");
export const bodiesIn = query((state: BodyState) => answer(api.bodies.$get({ query: { state } })), "bodies-in");

/** How many wait for staff, as read: `3`, `100+`. */
export const waitingForStaff = query(async () => {
  const limit = 100;
  const counted = ({ items, next }: { readonly items: readonly unknown[]; readonly next: string | null }) =>
    `${items.length}${next ? "+" : ""}`;
  const [bodies, submitted, inReview] = await Promise.all([
    answer(api.bodies.$get({ query: { state: "submitted", limit } })),
    answer(api.projects.$get({ query: { state: "submitted", limit } })),
    answer(api.projects.$get({ query: { state: "in_review", limit } })),
  ]);
  return { bodies: counted(bodies), submitted: counted(submitted), inReview: counted(inReview) };
}, "waiting-for-staff");

/** Every verified body by name, at most a thousand: what one chooses partners and vouchers from. */
export const verifiedBodies = query(async (): Promise<readonly PublicBody[]> => {
  const found: PublicBody[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 10; page++) {
    const { items, next } = await answer(api.directory.bodies.$get({ query: { limit: 100, cursor } }));
    found.push(...items);
    if (!next) break;
    cursor = next;
  }
  return found;
}, "verified-bodies");

/** Runs when the reader comes back to the page: others may have written meanwhile. */
export function onReturn(run: () => unknown): void {
  const returned = () => document.visibilityState === "visible" && void run();
  onMount(() => document.addEventListener("visibilitychange", returned));
  onCleanup(() => document.removeEventListener("visibilitychange", returned));
}
