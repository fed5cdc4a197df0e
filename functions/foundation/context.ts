import type { BodyId, PersonId } from "./ids.ts";
import { Problem } from "./problem.ts";

export const roles = ["owner", "organiser", "tutor"] as const;
export type Role = (typeof roles)[number];

export const locales = ["it", "en"] as const;
export type Locale = (typeof locales)[number];

/** Who asks. `staffOf` are the bodies of kind `anci` among `bodies`: their members check, approve and track. */
export type Actor = {
  readonly person: PersonId;
  readonly name: string;
  readonly bodies: ReadonlyMap<BodyId, Role>;
  readonly staffOf: ReadonlySet<BodyId>;
};

/** First argument of every use case: who asks, when, in which language, and through what. Nothing ambient. */
export type Context<Stores> = {
  readonly actor: Actor | null;
  readonly now: Date;
  readonly locale: Locale;
  readonly requestId: string;
  /** Key of the codes, and of what may be found but not read back (addresses). */
  readonly secret: string;
  readonly stores: Stores;
};

/** The signed-in actor, or the Problem that asks to sign in. */
export function signedIn(ctx: { readonly actor: Actor | null }): Actor {
  if (!ctx.actor) throw new Problem("not_signed_in");
  return ctx.actor;
}

export const isStaff = (actor: Actor | null): boolean => !!actor && actor.staffOf.size > 0;

/** ANCI Toscana's staff, or `not_allowed`. */
export function staff(ctx: { readonly actor: Actor | null }): Actor {
  const actor = signedIn(ctx);
  if (!isStaff(actor)) throw new Problem("not_allowed");
  return actor;
}

/** Owners and organisers act for a body; tutors only follow volunteers. */
export const actsFor = (actor: Actor | null, body: BodyId): boolean => {
  const role = actor?.bodies.get(body);
  return role === "owner" || role === "organiser";
};
