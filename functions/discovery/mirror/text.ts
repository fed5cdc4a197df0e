import type { Listing } from "../contract.ts";
import { languageOf, termsOf, wordsOf } from "./words.ts";

/** Where a term stands says how much it tells: in the title, in what the activity is about and where, in the summary. */
export const levels = { title: 3, about: 2, summary: 1 } as const;
/** Terms of the skills that are wanted stand apart too, for the filter of that name. */
export const skillMark = "@";

type Told = Pick<Listing, "title" | "summary" | "skills" | "venue" | "comuneName" | "bodyName">;

/** Two listings of the same text need no new entries. */
export const textOf = ({ title, summary, skills = "", venue = "", comuneName, bodyName }: Told): string =>
  [title, summary, skills, venue, comuneName, bodyName].join("\n");

/** Each term of a listing with the highest level at which it stands. */
export function entriesOf(listing: Told): Map<string, number> {
  const title = wordsOf(listing.title);
  const summary = wordsOf(listing.summary);
  const skills = wordsOf(listing.skills ?? "");
  const language = languageOf([...title, ...summary]);
  const entries = new Map<string, number>();
  const add = (words: readonly string[], level: number) => {
    for (const term of termsOf(words, language)) if (!entries.has(term)) entries.set(term, level);
  };
  add(title, levels.title);
  add([...wordsOf(`${listing.venue ?? ""} ${listing.comuneName} ${listing.bodyName}`), ...skills], levels.about);
  add(summary, levels.summary);
  for (const term of termsOf(skills, language)) entries.set(skillMark + term, levels.about);
  return entries;
}
