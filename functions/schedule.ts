import * as v from "valibot";
import { moveOn, relist } from "./discovery/service.ts";
import { publishMirror } from "./discovery/upkeep.ts";
import type { Context } from "./foundation/context.ts";
import type { Storage } from "./foundation/storage.ts";
import type { Table } from "./foundation/table.ts";
import { OpportunityId } from "./opportunities/contract.ts";
import { finishImports } from "./opportunities/import.ts";
import { closePast } from "./opportunities/service.ts";
import { openStores, type Stores } from "./stores.ts";

type Hour = {
  readonly table: Table;
  readonly now: Date;
  /** Where the mirror's base is published. */
  readonly storage?: Storage | undefined;
};

/**
 * What no write brings about but the passing of time: a listing whose next date has begun moves on to the one after, and an
 * opportunity whose last date has begun is closed; an import whose request died is loaded to its end; and the mirror's base is
 * published anew. Safe to run twice, late, or beside itself.
 */
export async function hourly({ table, now, storage }: Hour): Promise<void> {
  const stores = openStores(table, "", { storage });
  const ctx: Context<Stores> = { actor: null, now, locale: "it", requestId: "schedule", secret: "", stores };
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
  if (storage) await publishMirror(stores, storage);
}
