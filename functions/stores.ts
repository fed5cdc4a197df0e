import { bodyStore } from "./bodies/store.ts";
import type { MirrorSettings } from "./discovery/mirror/beside.ts";
import { discoveryStore } from "./discovery/store.ts";
import { exchangeStore } from "./exchange/store.ts";
import type { Table } from "./foundation/table.ts";
import { opportunityStore } from "./opportunities/store.ts";
import { participationStore } from "./participation/store.ts";
import { peopleStore } from "./people/store.ts";
import { planStore } from "./plans/store.ts";
import { projectStore } from "./projects/store.ts";
import { publishingStore } from "./publishing/store.ts";
import { recordStore } from "./records/store.ts";
import { searchStore } from "./searches/store.ts";

/** Every noun's store over the one table, and the mirror that questions are asked of. */
export const openStores = (table: Table, secret: string, mirror: MirrorSettings = {}) => ({
  people: peopleStore(table, secret),
  bodies: bodyStore(table),
  plans: planStore(table),
  projects: projectStore(table),
  opportunities: opportunityStore(table),
  participation: participationStore(table),
  records: recordStore(table),
  discovery: discoveryStore(table, mirror),
  exchange: exchangeStore(table),
  publishing: publishingStore(table),
  searches: searchStore(table),
});
export type Stores = ReturnType<typeof openStores>;
