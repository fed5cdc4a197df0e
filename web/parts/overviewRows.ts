import type { Overview, OverviewProject } from "../../functions/discovery/contract.ts";
import { WorkPackage } from "../../functions/plans/contract.ts";
import { ProjectState } from "../../functions/projects/contract.ts";

/** What one looks at, as it stands in the address. */
export type View = {
  readonly state?: ProjectState | undefined;
  readonly zone?: string | undefined;
  readonly wp?: (typeof WorkPackage.options)[number] | undefined;
  readonly sort: SortKey;
  readonly down: boolean;
};

/** What the table may be ordered by; numbers begin with the largest. */
export const sorts = {
  title: ({ title }) => title,
  state: ({ state }) => ProjectState.options.indexOf(state),
  zone: ({ zones }) => zones.join(", "),
  lead: ({ lead }) => lead,
  openDays: ({ openDays }) => openDays,
  opportunities: ({ opportunities }) => opportunities,
  people: ({ people }) => people,
  hours: ({ confirmedMinutes }) => confirmedMinutes,
} as const satisfies Record<string, (project: OverviewProject) => string | number>;
export type SortKey = keyof typeof sorts;
export const sortKeys = Object.keys(sorts) as SortKey[];
const numbers: ReadonlySet<SortKey> = new Set(["openDays", "opportunities", "people", "hours"]);
export const isNumber = (sort: SortKey): boolean => numbers.has(sort);

const oneOf = <T extends string>(known: readonly T[], value: string | null): T | undefined => known.find((each) => each === value);

/** Reads an address; what makes no sense is left out. */
export function viewOf(search: string): View {
  const given = new URLSearchParams(search);
  const sort = oneOf(sortKeys, given.get("sort")) ?? "title";
  return {
    state: oneOf(ProjectState.options, given.get("state")),
    zone: given.get("zone") || undefined,
    wp: oneOf(WorkPackage.options, given.get("wp")),
    sort,
    down: given.has("order") ? given.get("order") === "down" : isNumber(sort),
  };
}

/** The address of a view, with changes. */
export function searchOf(view: View, change: Partial<View> = {}): string {
  const { state, zone, wp, sort, down } = { ...view, ...change };
  const all = {
    state,
    zone,
    wp,
    sort: sort === "title" ? undefined : sort,
    order: down === isNumber(sort) ? undefined : down ? "down" : "up",
  };
  const said = Object.entries(all).filter((pair): pair is [string, string] => !!pair[1]);
  return said.length > 0 ? `?${new URLSearchParams(said)}` : "";
}

/** The projects of a view, in its order; equals stand by title. */
export function projectsOf({ projects }: Overview, { state, zone, wp, sort, down }: View): OverviewProject[] {
  const by = sorts[sort];
  return projects
    .filter(
      (project) => (!state || project.state === state) && (!zone || project.zones.includes(zone)) && (!wp || project.workPackage === wp),
    )
    .toSorted((a, b) => (down ? -1 : 1) * compared(by(a), by(b)) || compared(a.title, b.title));
}

const compared = (a: string | number, b: string | number): number =>
  typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "it", { sensitivity: "base" });
