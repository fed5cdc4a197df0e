import { rmSync } from "node:fs";
import type { FindQuery, Found, MapAnswer, MapQuery } from "../contract.ts";
import type { Listed } from "../rules.ts";
import { openAsking } from "./ask.ts";
import { blobsOf, columnsFrom, emptyColumns, putRow } from "./columns.ts";
import { type Line, openFile, type State } from "./file.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { meaningful } from "./lexicon.ts";
import { placeNames } from "./places.ts";
import { entry, openPostings } from "./postings.ts";
import { openRanking } from "./ranking.ts";
import { entriesOf, textOf } from "./text.ts";
import { openVocabulary } from "./vocabulary.ts";
import { isStem } from "./words.ts";

/** Part of the base's place in storage, so that two versions live side by side. */
export const mirrorSchema = 1;

/** What became of a listing; null: gone. */
export type Drawn = { readonly id: string; readonly seen: number; readonly changedAt: string; readonly listing: Listed | null };
export type Standing = Drawn & { readonly listing: Listed };

export type Mirror = {
  /** Changes with every change that was applied, and is the same for the same listings. */
  readonly version: string;
  /** Where in the table's changes the file stands; undefined when it holds nothing. */
  readonly cursor: string | undefined;
  readonly size: number;
  /** A change counts only over an older picture, so that changes may come twice and in any order. */
  apply(changes: readonly Drawn[], cursor: string | undefined): void;
  /** `among`: of these alone, when somebody wants to know which of a few answer. */
  find(question: FindQuery, now: Date, among?: readonly string[]): Found;
  map(question: MapQuery, now: Date): MapAnswer;
  get(id: string): Listed | undefined;
  /** The same, with when it last changed. */
  standing(id: string): Standing | undefined;
  /** What is to be found, in the order of ids. */
  each(): Iterable<Standing>;
  /** Writes the whole as one compact base file at this path. */
  save(path: string): void;
  close(): void;
};

/** Later changes than this behind the latest (ms) are not told again: what is gone so long is forgotten. */
const rememberGone = 8 * 86_400_000;
const newer = (a: Pick<Line, "seen" | "changedAt">, b: Pick<Line, "seen" | "changedAt">): boolean =>
  a.seen > b.seen || (a.seen === b.seen && a.changedAt > b.changedAt);

/** A base file, opened to be written (an instance's own copy); a new file or ":memory:" is empty. */
export function openMirror(path: string): Mirror {
  const file = openFile(path);
  const columns = file.bytes("dictionaries") ? columnsFrom((name) => file.bytes(name)!) : emptyColumns();
  const postings = openPostings((term) => file.entries(term));
  const vocabulary = openVocabulary(
    () => file.vocabulary(),
    function* () {
      for (const [term, { length }] of postings.since) if (!isStem(term) && !term.startsWith("@")) yield [term, length] as const;
    },
    [...meaningful, ...placeNames.filter((name) => !name.includes(" "))],
  );
  const ranking = openRanking(columns, postings, vocabulary);
  let { cursor, latest, fingerprint }: State = file.state() ?? { cursor: undefined, latest: "", fingerprint: [0, 0] };
  let aliveRows: Uint32Array | undefined;
  let nextRow = file.nextRow();
  catchUp();

  /** Rows that were written since the columns were kept. */
  function catchUp(): void {
    const touched = file.touched();
    if (!touched.length) return;
    columns.rows.arrays.alive.fill(0);
    const known = columns.rows.size;
    for (const { row, listing } of touched) if (listing) putListing(row, listing, row >= known);
    for (const row of file.aliveRows()) columns.rows.arrays.alive[row] = 1;
  }

  function putListing(row: number, listing: Listed, entries: boolean): void {
    putRow(columns, row, listing);
    if (entries) postings.add(row, entriesOf(listing));
  }

  const alive = (): Uint32Array => {
    if (aliveRows) return aliveRows;
    const flags = columns.rows.arrays.alive;
    const rows: number[] = [];
    for (let row = 0; row < columns.rows.size; row++) if (flags[row]) rows.push(row);
    return (aliveRows = Uint32Array.from(rows));
  };

  const asking = openAsking({
    columns,
    ranking,
    alive,
    shown: (row, slot) => file.shown(row, slot),
  });

  const rowsOf = (ids: readonly string[]): Uint32Array =>
    Uint32Array.from(ids.map((id) => file.rowOf(id)).filter((row) => row !== undefined)).toSorted();

  /** In the order of time, as slots are read. */
  const ordered = (listing: Listed): Listed =>
    listing.slots.every(({ startsAt }, n) => n === 0 || startsAt >= listing.slots[n - 1]!.startsAt)
      ? listing
      : { ...listing, slots: listing.slots.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0)) };

  return {
    get version() {
      return `${latest && Date.parse(latest).toString(36)}.${fingerprint.map((half) => (half >>> 0).toString(36)).join("")}`;
    },
    get cursor() {
      return cursor;
    },
    get size() {
      return alive().length;
    },

    apply(changes, after) {
      const writes: { row: number; listing: Listed | null; killed: number; entries: boolean }[] = [];
      let [first, second] = fingerprint;
      let last = latest;
      let free = nextRow;
      const state = (): State => ({ cursor: after ?? cursor, latest: last, fingerprint: [first, second] });
      file.atOnce(() => {
        for (const { id, seen, changedAt, listing: drawn } of changes) {
          // Of what comes too late as well, so that the order of changes leaves no trace.
          if (changedAt > last) last = changedAt;
          const old = file.line(id);
          if (old && !newer({ seen, changedAt }, old)) continue;
          const listing = drawn && ordered(drawn);
          const sameText = old?.listing && listing && textOf(old.listing) === textOf(listing);
          const row = old && (sameText || !listing) ? old.row : free++;
          file.put({ id, row, seen, changedAt, listing });
          writes.push({ row, listing, killed: old?.listing && old.row !== row ? old.row : -1, entries: !sameText });
          for (const one of [old?.listing ? old : undefined, listing ? { id, seen, changedAt } : undefined]) {
            if (!one) continue;
            const [a, b] = fingerprintOf(`${one.id} ${one.seen} ${one.changedAt}`);
            first ^= a;
            second ^= b;
          }
        }
        file.keepState(state());
      });
      ({ cursor, latest, fingerprint } = state());
      nextRow = free;
      for (const { row, listing, killed, entries } of writes) {
        if (killed >= 0) columns.rows.arrays.alive[killed] = 0;
        if (listing) putListing(row, listing, entries);
        else if (row < columns.rows.size) columns.rows.arrays.alive[row] = 0;
      }
      if (!writes.length) return;
      ranking.forget();
      if (writes.some(({ listing, killed, entries }) => !listing || killed >= 0 || entries)) aliveRows = undefined;
    },

    find: (question, now, among) => asking.find(question, now, among && rowsOf(among)),
    map: (question, now) => asking.map(question, now),
    get: (id) => file.line(id)?.listing ?? undefined,
    standing(id) {
      const line = file.line(id);
      return line?.listing ? { id, seen: line.seen, changedAt: line.changedAt, listing: line.listing } : undefined;
    },
    *each() {
      for (const { id, seen, changedAt, listing } of file.lines()) if (listing) yield { id, seen, changedAt, listing };
    },

    save(to) {
      rmSync(to, { force: true });
      openFile(to).close();
      file.copyTo(to, latest && new Date(Date.parse(latest) - rememberGone).toISOString());
      const base = openFile(to);
      const fresh = emptyColumns();
      const terms = new Map<string, number[]>();
      for (const { row, listing } of base.lines()) {
        if (!listing) continue;
        putRow(fresh, row, listing);
        for (const [term, level] of entriesOf(listing)) {
          const list = terms.get(term);
          if (list) list.push(entry(row, level));
          else terms.set(term, [entry(row, level)]);
        }
      }
      base.atOnce(() => {
        base.keepAll(blobsOf(fresh), terms);
        base.keepState({ cursor, latest, fingerprint });
      });
      base.close();
    },
    close: () => file.close(),
  };
}
