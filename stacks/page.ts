import type { Data } from "./data.ts";
import { type Environment, lambda } from "./lambda.ts";
import type { StageSettings } from "./settings.ts";
import type { Table } from "./table.ts";

/** The pages, made on the server: everything that is neither API nor file. It only shows, so it may only read. */
export const page = (settings: StageSettings, environment: Environment, table: Table, data: Data, router: sst.aws.Router) =>
  lambda("page", settings, environment, {
    memory: "1769 MB",
    timeout: "20 seconds",
    permissions: [...table.reads, ...data.reads],
    url: { router: { instance: router, path: "/" }, cors: false },
  });
