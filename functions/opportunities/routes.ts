import { Hono } from "hono";
import * as v from "valibot";
import { BodyId } from "../bodies/contract.ts";
import { briefly, type Env, etag, ifMatch, operation, valid } from "../foundation/http.ts";
import { PageQuery } from "../foundation/text.ts";
import {
  OpportunityDraft,
  OpportunityEdit,
  OpportunityFile,
  OpportunityId,
  OpportunityMove,
  OpportunityPage,
  PublicOpportunity,
  Shift,
  ShiftChange,
  ShiftDraft,
  ShiftId,
} from "./contract.ts";
import {
  addShift,
  cancelShift,
  changeShift,
  createOpportunity,
  getOpportunity,
  getOpportunityFile,
  listBodyOpportunities,
  moveOpportunity,
  type OpportunityStores,
  updateOpportunity,
} from "./service.ts";

const tag = "opportunities";
const One = v.object({ id: OpportunityId });
const OneShift = v.object({ id: OpportunityId, shift: ShiftId });
const Nothing = v.strictObject({});

export const opportunities = new Hono<Env<OpportunityStores>>()
  .post(
    "/opportunities",
    operation({
      id: "createOpportunity",
      summary: "Write an opportunity under an approved project",
      tag,
      status: 201,
      reply: OpportunityFile,
      signedIn: true,
      versioned: true,
      problems: ["body_not_verified", "project_not_open", "not_a_partner", "outside_territory", "shift_times", "shift_past"],
    }),
    valid("json", OpportunityDraft),
    async (c) => {
      const file = await createOpportunity(c.var.ctx, c.req.valid("json"));
      c.header("etag", etag(file.opportunity.version));
      return c.json(file, 201);
    },
  )
  .get(
    "/opportunities/:id",
    operation({
      id: "getOpportunity",
      summary: "An opportunity with its dates and places",
      tag,
      status: 200,
      reply: PublicOpportunity,
      signedIn: false,
    }),
    valid("param", One),
    async (c) => {
      c.header("cache-control", briefly);
      return c.json(await getOpportunity(c.var.ctx, c.req.valid("param").id), 200);
    },
  )
  .get(
    "/bodies/:body/opportunities",
    operation({
      id: "listBodyOpportunities",
      summary: "Every opportunity of a body, newest first",
      tag,
      status: 200,
      reply: OpportunityPage,
      signedIn: true,
    }),
    valid("param", v.object({ body: BodyId })),
    valid("query", v.object(PageQuery)),
    async (c) => c.json(await listBodyOpportunities(c.var.ctx, c.req.valid("param").body, c.req.valid("query")), 200),
  )
  .get(
    "/desk/opportunities/:id",
    operation({
      id: "getOpportunityFile",
      summary: "An opportunity as its organisers have it",
      tag,
      status: 200,
      reply: OpportunityFile,
      signedIn: true,
      versioned: true,
    }),
    valid("param", One),
    async (c) => {
      const file = await getOpportunityFile(c.var.ctx, c.req.valid("param").id);
      c.header("etag", etag(file.opportunity.version));
      return c.json(file, 200);
    },
  )
  .put(
    "/opportunities/:id",
    operation({
      id: "updateOpportunity",
      summary: "Change the text, place or policy",
      tag,
      status: 200,
      reply: OpportunityFile,
      signedIn: true,
      versioned: true,
      problems: ["wrong_state", "outside_territory", "insurance_missing"],
    }),
    valid("param", One),
    valid("json", OpportunityEdit),
    async (c) => {
      const file = await updateOpportunity(c.var.ctx, c.req.valid("param").id, c.req.valid("json"), ifMatch(c));
      c.header("etag", etag(file.opportunity.version));
      return c.json(file, 200);
    },
  )
  .post(
    "/opportunities/:id/shifts",
    operation({
      id: "addShift",
      summary: "Add a date with its places",
      tag,
      status: 201,
      reply: Shift,
      signedIn: true,
      problems: ["wrong_state", "shift_times", "shift_past", "insurance_missing"],
    }),
    valid("param", One),
    valid("json", ShiftDraft),
    async (c) => c.json(await addShift(c.var.ctx, c.req.valid("param").id, c.req.valid("json")), 201),
  )
  .put(
    "/opportunities/:id/shifts/:shift",
    operation({
      id: "changeShift",
      summary: "More or fewer places",
      tag,
      status: 200,
      reply: Shift,
      signedIn: true,
      problems: ["wrong_state", "places_taken"],
    }),
    valid("param", OneShift),
    valid("json", ShiftChange),
    async (c) => {
      const { id, shift } = c.req.valid("param");
      return c.json(await changeShift(c.var.ctx, id, shift, c.req.valid("json").places), 200);
    },
  )
  .post(
    "/opportunities/:id/shifts/:shift/cancel",
    operation({
      id: "cancelShift",
      summary: "Cancel one date; everyone signed up is told",
      tag,
      status: 200,
      reply: Shift,
      signedIn: true,
      problems: ["wrong_state", "reason_needed"],
    }),
    valid("param", OneShift),
    valid("json", OpportunityMove),
    async (c) => {
      const { id, shift } = c.req.valid("param");
      return c.json(await cancelShift(c.var.ctx, id, shift, c.req.valid("json").reason), 200);
    },
  )
  .post(
    "/opportunities/:id/publish",
    operation({
      id: "publishOpportunity",
      summary: "Publish: anybody can sign up from now on",
      tag,
      status: 200,
      reply: OpportunityFile,
      signedIn: true,
      problems: ["wrong_state", "shift_missing", "insurance_missing", "project_not_open", "body_not_verified"],
    }),
    valid("param", One),
    valid("json", Nothing),
    async (c) => c.json(await moveOpportunity(c.var.ctx, c.req.valid("param").id, "publish"), 200),
  )
  .post(
    "/opportunities/:id/close",
    operation({
      id: "closeOpportunity",
      summary: "Take no more sign-ups",
      tag,
      status: 200,
      reply: OpportunityFile,
      signedIn: true,
      problems: ["wrong_state"],
    }),
    valid("param", One),
    valid("json", Nothing),
    async (c) => c.json(await moveOpportunity(c.var.ctx, c.req.valid("param").id, "close"), 200),
  )
  .post(
    "/opportunities/:id/cancel",
    operation({
      id: "cancelOpportunity",
      summary: "Cancel it all; everyone signed up is told",
      tag,
      status: 200,
      reply: OpportunityFile,
      signedIn: true,
      problems: ["wrong_state", "reason_needed"],
    }),
    valid("param", One),
    valid("json", OpportunityMove),
    async (c) => c.json(await moveOpportunity(c.var.ctx, c.req.valid("param").id, "cancel", c.req.valid("json").reason), 200),
  );
