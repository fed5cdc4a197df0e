import type { Role } from "../../functions/people/contract.ts";
import { me } from "./session.ts";

/** What the reader may do for a body, as far as buttons go: the API decides. Each reads the session, so that a page follows it. */
export const roleIn = (body: string): Role | undefined => me()?.memberships.find((membership) => membership.body === body)?.role;
export const owns = (body: string): boolean => roleIn(body) === "owner";
export const actsFor = (body: string): boolean => ["owner", "organiser"].includes(roleIn(body) ?? "");
export const isStaff = (): boolean => me()?.staff ?? false;
