import { type Context, signedIn } from "../foundation/context.ts";
import type { Id } from "../foundation/ids.ts";
import { newId } from "../foundation/new-id.ts";
import { Problem } from "../foundation/problem.ts";
import { again } from "../foundation/table.ts";
import type { ParticipationStores } from "../participation/service.ts";
import { comuneOf } from "../territory/rules.ts";
import type { Certificate, CertificateDraft, MyRecord, RecordEntry, Verification } from "./contract.ts";
import { certify, mineToConfirm, revoke, totalsOf, verificationOf } from "./rules.ts";
import type { RecordStore } from "./store.ts";

export type RecordStores = ParticipationStores & { records: RecordStore };
type Ctx = Context<RecordStores>;

/** Years of taking part in one answer; a person with more sees the newest. */
const mostEntries = 500;

/** What the person took part in, with hours and totals. Cost: two index queries, and one read for each opportunity. */
export async function getMyRecord(ctx: Ctx): Promise<MyRecord> {
  const [entries, certificates] = await Promise.all([entriesOf(ctx), ctx.stores.records.certificatesOf(signedIn(ctx).person)]);
  return { entries, certificates, ...totalsOf(entries) };
}

async function entriesOf(ctx: Ctx): Promise<RecordEntry[]> {
  const { person } = signedIn(ctx);
  const { participation, opportunities } = ctx.stores;
  const [signUps, hours] = await Promise.all([
    participation.signUpsOfPerson(person, { limit: mostEntries }),
    participation.hoursOfPerson(person, { limit: mostEntries }),
  ]);
  const attended = signUps.items.filter(({ state }) => state === "attended");
  const hoursBy = new Map(hours.items.map((entry) => [entry.shift, entry]));
  const ids = [...new Set(attended.map(({ opportunity }) => opportunity))];
  const known = new Map(await Promise.all(ids.map(async (id) => [id, await opportunities.get(id)] as const)));
  return attended.flatMap(({ shift, opportunity: id, startsAt, endsAt }) => {
    const opportunity = known.get(id);
    const entry = hoursBy.get(shift);
    if (!opportunity) return [];
    return {
      shift,
      opportunity: id,
      title: opportunity.title,
      body: opportunity.body,
      bodyName: opportunity.bodyName,
      projectTitle: opportunity.projectTitle,
      comuneName: comuneOf(opportunity.place.comune)?.name ?? "",
      startsAt,
      endsAt,
      minutes: entry?.minutes ?? null,
      hours: entry?.state ?? null,
      mineToConfirm: mineToConfirm(entry, person),
    };
  });
}

export async function issueCertificate(ctx: Ctx, draft: CertificateDraft): Promise<Certificate> {
  const { person } = signedIn(ctx);
  const certificate: Certificate = {
    id: newId("crt", ctx.now),
    state: "issued",
    person,
    ...certify(draft, await entriesOf(ctx)),
    issuedAt: ctx.now.toISOString(),
    version: 1,
  };
  await ctx.stores.records.commit(ctx.stores.records.newCertificate(certificate));
  return certificate;
}

/** For whoever holds the code, without an account. */
export const verifyCertificate = async (ctx: Context<{ records: RecordStore }>, id: Id<"crt">): Promise<Verification> =>
  verificationOf(await load(ctx, id));

/** The facts to print, or `revoked`: a revoked certificate is not printed again. */
export async function printable(ctx: Context<{ records: RecordStore }>, id: Id<"crt">): Promise<Certificate> {
  const certificate = await load(ctx, id);
  if (certificate.state === "revoked") throw new Problem("revoked");
  return certificate;
}

export const revokeCertificate = (ctx: Ctx, id: Id<"crt">, reason: string): Promise<Certificate> =>
  again(async () => {
    const revoked = revoke(await load(ctx, id), signedIn(ctx), reason, ctx.now);
    await ctx.stores.records.commit(ctx.stores.records.saveCertificate(revoked));
    return revoked;
  });

async function load(ctx: Context<{ records: RecordStore }>, id: Id<"crt">): Promise<Certificate> {
  const certificate = await ctx.stores.records.certificate(id);
  if (!certificate) throw new Problem("not_found");
  return certificate;
}
