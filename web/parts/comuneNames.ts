import type { Comune } from "../../functions/territory/contract.ts";

/** A name as people type it: no accents, no capitals, one space. */
export const plainText = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[’'`´\s-]+/g, " ")
    .trim();

/** The Comune that somebody meant: its code, its name however accented, or the only one that begins so. */
export function comuneMeant(comuni: readonly Comune[], typed: string): Comune | undefined {
  const wanted = plainText(typed);
  if (!wanted) return undefined;
  const exact = comuni.find((comune) => comune.code === wanted || plainText(comune.name) === wanted);
  const begin = exact ? [] : comuni.filter((comune) => plainText(comune.name).startsWith(wanted));
  return exact ?? (begin.length === 1 ? begin[0] : undefined);
}
