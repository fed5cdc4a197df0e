import { randomBytes } from "node:crypto";
import { type Context, type Locale, signedIn } from "../foundation/context.ts";
import type { PersonId } from "../foundation/ids.ts";
import { newId } from "../foundation/new-id.ts";
import { Problem } from "../foundation/problem.ts";
import { again } from "../foundation/table.ts";
import { day } from "../foundation/time.ts";
import type { Challenge, CodeAnswer, CodeRequest, Me, MeChange, Person } from "./contract.ts";
import { actorOf, codeAttempts, codeFits, codeLife, codeWindows, personOfToken, sessionDays, tokenHash } from "./rules.ts";
import type { PeopleStore } from "./store.ts";

type Ctx = Context<{ people: PeopleStore }>;

/** Makes a code; the letter that carries it follows from the stream. The answer is the same whoever the address belongs to. */
export async function requestSignInCode(ctx: Ctx, { email, locale }: CodeRequest): Promise<Challenge> {
  const id = newId("chl", ctx.now);
  const expiresAt = new Date(ctx.now.getTime() + codeLife).toISOString();
  const { people } = ctx.stores;
  const challenge = { id, email, locale: locale ?? ctx.locale, validUntil: expiresAt, attempts: 0 };
  await people.commit(people.newChallenge(challenge, ctx.now), ...people.countAsked(email, ctx.now, codeWindows(ctx.now)));
  return { challenge: id, expiresAt };
}

/** The session's token for the right code. The same request again (same `key`) gets a session again; anything else gets the code only once. */
export async function createSession(ctx: Ctx, { challenge: id, code, name }: CodeAnswer, key: string): Promise<{ token: string; me: Me }> {
  const { people } = ctx.stores;
  const challenge = await people.challenge(id);
  if (!challenge || challenge.validUntil <= ctx.now.toISOString()) throw new Problem("code_expired");
  if (!codeFits(ctx.secret, id, code)) {
    await people.countAttempt(id, codeAttempts);
    throw new Problem("code_wrong", { left: Math.max(0, codeAttempts - challenge.attempts - 1) });
  }
  return again(async () => {
    const known = await people.personByEmail(challenge.email);
    const before = known && (await people.person(known));
    const person = before ?? newPerson(ctx, challenge.email, challenge.locale);
    const named = name && !person.name ? { ...person, name, version: person.version + (before ? 1 : 0) } : person;
    const { token, writes } = sessionFor(ctx, named.id);
    await people.commit(
      people.useChallenge(id, key, codeAttempts),
      ...writes,
      ...(before ? (named === before ? [] : [people.savePerson(named)]) : people.newPerson(named)),
    );
    return { token, me: await meOf(ctx, named.id) };
  });
}

const newPerson = (ctx: Ctx, email: string, locale: Locale, name = ""): Person => ({
  id: newId("per", ctx.now),
  name,
  email,
  locale,
  createdAt: ctx.now.toISOString(),
  version: 1,
});

/** A new session: the token for the cookie (the person, so that both reads go at once, and 256 random bits) and what to write. */
export function sessionFor(ctx: Ctx, person: PersonId) {
  const token = `${person}.${randomBytes(32).toString("base64url")}`;
  const until = new Date(ctx.now.getTime() + sessionDays * day);
  return { token, writes: [ctx.stores.people.newSession(tokenHash(token), person, until)] };
}

/** Who holds this token, with rights as they are now; null when the session is unknown or over. Cost: 2 units, in one round. */
export async function actorOfToken(people: PeopleStore, token: string, now: Date) {
  const person = personOfToken(token);
  if (!person.startsWith("per_") || token.length > 200) return null;
  const [session, known] = await Promise.all([people.session(tokenHash(token)), people.personWithMemberships(person as PersonId)]);
  if (!session || !known || session.person !== known.person.id || session.validUntil <= now.toISOString()) return null;
  return actorOf(known.person, known.memberships);
}

export const endSession = (ctx: Ctx, token: string): Promise<void> => ctx.stores.people.endSession(tokenHash(token));

async function meOf(ctx: Ctx, id: PersonId): Promise<Me> {
  const known = await ctx.stores.people.personWithMemberships(id);
  if (!known) throw new Problem("not_signed_in");
  return { ...known, staff: known.memberships.some(({ bodyKind }) => bodyKind === "anci") };
}

export const getMe = (ctx: Ctx): Promise<Me> => meOf(ctx, signedIn(ctx).person);

export async function updateMe(ctx: Ctx, change: MeChange): Promise<Me> {
  const { person: id } = signedIn(ctx);
  await again(async () => {
    const person = await ctx.stores.people.person(id);
    if (!person) throw new Problem("not_signed_in");
    await ctx.stores.people.commit(
      ctx.stores.people.savePerson({
        ...person,
        name: change.name ?? person.name,
        locale: change.locale ?? person.locale,
        version: person.version + 1,
      }),
    );
  });
  return meOf(ctx, id);
}

/** The person of this address, made if unknown: whom an organiser adds need not have signed in before. */
export function personFor(ctx: Ctx, email: string, name = ""): Promise<Person> {
  const { people } = ctx.stores;
  return again(async () => {
    const known = await people.personByEmail(email);
    const person = known && (await people.person(known));
    if (person) return person;
    const made = newPerson(ctx, email, ctx.locale, name);
    await people.commit(...people.newPerson(made));
    return made;
  });
}
