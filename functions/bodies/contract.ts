import * as v from "valibot";
import { id } from "../foundation/ids.ts";
import { Email, line, Move, PageQuery, pageOf, Reason, text } from "../foundation/text.ts";
import { Day } from "../foundation/time.ts";
import { BodyKind, Name, PersonId, Role } from "../people/contract.ts";
import { ComuneCode } from "../territory/contract.ts";

export const BodyId = id("bod");
export const BodyState = v.picklist(["draft", "submitted", "returned", "verified", "suspended", "closed"]);

/** The seven sections of the RUNTS, the national register of the third sector (CTS, D.Lgs. 117/2017, art. 46). */
export const RuntsSection = v.picklist(["odv", "aps", "philanthropic", "social_enterprise", "mutual_society", "network", "other"]);

/** Italian fiscal code: 11 digits of an organisation, or 16 characters of a person. */
export const TaxCode = v.pipe(
  v.string(),
  v.transform((x) => x.replace(/\s/g, "").toUpperCase()),
  v.check((x) => /^\d{11}$/.test(x) || /^[A-Z0-9]{16}$/.test(x), "tax_code"),
);

export const BodyDraft = v.strictObject({
  /** ANCI itself is never registered through the API. */
  kind: v.picklist(["migrant_association", "informal_group", "third_sector", "comune", "school", "service"]),
  name: line(120),
  description: v.optional(text(0, 2000)),
  comune: ComuneCode,
  email: Email,
  phone: v.optional(text(0, 30)),
  website: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200), v.url(), v.startsWith("https://"))),
  languages: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))), v.maxLength(20))),
  taxCode: v.optional(TaxCode),
  runtsSection: v.optional(RuntsSection),
  /** Day of enrolment in the RUNTS: art. 56 conventions want six months of it. */
  runtsSince: v.optional(Day),
  /** The Comune or association that vouches for an informal group. */
  voucher: v.optional(BodyId),
});

/** What an owner may send later: the same, and a body keeps the kind that it has, ANCI too. */
export const BodyEdit = v.strictObject({ ...BodyDraft.entries, kind: BodyKind });

export const Body = v.object({
  id: BodyId,
  version: v.number(),
  state: BodyState,
  ...BodyDraft.entries,
  kind: BodyKind,
  /** When `voucher` vouched for the group as it now is: a change of what identifies it takes the word back. */
  vouchedAt: v.optional(v.string()),
  createdAt: v.string(),
  since: v.string(),
});

/** What everybody may see of a verified body. */
export const PublicBody = v.object({
  id: BodyId,
  kind: BodyKind,
  name: v.string(),
  description: v.optional(v.string()),
  comune: ComuneCode,
  email: v.string(),
  phone: v.optional(v.string()),
  website: v.optional(v.string()),
  languages: v.optional(v.array(v.string())),
  runtsSection: v.optional(RuntsSection),
});

export const Member = v.object({ person: PersonId, name: v.string(), email: v.string(), role: Role, since: v.string() });
export const NewMember = v.strictObject({ email: Email, name: v.optional(Name), role: Role });

export const Cover = v.picklist(["accident", "illness", "liability"]);
export const PolicyId = id("pol");
const policy = {
  insurer: line(120),
  number: line(60),
  /** CTS art. 18 wants accident and illness together with liability towards third parties. */
  covers: v.pipe(v.array(Cover), v.minLength(1), v.maxLength(3)),
  validFrom: Day,
  validTo: Day,
};
export const PolicyDraft = v.pipe(
  v.strictObject(policy),
  v.forward(
    v.partialCheck([["validFrom"], ["validTo"]], (x) => x.validFrom <= x.validTo, "order"),
    ["validTo"],
  ),
);
export const Policy = v.object({ id: PolicyId, body: BodyId, ...policy, withdrawnAt: v.optional(v.string()), version: v.number() });

export const BodyReview = v.strictObject({
  move: v.picklist(["verify", "return", "suspend", "reinstate", "close"]),
  reason: v.optional(Reason),
});
export const Submission = v.strictObject({});
export const Vouch = v.strictObject({ voucher: BodyId });
/** An informal group that names this body as its voucher and waits for its word. */
export const VouchRequest = v.object({ body: BodyId, name: v.string(), comune: ComuneCode });

/** `members`, `policies` and `asks` are for members and staff; a voucher finds them empty. */
export const BodyFile = v.object({
  body: Body,
  history: v.array(Move),
  members: v.array(Member),
  policies: v.array(Policy),
  asks: v.array(VouchRequest),
});

export const BodiesQuery = v.object({
  state: v.optional(BodyState, "verified"),
  kind: v.optional(BodyKind),
  ...PageQuery,
});
export const DirectoryQuery = v.object({ kind: v.optional(BodyKind), ...PageQuery });
export const BodyPage = pageOf(Body);
export const PublicBodyPage = pageOf(PublicBody);

export type Body = v.InferOutput<typeof Body>;
export type BodyState = v.InferOutput<typeof BodyState>;
export type BodyDraft = v.InferOutput<typeof BodyDraft>;
export type BodyEdit = v.InferOutput<typeof BodyEdit>;
export type PublicBody = v.InferOutput<typeof PublicBody>;
export type BodyReview = v.InferOutput<typeof BodyReview>;
export type BodyFile = v.InferOutput<typeof BodyFile>;
export type VouchRequest = v.InferOutput<typeof VouchRequest>;
export type Member = v.InferOutput<typeof Member>;
export type NewMember = v.InferOutput<typeof NewMember>;
export type Policy = v.InferOutput<typeof Policy>;
export type PolicyDraft = v.InferOutput<typeof PolicyDraft>;
