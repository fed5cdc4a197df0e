import * as v from "valibot";
import { told } from "../foundation/change.ts";
import { historyOf, newMove } from "../foundation/history.ts";
import type { BodyId } from "../foundation/ids.ts";
import { Problem } from "../foundation/problem.ts";
import {
  type Asked,
  checkItem,
  commit,
  deleteItem,
  getItem,
  newItem,
  nextVersion,
  type Page,
  putItem,
  query,
  queryAll,
  type Table,
  type Write,
} from "../foundation/table.ts";
import type { Move } from "../foundation/text.ts";
import { Project, ProjectId as ProjectIdSchema, type ProjectState } from "./contract.ts";
import { isPublic, openStates } from "./rules.ts";

type ProjectId = Project["id"];
const Link = v.object({ project: ProjectIdSchema });

const projectKey = (project: ProjectId) => ({ pk: project, sk: "PROJECT" });
const linkKey = (project: ProjectId, body: BodyId) => ({ pk: project, sk: `BODY#${body}` });

/** Listed by state, longest there first (gsi1); once it is public, by plan (gsi2). */
const projectItem = (project: Project) => ({
  ...projectKey(project.id),
  gsi1pk: `PRJ#${project.state}`,
  gsi1sk: `${project.since}#${project.id}`,
  ...(isPublic(project) && { gsi2pk: "PRJ#public", gsi2sk: `${project.plan}#${project.id}` }),
  ...project,
});

export type ProjectStore = ReturnType<typeof projectStore>;

export const projectStore = (table: Table) => {
  const get = (project: ProjectId): Promise<Project | undefined> => getItem(table, projectKey(project), Project);
  const link = (project: ProjectId, body: BodyId): Write =>
    putItem(table, { ...linkKey(project, body), gsi1pk: body, gsi1sk: `PRJ#${project}`, project }, {});

  return {
    /** 1 unit per started 4 KB; a project is 2 to 16 KB. */
    get,
    history: (project: ProjectId): Promise<Move[]> => historyOf(table, project),

    /** One state's projects; the longest there first, or the latest first when `backwards`. 0.5 units per started 4 KB of the page. */
    inState: (state: ProjectState, { backwards, ...asked }: Asked & { readonly backwards?: boolean }): Promise<Page<Project>> =>
      query(table, { index: "gsi1", pk: `PRJ#${state}`, ...(backwards && { backwards }), ...asked }, Project),
    /** Public projects, of one plan or of all, plan by plan. */
    shown: (plan: Project["plan"] | undefined, asked: Asked): Promise<Page<Project>> =>
      query(table, { index: "gsi2", pk: "PRJ#public", ...(plan && { sk: `${plan}#` }), backwards: true, ...asked }, Project),
    /** Every project that a body takes part in, the youngest first: the links by gsi1, then one read each. */
    async ofBody(body: BodyId): Promise<Project[]> {
      const links = await queryAll(table, { index: "gsi1", pk: body, sk: "PRJ#", backwards: true }, Link);
      const projects = await Promise.all(links.map(({ project }) => get(project)));
      return projects.filter((project) => project !== undefined);
    },

    create: (project: Project, move: Move): Write[] => [
      newItem(table, projectItem(project)),
      newMove(table, project.id, move),
      ...project.partners.map(({ body }) => link(project.id, body)),
    ],
    /** The project over the version that was decided on (`before`), with its line of history if a move was made. */
    save(before: Project, project: Project, move?: Move): Write[] {
      const has = ({ partners }: Project, body: BodyId) => partners.some((partner) => partner.body === body);
      return [
        nextVersion(table, projectItem(project)),
        ...(move ? [newMove(table, project.id, move)] : []),
        ...project.partners.filter(({ body }) => !has(before, body)).map(({ body }) => link(project.id, body)),
        ...before.partners.filter(({ body }) => !has(project, body)).map(({ body }) => deleteItem(table, linkKey(project.id, body))),
      ];
    },
    /** For a transaction of a later noun: opportunities may be posted under the project at the moment of writing. */
    checkOpen: (project: ProjectId): Write =>
      checkItem(
        table,
        projectKey(project),
        {
          when: `#state IN (${openStates.map((state) => `:${state}`).join(", ")})`,
          names: { "#state": "state" },
          values: Object.fromEntries(openStates.map((state) => [`:${state}`, state])),
        },
        () => new Problem("project_not_open"),
      ),

    commit: (...writes: readonly Write[]): Promise<void> => commit(table, ...writes),
  };
};

/** The project before and after, when the change is one of a project. */
export const projectTold = told((sk) => sk === "PROJECT", Project);
