import * as v from "valibot";
import { told } from "../foundation/change.ts";
import type { Id, PersonId } from "../foundation/ids.ts";
import { Problem } from "../foundation/problem.ts";
import { commit, deleteItem, getItem, newItem, nextVersion, query, type Table, updateItem, type Write } from "../foundation/table.ts";
import { day, ttl } from "../foundation/time.ts";
import { Locale } from "../foundation/text.ts";
import { PersonId as PersonIdSchema } from "../people/contract.ts";
import { AskId, Frequency, QuestionText, SearchId } from "./contract.ts";
import { askLife, dueAt, type Kept } from "./rules.ts";

const KeptItem = v.object({
  id: SearchId,
  name: v.string(),
  question: QuestionText,
  frequency: Frequency,
  paused: v.boolean(),
  createdAt: v.string(),
  since: v.string(),
  told: v.array(v.string()),
  dueAt: v.string(),
});
/** All searches of a person in one item: at most twenty, decided on together, told of in one letter. */
const SearchesItem = v.object({ person: PersonIdSchema, version: v.number(), searches: v.array(KeptItem) });
export type Held = { readonly person: PersonId; readonly version: number; readonly searches: readonly Kept[] };

/** Something to tell, as it was found. */
export const News = v.object({
  id: v.string(),
  title: v.string(),
  bodyName: v.string(),
  startsAt: v.string(),
  endsAt: v.string(),
  comuneName: v.string(),
  venue: v.optional(v.string()),
  km: v.nullable(v.number()),
  /** Of what others publish: where its page is. */
  url: v.optional(v.string()),
});
export type News = v.InferOutput<typeof News>;
/** What a person is to be told on a day; `total` counts what there was no room for too. */
const Digest = v.object({
  person: PersonIdSchema,
  day: v.string(),
  searches: v.array(v.object({ id: SearchId, news: v.array(News), total: v.number() })),
});
export type Digest = v.InferOutput<typeof Digest>;

const Asked = v.object({
  id: AskId,
  email: v.string(),
  locale: Locale,
  name: v.string(),
  question: QuestionText,
  frequency: Frequency,
  validUntil: v.string(),
  usedAt: v.optional(v.string()),
});
export type Asked = v.InferOutput<typeof Asked>;

const searchesKey = (person: PersonId) => ({ pk: person, sk: "SEARCHES" });
const digestKey = (person: PersonId, on: string) => ({ pk: person, sk: `DIGEST#${on}` });
const askedKey = (id: string) => ({ pk: id, sk: "ASKED" });
/** Those due at eight are written as fast as one run goes, some hundred a second: a tenth of what one partition takes. */
const due = "DUE";

export const digestTold = told((sk) => sk.startsWith("DIGEST#"), Digest);
export const askedTold = told((sk) => sk === askedKey("").sk, Asked);

export type SearchStore = ReturnType<typeof searchStore>;

export const searchStore = (table: Table) => ({
  /** 1 consistent read: 1 unit up to 4 KB, 11 at the very most. */
  async of(person: PersonId): Promise<Held> {
    return (await getItem(table, searchesKey(person), SearchesItem)) ?? { person, version: 0, searches: [] };
  },

  /** What became of them, over the version that was seen; the item goes with the last of them. */
  save({ person, version }: Held, searches: readonly Kept[]): Write {
    if (searches.length === 0) return deleteItem(table, searchesKey(person), { when: "version = :seen", values: { ":seen": version } });
    const at = dueAt(searches);
    const item = {
      ...searchesKey(person),
      ...(at && { gsi1pk: due, gsi1sk: `${at}#${person}` }),
      person,
      version: version + 1,
      searches: [...searches],
    };
    return version === 0 ? newItem(table, item) : nextVersion(table, item);
  },

  /** Whose searches are due, page by page, by index gsi1: 0.5 units per 4 KB. From "0", since DynamoDB takes no empty bound. */
  async *due(by: Date): AsyncGenerator<PersonId[]> {
    let next: string | undefined;
    do {
      const page = await query(
        table,
        { index: "gsi1", pk: due, sk: ["0", `${by.toISOString()}#~`], cursor: next },
        v.object({ person: PersonIdSchema }),
      );
      yield page.items.map(({ person }) => person);
      next = page.next ?? undefined;
    } while (next);
  },

  /** One a person and day. */
  newDigest: (digest: Digest, now: Date): Write =>
    newItem(
      table,
      { ...digestKey(digest.person, digest.day), ...digest, expiresAt: ttl(now, 7 * day) },
      () => new Problem("request_in_progress"),
    ),
  digest: (person: PersonId, on: string) => getItem(table, digestKey(person, on), Digest),

  newAsked: (asked: Asked, now: Date): Write => newItem(table, { ...askedKey(asked.id), ...asked, expiresAt: ttl(now, askLife) }),
  asked: (id: Id<"ask">) => getItem(table, askedKey(id), Asked),
  /** Once. */
  useAsked: (id: Id<"ask">, at: string): Write =>
    updateItem(
      table,
      askedKey(id),
      "SET usedAt = :at",
      { when: "attribute_exists(pk) AND attribute_not_exists(usedAt)", values: { ":at": at } },
      (old) => new Problem(old ? "link_used" : "link_expired"),
    ),

  commit: (...writes: readonly Write[]): Promise<void> => commit(table, ...writes),
});
