import * as v from "valibot";
import { filters } from "../discovery/contract.ts";
import { id } from "../foundation/ids.ts";
import { Email, line, Locale } from "../foundation/text.ts";

export const SearchId = id("sch");
/** A search that somebody asked for by e-mail, until the address says yes. */
export const AskId = id("ask");

/** At eight in the morning: every day, or on the weekday on which it was saved. */
export const Frequency = v.picklist(["daily", "weekly"]);

/** The filters of a question as an address holds them, without order and page. */
export const Question = v.strictObject(filters);
export const SearchDraft = v.strictObject({ name: line(80), question: Question, frequency: Frequency });
export const SearchChange = v.strictObject({
  name: v.optional(line(80)),
  frequency: v.optional(Frequency),
  paused: v.optional(v.boolean()),
});
export const SearchRequest = v.strictObject({ email: Email, locale: v.optional(Locale), ...SearchDraft.entries });

/** A question in one form, whoever asks it: names in order, values as text. */
export const QuestionText = v.record(v.string(), v.string());

/** A search that is kept. `address`: the find page's answer to it. */
export const Search = v.object({
  id: SearchId,
  name: v.string(),
  question: QuestionText,
  address: v.string(),
  frequency: Frequency,
  paused: v.boolean(),
  createdAt: v.string(),
  /** When it is looked at next; null while it is paused. */
  nextAt: v.nullable(v.string()),
});
export const Searches = v.object({ items: v.array(Search) });

/** Same answer whoever the address belongs to. */
export const SearchRequested = v.object({ expiresAt: v.string() });
/** What the link of a letter stands for. `full`: its person has as many searches as one may have. */
export const Confirmation = v.object({
  state: v.picklist(["open", "used", "expired", "full"]),
  name: v.optional(v.string()),
  frequency: v.optional(Frequency),
});
/** What a person gets letters about, as a link in one of them shows it. */
export const Subscriptions = v.object({
  searches: v.array(v.object({ id: SearchId, name: v.string(), frequency: Frequency, paused: v.boolean() })),
});

/** An id and the proof that we wrote the link. */
export const LinkToken = v.pipe(v.string(), v.regex(/^(ask|per)_[0-9a-z]{26}\.[\w-]{43}$/));
/** `lang`: of the page to which a browser is led back. */
export const LinkQuery = v.object({ lang: v.optional(Locale) });
export const UnsubscribeQuery = v.object({ search: v.optional(SearchId), ...LinkQuery.entries });

export type SearchId = v.InferOutput<typeof SearchId>;
export type Frequency = v.InferOutput<typeof Frequency>;
export type Question = v.InferOutput<typeof Question>;
export type QuestionText = v.InferOutput<typeof QuestionText>;
export type SearchDraft = v.InferOutput<typeof SearchDraft>;
export type SearchChange = v.InferOutput<typeof SearchChange>;
export type SearchRequest = v.InferOutput<typeof SearchRequest>;
export type SearchRequested = v.InferOutput<typeof SearchRequested>;
export type Search = v.InferOutput<typeof Search>;
export type Searches = v.InferOutput<typeof Searches>;
export type Confirmation = v.InferOutput<typeof Confirmation>;
export type Subscriptions = v.InferOutput<typeof Subscriptions>;
