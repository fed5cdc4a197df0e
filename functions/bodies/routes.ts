import { Hono } from "hono";
import * as v from "valibot";
import { type Env, etag, ifMatch, operation, valid } from "../foundation/http.ts";
import { PersonId } from "../people/contract.ts";
import {
  BodiesQuery,
  Body,
  BodyDraft,
  BodyEdit,
  BodyFile,
  BodyId,
  BodyPage,
  BodyReview,
  DirectoryQuery,
  Member,
  NewMember,
  Policy,
  PolicyDraft,
  PolicyId,
  PublicBody,
  PublicBodyPage,
  Submission,
  Vouch,
} from "./contract.ts";
import {
  addMember,
  addPolicy,
  type BodyStores,
  createBody,
  findBodies,
  getBody,
  getPublicBody,
  listBodies,
  removeMember,
  reviewBody,
  submitBody,
  updateBody,
  vouchBody,
  withdrawPolicy,
} from "./service.ts";

const tag = "bodies";
const one = valid("param", v.object({ id: BodyId }));
/** A verified body is public for a minute before a change is seen. */
const cached = "public, max-age=60";

export const bodies = new Hono<Env<BodyStores>>()
  .post(
    "/bodies",
    operation({
      id: "createBody",
      summary: "Register a body; who does it owns it",
      tag,
      status: 201,
      reply: Body,
      signedIn: true,
      versioned: true,
    }),
    valid("json", BodyDraft),
    async (c) => {
      const body = await createBody(c.var.ctx, c.req.valid("json"));
      c.header("etag", etag(body.version));
      return c.json(body, 201);
    },
  )
  .get(
    "/bodies",
    operation({
      id: "listBodies",
      summary: "Bodies of one state, for ANCI staff",
      tag,
      status: 200,
      reply: BodyPage,
      signedIn: true,
      problems: ["not_allowed"],
    }),
    valid("query", BodiesQuery),
    async (c) => c.json(await listBodies(c.var.ctx, c.req.valid("query")), 200),
  )
  .get(
    "/directory/bodies",
    operation({ id: "findBodies", summary: "Verified bodies by name", tag, status: 200, reply: PublicBodyPage, signedIn: false }),
    valid("query", DirectoryQuery),
    async (c) => {
      c.header("cache-control", cached);
      return c.json(await findBodies(c.var.ctx, c.req.valid("query")), 200);
    },
  )
  .get(
    "/directory/bodies/:id",
    operation({
      id: "getPublicBody",
      summary: "What everybody may see of a verified body",
      tag,
      status: 200,
      reply: PublicBody,
      signedIn: false,
      problems: ["not_found"],
    }),
    one,
    async (c) => {
      c.header("cache-control", cached);
      return c.json(await getPublicBody(c.var.ctx, c.req.valid("param").id), 200);
    },
  )
  .get(
    "/bodies/:id",
    operation({
      id: "getBody",
      summary: "A body with its history, members and policies, for its members, its voucher and staff",
      tag,
      status: 200,
      reply: BodyFile,
      signedIn: true,
      versioned: true,
      problems: ["not_found", "not_allowed"],
    }),
    one,
    async (c) => {
      const file = await getBody(c.var.ctx, c.req.valid("param").id);
      c.header("etag", etag(file.body.version));
      return c.json(file, 200);
    },
  )
  .put(
    "/bodies/:id",
    operation({
      id: "updateBody",
      summary: "Change a body; what ANCI verifies only before it is submitted",
      tag,
      status: 200,
      reply: Body,
      signedIn: true,
      versioned: true,
      problems: ["not_found", "not_allowed", "wrong_state", "body_kind_wrong"],
    }),
    one,
    valid("json", BodyEdit),
    async (c) => {
      const body = await updateBody(c.var.ctx, c.req.valid("param").id, c.req.valid("json"), ifMatch(c));
      c.header("etag", etag(body.version));
      return c.json(body, 200);
    },
  )
  .post(
    "/bodies/:id/submit",
    operation({
      id: "submitBody",
      summary: "Ask ANCI Toscana to verify the body",
      tag,
      status: 200,
      reply: Body,
      signedIn: true,
      problems: ["not_found", "not_allowed", "wrong_state"],
    }),
    one,
    valid("json", Submission),
    async (c) => c.json(await submitBody(c.var.ctx, c.req.valid("param").id), 200),
  )
  .post(
    "/bodies/:id/review",
    operation({
      id: "reviewBody",
      summary: "Verify, return, suspend, reinstate or close a body, for ANCI staff",
      tag,
      status: 200,
      reply: Body,
      signedIn: true,
      problems: ["not_found", "not_allowed", "own_body", "wrong_state", "reason_needed", "not_vouched"],
    }),
    one,
    valid("json", BodyReview),
    async (c) => c.json(await reviewBody(c.var.ctx, c.req.valid("param").id, c.req.valid("json")), 200),
  )
  .post(
    "/bodies/:id/vouch",
    operation({
      id: "vouchBody",
      summary: "Vouch for an informal group",
      tag,
      status: 200,
      reply: Body,
      signedIn: true,
      natural: true,
      problems: ["not_found", "not_allowed", "own_body", "wrong_state", "body_not_verified"],
    }),
    one,
    valid("json", Vouch),
    async (c) => c.json(await vouchBody(c.var.ctx, c.req.valid("param").id, c.req.valid("json").voucher), 200),
  )
  .post(
    "/bodies/:id/members",
    operation({
      id: "addMember",
      summary: "Let a person act for the body",
      tag,
      status: 201,
      reply: Member,
      signedIn: true,
      problems: ["not_found", "not_allowed", "email_taken", "too_many_members"],
    }),
    one,
    valid("json", NewMember),
    async (c) => c.json(await addMember(c.var.ctx, c.req.valid("param").id, c.req.valid("json")), 201),
  )
  .delete(
    "/bodies/:id/members/:person",
    operation({
      id: "removeMember",
      summary: "Take a member out, or leave",
      tag,
      status: 204,
      signedIn: true,
      problems: ["not_found", "not_allowed", "last_owner"],
    }),
    valid("param", v.object({ id: BodyId, person: PersonId })),
    async (c) => {
      const { id, person } = c.req.valid("param");
      await removeMember(c.var.ctx, id, person);
      return c.body(null, 204);
    },
  )
  .post(
    "/bodies/:id/policies",
    operation({
      id: "addPolicy",
      summary: "Add an insurance policy",
      tag,
      status: 201,
      reply: Policy,
      signedIn: true,
      problems: ["not_found", "not_allowed", "wrong_state"],
    }),
    one,
    valid("json", PolicyDraft),
    async (c) => c.json(await addPolicy(c.var.ctx, c.req.valid("param").id, c.req.valid("json")), 201),
  )
  .post(
    "/bodies/:id/policies/:policy/withdraw",
    operation({
      id: "withdrawPolicy",
      summary: "Withdraw a policy: no place is given under it any more",
      tag,
      status: 200,
      reply: Policy,
      signedIn: true,
      natural: true,
      problems: ["not_found", "not_allowed"],
    }),
    valid("param", v.object({ id: BodyId, policy: PolicyId })),
    async (c) => {
      const { id, policy } = c.req.valid("param");
      return c.json(await withdrawPolicy(c.var.ctx, id, policy), 200);
    },
  );
