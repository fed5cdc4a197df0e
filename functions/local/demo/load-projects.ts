import type { Id } from "../../foundation/ids.ts";
import { day, dayOf } from "../../foundation/time.ts";
import { addPlanUpdate, createPlan } from "../../plans/service.ts";
import type { Commitment, ProjectMove, ProjectReview, ProjectState } from "../../projects/contract.ts";
import { confirmProject, createProject, moveProject, reviewProject, setCommitments, submitProject } from "../../projects/service.ts";
import { allComuni } from "../../territory/rules.ts";
import { bodies } from "./bodies.ts";
import type { OpenProject } from "./load-opportunities.ts";
import type { Bodies } from "./load.ts";
import { plans } from "./plans.ts";
import { pool } from "./pool.ts";
import { type DemoProject, projects } from "./projects.ts";
import type { Stage } from "./stage.ts";

export type Plans = ReadonlyMap<string, Id<"pla">>;

export async function loadPlans(on: Stage, made: Bodies): Promise<Plans> {
  const year = on.now.getUTCFullYear();
  const loaded = await pool(plans, 4, async ({ key, lead, partners, provinces, zones, updates = [], ...plan }) => {
    const territory = allComuni.filter(({ province, zone }) => provinces?.includes(province) ?? zones?.includes(zone) ?? true);
    const { id } = await createPlan(await on.as("giulia", -140), {
      ...plan,
      territory: territory.map(({ code }) => code),
      leadPartner: made.get(lead)!,
      partners: partners.map((partner) => made.get(partner)!),
      from: `${year - 1}-01-01`,
      to: `${year + 1}-12-31`,
    });
    for (const [n, text] of updates.entries()) await addPlanUpdate(await on.as("giulia", -100 + 40 * n), id, { text });
    return [key, id] as const;
  });
  return new Map(loaded);
}

/** The moves that bring a project from idea to its state, in days after it was begun. */
const way: Record<ProjectState, readonly Step[]> = (() => {
  const coDesign = [["open", 2]] as const;
  const submitted = [...coDesign, ["write", 8], ["submit", 14]] as const;
  const inReview = [...submitted, ["start_review", 17]] as const;
  const changes = [...inReview, ["request_changes", 20]] as const;
  const approved = [...inReview, ["approve", 24]] as const;
  const active = [...approved, ["start", 30]] as const;
  const concluded = [...active, ["conclude", 50]] as const;
  return {
    idea: [],
    co_design: coDesign,
    submitted,
    in_review: inReview,
    changes_requested: changes,
    approved,
    rejected: [...inReview, ["reject", 25]],
    active,
    suspended: [...active, ["suspend", 40]],
    concluded,
    evaluated: [...concluded, ["evaluate", 58]],
    withdrawn: [...coDesign, ["withdraw", 10]],
  };
})();
type Step = readonly [
  what: "open" | "write" | "submit" | ProjectReview["move"] | Exclude<ProjectMove["move"], "open_co_design">,
  after: number,
];

const reasons: Partial<Record<Step[0], string>> = {
  reject: "Le attività ripetono quelle di un progetto già attivo nello stesso territorio: unitevi a quello.",
  suspend: "La sala non è agibile fino alla fine dei lavori.",
  withdraw: "Un partner non può più partecipare: ripartiremo l'anno prossimo.",
};

/** What each kind of body brings in the demo. */
const brings = (lead: boolean, kind: string): Commitment[] =>
  lead
    ? [
        { kind: "hours", amount: 240, what: "Volontari e coordinamento" },
        { kind: "equipment", amount: 6, what: "Tavoli, giochi, materiale per i laboratori" },
      ]
    : kind === "comune" || kind === "service"
      ? [
          { kind: "room", amount: 1, what: "Una sala due pomeriggi a settimana" },
          { kind: "money", amount: 3000, what: "Rimborsi e materiali" },
        ]
      : [{ kind: "hours", amount: 80, what: "Volontari e mediatrici" }];

const open = ({ state }: DemoProject): boolean => state === "approved" || state === "active";
/** Those that opportunities come under, and of them a few, one a province, under which the first ones come. */
export const openProjects = projects.filter(open);
export const firstProjects = openProjects
  .filter(({ province }, n) => openProjects.findIndex((other) => other.province === province) === n)
  .slice(0, 6);
export const otherProjects = projects.filter((project) => !firstProjects.includes(project));

/** Projects brought to their state by their people; answers with those under which opportunities may be posted. */
export async function loadProjects(on: Stage, made: Bodies, planIds: Plans, which: readonly DemoProject[]): Promise<OpenProject[]> {
  const loaded = await pool(which, 8, async (project) => ({ project, id: await loadProject(on, made, planIds, project) }));
  return loaded.filter(({ project }) => open(project));
}

async function loadProject(on: Stage, made: Bodies, planIds: Plans, project: DemoProject): Promise<Id<"prj">> {
  const { plan, lead, partners, province, state, begun, title, need, beneficiaries, activities } = project;
  const ownerOf = (key: string) => bodies.find((each) => each.key === key)!;
  // Those still under way began not long ago; those approved, some months ago.
  const steps = way[state];
  const start = -Math.max(begun, (steps.at(-1)?.[1] ?? 0) + 3);
  const ago = ["submitted", "in_review", "changes_requested", "co_design", "idea"].includes(state)
    ? -((steps.at(-1)?.[1] ?? 1) + (begun % 9) + 1)
    : start;
  const comuni = allComuni.filter((comune) => comune.province === province).map(({ code }) => code);
  const { id } = await createProject(await on.as(ownerOf(lead).owner, ago), {
    plan: planIds.get(plan)!,
    lead: made.get(lead)!,
    partners: partners.map((partner) => made.get(partner)!),
    title,
    need: state === "idea" ? need.slice(0, 90) : need,
    beneficiaries: state === "idea" ? "" : beneficiaries,
    activities: state === "idea" ? "" : activities,
    comuni,
    from: dayOf(new Date(on.now.getTime() + (ago + 30) * day)),
    to: dayOf(new Date(on.now.getTime() + (ago + 330) * day)),
  });
  for (const [what, after] of steps) await step(on, made, project, id, what, ago + after);
  return id;
}

async function step(on: Stage, made: Bodies, { lead, partners }: DemoProject, id: Id<"prj">, what: Step[0], at: number): Promise<void> {
  const of = (key: string) => bodies.find((each) => each.key === key)!;
  const reason = reasons[what];
  switch (what) {
    case "open":
      await moveProject(await on.as(of(lead).owner, at), id, { move: "open_co_design" });
      return;
    case "write":
      for (const key of [lead, ...partners]) {
        const { version } = (await on.stores.projects.get(id))!;
        await setCommitments(
          await on.as(of(key).owner, at),
          id,
          made.get(key)!,
          { commitments: brings(key === lead, of(key).draft.kind) },
          version,
        );
      }
      for (const key of partners) await confirmProject(await on.as(of(key).owner, at + 2), id, { body: made.get(key)! });
      return;
    case "submit":
      await submitProject(await on.as(of(lead).owner, at), id);
      return;
    case "request_changes":
      await reviewProject(await on.as("giulia", at), id, {
        move: "request_changes",
        reasons: [
          { section: "activities", reason: "Dite quante persone volete raggiungere e con quale calendario." },
          { section: "commitments", reason: "Indicate gli orari in cui la sala è libera." },
        ],
      });
      return;
    case "start_review":
    case "approve":
    case "reject":
      await reviewProject(await on.as("giulia", at), id, { move: what, ...(reason && { reason }) });
      return;
    default:
      await moveProject(await on.as(what === "evaluate" ? "giulia" : of(lead).owner, at), id, { move: what, ...(reason && { reason }) });
  }
}
