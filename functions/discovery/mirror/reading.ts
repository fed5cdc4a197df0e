import type { Language, Theme } from "../../opportunities/contract.ts";
import { momentsOf } from "./columns.ts";
import { meaningOf, type Meaning } from "./lexicon.ts";
import { placeOf } from "./places.ts";
import { isLittle, isUnspaced, pairsOf, wordsOf } from "./words.ts";

/** One thing that a question wants; words, meaning and place are ways to meet it. */
export type Need = {
  /** As typed, folded; several where they are one name or one text without spaces, which all have to be there. */
  readonly words: readonly string[];
  readonly like: readonly string[];
  readonly theme?: Theme | undefined;
  readonly language?: Language | undefined;
  /** Codes of Comuni. */
  readonly places?: readonly string[] | undefined;
  /** Bits of `momentOf`. */
  readonly moments?: number | undefined;
  /** Helps to rank, but who does not meet it answers too. */
  readonly soft: boolean;
};

/** Words beyond these are passed over: what is asked stays bounded. */
const mostWords = 24;
const mostNeeds = 10;
const longestPhrase = 6;

const known = (phrase: string): Meaning | undefined => {
  const meaning = meaningOf(phrase);
  const places = placeOf(phrase);
  return places ? { ...meaning, places } : meaning;
};

/** Cuts a text without spaces into what it is known to say and the rest, the longest first. */
function cut(text: string): string[] {
  const signs = Array.from(text);
  const parts: string[] = [];
  let rest = "";
  for (let at = 0; at < signs.length;) {
    let length = Math.min(longestPhrase, signs.length - at);
    while (length > 0 && !known(signs.slice(at, at + length).join(""))) length--;
    if (length === 0) rest += signs[at++]!;
    else {
      if (rest) parts.push(rest);
      rest = "";
      parts.push(signs.slice(at, at + length).join(""));
      at += length;
    }
  }
  return rest ? [...parts, rest] : parts;
}

/** What the words want. `fixes`: words that are misspelt, and what was meant. Empty when they say nothing that could be looked for. */
export function read(q: string, fixes: ReadonlyMap<string, string> = new Map()): Need[] {
  const words = wordsOf(q)
    .slice(0, mostWords)
    .map((word) => fixes.get(word) ?? word)
    .flatMap((word) => (isUnspaced(word) ? cut(word) : [word]));
  const needs: Need[] = [];
  for (let at = 0; at < words.length && needs.length < mostNeeds;) {
    let length = Math.min(longestPhrase, words.length - at);
    while (length > 1 && !known(words.slice(at, at + length).join(" "))) length--;
    const phrase = words.slice(at, at + length);
    at += length;
    const meaning = known(phrase.join(" "));
    if (meaning?.silent || (!meaning && phrase.every(isLittle))) continue;
    needs.push(needOf(phrase, meaning));
  }
  const unlike = needs.filter((need, n) => needs.findIndex((other) => other.words.join(" ") === need.words.join(" ")) === n);
  if (unlike.some(({ soft }) => !soft)) return unlike;
  // Where nothing but helpers is asked for, they are what is wanted: days and hours before words that are said of everything.
  const timed = unlike.some(({ moments }) => moments !== undefined);
  return unlike.map((need) => ({ ...need, soft: timed && need.moments === undefined }));
}

function needOf(phrase: readonly string[], meaning: Meaning = {}): Need {
  const { like = [], theme, language, places, days, times, broad } = meaning;
  const moments = days || times ? momentsOf(days, times) : undefined;
  const helps = broad || moments !== undefined || phrase.every((word) => /^\d+$/.test(word));
  return { words: phrase.flatMap(pairsOf), like, theme, language, places, moments, soft: helps && !places };
}

/** The words as they were understood, with the fixes in their place. */
export const corrected = (q: string, fixes: ReadonlyMap<string, string>): string =>
  q.replace(/[\p{L}\p{M}\p{N}]+/gu, (typed) => fixes.get(wordsOf(typed)[0] ?? "") ?? typed);
