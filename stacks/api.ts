import type { Data } from "./data.ts";
import { type Environment, lambda } from "./lambda.ts";
import type { StageSettings } from "./settings.ts";
import type { Table } from "./table.ts";

/** The HTTP API, at `/api` behind the router. 1769 MB are one whole processor, which questions to the mirror keep busy. */
export const api = (settings: StageSettings, environment: Environment, table: Table, data: Data, router: sst.aws.Router) =>
  lambda("api", settings, environment, {
    memory: "1769 MB",
    timeout: "20 seconds",
    permissions: [...table.reads, ...table.writes, ...data.reads],
    url: { router: { instance: router, path: "/api" }, cors: false },
  });
