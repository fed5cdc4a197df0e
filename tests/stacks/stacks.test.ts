import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { api } from "../../functions/api.ts";
import { openTable } from "../../functions/foundation/table.ts";
import { examplesIn, settingsOf } from "../../stacks/settings.ts";
import { access } from "./access.ts";
import { root } from "./platform.ts";
import { evaluate } from "./setup.ts";
import { production, shape } from "./shape.ts";
import { inputsOf, ofType, stageOf, stages } from "./stage.ts";

it("is written in the words that SST knows", () => {
  const { status, stdout } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "--project", "tsconfig.stacks.json"], {
    cwd: root,
    encoding: "utf8",
  });
  expect([stdout, status]).toEqual(["", 0]);
});

describe.each(stages)("%s", (name) => {
  const stage = stageOf(name);
  const laws = { ...access, ...shape, ...(name === "production" && production) };
  it.each(Object.keys(laws))("%s", (law) => expect(laws[law]!(stage)).toEqual([]));

  it("tells whoever publishes where it is and what its DNS has to say", () => {
    expect(Object.keys(stage.outputs)).toEqual(expect.arrayContaining(["url", "cloudfront", "table", "mailRecords"]));
  });
});

describe("a trial", () => {
  const dev = stageOf("dev");
  it("costs nothing while nobody comes, and goes without a trace", () => {
    expect(dev.resources.filter(({ type }) => /metricAlarm|wafv2|budgets/.test(type))).toEqual([]);
    expect(dev.resources.filter(({ type, retain }) => /s3\/bucket:|dynamodb/.test(type) && retain)).toEqual([]);
  });
  it("is found by no search engine; the real one is", () => {
    const robots = (stage: typeof dev) =>
      JSON.stringify(inputsOf(stage, "cloudfront/responseHeadersPolicy:ResponseHeadersPolicy")).includes("noindex");
    expect([robots(dev), robots(stageOf("production"))]).toEqual([true, false]);
  });
});

describe("production", () => {
  const stage = stageOf("production");

  it("counts requests for sign-in codes at the path that the API has", () => {
    const app = api({
      table: openTable("none", { region: "eu-south-1" }),
      secret: "x".repeat(32),
      secure: true,
      origin: "https://insieme.example.org",
    });
    const paths = app.routes.filter(({ method }) => method === "POST").map(({ path }) => path);
    const rules = JSON.stringify(inputsOf<{ rules: object[] }>(stage, "wafv2/webAcl:WebAcl").rules);
    expect(paths).toContain(/"searchString":"([^"]+)"/.exec(rules)?.[1]);
  });

  it("keeps hashed files for ever and asks again for the others", () => {
    const files = ofType(stage, "s3/bucketObjectv2:BucketObjectv2").filter(({ name }) => name.startsWith("Asset-"));
    const wrong = files.filter(({ inputs, retain }) => {
      const hashed = String(inputs["key"]).startsWith("assets/");
      return !inputs["contentType"] || hashed !== String(inputs["cacheControl"]).includes("immutable") || hashed !== retain;
    });
    expect(files.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  it("is not published under the names of an example", () => {
    expect(examplesIn(settingsOf("production")).length).toBeGreaterThan(0);
    const { status, stderr } = evaluate("production", "deploy");
    expect(status).not.toBe(0);
    expect(stderr).toContain(
      "give your own values for domain.name, mail.sender, mail.identity, publisher.id, alarmsTo in stacks/settings.ts",
    );
  });
});
