import * as v from "valibot";
import { told } from "../foundation/change.ts";
import { Problem } from "../foundation/problem.ts";
import { commit, deleteItem, newItem, putItem, query, queryAll, type Table, updateItem } from "../foundation/table.ts";
import { day, ttl } from "../foundation/time.ts";
import { Listing } from "./contract.ts";
import { keptAnswers } from "./kept-answers.ts";
import { mirrorBeside, type MirrorSettings } from "./mirror/beside.ts";
import type { Drawn } from "./mirror/mirror.ts";
import { type Counted, counted as names, type Listed, noTotals, type Slot, type Totals } from "./rules.ts";

/**
 * A date in few bytes, for a listing is written anew with every sign-up and may have 60: start and length in milliseconds, both
 * to the base of 36, places left, people waiting.
 */
const packed = ({ startsAt, endsAt, left, waiting }: Slot): string => {
  const start = Date.parse(startsAt);
  return [start.toString(36), (Date.parse(endsAt) - start).toString(36), left ?? "", waiting].join(" ");
};
function unpacked(text: string): Slot {
  const [start = "", length = "", left = "", waiting] = text.split(" ");
  const at = parseInt(start, 36);
  return {
    startsAt: new Date(at).toISOString(),
    endsAt: new Date(at + parseInt(length, 36)).toISOString(),
    left: left === "" ? null : Number(left),
    waiting: Number(waiting),
  };
}
const Slots = v.pipe(
  v.array(v.string()),
  v.transform((all) => all.map(unpacked)),
);
const dated = { slots: Slots, calledOff: v.optional(v.array(v.object({ startsAt: v.string(), endsAt: v.string() }))) };
const drawn = { seen: v.number(), changedAt: v.string() };
/** The picture of what is to be found, or the mark that it is no longer. */
const DrawnItem = v.union([
  v.object({ id: Listing.entries.id, gone: v.literal(true), ...drawn }),
  v.object({ ...Listing.entries, ...dated, ...drawn }),
]);
/** What a listing shows, as it stands on the stream: also of a time when it had another shape, or was gone. */
const Shown = v.partial(v.pick(Listing, ["title", "startsAt", "endsAt", "venue", "comuneName", "bodyName", "point"]));
export const listingTold = told((sk) => sk === "LISTING", v.object({ id: Listing.entries.id, ...Shown.entries }));
const TotalsItem = v.object({ sk: v.string(), ...Object.fromEntries(names.map((name) => [name, v.optional(v.number(), 0)])) });

const listingKey = (id: Listing["id"]) => ({ pk: id, sk: "LISTING" });
const listed = "LISTED";
const inOrderOfChange = (id: string, changedAt: string) => ({ gsi1pk: listed, gsi1sk: `${changedAt}#${id}` });
const open = "OPEN";
/** A mark stays for as long as a mirror may go without looking. */
const markedFor = 8 * day;
/** Writers are many, their clocks differ, and an index follows its table a moment later: what is older than this is all there. */
const overlap = 10_000;
const workKey = (work: string) => ({ pk: `WORK#${work}`, sk: "WORK" });
/** The parts of the overview: all, a project, a zone. */
export type Scope = "ALL" | `PRJ#${string}` | `ZONE#${string}`;
const totalsKey = (scope: Scope) => ({ pk: "TOTALS", sk: scope });

export type DiscoveryStore = ReturnType<typeof discoveryStore>;

export const discoveryStore = (table: Table, { clock = () => new Date(), ...mirror }: MirrorSettings = {}) => {
  /**
   * What changed since `cursor` and a little before, in order, page by page; without one, all there is. 0.5 units per 4 KB.
   * A cursor is the instant at which one looked last.
   */
  async function* changes(cursor?: string): AsyncGenerator<Drawn[]> {
    const from = cursor ? new Date(Date.parse(cursor) - overlap).toISOString() : "0";
    let next: string | undefined;
    do {
      const page = await query(table, { index: "gsi1", pk: listed, sk: [from, "~"], cursor: next }, DrawnItem);
      yield page.items.map((item) => {
        if ("gone" in item) return { id: item.id, seen: item.seen, changedAt: item.changedAt, listing: null };
        const { changedAt, ...listing } = item;
        return { id: item.id, seen: item.seen, changedAt, listing };
      });
      next = page.next ?? undefined;
    } while (next);
  }

  return {
    /** What questions are asked of: no older than a second and the pull. 0 units when it was looked at half a second ago, else 0.5. */
    mirror: mirrorBeside({ ...mirror, clock, changes }),
    /** Answers of the mirror, for who asks the same a moment later. */
    answers: keptAnswers(),
    changes,
    clock,

    /** Puts what is to be found, of ours or of others, unless a newer picture is there. 1 unit per KB, thrice: the item and two indexes. */
    async list({ slots, ...listing }: Listed): Promise<void> {
      const changedAt = clock().toISOString();
      const item = {
        ...listingKey(listing.id),
        ...inOrderOfChange(listing.id, changedAt),
        gsi2pk: open,
        gsi2sk: `${listing.startsAt}#${listing.id}`,
        ...listing,
        slots: slots.map(packed),
        changedAt,
      };
      await newest(
        commit(table, putItem(table, item, { when: "attribute_not_exists(pk) OR seen <= :seen", values: { ":seen": listing.seen } })),
      );
    },
    /** Marks it as no longer to be found, unless a newer picture is there, or the very mark. */
    async unlist(id: Listing["id"], seen: number): Promise<void> {
      const at = clock();
      const changedAt = at.toISOString();
      const item = {
        ...listingKey(id),
        ...inOrderOfChange(id, changedAt),
        id,
        gone: true,
        seen,
        changedAt,
        expiresAt: ttl(at, markedFor),
      };
      const older = "attribute_not_exists(pk) OR seen < :seen OR (seen = :seen AND attribute_not_exists(gone))";
      await newest(commit(table, putItem(table, item, { when: older, values: { ":seen": seen } })));
    },

    /** Listings whose next date has passed, page by page: what the calendar has to look at again. From "0", since DynamoDB takes no empty bound. */
    async *passed(by: Date): AsyncGenerator<Listed> {
      let next: string | undefined;
      do {
        const page = await query(
          table,
          { index: "gsi2", pk: open, sk: ["0", `${by.toISOString()}#~`], cursor: next },
          v.object({ ...Listing.entries, ...dated, seen: v.number() }),
        );
        yield* page.items;
        next = page.next ?? undefined;
      } while (next);
    },

    /** Whether this work is ours for the time to come (milliseconds): somebody else may be at it. 1 conditional write. */
    async claim(work: string, length: number): Promise<boolean> {
      const at = clock();
      const item = { ...workKey(work), until: at.getTime() + length, expiresAt: ttl(at, length + day) };
      const free = { when: "attribute_not_exists(pk) OR #until < :now", names: { "#until": "until" }, values: { ":now": at.getTime() } };
      let taken = false;
      const write = putItem(table, item, free, () => {
        taken = true;
        return new Problem("changed_meanwhile");
      });
      await commit(table, write).catch((error: unknown) => {
        if (!taken) throw error;
      });
      return !taken;
    },
    release: (work: string): Promise<void> => commit(table, deleteItem(table, workKey(work))),

    /** Counts something once: the mark and the totals in one transaction, so that a record that arrives twice adds nothing. */
    async countOnce(key: string, by: Partial<Totals>, scopes: readonly Scope[]): Promise<void> {
      const entries = Object.entries(by) as [Counted, number][];
      const adds = scopes.map((scope) =>
        updateItem(table, totalsKey(scope), `ADD ${entries.map((_, n) => `#n${n} :n${n}`).join(", ")}`, {
          names: Object.fromEntries(entries.map(([name], n) => [`#n${n}`, name])),
          values: Object.fromEntries(entries.map(([, value], n) => [`:n${n}`, value])),
        }),
      );
      let counted = false;
      const mark = newItem(table, { pk: `COUNTED#${key}`, sk: "COUNTED" }, () => {
        counted = true;
        return new Problem("changed_meanwhile");
      });
      await commit(table, mark, ...adds).catch((error: unknown) => {
        if (!counted) throw error;
      });
    },

    /** All totals, one partition: 0.5 units per 4 KB, some 40 projects a unit. */
    async totals(): Promise<Map<string, Totals>> {
      const items = await queryAll(table, { pk: "TOTALS" }, TotalsItem);
      return new Map(items.map(({ sk, ...totals }) => [sk, { ...noTotals, ...totals }]));
    },
  };
};

/** A refusal means that a newer picture is there already: then there is nothing to do. */
const newest = (written: Promise<void>): Promise<void> =>
  written.catch((error: unknown) => {
    if (!(error instanceof Problem && error.code === "changed_meanwhile")) throw error;
  });
