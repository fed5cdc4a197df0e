import * as v from "valibot";
import { id } from "../foundation/ids.ts";
import { Email, line, Locale } from "../foundation/text.ts";

export const PersonId = id("per");
export const ChallengeId = id("chl");

export const Name = line(80);

/** `email` is seen by the person alone; organisers see names. */
export const Person = v.object({
  id: PersonId,
  name: v.string(),
  email: v.string(),
  locale: Locale,
  createdAt: v.string(),
  version: v.number(),
});

export const Role = v.picklist(["owner", "organiser", "tutor"]);
export const BodyKind = v.picklist(["migrant_association", "informal_group", "third_sector", "comune", "school", "service", "anci"]);
export const Membership = v.object({ body: id("bod"), bodyName: v.string(), bodyKind: BodyKind, role: Role, since: v.string() });

export const CodeRequest = v.strictObject({ email: Email, locale: v.optional(Locale) });
/** Same answer whether or not the address is known. */
export const Challenge = v.object({ challenge: ChallengeId, expiresAt: v.string() });
export const CodeAnswer = v.strictObject({
  challenge: ChallengeId,
  code: v.pipe(
    v.string(),
    v.transform((x) => x.replace(/\s/g, "")),
    v.regex(/^\d{6}$/),
  ),
  /** Taken for a person who has no name yet. */
  name: v.optional(Name),
});
export const MeChange = v.strictObject({ name: v.optional(Name), locale: v.optional(Locale) });

export const Me = v.object({ person: Person, memberships: v.array(Membership), staff: v.boolean() });

export type Person = v.InferOutput<typeof Person>;
export type Role = v.InferOutput<typeof Role>;
export type BodyKind = v.InferOutput<typeof BodyKind>;
export type Membership = v.InferOutput<typeof Membership>;
export type Challenge = v.InferOutput<typeof Challenge>;
export type CodeRequest = v.InferOutput<typeof CodeRequest>;
export type CodeAnswer = v.InferOutput<typeof CodeAnswer>;
export type MeChange = v.InferOutput<typeof MeChange>;
export type Me = v.InferOutput<typeof Me>;
