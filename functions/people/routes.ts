import { Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Context as HonoContext } from "hono";
import { type Env, operation, valid } from "../foundation/http.ts";
import { day } from "../foundation/time.ts";
import { Challenge, CodeAnswer, CodeRequest, Me, MeChange } from "./contract.ts";
import { sessionDays } from "./rules.ts";
import { createSession, endSession, getMe, requestSignInCode, updateMe } from "./service.ts";
import type { PeopleStore } from "./store.ts";

const tag = "people";

/** `__Host-`: over https, for this host alone, no path; on one machine over http a plain name. */
export const cookieName = (secure: boolean): string => (secure ? "__Host-session" : "session");
export const sessionToken = (c: HonoContext, secure: boolean): string | undefined => getCookie(c, cookieName(secure));
export const cookieOptions = (secure: boolean) =>
  ({ httpOnly: true, secure, sameSite: "Lax", path: "/", maxAge: (sessionDays * day) / 1000 }) as const;

export const people = (secure: boolean) =>
  new Hono<Env<{ people: PeopleStore }>>()
    .post(
      "/sign-in-codes",
      operation({
        id: "requestSignInCode",
        summary: "Ask for a sign-in code by e-mail",
        tag,
        status: 202,
        reply: Challenge,
        signedIn: false,
        problems: ["too_many_requests"],
      }),
      valid("json", CodeRequest),
      async (c) => c.json(await requestSignInCode(c.var.ctx, c.req.valid("json")), 202),
    )
    .post(
      "/sessions",
      operation({
        id: "createSession",
        summary: "Sign in with the code",
        tag,
        status: 201,
        reply: Me,
        signedIn: false,
        natural: true,
        problems: ["code_wrong", "code_expired"],
      }),
      valid("json", CodeAnswer),
      async (c) => {
        const { token, me } = await createSession(c.var.ctx, c.req.valid("json"), c.req.header("idempotency-key") ?? c.var.ctx.requestId);
        setCookie(c, cookieName(secure), token, cookieOptions(secure));
        return c.json(me, 201);
      },
    )
    .delete(
      "/sessions/current",
      operation({ id: "endSession", summary: "Sign out", tag, status: 204, signedIn: false, natural: true }),
      async (c) => {
        const token = sessionToken(c, secure);
        if (token) await endSession(c.var.ctx, token);
        deleteCookie(c, cookieName(secure), { path: "/", secure });
        return c.body(null, 204);
      },
    )
    .get(
      "/me",
      operation({ id: "getMe", summary: "Who I am and for whom I act", tag, status: 200, reply: Me, signedIn: true }),
      async (c) => c.json(await getMe(c.var.ctx), 200),
    )
    .patch(
      "/me",
      operation({ id: "updateMe", summary: "Change my name or language", tag, status: 200, reply: Me, signedIn: true }),
      valid("json", MeChange),
      async (c) => c.json(await updateMe(c.var.ctx, c.req.valid("json")), 200),
    );
