import { Hono } from "hono";
import type { Context as HonoContext } from "hono";
import * as v from "valibot";
import type { Locale } from "../foundation/context.ts";
import { type Env, operation, valid } from "../foundation/http.ts";
import { Problem } from "../foundation/problem.ts";
import { OpportunityId, ShiftId } from "../opportunities/contract.ts";
import { PersonId } from "../people/contract.ts";
import { checkIn, checkOut, decideOnHours, excuse, getRoster, markNoShow, proposeHours } from "./attendance.ts";
import {
  Excuse,
  Hours,
  HoursDecision,
  HoursDraft,
  Mark,
  MySignUps,
  Offer,
  OfferAnswer,
  OfferQuery,
  OfferToken,
  Roster,
  RosterLine,
  SignUp,
  SignUpWish,
} from "./contract.ts";
import { paths } from "./messages.ts";
import { acceptOffer, answerOffer, declineOffer, getOffer } from "./offers.ts";
import { cancelSignUp, listMySignUps, type ParticipationStores, signUp } from "./service.ts";

const tag = "participation";
const OneShift = v.object({ id: OpportunityId, shift: ShiftId });
const OnePerson = v.object({ id: OpportunityId, shift: ShiftId, person: PersonId });
const Nothing = v.strictObject({});
const OneOffer = v.object({ token: OfferToken });

/** Where the link of a letter is all the right there is: what a page without JavaScript posts is empty, and its origin does not matter. */
export const byOffer = /^\/api\/offers\//;

/** A browser that posted a plain form is led back to the page, at an address that nobody has kept an answer for; it says what is wrong. */
function backTo(c: HonoContext<Env<ParticipationStores>>, token: string, lang?: Locale, problem = ""): Response | undefined {
  if (!c.req.header("accept")?.includes("text/html")) return undefined;
  const { locale, now } = c.var.ctx;
  return c.redirect(`${paths[lang ?? locale].offer}/${token}?done=${now.getTime()}${problem && `&problem=${problem}`}`, 303);
}

export const participation = new Hono<Env<ParticipationStores>>()
  .post(
    "/opportunities/:id/shifts/:shift/sign-ups",
    operation({
      id: "signUp",
      summary: "Sign up: a place, or a place in the line",
      tag,
      status: 201,
      reply: SignUp,
      signedIn: true,
      natural: true,
      problems: ["name_needed", "sign_up_closed", "insurance_missing", "already_signed_up", "overlap", "busy"],
    }),
    valid("param", OneShift),
    valid("json", SignUpWish),
    async (c) => {
      const { id, shift } = c.req.valid("param");
      return c.json(await signUp(c.var.ctx, id, shift, c.req.header("idempotency-key"), c.req.valid("json")), 201);
    },
  )
  .delete(
    "/opportunities/:id/shifts/:shift/sign-ups/me",
    operation({
      id: "cancelSignUp",
      summary: "Give my place back, decline an offer, or leave the line",
      tag,
      status: 200,
      reply: SignUp,
      signedIn: true,
      natural: true,
      problems: ["wrong_state", "too_late", "offer_over", "busy"],
    }),
    valid("param", OneShift),
    async (c) => {
      const { id, shift } = c.req.valid("param");
      return c.json(await cancelSignUp(c.var.ctx, id, shift), 200);
    },
  )
  .post(
    "/opportunities/:id/shifts/:shift/sign-ups/me/accept",
    operation({
      id: "acceptOffer",
      summary: "Take the place that is offered",
      tag,
      status: 200,
      reply: SignUp,
      signedIn: true,
      natural: true,
      problems: ["wrong_state", "offer_over", "sign_up_closed", "insurance_missing", "overlap", "busy"],
    }),
    valid("param", OneShift),
    valid("json", Nothing),
    async (c) => {
      const { id, shift } = c.req.valid("param");
      return c.json(await acceptOffer(c.var.ctx, id, shift), 200);
    },
  )
  .post(
    "/opportunities/:id/shifts/:shift/sign-ups/me/decline",
    operation({
      id: "declineOffer",
      summary: "Let the place that is offered pass on",
      tag,
      status: 200,
      reply: SignUp,
      signedIn: true,
      natural: true,
      problems: ["wrong_state", "offer_over", "busy"],
    }),
    valid("param", OneShift),
    valid("json", Nothing),
    async (c) => {
      const { id, shift } = c.req.valid("param");
      return c.json(await declineOffer(c.var.ctx, id, shift), 200);
    },
  )
  .get(
    "/offers/:token",
    operation({ id: "getOffer", summary: "What the link of a letter offers", tag, status: 200, reply: Offer, signedIn: false }),
    valid("param", OneOffer),
    async (c) => c.json(await getOffer(c.var.ctx, c.req.valid("param").token), 200),
  )
  .post(
    "/offers/:token/:answer",
    operation({
      id: "answerOffer",
      summary: "Accept or decline by the link of a letter, once",
      tag,
      status: 200,
      reply: Offer,
      signedIn: false,
      natural: true,
      problems: ["wrong_state", "offer_over", "sign_up_closed", "insurance_missing", "overlap", "busy"],
    }),
    valid("param", v.object({ token: OfferToken, answer: OfferAnswer })),
    valid("query", OfferQuery),
    async (c) => {
      const { token, answer } = c.req.valid("param");
      const { lang } = c.req.valid("query");
      try {
        const answered = await answerOffer(c.var.ctx, token, answer);
        return backTo(c, token, lang) ?? c.json(answered, 200);
      } catch (error) {
        const back = error instanceof Problem && error.code !== "not_found" && backTo(c, token, lang, error.code);
        if (!back) throw error;
        return back;
      }
    },
  )
  .get(
    "/me/sign-ups",
    operation({
      id: "listMySignUps",
      summary: "What I signed up for, with the exact place where I have one",
      tag,
      status: 200,
      reply: MySignUps,
      signedIn: true,
    }),
    async (c) => c.json({ items: await listMySignUps(c.var.ctx) }, 200),
  )
  .get(
    "/opportunities/:id/shifts/:shift/roster",
    operation({
      id: "getRoster",
      summary: "Everybody of a shift, with attendance and hours",
      tag,
      status: 200,
      reply: Roster,
      signedIn: true,
    }),
    valid("param", OneShift),
    async (c) => {
      const { id, shift } = c.req.valid("param");
      return c.json(await getRoster(c.var.ctx, id, shift), 200);
    },
  )
  .post(
    "/opportunities/:id/shifts/:shift/sign-ups/:person/check-in",
    operation({
      id: "checkIn",
      summary: "Came in",
      tag,
      status: 200,
      reply: SignUp,
      signedIn: true,
      natural: true,
      problems: ["wrong_state", "not_yet"],
    }),
    valid("param", OnePerson),
    valid("json", Mark),
    async (c) => {
      const { id, shift, person } = c.req.valid("param");
      return c.json(await checkIn(c.var.ctx, id, shift, person, c.req.valid("json")), 200);
    },
  )
  .post(
    "/opportunities/:id/shifts/:shift/sign-ups/:person/check-out",
    operation({
      id: "checkOut",
      summary: "Went out; proposes the hours",
      tag,
      status: 200,
      reply: RosterLine,
      signedIn: true,
      natural: true,
      problems: ["wrong_state"],
    }),
    valid("param", OnePerson),
    valid("json", Mark),
    async (c) => {
      const { id, shift, person } = c.req.valid("param");
      return c.json(await checkOut(c.var.ctx, id, shift, person, c.req.valid("json")), 200);
    },
  )
  .post(
    "/opportunities/:id/shifts/:shift/sign-ups/:person/no-show",
    operation({
      id: "markNoShow",
      summary: "Did not come",
      tag,
      status: 200,
      reply: SignUp,
      signedIn: true,
      natural: true,
      problems: ["wrong_state", "not_yet"],
    }),
    valid("param", OnePerson),
    valid("json", Nothing),
    async (c) => {
      const { id, shift, person } = c.req.valid("param");
      return c.json(await markNoShow(c.var.ctx, id, shift, person), 200);
    },
  )
  .post(
    "/opportunities/:id/shifts/:shift/sign-ups/:person/excuse",
    operation({
      id: "excuse",
      summary: "Did not come, with a good reason",
      tag,
      status: 200,
      reply: SignUp,
      signedIn: true,
      natural: true,
      problems: ["wrong_state", "reason_needed"],
    }),
    valid("param", OnePerson),
    valid("json", Excuse),
    async (c) => {
      const { id, shift, person } = c.req.valid("param");
      return c.json(await excuse(c.var.ctx, id, shift, person, c.req.valid("json").reason), 200);
    },
  )
  .put(
    "/opportunities/:id/shifts/:shift/hours/:person",
    operation({
      id: "proposeHours",
      summary: "Propose hours by hand",
      tag,
      status: 200,
      reply: Hours,
      signedIn: true,
      natural: true,
      problems: ["wrong_state"],
    }),
    valid("param", OnePerson),
    valid("json", HoursDraft),
    async (c) => {
      const { id, shift, person } = c.req.valid("param");
      return c.json(await proposeHours(c.var.ctx, id, shift, person, c.req.valid("json")), 200);
    },
  )
  .post(
    "/opportunities/:id/shifts/:shift/hours/:person/decision",
    operation({
      id: "confirmHours",
      summary: "Confirm, dispute or reject proposed hours",
      tag,
      status: 200,
      reply: Hours,
      signedIn: true,
      problems: ["wrong_state", "confirm_by_another", "reason_needed"],
    }),
    valid("param", OnePerson),
    valid("json", HoursDecision),
    async (c) => {
      const { id, shift, person } = c.req.valid("param");
      return c.json(await decideOnHours(c.var.ctx, id, shift, person, c.req.valid("json")), 200);
    },
  );
