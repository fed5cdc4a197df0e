import * as v from "valibot";
import { moveOn, relist } from "./discovery/service.ts";
import { drawAllAnew, publishMirror } from "./discovery/upkeep.ts";
import { runDueFeeds } from "./exchange/reading.ts";
import type { Context } from "./foundation/context.ts";
import { type Fetcher, guardedFetcher } from "./foundation/guarded-fetch.ts";
import type { Storage } from "./foundation/storage.ts";
import type { Table } from "./foundation/table.ts";
import { OpportunityId } from "./opportunities/contract.ts";
import { finishImports } from "./opportunities/import.ts";
import { closePast } from "./opportunities/service.ts";
import { endAllOffers } from "./participation/line.ts";
import { gatherNews } from "./searches/digest.ts";
import { openStores, type Stores } from "./stores.ts";

type Hour = {
  readonly table: Table;
  readonly now: Date;
  /** Where the mirror's base is published. */
  readonly storage?: Storage | undefined;
  /** How feeds of others are fetched; guarded, unless somebody knows better. */
  readonly fetcher?: Fetcher;
  /** Opened once by who calls every hour, so that there is one mirror and not one more each time. */
  readonly stores?: Stores;
};

/** Nobody asks: the clock does. */
const ctxAt = (now: Date, stores: Stores): Context<Stores> => ({
  actor: null,
  now,
  locale: "it",
  requestId: "schedule",
  secret: "",
  stores,
});

/**
 * Offers that ran out are ended, and their places pass on: an offer near the start stands for minutes, so an hour would be too rare.
 * Whoever looks at a line or signs up ends those of its shift as well, so between two runs nobody is kept from a place by a dead offer.
 */
export const endOffers = ({ now, stores }: { readonly now: Date; readonly stores: Stores }): Promise<void> =>
  endAllOffers(ctxAt(now, stores));

/**
 * What no write brings about but the passing of time, once an hour: a listing whose next date has begun moves on to the one after, and an
 * opportunity whose last date has begun is closed; an import whose request died is loaded to its end; what is new to saved
 * searches is gathered; feeds of others are read when their time has come; and the mirror's base is published anew. Safe to run twice, late, or beside itself.
 */
export async function hourly({
  table,
  now,
  storage,
  fetcher = guardedFetcher(),
  stores = openStores(table, "", { storage }),
}: Hour): Promise<void> {
  const ctx = ctxAt(now, stores);
  for await (const listing of stores.discovery.passed(now)) {
    if (listing.external) {
      await moveOn(ctx, listing);
      continue;
    }
    const id = v.parse(OpportunityId, listing.id);
    await closePast(ctx, id);
    await relist(ctx, id);
  }
  await finishImports(ctx);
  await gatherNews(ctx);
  await runDueFeeds(ctx, fetcher);
  if (!storage) return;
  // Before the first base ever, listings may be of a time in which there was no mirror.
  if ((await storage.list("mirror/")).length === 0) await drawAllAnew(ctx);
  await publishMirror(stores, storage);
}
