import { type Environment, lambda } from "./lambda.ts";
import type { StageSettings } from "./settings.ts";
import type { Table } from "./table.ts";

/** The HTTP API, at `/api` behind the router. */
export const api = (settings: StageSettings, environment: Environment, table: Table, router: sst.aws.Router) =>
  lambda("api", settings, environment, {
    memory: "1024 MB",
    timeout: "20 seconds",
    permissions: [...table.reads, ...table.writes],
    url: { router: { instance: router, path: "/api" }, cors: false },
  });
