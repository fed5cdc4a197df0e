import { bodyStore } from "./bodies/store.ts";
import type { Table } from "./foundation/table.ts";
import { peopleStore } from "./people/store.ts";
import { planStore } from "./plans/store.ts";

/** Every noun's store over the one table. */
export const openStores = (table: Table, secret: string) => ({
  people: peopleStore(table, secret),
  bodies: bodyStore(table),
  plans: planStore(table),
});
export type Stores = ReturnType<typeof openStores>;
