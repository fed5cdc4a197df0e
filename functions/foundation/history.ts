import type { Change } from "./change.ts";
import { newId } from "./new-id.ts";
import { newItem, queryAll, read, type Table, type Write } from "./table.ts";
import { Move } from "./text.ts";

const prefix = "HIST#";

/** One more line of the history of the item whose partition is `of`. Append-only: nothing rewrites or removes one. */
export const newMove = (table: Table, of: string, move: Move): Write =>
  newItem(table, { pk: of, sk: `${prefix}${newId("his", new Date(move.at))}`, ...move });

/** The whole history, oldest first. As long as the moves made: a few dozen lines at most. 1 unit per started 4 KB. */
export const historyOf = (table: Table, of: string): Promise<Move[]> => queryAll(table, { pk: of, sk: prefix, consistent: true }, Move);

/** The move that a change tells, whose item made it, and a key that no other move has; undefined for a change of anything else. */
export function moveTold({
  keys,
  old,
  new: image,
}: Change): { readonly of: string; readonly key: string; readonly move: Move } | undefined {
  if (!keys.sk.startsWith(prefix) || old || !image) return undefined;
  return { of: keys.pk, key: `${keys.pk} ${keys.sk}`, move: read(Move, image) };
}
