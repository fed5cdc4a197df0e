import { actsFor, type Actor, isStaff } from "../foundation/context.ts";
import { Problem } from "../foundation/problem.ts";
import { dayOf } from "../foundation/time.ts";
import type { Hours } from "../participation/contract.ts";
import type { Certificate, CertificateDraft, RecordEntry, Verification } from "./contract.ts";

const sum = (minutes: readonly (number | null)[]): number => minutes.reduce<number>((all, each) => all + (each ?? 0), 0);
const confirmed = (entries: readonly RecordEntry[]) => entries.filter(({ hours }) => hours === "confirmed");

/** Totals per body, the fullest first; only confirmed hours count. */
export function totalsOf(entries: readonly RecordEntry[]) {
  const bodies = [...Map.groupBy(entries, ({ body }) => body)].map(([body, of]) => ({
    body,
    bodyName: of[0]!.bodyName,
    activities: of.length,
    confirmedMinutes: sum(confirmed(of).map(({ minutes }) => minutes)),
  }));
  return {
    bodies: bodies.toSorted((a, b) => b.confirmedMinutes - a.confirmedMinutes),
    confirmedMinutes: sum(confirmed(entries).map(({ minutes }) => minutes)),
  };
}

/** The person's turn to confirm: proposed by somebody else. */
export const mineToConfirm = (hours: Hours | undefined, person: string): boolean =>
  hours?.state === "proposed" && hours.proposedBy.person !== person;

/** A certificate states facts (rule 7): the confirmed hours with one body, and of them what the holder chose to show. */
export function certify(
  { body, holder, showActivities }: CertificateDraft,
  entries: readonly RecordEntry[],
): Pick<Certificate, "body" | "bodyName" | "holder" | "from" | "to" | "minutes" | "count" | "activities"> {
  const facts = confirmed(entries)
    .filter((entry) => entry.body === body)
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  const [first] = facts;
  if (!first) throw new Problem("no_hours");
  return {
    body,
    bodyName: first.bodyName,
    holder,
    from: dayOf(first.startsAt),
    to: dayOf(facts.at(-1)!.startsAt),
    minutes: sum(facts.map(({ minutes }) => minutes)),
    count: facts.length,
    activities: showActivities ? facts.map(({ title, startsAt, minutes }) => ({ title, day: dayOf(startsAt), minutes: minutes ?? 0 })) : [],
  };
}

/** Its body's owners and organisers, ANCI staff, and the holder. */
export const mayRevoke = (certificate: Certificate, actor: Actor): boolean =>
  actsFor(actor, certificate.body) || isStaff(actor) || certificate.person === actor.person;

export function revoke(certificate: Certificate, actor: Actor, reason: string, now: Date): Certificate {
  if (!mayRevoke(certificate, actor)) throw new Problem("not_allowed");
  if (certificate.state !== "issued") throw new Problem("wrong_state", { state: certificate.state });
  return { ...certificate, state: "revoked", revokedAt: now.toISOString(), revokedReason: reason, version: certificate.version + 1 };
}

/** What anyone who holds the code sees. A revoked one says no more than that, when and why: its facts no longer stand. */
export const verificationOf = ({ person: _, body: __, version: ___, ...rest }: Certificate): Verification =>
  rest.state === "issued" ? rest : { ...rest, holder: "", minutes: 0, count: 0, activities: [] };
