import { allComuni, distance as between } from "../../territory/rules.ts";
import { bitsOf, type Columns } from "./columns.ts";
import { levelOf, type Postings, rowOf } from "./postings.ts";
import { corrected, type Need, read } from "./reading.ts";
import { skillMark } from "./text.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { formsOf, isLittle, isStem, isUnspaced, pairsOf, wordsOf } from "./words.ts";

/** Which listings a question's words find, and how well each answers them. */

/** How well a need is met, of 100: by level of `text.ts` (none, summary, about, title), and less where the word is only like it. */
const strengths = [0, 55, 80, 100] as const;
const likeness = { same: 1, stem: 0.95, begun: 0.8, like: 0.7 } as const;
/** By what a listing is rather than says. */
const byTheme = 40;
const byLanguage = 30;
const byPlace = 100;
const byMoment = 100;
/** Comuni so near (km) count for a little, where nothing fits all. */
const near = 15;
const nearBonus = 0.25;
/** What only helps to rank weighs less. */
const softWeight = 0.4;

/** Rows, ascending by when they were met first, and how well each meets the need. */
type Evidence = { readonly rows: Uint32Array; readonly strength: Uint8Array };

/** What of the ranking has to stay as it was on the first page, for the next pages to go on from it. */
export type Kept = { readonly fixes: [string, string][]; readonly weights: number[]; readonly met: number };
export type Ranked = {
  readonly rows: Uint32Array;
  /** 0 to 1, by row. */
  readonly scoreOf: (row: number) => number;
  readonly corrected: string | undefined;
  readonly kept: Kept;
};

/** Stems of shorter words, of whatever language, are too much alike. */
const longEnough = 6;
/** A word that stands in fewer listings may be one that is still being typed. */
const few = 3;
const mostEvidence = 64;
/** List, map and next page ask for the same words. */
const mostRanked = 8;

export function openRanking(columns: Columns, postings: Postings, vocabulary: Vocabulary) {
  const evidence = new Map<string, Evidence>();
  const ranked = new Map<string, Ranked | null>();
  let best = new Uint8Array();

  /** Rows that meet a need, gathered from all the ways to meet it. Kept until something changes. */
  function evidenceOf(need: Need): Evidence {
    const key = JSON.stringify([need.words, need.places]);
    const known = evidence.get(key);
    if (known) return known;
    if (evidence.size >= mostEvidence) evidence.clear();
    const made = gather(need);
    evidence.set(key, made);
    return made;
  }

  function gather({ words, like, theme, language, places, moments }: Need): Evidence {
    const { alive, theme: themes, language: languages, comune, moments: when } = columns.rows.arrays;
    const size = columns.rows.size;
    if (best.length < size) best = new Uint8Array(alive.length);
    const found: number[] = [];
    const meet = (row: number, strength: number) => {
      if (!alive[row]) return;
      if (!best[row]) found.push(row);
      if (strength > best[row]!) best[row] = strength;
    };
    const term = (name: string, like: number) => {
      for (const list of postings.of(name))
        for (let n = 0; n < list.length; n++) meet(rowOf(list[n]!), strengths[levelOf(list[n]!) as 1] * like);
    };
    const codes = (column: Uint32Array, pass: readonly boolean[], strength: number) => {
      for (let row = 0; row < size; row++) if (pass[column[row]!]) meet(row, strength);
    };
    if (words.length === 1) {
      for (const form of formsOf(words[0]!)) term(form, isStem(form) ? likeness.stem : likeness.same);
      // A word that is whole is not taken for the beginning of another.
      if (found.length < few && !like.length && !places && !moments)
        for (const word of vocabulary.completions(words[0]!)) term(word, likeness.begun);
    } else if (!places && !moments) for (const row of allOf(words)) meet(row, strengths[2]);
    for (const other of like) {
      const [first, ...more] = isUnspaced(other) ? pairsOf(other) : other.split(" ");
      if (more.length) for (const row of allOf([first!, ...more])) meet(row, strengths[2] * likeness.like);
      else for (const form of first!.length < longEnough ? [first!] : formsOf(first!)) term(form, likeness.like);
    }
    if (theme) codes(themes, lists("theme", theme), byTheme);
    if (places)
      codes(
        comune,
        columns.dictionaries.comune.values.map((value) => places.includes(value)),
        byPlace,
      );
    if (moments) for (let row = 0; row < size; row++) if (when[row]! & moments) meet(row, byMoment);
    // Where a language is spoken is told only when nothing says more.
    if (language && !found.length) codes(languages, lists("language", language), byLanguage);
    const strength = new Uint8Array(found.length);
    for (const [n, row] of found.entries()) {
      strength[n] = best[row]!;
      best[row] = 0;
    }
    return { rows: Uint32Array.from(found), strength };
  }

  /** Which codes of a column of lists hold this value. */
  const lists = (name: "theme" | "language", value: string): boolean[] => {
    const bit = bitsOf(name, value);
    return columns.dictionaries[name].bits.map((own) => (own & bit) !== 0);
  };

  /** Rows in which all of the words stand. */
  function allOf(words: readonly string[]): number[] {
    const terms = [...new Set(words)].filter((word) => !isLittle(word)).toSorted((a, b) => postings.count(a) - postings.count(b));
    let rows: number[] = [];
    for (const [n, term] of terms.entries()) {
      const before = new Set(rows);
      rows = [];
      for (const list of postings.of(term))
        for (let at = 0; at < list.length; at++) {
          const row = rowOf(list[at]!);
          if (n === 0 || before.has(row)) rows.push(row);
        }
      if (!rows.length) break;
    }
    return rows;
  }

  /** Words that mean nothing and stand nowhere, with what they were meant to be. */
  function fixesFor(q: string, needs: readonly Need[]): Map<string, string> {
    const fixes = new Map<string, string>();
    const typed = new Set(wordsOf(q));
    for (const need of needs) {
      const [word] = need.words;
      if (need.words.length !== 1 || !typed.has(word!) || need.like.length || need.places || need.moments || need.soft) continue;
      if (evidenceOf(need).rows.length > 0) continue;
      const meant = vocabulary.nearest(word!);
      if (meant) fixes.set(word!, meant);
    }
    return fixes;
  }

  const weightOf = ({ soft }: Need, { rows }: Evidence, alive: number): number => {
    const rare = Math.log(1 + alive / (1 + rows.length)) / Math.log(2 + alive);
    return Math.round(1000 * (0.15 + 0.85 * rare) * (soft ? softWeight : 1)) / 1000;
  };

  function rank(q: string, alive: number, kept?: Kept): Ranked | null {
    let needs = read(q, new Map(kept?.fixes));
    const fixes = kept ? new Map(kept.fixes) : fixesFor(q, needs);
    if (!kept && fixes.size) needs = read(q, fixes);
    if (!needs.length) return null;
    const evidences = needs.map(evidenceOf);
    const weights = kept?.weights.length === needs.length ? kept.weights : needs.map((need, n) => weightOf(need, evidences[n]!, alive));
    const whole = weights.reduce((sum, weight) => sum + weight, 0);

    const scores = new Float32Array(columns.rows.size);
    const met = new Uint8Array(columns.rows.size);
    const inContent = new Uint8Array(columns.rows.size);
    const hard = needs.filter(({ soft }) => !soft);
    const content = hard.some(({ places }) => !places);
    for (const [n, { rows, strength }] of evidences.entries()) {
      const { soft, places } = needs[n]!;
      const weight = weights[n]! / whole / 100;
      const counts = soft ? 0 : 1;
      const says = !soft && (!places || !content) ? 1 : 0;
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at]!;
        scores[row] = scores[row]! + weight * strength[at]!;
        met[row] = met[row]! + counts;
        inContent[row] = inContent[row]! | says;
      }
    }
    // All of them; else as many as any meets, one of which is not only the place.
    let most = 0;
    for (let row = 0; row < met.length; row++) if (inContent[row] && met[row]! > most) most = met[row]!;
    const needed = Math.min(kept?.met ?? hard.length, most);
    const found: number[] = [];
    if (needed > 0) for (let row = 0; row < met.length; row++) if (inContent[row] && met[row]! >= needed) found.push(row);
    const where = needs.findIndex(({ places }) => places);
    if (needed < hard.length && where >= 0) preferNear(found, scores, needs[where]!.places!, (weights[where]! / whole) * nearBonus);
    return {
      rows: Uint32Array.from(found),
      scoreOf: (row) => scores[row]!,
      corrected: fixes.size ? corrected(q, fixes) : undefined,
      kept: { fixes: [...fixes], weights, met: needed },
    };
  }

  return {
    /** Forgets what was gathered: rows have changed. */
    forget(): void {
      evidence.clear();
      ranked.clear();
    },

    /** null: the words say nothing that could be looked for. `kept` of the first page makes the next ones agree with it. */
    rank(q: string, alive: number, kept?: Kept): Ranked | null {
      const key = JSON.stringify([q, kept]);
      const known = ranked.get(key);
      if (known !== undefined) return known;
      if (ranked.size >= mostRanked) ranked.clear();
      const made = rank(q, alive, kept);
      ranked.set(key, made);
      return made;
    },

    /** Rows whose wanted skills say all of these words. */
    skilled(words: string): Uint32Array | null {
      const wanted = wordsOf(words).slice(0, 8);
      if (!wanted.length) return null;
      const { alive } = columns.rows.arrays;
      const counts = new Map<number, number>();
      for (const [n, word] of wanted.entries())
        for (const form of [...formsOf(word), ...vocabulary.completions(word)])
          for (const list of postings.of(skillMark + form))
            for (let at = 0; at < list.length; at++) {
              const row = rowOf(list[at]!);
              if (alive[row] && (counts.get(row) ?? 0) === n) counts.set(row, n + 1);
            }
      return Uint32Array.from([...counts].filter(([, count]) => count === wanted.length).map(([row]) => row)).toSorted();
    },
  };

  /** What is not in the place that was named, but near it. */
  function preferNear(rows: readonly number[], scores: Float32Array, places: readonly string[], bonus: number): void {
    const named = allComuni.filter(({ code }) => places.includes(code));
    const around = new Set(
      allComuni
        .filter(({ code, point }) => !places.includes(code) && named.some((one) => between(one.point, point) <= near))
        .map(({ code }) => code),
    );
    const isNear = columns.dictionaries.comune.values.map((code) => around.has(code));
    const { comune } = columns.rows.arrays;
    for (const row of rows) if (isNear[comune[row]!]) scores[row] = scores[row]! + bonus;
  }
}
export type Ranking = ReturnType<typeof openRanking>;
