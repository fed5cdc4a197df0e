import type { Context } from "./foundation/context.ts";
import type { Table } from "./foundation/table.ts";
import { relist } from "./discovery/service.ts";
import { finishImports } from "./opportunities/import.ts";
import { closePast } from "./opportunities/service.ts";
import { openStores, type Stores } from "./stores.ts";

/**
 * What no write brings about but the passing of time: a listing whose next date has begun moves on to the one after, and an
 * opportunity whose last date has begun is closed; and an import whose request died is loaded to its end. Safe to run twice, late,
 * or beside itself.
 */
export async function hourly({ table, now }: { readonly table: Table; readonly now: Date }): Promise<void> {
  const stores = openStores(table, "");
  const ctx: Context<Stores> = { actor: null, now, locale: "it", requestId: "schedule", secret: "", stores };
  for (const { id } of await stores.discovery.passed(now)) {
    await closePast(ctx, id);
    await relist(ctx, id);
  }
  await finishImports(ctx);
}
