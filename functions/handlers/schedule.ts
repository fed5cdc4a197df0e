import { needs, readSettings } from "../foundation/settings.ts";
import { openStorage } from "../foundation/storage.ts";
import { openTable } from "../foundation/table.ts";
import { hourly } from "../schedule.ts";

const { TABLE_NAME, STORAGE_URL } = readSettings(needs.schedule);
const table = openTable(TABLE_NAME);
const storage = openStorage(STORAGE_URL);

export const handler = (): Promise<void> => hourly({ table, storage, now: new Date() });
