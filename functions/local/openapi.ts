import { writeFileSync } from "node:fs";
import { routes } from "../api.ts";
import { openApi } from "../openapi.ts";

/** `npm run openapi`: writes the document that the API serves. */
writeFileSync(
  new URL("../openapi.json", import.meta.url),
  `${JSON.stringify(openApi(routes({ secure: true, origin: "" }) as never), null, 1)}\n`,
);
