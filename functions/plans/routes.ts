import { Hono } from "hono";
import * as v from "valibot";
import { type Env, etag, ifMatch, operation, valid } from "../foundation/http.ts";
import { Plan, PlanDraft, PlanFile, PlanId, Plans, PlanUpdate, PlanUpdateDraft } from "./contract.ts";
import { addPlanUpdate, createPlan, getPlan, listPlans, type PlanStores, updatePlan } from "./service.ts";

const tag = "plans";
const one = valid("param", v.object({ id: PlanId }));

export const plans = new Hono<Env<PlanStores>>()
  .post(
    "/plans",
    operation({
      id: "createPlan",
      summary: "Draw up a local action plan, for ANCI staff",
      tag,
      status: 201,
      reply: Plan,
      signedIn: true,
      versioned: true,
      problems: ["not_allowed", "body_not_verified"],
    }),
    valid("json", PlanDraft),
    async (c) => {
      const plan = await createPlan(c.var.ctx, c.req.valid("json"));
      c.header("etag", etag(plan.version));
      return c.json(plan, 201);
    },
  )
  .put(
    "/plans/:id",
    operation({
      id: "updatePlan",
      summary: "Change a plan, for ANCI staff",
      tag,
      status: 200,
      reply: Plan,
      signedIn: true,
      versioned: true,
      problems: ["not_found", "not_allowed", "body_not_verified"],
    }),
    one,
    valid("json", PlanDraft),
    async (c) => {
      const plan = await updatePlan(c.var.ctx, c.req.valid("param").id, c.req.valid("json"), ifMatch(c));
      c.header("etag", etag(plan.version));
      return c.json(plan, 200);
    },
  )
  .get(
    "/plans",
    operation({ id: "listPlans", summary: "All plans, by work package and zone", tag, status: 200, reply: Plans, signedIn: false }),
    async (c) => {
      c.header("cache-control", "public, max-age=60");
      return c.json({ items: await listPlans(c.var.ctx) }, 200);
    },
  )
  .get(
    "/plans/:id",
    operation({
      id: "getPlan",
      summary: "A plan with the names of its partners and its latest updates",
      tag,
      status: 200,
      reply: PlanFile,
      signedIn: false,
      versioned: true,
      problems: ["not_found"],
    }),
    one,
    async (c) => {
      const file = await getPlan(c.var.ctx, c.req.valid("param").id);
      c.header("etag", etag(file.plan.version));
      // Short: who edits the plan reads it here too.
      c.header("cache-control", "public, max-age=5");
      return c.json(file, 200);
    },
  )
  .post(
    "/plans/:id/updates",
    operation({
      id: "addPlanUpdate",
      summary: "Tell how a plan goes on, for its lead partner and ANCI staff",
      tag,
      status: 201,
      reply: PlanUpdate,
      signedIn: true,
      problems: ["not_found", "not_allowed"],
    }),
    one,
    valid("json", PlanUpdateDraft),
    async (c) => c.json(await addPlanUpdate(c.var.ctx, c.req.valid("param").id, c.req.valid("json")), 201),
  );
