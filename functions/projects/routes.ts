import { Hono } from "hono";
import * as v from "valibot";
import { BodyId } from "../bodies/contract.ts";
import { type Env, etag, ifMatch, operation, valid } from "../foundation/http.ts";
import {
  BodyProjects,
  Commitments,
  Confirmation,
  Project,
  ProjectDraft,
  ProjectEdit,
  ProjectFile,
  ProjectId,
  ProjectMove,
  ProjectPage,
  ProjectReview,
  ProjectsQuery,
  PublicProject,
  PublicProjectPage,
  PublicProjectsQuery,
  Submission,
} from "./contract.ts";
import {
  confirmProject,
  createProject,
  findProjects,
  getProject,
  getPublicProject,
  listBodyProjects,
  listProjects,
  moveProject,
  type ProjectStores,
  reviewProject,
  setCommitments,
  submitProject,
  updateProject,
} from "./service.ts";

const tag = "projects";
const one = valid("param", v.object({ id: ProjectId }));
const cached = "public, max-age=60";

export const projects = new Hono<Env<ProjectStores>>()
  .post(
    "/projects",
    operation({
      id: "createProject",
      summary: "Begin a project inside a plan",
      tag,
      status: 201,
      reply: Project,
      signedIn: true,
      versioned: true,
      problems: ["not_found", "not_allowed", "not_a_partner", "body_not_verified", "outside_territory", "period_wrong"],
    }),
    valid("json", ProjectDraft),
    async (c) => {
      const project = await createProject(c.var.ctx, c.req.valid("json"));
      c.header("etag", etag(project.version));
      return c.json(project, 201);
    },
  )
  .get(
    "/projects",
    operation({
      id: "listProjects",
      summary: "Projects of one state with days open, for ANCI staff",
      tag,
      status: 200,
      reply: ProjectPage,
      signedIn: true,
      problems: ["not_allowed"],
    }),
    valid("query", ProjectsQuery),
    async (c) => c.json(await listProjects(c.var.ctx, c.req.valid("query")), 200),
  )
  .get(
    "/bodies/:id/projects",
    operation({
      id: "listBodyProjects",
      summary: "Projects that a body takes part in",
      tag,
      status: 200,
      reply: BodyProjects,
      signedIn: true,
      problems: ["not_allowed"],
    }),
    valid("param", v.object({ id: BodyId })),
    async (c) => c.json({ items: await listBodyProjects(c.var.ctx, c.req.valid("param").id) }, 200),
  )
  .get(
    "/directory/projects",
    operation({ id: "findProjects", summary: "Approved projects", tag, status: 200, reply: PublicProjectPage, signedIn: false }),
    valid("query", PublicProjectsQuery),
    async (c) => {
      c.header("cache-control", cached);
      return c.json(await findProjects(c.var.ctx, c.req.valid("query")), 200);
    },
  )
  .get(
    "/directory/projects/:id",
    operation({
      id: "getPublicProject",
      summary: "What everybody may see of an approved project",
      tag,
      status: 200,
      reply: PublicProject,
      signedIn: false,
      problems: ["not_found"],
    }),
    one,
    async (c) => {
      c.header("cache-control", cached);
      return c.json(await getPublicProject(c.var.ctx, c.req.valid("param").id), 200);
    },
  )
  .get(
    "/projects/:id",
    operation({
      id: "getProject",
      summary: "A project with its history, for its partners and staff",
      tag,
      status: 200,
      reply: ProjectFile,
      signedIn: true,
      versioned: true,
      problems: ["not_found", "not_allowed"],
    }),
    one,
    async (c) => {
      const file = await getProject(c.var.ctx, c.req.valid("param").id);
      c.header("etag", etag(file.project.version));
      return c.json(file, 200);
    },
  )
  .put(
    "/projects/:id",
    operation({
      id: "updateProject",
      summary: "Change the text, place, period or partners; confirmations fall",
      tag,
      status: 200,
      reply: Project,
      signedIn: true,
      versioned: true,
      problems: ["not_found", "not_allowed", "wrong_state", "not_a_partner", "body_not_verified", "outside_territory", "period_wrong"],
    }),
    one,
    valid("json", ProjectEdit),
    async (c) => {
      const project = await updateProject(c.var.ctx, c.req.valid("param").id, c.req.valid("json"), ifMatch(c));
      c.header("etag", etag(project.version));
      return c.json(project, 200);
    },
  )
  .put(
    "/projects/:id/commitments/:body",
    operation({
      id: "setCommitments",
      summary: "State what one's own body brings",
      tag,
      status: 200,
      reply: Project,
      signedIn: true,
      versioned: true,
      problems: ["not_found", "not_allowed", "wrong_state", "not_a_partner"],
    }),
    valid("param", v.object({ id: ProjectId, body: BodyId })),
    valid("json", Commitments),
    async (c) => {
      const { id, body } = c.req.valid("param");
      const project = await setCommitments(c.var.ctx, id, body, c.req.valid("json"), ifMatch(c));
      c.header("etag", etag(project.version));
      return c.json(project, 200);
    },
  )
  .post(
    "/projects/:id/confirmations",
    operation({
      id: "confirmProject",
      summary: "Confirm the project for one's own body",
      tag,
      status: 200,
      reply: Project,
      signedIn: true,
      natural: true,
      problems: ["not_found", "not_allowed", "wrong_state", "not_a_partner"],
    }),
    one,
    valid("json", Confirmation),
    async (c) => c.json(await confirmProject(c.var.ctx, c.req.valid("param").id, c.req.valid("json")), 200),
  )
  .post(
    "/projects/:id/submit",
    operation({
      id: "submitProject",
      summary: "Submit the project for review, for its lead",
      tag,
      status: 200,
      reply: Project,
      signedIn: true,
      problems: [
        "not_found",
        "not_allowed",
        "wrong_state",
        "section_missing",
        "partner_unconfirmed",
        "body_not_verified",
        "changed_meanwhile",
      ],
    }),
    one,
    valid("json", Submission),
    async (c) => c.json(await submitProject(c.var.ctx, c.req.valid("param").id), 200),
  )
  .post(
    "/projects/:id/review",
    operation({
      id: "reviewProject",
      summary: "Begin the review, ask for changes, approve or reject, for ANCI staff outside the partners",
      tag,
      status: 200,
      reply: Project,
      signedIn: true,
      problems: ["not_found", "not_allowed", "own_body", "wrong_state", "reason_needed", "body_not_verified"],
    }),
    one,
    valid("json", ProjectReview),
    async (c) => c.json(await reviewProject(c.var.ctx, c.req.valid("param").id, c.req.valid("json")), 200),
  )
  .post(
    "/projects/:id/moves",
    operation({
      id: "moveProject",
      summary: "Open co-design, withdraw, start, suspend, resume, conclude or evaluate",
      tag,
      status: 200,
      reply: Project,
      signedIn: true,
      problems: ["not_found", "not_allowed", "own_body", "wrong_state", "reason_needed"],
    }),
    one,
    valid("json", ProjectMove),
    async (c) => c.json(await moveProject(c.var.ctx, c.req.valid("param").id, c.req.valid("json")), 200),
  );
