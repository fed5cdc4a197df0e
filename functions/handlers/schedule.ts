import { needs, readSettings } from "../foundation/settings.ts";
import { openStorage } from "../foundation/storage.ts";
import { openTable } from "../foundation/table.ts";
import { hourly } from "../schedule.ts";
import { openStores } from "../stores.ts";

const { TABLE_NAME, STORAGE_URL } = readSettings(needs.schedule);
const table = openTable(TABLE_NAME);
const storage = openStorage(STORAGE_URL);

const stores = openStores(table, "", { storage });

export const handler = (): Promise<void> => hourly({ table, storage, stores, now: new Date() });
