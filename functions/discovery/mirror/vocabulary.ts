/** The words that listings use: what a word that is not finished may become, and what a misspelt one was meant to be. */

/** A word and in how many listings it stands. */
export type Known = readonly (readonly [word: string, count: number])[];

const mostCompletions = 24;
/** Below this a word resembles too many others. */
const shortest = 4;
/** Below this the first letter is believed. */
const safe = 6;
const mistakes = (length: number): number => (length < shortest ? 0 : length < 8 ? 1 : 2);

/** `base` sorted by word, read once and only when asked for; `since` grows as listings come. */
export function openVocabulary(base: () => Known, since: () => Iterable<readonly [word: string, count: number]>, more: readonly string[]) {
  let words: Known | undefined;
  let buckets: Map<number, Map<string, [word: string, count: number][]>> | undefined;
  const sorted = (): Known => (words ??= base());

  /** By length, then by first letter; `more` are words that mean something though no listing says them. */
  function bucketed() {
    if (buckets) return buckets;
    buckets = new Map();
    for (const [word, count] of [...sorted(), ...more.map((word) => [word, 1] as const)]) {
      const sameLength = buckets.get(word.length) ?? new Map<string, [string, number][]>();
      buckets.set(word.length, sameLength);
      const bucket = sameLength.get(word[0]!);
      if (bucket) bucket.push([word, count]);
      else sameLength.set(word[0]!, [[word, count]]);
    }
    return buckets;
  }

  return {
    /** Words that begin so, the most used first; by text where they are used alike. */
    completions(start: string): string[] {
      const found: [word: string, count: number][] = [];
      const list = sorted();
      for (let n = firstFrom(list, start); n < list.length && list[n]![0].startsWith(start); n++) found.push([...list[n]!]);
      const known = new Set(found.map(([word]) => word));
      for (const [word, count] of since()) if (word.startsWith(start) && !known.has(word)) found.push([word, count]);
      return found
        .filter(([word]) => word !== start)
        .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
        .slice(0, mostCompletions)
        .map(([word]) => word);
    },

    /** The word that is meant: the one with the fewest mistakes, then the most used. Looks at words of nearly its length. */
    nearest(word: string): string | undefined {
      const allowed = mistakes(word.length);
      if (!allowed) return;
      let best: { word: string; cost: number; count: number } | undefined;
      const judge = (other: string, count: number) => {
        const most = best?.cost ?? allowed;
        const cost = distance(word, other, most);
        if (cost > most || cost === 0) return;
        if (!best || cost < best.cost || count > best.count || (count === best.count && other < best.word))
          best = { word: other, cost, count };
      };
      // The first letter is seldom wrong, except that it changed places with the second.
      for (const likely of [true, false]) {
        for (let length = word.length - allowed; length <= word.length + allowed; length++)
          for (const [first, bucket] of bucketed().get(length) ?? [])
            if ((first === word[0] || first === word[1]) === likely) for (const [other, count] of bucket) judge(other, count);
        if (likely) for (const [other, count] of since()) if (Math.abs(other.length - word.length) <= allowed) judge(other, count);
        if (best || word.length < safe) return best?.word;
      }
    },
  };
}
export type Vocabulary = ReturnType<typeof openVocabulary>;

/** Where in a sorted list words from this one on begin. */
function firstFrom(list: Known, word: string): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]![0] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)] as const;

/** Letters to change, add, leave out, or swap with their neighbour (optimal string alignment); more than `most` is `most + 1`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || Math.max(a.length, b.length) > 63) return most + 1;
  let [before, above, row]: Uint8Array[] = [...rows];
  for (let n = 0; n <= b.length; n++) above![n] = n;
  for (let m = 1; m <= a.length; m++) {
    row![0] = m;
    let least = m;
    for (let n = 1; n <= b.length; n++) {
      const same = a[m - 1] === b[n - 1] ? 0 : 1;
      let cost = Math.min(above![n]! + 1, row![n - 1]! + 1, above![n - 1]! + same);
      if (m > 1 && n > 1 && a[m - 1] === b[n - 2] && a[m - 2] === b[n - 1]) cost = Math.min(cost, before![n - 2]! + 1);
      row![n] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, above, row] = [above, row, before];
  }
  return above![b.length]!;
}
