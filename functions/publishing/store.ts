import * as v from "valibot";
import type { PersonId } from "../foundation/ids.ts";
import { commit, deleteItem, getItem, newItem, nextVersion, type Table, type Write } from "../foundation/table.ts";
import { PersonId as PersonIdSchema } from "../people/contract.ts";

const Calendar = v.object({ person: PersonIdSchema, since: v.string() });
const Mine = v.object({ hash: v.nullable(v.string()), since: v.string(), version: v.number() });
type Mine = v.InferOutput<typeof Mine>;

const calendarKey = (hash: string) => ({ pk: `CAL#${hash}`, sk: "CAL" });
const mineKey = (person: PersonId) => ({ pk: person, sk: "CALENDAR" });

export type PublishingStore = ReturnType<typeof publishingStore>;

export const publishingStore = (table: Table) => ({
  /** Whose calendar this is. 1 unit. */
  calendar: (hash: string) => getItem(table, calendarKey(hash), Calendar),
  /** This person's calendar; its hash is null when it was ended. 1 unit. */
  mine: (person: PersonId): Promise<Mine | undefined> => getItem(table, mineKey(person), Mine),
  /** The calendar that is good from now on, instead of the one before. */
  saveCalendar: (person: PersonId, before: Mine | undefined, after: Mine): Write[] => {
    const item = { ...mineKey(person), ...after };
    return [
      before ? nextVersion(table, item) : newItem(table, item),
      ...(before?.hash ? [deleteItem(table, calendarKey(before.hash))] : []),
      ...(after.hash ? [newItem(table, { ...calendarKey(after.hash), person, since: after.since })] : []),
    ];
  },
  commit: (...writes: readonly Write[]): Promise<void> => commit(table, ...writes),
});
