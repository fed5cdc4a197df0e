import { needs, readSettings } from "../foundation/settings.ts";
import { openStorage } from "../foundation/storage.ts";
import { openTable } from "../foundation/table.ts";
import { endOffers, hourly } from "../schedule.ts";
import { openStores } from "../stores.ts";

const { TABLE_NAME, STORAGE_URL } = readSettings(needs.schedule);
const table = openTable(TABLE_NAME);
const storage = openStorage(STORAGE_URL);

const stores = openStores(table, "", { storage });

/** What the stack's schedules send: one says `offers`, the hourly one nothing. */
type Asked = { readonly only?: "offers" };

export const handler = ({ only }: Asked): Promise<void> =>
  only === "offers" ? endOffers({ stores, now: new Date() }) : hourly({ table, storage, stores, now: new Date() });
