/** Does `work` for every item, `width` of them at a time, in order of start. */
export async function pool<T, R>(items: readonly T[], width: number, work: (item: T, n: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const lane = async () => {
    for (const [n, item] of waiting) results[n] = await work(item, n);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

/** A number in [0, 1) that is the same at every load (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
