import { DatabaseSync } from "node:sqlite";
import type { FoundListing } from "../contract.ts";
import type { Listed, Slot } from "../rules.ts";
import type { Known } from "./vocabulary.ts";
import { isStem } from "./words.ts";

/** The only file that knows SQL. */

/** What is known of something found or once found; `listing` is null when it is gone. */
export type Line = {
  readonly id: string;
  readonly row: number;
  readonly seen: number;
  readonly changedAt: string;
  readonly listing: Listed | null;
};
type Written = Omit<Line, "listing"> & { readonly listing: string | null };
/** Where the file stands; `fingerprint` is the same for the same listings, whichever way they came. */
export type State = { readonly cursor: string | undefined; readonly latest: string; readonly fingerprint: readonly [number, number] };

/** A copy that is lost is fetched again, so nothing waits for the disk. */
const pragmas = `PRAGMA page_size = 16384; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;`;
/** `touched`: written since the columns and terms were kept. */
const tables = `
  CREATE TABLE IF NOT EXISTS lines (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seen INTEGER NOT NULL, changedAt TEXT NOT NULL, listing TEXT, touched INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS touched ON lines (row) WHERE touched = 1;
  CREATE TABLE IF NOT EXISTS terms (term TEXT PRIMARY KEY, entries BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
`;

/** Instants as milliseconds, unless they are written in a way of their own: dates are half of what a listing weighs. */
const packed = (instant: string): number | string => {
  const at = Date.parse(instant);
  return new Date(at).toISOString() === instant ? at : instant;
};
const unpacked = (instant: number | string): string => (typeof instant === "string" ? instant : new Date(instant).toISOString());
type Packed = readonly [startsAt: number | string, endsAt: number | string, left: number | null, waiting: number];

const pack = (listing: Listed): string =>
  JSON.stringify({
    ...listing,
    slots: listing.slots.map(({ startsAt, endsAt, left, waiting }): Packed => [packed(startsAt), packed(endsAt), left, waiting]),
  });
type PackedListing = Omit<Listed, "slots"> & { readonly slots: readonly Packed[] };
const slotOf = ([startsAt, endsAt, left, waiting]: Packed): Slot => ({
  startsAt: unpacked(startsAt),
  endsAt: unpacked(endsAt),
  left,
  waiting,
});
function unpack(text: string): Listed {
  const { slots, ...listing } = JSON.parse(text) as PackedListing;
  return { ...listing, slots: slots.map(slotOf) };
}
const lineOf = ({ listing, ...line }: Written): Line => ({ ...line, listing: listing === null ? null : unpack(listing) });

export function openFile(path: string) {
  const db = new DatabaseSync(path);
  db.exec(pragmas);
  db.exec(tables);
  const byId = db.prepare("SELECT id, row, seen, changedAt, listing FROM lines WHERE id = ?");
  const rowById = db.prepare("SELECT row FROM lines WHERE id = ? AND listing IS NOT NULL");
  const byRow = db.prepare("SELECT listing FROM lines WHERE row = ?");
  const afterId = db.prepare("SELECT id, row, seen, changedAt, listing FROM lines WHERE id > ? ORDER BY id LIMIT 500");
  const write = db.prepare(
    `INSERT INTO lines (id, row, seen, changedAt, listing, touched) VALUES (?, ?, ?, ?, ?, 1)
     ON CONFLICT (id) DO UPDATE SET row = excluded.row, seen = excluded.seen, changedAt = excluded.changedAt, listing = excluded.listing, touched = 1`,
  );
  const term = db.prepare("SELECT entries FROM terms WHERE term = ?");
  const keep = db.prepare("INSERT OR REPLACE INTO kept (name, value) VALUES (?, ?)");
  const kept = db.prepare("SELECT value FROM kept WHERE name = ?");
  byRow.setReturnArrays(true);
  term.setReturnArrays(true);
  kept.setReturnArrays(true);

  /** No bytes at all are written as NULL. */
  const bytes = (name: string): Uint8Array | undefined => {
    const found = kept.get(name) as unknown as [Uint8Array | null] | undefined;
    return found && (found[0] ?? new Uint8Array());
  };

  return {
    /** All of it or nothing. */
    atOnce(work: () => void): void {
      db.exec("BEGIN");
      try {
        work();
        db.exec("COMMIT");
      } catch (error) {
        db.exec("ROLLBACK");
        throw error;
      }
    },
    line(id: string): Line | undefined {
      const found = byId.get(id) as Written | undefined;
      return found && lineOf(found);
    },
    /** Only of what is to be found; the listing itself is not read. */
    rowOf: (id: string) => (rowById.get(id) as { row: number } | undefined)?.row,
    put: ({ id, row, seen, changedAt, listing }: Line) => void write.run(id, row, seen, changedAt, listing && pack(listing)),
    /** A listing as it is shown with its n-th slot. */
    shown(row: number, slot: number): Omit<FoundListing, "km"> {
      const { slots, seen: _, ...listing } = JSON.parse((byRow.get(row) as unknown as [string])[0]) as PackedListing;
      return { ...listing, ...slotOf(slots[slot]!) };
    },
    /** In the order of ids. */
    *lines(): Generator<Line> {
      let page: Written[] = [];
      do {
        page = afterId.all(page.at(-1)?.id ?? "") as unknown as Written[];
        yield* page.map(lineOf);
      } while (page.length > 0);
    },
    /** Rows that were written since the columns were kept. */
    touched: () =>
      (db.prepare("SELECT id, row, seen, changedAt, listing FROM lines WHERE touched = 1 ORDER BY row").all() as unknown as Written[]).map(
        lineOf,
      ),
    aliveRows: () => (db.prepare("SELECT row FROM lines WHERE listing IS NOT NULL").all() as { row: number }[]).map(({ row }) => row),
    nextRow: () => (db.prepare("SELECT coalesce(max(row), -1) + 1 AS next FROM lines").get() as { next: number }).next,
    /** Copies all lines but those that were gone before `forgotten` into another file, as rows 0, 1, 2… in the order of ids. */
    copyTo(path: string, forgotten: string): void {
      db.prepare("ATTACH ? AS other").run(path);
      db.prepare(
        `INSERT INTO other.lines (row, id, seen, changedAt, listing, touched)
         SELECT row_number() OVER (ORDER BY id) - 1, id, seen, changedAt, listing, 0 FROM lines WHERE listing IS NOT NULL OR changedAt >= ?`,
      ).run(forgotten);
      db.exec("DETACH other");
    },

    /** Entries of a term: read in one piece, whatever their number. */
    entries(name: string): Uint32Array | undefined {
      const found = (term.get(name) as unknown as [Uint8Array] | undefined)?.[0];
      return found && new Uint32Array(found.slice().buffer);
    },
    /** In the order of code units, as JavaScript compares. */
    vocabulary: (): Known =>
      (db.prepare("SELECT term, length(entries) / 4 AS count FROM terms").all() as { term: string; count: number }[])
        .filter(({ term }) => !isStem(term) && /^[\p{L}\p{N}]/u.test(term))
        .map(({ term, count }) => [term, count] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),

    bytes,
    state(): State | undefined {
      const text = bytes("state");
      return text && (JSON.parse(Buffer.from(text).toString()) as State);
    },
    keepState: (state: State) => void keep.run("state", Buffer.from(JSON.stringify(state))),
    /** Columns and terms of all lines. */
    keepAll(blobs: Iterable<readonly [name: string, bytes: Uint8Array]>, terms: ReadonlyMap<string, readonly number[]>): void {
      for (const [name, value] of blobs) keep.run(name, value);
      const add = db.prepare("INSERT INTO terms (term, entries) VALUES (?, ?)");
      for (const [name, entries] of [...terms].toSorted(([a], [b]) => (a < b ? -1 : 1)))
        add.run(name, new Uint8Array(Uint32Array.from(entries).buffer));
    },
    close: () => db.close(),
  };
}
