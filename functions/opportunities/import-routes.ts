import { Hono } from "hono";
import * as v from "valibot";
import { BodyId } from "../bodies/contract.ts";
import { type Env, operation, problemBody, ProblemBody, valid } from "../foundation/http.ts";
import { Problem } from "../foundation/problem.ts";
import { ImportQuery, ImportReport } from "./contract.ts";
import type { OpportunityStores } from "./service.ts";

/** Sheets of opportunities. Apart from the other routes, which take JSON alone. */
export const imports = new Hono<Env<OpportunityStores>>().post(
  "/bodies/:body/imports",
  operation({
    id: "importOpportunities",
    summary: "Load a sheet of opportunities, all of it or nothing; `dry=true` shows what would happen, line by line",
    tag: "opportunities",
    status: 200,
    reply: ImportReport,
    accepts: ["text/csv", "application/json"],
    signedIn: true,
    natural: true,
    extended: { code: "import_rejected", body: v.object({ ...ProblemBody.entries, report: v.optional(ImportReport) }) },
    problems: ["import_rejected", "body_not_verified", "project_not_open", "not_a_partner"],
  }),
  valid("param", v.object({ body: BodyId })),
  valid("query", ImportQuery),
  async (c) => {
    const { ctx } = c.var;
    const type = c.req.header("content-type")?.startsWith("application/json") ? "json" : "csv";
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    // Loaded when somebody asks: reading what people write in sheets is more than all the rest of the noun.
    const { importOpportunities } = await import("./import.ts");
    const report = await importOpportunities(ctx, { ...c.req.valid("param"), ...c.req.valid("query"), bytes, type });
    if (report.dryRun || report.errors === 0) return c.json(report, 200);
    const errors = report.lines.flatMap(({ line, errors }) => errors.map(({ column, code }) => ({ field: `${line}.${column}`, code })));
    const problem = problemBody(new Problem("import_rejected", { errors: report.errors }, errors), ctx.locale);
    // RFC 9457 lets a problem carry more: here the report, line by line.
    return c.json({ ...problem, report }, 422, { "content-type": "application/problem+json" });
  },
);
