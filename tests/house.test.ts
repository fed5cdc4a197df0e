import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { faults, flow } from "./setup/floors.ts";

const files = globSync("{functions,web,stacks}/**/*.{ts,tsx}").filter((file) => !file.includes("node_modules"));
const house = new Map(files.map((file) => [file.replaceAll("\\", "/"), readFileSync(file, "utf8")]));

describe("the house", () => {
  it("stands on its floors", () => {
    expect(faults(house).map(({ file, rule, what }) => `${file}: ${rule}: ${what}`)).toEqual([]);
  });

  it("has rooms for nouns of the flow and for nothing else", () => {
    const rooms = new Set([...house.keys()].filter((file) => /^functions\/[^/]+\//.test(file)).map((file) => file.split("/")[1]!));
    expect([...rooms].filter((room) => !["foundation", "handlers", "local", ...flow].includes(room))).toEqual([]);
  });
});

describe("the lint bites", () => {
  const rulesIn = (files: Record<string, string>) => [...new Set(faults(new Map(Object.entries(files))).map(({ rule }) => rule))];

  // A sound little house, so that each case below differs from it in one line.
  const sound = {
    "functions/foundation/ids.ts": 'import * as v from "valibot";',
    "functions/foundation/table.ts": 'import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nexport const key = { pk: "pk" };',
    "functions/people/contract.ts": 'import * as v from "valibot";\nimport { id } from "../foundation/ids.ts";',
    "functions/people/rules.ts": 'import { createHash } from "node:crypto";\nimport type { Person } from "./contract.ts";',
    "functions/people/store.ts": 'import { PutItemCommand } from "@aws-sdk/client-dynamodb";\nconst key = { pk: "P" };',
    "functions/people/service.ts":
      'import type { PeopleStore } from "./store.ts";\nimport { commit, type Table } from "../foundation/table.ts";',
    "functions/bodies/contract.ts": 'import { Person } from "../people/contract.ts";',
    "functions/bodies/rules.ts": 'import { may } from "../people/rules.ts";\nconst at = new Date("2027-01-01"); // never Date.now() here',
    "functions/bodies/service.ts": 'import { find } from "../people/service.ts";\nimport type { PeopleStore } from "../people/store.ts";',
    "functions/bodies/follow.ts": 'import { type PeopleStore, personTold } from "../people/store.ts";',
    "functions/api.ts": 'import { find } from "./people/service.ts";\nimport { may } from "./bodies/service.ts";',
    "functions/handlers/api.ts": 'import { api } from "../api.ts";',
    "web/client.ts": 'import type { Api } from "../functions/api.ts";\nimport { Person } from "../functions/people/contract.ts";',
    "stacks/table.ts": 'import { schema } from "../functions/foundation/schema.ts";',
  };

  it("not a sound house", () => {
    expect(rulesIn(sound)).toEqual([]);
  });

  const cases: [rule: string, file: string, source: string][] = [
    ["against the flow", "functions/people/service.ts", 'import { may } from "../bodies/rules.ts";'],
    ["against the flow", "functions/people/service.ts", 'import type { Body } from "../bodies/contract.ts";'],
    ["against the flow", "functions/people/service.ts", 'const late = () => import("../bodies/service.ts");'],
    ["more than contract, rules, service", "functions/bodies/service.ts", 'import { peopleStore } from "../people/store.ts";'],
    ["more than contract, rules, service", "functions/bodies/service.ts", 'import { people } from "../people/routes.ts";'],
    ["a noun knows what stands above it", "functions/bodies/routes.ts", 'import type { Api } from "../api.ts";'],
    ["foundation knows a noun", "functions/foundation/http.ts", 'import { Person } from "../people/contract.ts";'],
    ["functions know web, stacks or tests", "functions/api.ts", 'import { page } from "../web/pages/home.tsx";'],
    ["web knows more than contracts", "web/pages/home.tsx", 'import { may } from "../../functions/people/rules.ts";'],
    ["web knows more than contracts", "web/client.ts", 'import { api } from "../functions/api.ts";'],
    ["web knows more than contracts", "web/client.ts", 'import { openTable } from "../functions/foundation/table.ts";'],
    ["web knows more than contracts", "web/client.ts", 'import type { PeopleStore } from "../functions/people/store.ts";'],
    ["stacks know more than the table's schema", "stacks/api.ts", 'import { api } from "../functions/api.ts";'],
    ["AWS outside the stores", "functions/people/service.ts", 'import { DynamoDBClient } from "@aws-sdk/client-dynamodb";'],
    ["AWS outside the stores", "functions/people/routes.ts", 'const s3 = () => import("@aws-sdk/client-s3");'],
    ["AWS outside the stores", "functions/api.ts", 'import type { AttributeValue } from "@aws-sdk/client-dynamodb";'],
    ["a contract knows more than shapes", "functions/people/contract.ts", 'import { Hono } from "hono";'],
    ["a contract knows more than shapes", "functions/people/contract.ts", 'import { may } from "./rules.ts";'],
    ["rules do input or output", "functions/people/rules.ts", 'import { readFileSync } from "node:fs";'],
    ["rules do input or output", "functions/people/rules.ts", 'import { log } from "../foundation/log.ts";'],
    ["rules do input or output", "functions/people/rules.ts", 'import { createHash, randomBytes } from "node:crypto";'],
    ["rules read clock, chance or world", "functions/people/rules.ts", "const now = Date.now();"],
    ["rules read clock, chance or world", "functions/people/rules.ts", "const now = new Date();"],
    ["rules read clock, chance or world", "functions/people/rules.ts", "const die = Math.random();"],
    ["keys outside the store", "functions/people/service.ts", 'import { commit, queryAll } from "../foundation/table.ts";'],
    ["key names outside the store", "functions/people/service.ts", 'const key = { pk: "PERSON" };'],
    ["a barrel", "functions/people/index.ts", 'export * from "./contract.ts";\nexport { may } from "./rules.ts";'],
    ["a name that says nothing", "functions/people/utils.ts", "export const x = 1;"],
    ["a circle", "functions/people/contract.ts", 'import { x } from "./contract.ts";'],
  ];

  it.each(cases)("%s: %s", (rule, file, source) => {
    expect(rulesIn({ ...sound, [file]: source })).toContain(rule);
  });

  it("a circle over several files, and input or output at a distance", () => {
    expect(
      rulesIn({ "web/a.ts": 'import "./b.ts";', "web/b.ts": 'import { c } from "./c.ts";', "web/c.ts": 'import { a } from "./a.ts";' }),
    ).toEqual(["a circle"]);
    const far = {
      ...sound,
      "functions/people/rules.ts": 'import { x } from "./names.ts";',
      "functions/people/names.ts": 'import { hash } from "node:crypto";',
    };
    expect(rulesIn(far)).toContain("rules do input or output");
  });
});
