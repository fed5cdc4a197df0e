/** Which rows a term stands in: lists of the base file, read when asked for, and in memory what came since. */

/** A row and a level in one number, rows ascending. */
export const entry = (row: number, level: number): number => row * 4 + level;
export const rowOf = (entry: number): number => entry >>> 2;
export const levelOf = (entry: number): number => entry & 3;

/** Bytes of lists that stay at hand. */
const mostKept = 24 * 2 ** 20;

/**
 * Rows are only ever added: a listing whose text changes gets a new row, and entries of rows that are no longer alive are passed
 * over by whoever reads. So a list of the base never changes.
 */
export function openPostings(base: (term: string) => Uint32Array | undefined) {
  const since = new Map<string, number[]>();
  const kept = new Map<string, Uint32Array>();
  let bytes = 0;
  const none = new Uint32Array();

  function ofBase(term: string): Uint32Array {
    const known = kept.get(term);
    if (known) {
      // The latest used stands last.
      kept.delete(term);
      kept.set(term, known);
      return known;
    }
    const list = base(term) ?? none;
    kept.set(term, list);
    bytes += list.byteLength + 2 * term.length;
    for (const [oldest, { byteLength }] of kept) {
      if (bytes <= mostKept) break;
      kept.delete(oldest);
      bytes -= byteLength + 2 * oldest.length;
    }
    return list;
  }

  return {
    add(row: number, entries: ReadonlyMap<string, number>): void {
      for (const [term, level] of entries) {
        const list = since.get(term);
        if (list) list.push(entry(row, level));
        else since.set(term, [entry(row, level)]);
      }
    },
    /** Entries of a term, in one or two lists. */
    of: (term: string): readonly ArrayLike<number>[] => {
      const more = since.get(term);
      return more ? [ofBase(term), more] : [ofBase(term)];
    },
    /** In how many rows it stands, those no longer alive included. */
    count: (term: string): number => ofBase(term).length + (since.get(term)?.length ?? 0),
    /** Terms that came since, with how often. */
    since: since as ReadonlyMap<string, readonly number[]>,
  };
}
export type Postings = ReturnType<typeof openPostings>;
