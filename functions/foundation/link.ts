import { createHmac, timingSafeEqual } from "node:crypto";
import { Problem } from "./problem.ts";

/** What the link of a letter is for: a proof made for one purpose is none for another. */
export type LinkKind = "offer" | "confirm" | "unsubscribe";

const proof = (secret: string, kind: LinkKind, about: string): string =>
  createHmac("sha256", secret).update(`${kind} ${about}`).digest("base64url");

/** What it is about and the proof: derived, so that nothing that is stored or streamed lets anybody act (`docs/decisions/0002`). */
export const linkToken = (secret: string, kind: LinkKind, about: string): string => `${about}.${proof(secret, kind, about)}`;

/** What a link that we wrote is about; of any other there is nothing here. */
export function aboutOfLink<T extends string>(secret: string, kind: LinkKind, token: string): T {
  const end = token.lastIndexOf(".");
  const [about, given] = [token.slice(0, end), token.slice(end + 1)];
  const right = proof(secret, kind, about);
  if (given.length !== right.length || !timingSafeEqual(Buffer.from(given), Buffer.from(right))) throw new Problem("not_found");
  return about as T;
}
