import { render } from "../../.build/server/entry-server.js";
import { api } from "../api.ts";
import { needs, readSettings } from "../foundation/settings.ts";
import { openStorage } from "../foundation/storage.ts";
import { openTable } from "../foundation/table.ts";
import { inApi } from "../publishing/roots.ts";
import { functionUrl } from "./function-url.ts";

const { TABLE_NAME, CODE_SECRET, ORIGIN, STORAGE_URL, PUBLISHER, PUBLISHER_ID, TILES_URL, TILES_CREDIT } = readSettings(needs.page);
const app = api({
  table: openTable(TABLE_NAME),
  secret: CODE_SECRET,
  secure: ORIGIN.startsWith("https:"),
  origin: ORIGIN,
  mirror: { storage: openStorage(STORAGE_URL) },
  publisher: { name: PUBLISHER, id: PUBLISHER_ID },
});
const deps = {
  api: (request: Request) => app.fetch(request),
  settings: { origin: ORIGIN, tilesUrl: TILES_URL, tilesCredit: TILES_CREDIT },
};

export const handler = functionUrl(ORIGIN, (request) => {
  const published = inApi(request);
  return published ? app.fetch(published) : render(request, deps);
});
