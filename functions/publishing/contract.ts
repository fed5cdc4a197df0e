import * as v from "valibot";
import { filters, SortOrder } from "../discovery/contract.ts";
import { Locale, PageQuery } from "../foundation/text.ts";

/** A search as the address of the find page holds it, so that any search is a feed; `lang` for the words around the answers. */
export const FeedQuery = v.object({
  ...filters,
  /** Name of a Comune, as it is typed on the page. */
  place: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60))),
  sort: v.optional(SortOrder),
  ...PageQuery,
  lang: v.optional(Locale, "it"),
});

/** A feed holds at most so many answers, a calendar so many dates; a table some more, for machines read it whole. */
export const most = { feed: 500, calendar: 500, table: 5000 } as const;

/** `since`: from when on the address of this person's calendar is good; null when there is none. */
export const CalendarState = v.object({ since: v.nullable(v.string()) });
/** The only time that the address is told: it is kept as a hash. */
export const NewCalendar = v.object({ address: v.string(), since: v.string() });
/** 256 random bits: nobody guesses the address of a calendar. */
export const CalendarFile = v.object({ file: v.pipe(v.string(), v.regex(/^[\w-]{43}\.ics$/)) });

export type FeedQuery = v.InferOutput<typeof FeedQuery>;
export type CalendarState = v.InferOutput<typeof CalendarState>;
export type NewCalendar = v.InferOutput<typeof NewCalendar>;
