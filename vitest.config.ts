import { defineConfig } from "vitest/config";

/** Needs neither database nor processes: what `npm run check` runs at the desk. */
const rules = [
  "tests/**/{rules,contract,words}.test.ts",
  "tests/house.test.ts",
  "tests/foundation/{ids,time,text,problem,http,context,change,log,rules}.test.ts",
  "tests/web/**/*.test.{ts,tsx}",
  "tests/discovery/mirror/**/*.test.ts",
];
const folders = { stacks: "tests/stacks/**/*.test.ts", local: "tests/local/**/*.test.ts", browser: "tests/browser/**/*.test.ts" };
const load = ["tests/load/**/*.test.ts", "tests/faults/**/*.test.ts"];

export default defineConfig({
  test: {
    reporters: ["default"],
    // The log of what passed is of no interest.
    silent: "passed-only",
    projects: [
      { test: { name: "rules", include: rules, isolate: false, pool: "threads" } },
      {
        test: {
          name: "table",
          include: ["tests/**/*.test.ts"],
          exclude: [...rules, ...Object.values(folders), ...load],
          globalSetup: "tests/setup/database.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      // One file at a time: what these measure or strain is the machine itself.
      {
        test: {
          name: "load",
          include: load,
          globalSetup: "tests/setup/database.ts",
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      // Measures and asserts nothing: `npm run bench`.
      {
        test: {
          name: "bench",
          include: ["tests/bench/**/*.bench.ts"],
          globalSetup: "tests/setup/database.ts",
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
      // Takes the README's pictures: `npm run pictures`.
      {
        test: {
          name: "pictures",
          include: ["tests/pictures/**/*.picture.ts"],
          globalSetup: "tests/setup/app.ts",
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "stacks",
          include: [folders.stacks],
          globalSetup: ["tests/setup/database.ts", "tests/stacks/setup.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: "local",
          include: [folders.local],
          globalSetup: "tests/setup/database.ts",
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: "browser",
          include: [folders.browser],
          globalSetup: "tests/setup/app.ts",
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
