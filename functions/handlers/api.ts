import { api } from "../api.ts";
import { needs, readSettings } from "../foundation/settings.ts";
import { openStorage } from "../foundation/storage.ts";
import { openTable } from "../foundation/table.ts";
import { functionUrl } from "./function-url.ts";

const { TABLE_NAME, CODE_SECRET, ORIGIN, STORAGE_URL, PUBLISHER, PUBLISHER_ID } = readSettings(needs.api);
const app = api({
  table: openTable(TABLE_NAME),
  secret: CODE_SECRET,
  secure: ORIGIN.startsWith("https:"),
  origin: ORIGIN,
  mirror: { storage: openStorage(STORAGE_URL) },
  publisher: { name: PUBLISHER, id: PUBLISHER_ID },
});

export const handler = functionUrl(ORIGIN, (request) => app.fetch(request));
