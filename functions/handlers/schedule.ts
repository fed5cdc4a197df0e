import { needs, readSettings } from "../foundation/settings.ts";
import { openTable } from "../foundation/table.ts";
import { hourly } from "../schedule.ts";

const { TABLE_NAME } = readSettings(needs.schedule);
const table = openTable(TABLE_NAME);

export const handler = (): Promise<void> => hourly({ table, now: new Date() });
