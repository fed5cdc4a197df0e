import * as v from "valibot";
import { Problem } from "../foundation/problem.ts";
import {
  commit,
  cursorAt,
  deleteItem,
  newItem,
  putItem,
  query,
  queryAll,
  queryItems,
  read,
  type Table,
  updateItem,
} from "../foundation/table.ts";
import { OpportunityId } from "../opportunities/contract.ts";
import { Listing } from "./contract.ts";
import { type Counted, counted as names, type Listed, noTotals, type Totals } from "./rules.ts";

const Slot = v.object({ startsAt: v.string(), endsAt: v.string(), left: v.nullable(v.number()), waiting: v.number() });
const ListingItem = v.object({ ...Listing.entries, slots: v.array(Slot), seen: v.number() });
const TotalsItem = v.object({ sk: v.string(), ...Object.fromEntries(names.map((name) => [name, v.optional(v.number(), 0)])) });

const listingKey = (id: string) => ({ pk: id, sk: "LISTING" });
const open = "OPEN";
const openIn = (comune: string) => `OPEN#${comune}`;
/** The parts of the overview: all, a project, a zone. */
export type Scope = "ALL" | `PRJ#${string}` | `ZONE#${string}`;
const totalsKey = (scope: Scope) => ({ pk: "TOTALS", sk: scope });

export type DiscoveryStore = ReturnType<typeof discoveryStore>;

export const discoveryStore = (table: Table) => ({
  /** Puts the picture of an opportunity, unless a newer one is there. 3 units: the item and two indexes. */
  async list(listing: Listed): Promise<void> {
    const order = { sk: `${listing.startsAt}#${listing.id}` };
    const item = {
      ...listingKey(listing.id),
      gsi1pk: open,
      gsi1sk: order.sk,
      gsi2pk: openIn(listing.comune),
      gsi2sk: order.sk,
      ...listing,
    };
    await newest(
      commit(table, putItem(table, item, { when: "attribute_not_exists(pk) OR seen <= :seen", values: { ":seen": listing.seen } })),
    );
  },
  /** Takes it away, unless a newer picture is there. */
  async unlist(id: string, seen: number): Promise<void> {
    await newest(
      commit(table, deleteItem(table, listingKey(id), { when: "attribute_not_exists(pk) OR seen <= :seen", values: { ":seen": seen } })),
    );
  },

  /**
   * Listings in the order of their next date, from `from` on: a few pages of one partition of an index, judged by `judge`
   * until `limit` are found. 0.5 units per 4 KB looked at, at most `mostLooked` of them a call: then the cursor goes on.
   */
  async find<T>(
    { comune, from, cursor, limit }: { comune: string | undefined; from: string; cursor: string | undefined; limit: number },
    judge: (listing: Listed) => T | null,
  ): Promise<{ items: T[]; next: string | null }> {
    const index = comune ? "gsi2" : "gsi1";
    const found: T[] = [];
    let looked = 0;
    let at = cursor;
    do {
      const page = await queryItems(table, {
        index,
        pk: comune ? openIn(comune) : open,
        sk: [from, "~"],
        cursor: at,
        limit: Math.max(limit, 50),
      });
      for (const [n, item] of page.items.entries()) {
        const judged = judge(read(ListingItem, item));
        if (judged === null) continue;
        found.push(judged);
        if (found.length < limit) continue;
        const last = n === page.items.length - 1 && !page.next;
        return { items: found, next: last ? null : cursorAt(index, item) };
      }
      looked += page.items.length;
      at = page.next ?? undefined;
    } while (at && looked < mostLooked);
    return { items: found, next: at ?? null };
  },

  /** Listings whose next date has passed: what the calendar has to look at again. From "0", since DynamoDB takes no empty bound. */
  passed: async (now: Date) =>
    (await query(table, { index: "gsi1", pk: open, sk: ["0", now.toISOString()], limit: 200 }, v.object({ id: OpportunityId }))).items,

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
});

const mostLooked = 2000;

/** A refusal means that a newer picture is there already: then there is nothing to do. */
const newest = (written: Promise<void>): Promise<void> =>
  written.catch((error: unknown) => {
    if (!(error instanceof Problem && error.code === "changed_meanwhile")) throw error;
  });
