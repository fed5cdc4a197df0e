import { type Environment, lambda } from "./lambda.ts";
import type { StageSettings } from "./settings.ts";
import type { Table } from "./table.ts";

/** The pages, made on the server: everything that is neither API nor file. It only shows, so it may only read. */
export const page = (settings: StageSettings, environment: Environment, table: Table, router: sst.aws.Router) =>
  lambda("page", settings, environment, {
    memory: "1024 MB",
    timeout: "20 seconds",
    permissions: table.reads,
    url: { router: { instance: router, path: "/" }, cors: false },
  });
