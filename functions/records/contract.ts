import * as v from "valibot";
import { BodyId } from "../bodies/contract.ts";
import { id } from "../foundation/ids.ts";
import { line, Locale, Reason } from "../foundation/text.ts";
import { OpportunityId, ShiftId } from "../opportunities/contract.ts";
import { HoursState } from "../participation/contract.ts";
import { PersonId } from "../people/contract.ts";

/** Also the code that a verifier types or scans: 80 random bits of the ULID make it impossible to guess. */
export const CertificateId = id("crt");
export const CertificateState = v.picklist(["issued", "revoked"]);

/** An activity taken part in, with its hours. Minutes are null while nobody proposed any. */
export const RecordEntry = v.object({
  shift: ShiftId,
  opportunity: OpportunityId,
  title: v.string(),
  body: BodyId,
  bodyName: v.string(),
  projectTitle: v.string(),
  comuneName: v.string(),
  startsAt: v.string(),
  endsAt: v.string(),
  minutes: v.nullable(v.number()),
  hours: v.nullable(HoursState),
  /** True when it is the person's turn to confirm. */
  mineToConfirm: v.boolean(),
});
export const BodyTotal = v.object({ body: BodyId, bodyName: v.string(), activities: v.number(), confirmedMinutes: v.number() });

export const CertificateActivity = v.object({ title: v.string(), day: v.string(), minutes: v.number() });
export const Certificate = v.object({
  id: CertificateId,
  state: CertificateState,
  person: PersonId,
  holder: v.string(),
  body: BodyId,
  bodyName: v.string(),
  from: v.string(),
  to: v.string(),
  minutes: v.number(),
  count: v.number(),
  /** Empty when the holder chose totals only. */
  activities: v.array(CertificateActivity),
  issuedAt: v.string(),
  revokedAt: v.optional(v.string()),
  revokedReason: v.optional(v.string()),
  version: v.number(),
});
export const CertificateDraft = v.strictObject({
  body: BodyId,
  /** The name as the holder wants it to stand there. */
  holder: line(80),
  showActivities: v.boolean(),
});
export const Revocation = v.strictObject({ reason: Reason });
/** What anyone who holds the code sees. A revoked one tells only that it is revoked, when and why. */
export const Verification = v.object({
  id: CertificateId,
  state: CertificateState,
  holder: v.string(),
  bodyName: v.string(),
  from: v.string(),
  to: v.string(),
  minutes: v.number(),
  count: v.number(),
  activities: v.array(CertificateActivity),
  issuedAt: v.string(),
  revokedAt: v.optional(v.string()),
  revokedReason: v.optional(v.string()),
});
export const PdfQuery = v.object({ lang: v.optional(Locale) });

export const MyRecord = v.object({
  entries: v.array(RecordEntry),
  bodies: v.array(BodyTotal),
  confirmedMinutes: v.number(),
  certificates: v.array(Certificate),
});

export type RecordEntry = v.InferOutput<typeof RecordEntry>;
export type BodyTotal = v.InferOutput<typeof BodyTotal>;
export type Certificate = v.InferOutput<typeof Certificate>;
export type CertificateDraft = v.InferOutput<typeof CertificateDraft>;
export type Verification = v.InferOutput<typeof Verification>;
export type MyRecord = v.InferOutput<typeof MyRecord>;
