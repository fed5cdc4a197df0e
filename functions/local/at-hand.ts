import { readSettings } from "../foundation/settings.ts";
import { openTable, type Table } from "../foundation/table.ts";
import { folders, secretIn, tableName } from "./folder.ts";
import { whoRuns } from "./lock.ts";
import { localConfig } from "./table.ts";

/** The table that a command works on: AWS's when TABLE_NAME and CODE_SECRET tell which, else that of the Insieme running here. */
export async function tableAtHand(): Promise<{ readonly table: Table; readonly secret: string } | undefined> {
  if (process.env["TABLE_NAME"]) {
    const { TABLE_NAME, CODE_SECRET } = readSettings(["TABLE_NAME", "CODE_SECRET"]);
    return { table: openTable(TABLE_NAME), secret: CODE_SECRET };
  }
  for (const folder of process.env["DATA"] ? [process.env["DATA"]] : Object.values(folders)) {
    const running = await whoRuns(folder);
    if (running) return { table: openTable(tableName, localConfig(running.endpoint)), secret: secretIn(folder) };
  }
  return undefined;
}

export const noneAtHand = "Insieme does not run here: start it (npm start), or name TABLE_NAME and CODE_SECRET.";
