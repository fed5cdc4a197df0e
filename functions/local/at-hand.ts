import { readSettings } from "../foundation/settings.ts";
import { openTable, type Table } from "../foundation/table.ts";
import { openStorage, type Storage } from "../foundation/storage.ts";
import { folders, secretIn, storageIn, tableName } from "./folder.ts";
import { whoRuns } from "./lock.ts";
import { localConfig } from "./table.ts";

type AtHand = { readonly table: Table; readonly secret: string; readonly storage: Storage | undefined };

/**
 * The table that a command works on, and its storage: AWS's when TABLE_NAME and CODE_SECRET (and STORAGE_URL) tell which, else those
 * of the Insieme running here.
 */
export async function tableAtHand(): Promise<AtHand | undefined> {
  if (process.env["TABLE_NAME"]) {
    const { TABLE_NAME, CODE_SECRET } = readSettings(["TABLE_NAME", "CODE_SECRET"]);
    const url = process.env["STORAGE_URL"];
    return { table: openTable(TABLE_NAME), secret: CODE_SECRET, storage: url ? openStorage(url) : undefined };
  }
  for (const folder of process.env["DATA"] ? [process.env["DATA"]] : Object.values(folders)) {
    const running = await whoRuns(folder);
    if (running)
      return {
        table: openTable(tableName, localConfig(running.endpoint)),
        secret: secretIn(folder),
        storage: openStorage(storageIn(folder)),
      };
  }
  return undefined;
}

export const noneAtHand = "Insieme does not run here: start it (npm start), or name TABLE_NAME and CODE_SECRET.";
