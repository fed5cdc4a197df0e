import type { BodyFile } from "../../functions/bodies/contract.ts";
import { dayOf } from "../../functions/foundation/time.ts";
import type { Role } from "../../functions/people/contract.ts";
import type { Project, ProjectLine, ProjectPartner } from "../../functions/projects/contract.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { insuredToday } from "./insured.ts";
import { isReady, isWritten } from "./readiness.ts";

export type Task = { readonly href: string; readonly label: string };
type Of = { readonly file: BodyFile; readonly role: Role; readonly projects: readonly ProjectLine[] };

/** What one body waits for from this person, the most pressing first. Needs the area `desk`. */
export function tasksOf({ file, role, projects }: Of): Task[] {
  if (role === "tutor") return [];
  return [
    ...ofBody(file, role),
    ...ofVoucher(file),
    ...projects.flatMap(({ project }) => ofProject(project, file, role)),
    ...ofInsurance(file, projects),
  ];
}

function ofBody({ body }: BodyFile, role: Role): Task[] {
  const t = words("desk").do;
  if (role !== "owner") return [];
  if (body.state === "returned") return [{ href: path("body-desk", { id: body.id }), label: t.fixBody(body.name) }];
  return body.state === "draft" ? [{ href: path("body-desk", { id: body.id }), label: t.submitBody(body.name) }] : [];
}

const ofVoucher = ({ body, asks }: BodyFile): Task[] =>
  asks.map(({ name }) => ({ href: path("body-vouch", { id: body.id }), label: words("desk").do.vouch(name, body.name) }));

/** Once there is something to insure people for. */
function ofInsurance({ body, policies }: BodyFile, projects: readonly ProjectLine[]): Task[] {
  const runs = projects.some(({ project }) => project.state === "approved" || project.state === "active");
  if (!runs || body.state !== "verified" || insuredToday(policies)) return [];
  return [{ href: path("body-policies", { id: body.id }), label: words("desk").do.insure(body.name) }];
}

type Asked = {
  readonly project: Project;
  readonly partner: ProjectPartner;
  readonly leads: boolean;
  readonly role: Role;
  readonly today: string;
};
type Ask = (asked: Asked) => string | undefined;

/** While the partners write: first one's own part, then the word on the whole; the lead sends what is ready. */
const whileWriting: Ask = ({ project, partner, leads }) => {
  const t = words("desk").do;
  if (leads && project.state === "changes_requested") return t.change(project.title);
  if (leads && isReady(project)) return t.submit(project.title);
  if (partner.commitments.length === 0) return t.bring(project.title, partner.name);
  return !leads && !partner.confirmed && isWritten(project) ? t.confirm(project.title, partner.name) : undefined;
};

/** What a project in each state asks of one of its partners; nothing in the others. */
const asksIn: Partial<Record<Project["state"], Ask>> = {
  idea: ({ project, leads }) => (leads && project.partners.length > 1 ? words("desk").do.open(project.title) : undefined),
  co_design: whileWriting,
  changes_requested: whileWriting,
  approved: ({ project, leads, role, today }) =>
    leads && role === "owner" && (project.from ?? today) <= today ? words("desk").do.start(project.title) : undefined,
  active: ({ project, leads, role, today }) =>
    leads && role === "owner" && (project.to ?? today) < today ? words("desk").do.conclude(project.title) : undefined,
};

function ofProject(project: Project, { body }: BodyFile, role: Role): Task[] {
  const partner = project.partners.find((each) => each.body === body.id);
  const label = partner && asksIn[project.state]?.({ project, partner, role, leads: project.lead === body.id, today: dayOf(new Date()) });
  return label ? [{ href: path("project-desk", { id: project.id }), label }] : [];
}
