import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as spanish } from "@orama/stemmers/spanish";

/** Text into terms, the same way for what is told of an activity and for what is asked. */

/** Letters that Unicode does not take apart by itself. */
const apart: Readonly<Record<string, string>> = {
  æ: "ae",
  œ: "oe",
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
  ة: "ه",
  ى: "ي",
  ک: "ك",
  ی: "ي",
};
const letters = new RegExp(`[${Object.keys(apart).join("")}]`, "g");

/** Lower case, without accents; one form of Arabic's letters, without its vowel signs and stretching. */
export const fold = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text)
    ? text.toLowerCase()
    : text
        .toWellFormed()
        .normalize("NFKD")
        .toLowerCase()
        .replace(/[\p{M}\u0640]/gu, "")
        .replace(letters, (letter) => apart[letter]!);

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** The second alone would do, but looks at each sign twice. */
const words = /[\p{L}\p{N}]+/gu;
const wordsAndRuns =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}])+/gu;
const arabic = /^[\u0600-\u06ff]/;
/** The article and what is written together with it. */
const article = /^(?:[وفبك]?ال|لل)(?=..)/;

/** Longer "words" are no words of a language, but would be kept in the vocabulary. */
const longest = 32;

/** Words as they stand, in order, folded. What is written without spaces (Chinese, Japanese) is left whole. */
export function wordsOf(text: string): string[] {
  const folded = fold(text);
  const found = folded.match(unspaced.test(folded) ? wordsAndRuns : words) ?? [];
  return found.map((word) => (arabic.test(word) ? word.replace(article, "") : word).slice(0, longest));
}

/** A text without spaces as its neighbouring pairs of signs; one sign as itself. */
export function pairsOf(word: string): string[] {
  if (!unspaced.test(word)) return [word];
  const signs = Array.from(word);
  return signs.length < 2 ? signs : signs.slice(1).map((sign, n) => signs[n]! + sign);
}

export const isUnspaced = (word: string): boolean => unspaced.test(word);

const endings = [
  [5, /(?:azion[ei]|[ai]ment[oi]|aggio|ator[ei]|atric[ei]|[ae]nt[ei]|iato)$/],
  [4, /(?:[ae]ndo|at[aeio]|[aei]re)$/],
] as const;

/**
 * Italian by its endings of number and gender, and some of derivation: Snowball's rules part `italiano` from `italiana`, `orto`
 * from `orti`. Of what is derived so many letters remain at least.
 */
function italian(word: string): string {
  const base = endings
    .map(([least, ending]) => [least, word.replace(ending, "")] as const)
    .find(([least, cut]) => cut !== word && cut.length >= least);
  return (base?.[1] ?? word)
    .replace(/(?<=..)[aeiou]$/, "")
    .replace(/(?<=...)i$/, "")
    .replace(/(?<=[cg])h$/, "");
}

export const stemmers = { it: italian, fr: french, es: spanish, en: english } as const;
type Stemmed = keyof typeof stemmers;

const latin = /^[a-z]{3,}$/;

/** Stems are terms apart from words: a misspelt word is not compared with them, and what is typed does not complete to one. */
const stemMark = "=";
export const isStem = (term: string): boolean => term.startsWith(stemMark);

const kept = { it: new Map<string, string>(), fr: new Map<string, string>(), es: new Map<string, string>(), en: new Map<string, string>() };
const mostKept = 20_000;

export function stem(word: string, language: Stemmed): string | undefined {
  const known = kept[language].get(word);
  if (known) return known;
  if (!latin.test(word)) return;
  if (kept[language].size >= mostKept) kept[language].clear();
  const made = stemMark + stemmers[language](word);
  kept[language].set(word, made);
  return made;
}

/** What a word of a question may be the same as: itself, and its stems in whatever language it may be. */
export function formsOf(word: string): string[] {
  const forms = new Set([word]);
  for (const language of Object.keys(stemmers) as Stemmed[]) {
    const made = stem(word, language);
    if (made) forms.add(made);
  }
  return [...forms];
}

/** Little words, most of which only one of the languages has: they tell the language, and nothing is found by them. */
const little: Readonly<Record<Stemmed, string>> = {
  it: "di da in il lo la gli le un uno una i a e o ed per con su tra fra che si al alla alle agli ai del della delle dei degli dello nel nella nelle dal dalla sul sulla sono chi anche come non ma piu ci ce",
  fr: "les des et pour aux avec du est dans vous nous sur au ou qui votre je l d",
  es: "el los las y para por es nos su cada muy que de se",
  en: "the and for of with to is are your our you we from on at an my me i",
};
const spokenIn = new Map(
  Object.entries(little).flatMap(([language, words]) => words.split(" ").map((word) => [word, language as Stemmed] as const)),
);
export const isLittle = (word: string): boolean => spokenIn.has(word) || (word.length === 1 && latinLetter.test(word));
const latinLetter = /[a-z]/;

/** By its little words; Italian when they do not tell. */
export function languageOf(words: readonly string[]): Stemmed {
  const votes = { it: 0.5, fr: 0, es: 0, en: 0 };
  for (const word of words) {
    const language = spokenIn.get(word);
    if (language) votes[language]++;
  }
  return (Object.keys(votes) as Stemmed[]).reduce((best, language) => (votes[language] > votes[best] ? language : best));
}

/** The terms under which a text is found: its words or pairs of signs, and their stems. */
export function termsOf(words: readonly string[], language: Stemmed): string[] {
  const terms: string[] = [];
  for (const word of words)
    if (isUnspaced(word)) {
      terms.push(...pairsOf(word));
      // The last sign alone, so that each sign begins some term.
      terms.push(Array.from(word).at(-1)!);
    } else if (!isLittle(word)) {
      terms.push(word);
      const made = stem(word, language);
      if (made) terms.push(made);
    }
  return terms;
}
