import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Actor } from "../foundation/context.ts";
import { minute } from "../foundation/time.ts";
import type { Membership, Person } from "./contract.ts";

export const codeLife = 15 * minute;
export const sessionDays = 60;
/** Wrong answers to one code. With the limits below, at most 100 guesses a day at one address: one chance in 10,000. */
export const codeAttempts = 5;
export const codesPerTenMinutes = 5;
export const codesPerDay = 20;

/** Windows of the counters of codes, named by when they begin. */
export const codeWindows = (now: Date): Record<string, number> => ({
  [`10M#${now.toISOString().slice(0, 15)}`]: codesPerTenMinutes,
  [`DAY#${now.toISOString().slice(0, 10)}`]: codesPerDay,
});

const hmac = (secret: string, what: string) => createHmac("sha256", secret).update(what).digest();

/**
 * The six digits of a challenge, derived from its id with the secret (the truncation of RFC 4226, section 5.3):
 * nothing that was stored, sent on the stream or backed up tells the code.
 */
export function codeOf(secret: string, challenge: string): string {
  const digest = hmac(secret, `code ${challenge}`);
  const at = digest[digest.length - 1]! & 0xf;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

export const codeFits = (secret: string, challenge: string, code: string): boolean =>
  code.length === 6 && timingSafeEqual(Buffer.from(codeOf(secret, challenge)), Buffer.from(code));

/** Key of an address: without the secret nobody can try a list of addresses against a copy of the table. */
export const emailHash = (secret: string, email: string): string => hmac(secret, `email ${email}`).toString("base64url");

export const personOfToken = (token: string): string => token.slice(0, token.indexOf("."));
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("base64url");

export const actorOf = (person: Person, memberships: readonly Membership[]): Actor => ({
  person: person.id,
  name: person.name,
  bodies: new Map(memberships.map(({ body, role }) => [body, role])),
  staffOf: new Set(memberships.filter(({ bodyKind }) => bodyKind === "anci").map(({ body }) => body)),
});
