import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { aptInstall, findEngine, isRootOnDebian } from "../../functions/local/java.ts";
import { leashed } from "../../functions/local/leash.ts";
import { findChromium } from "./chromium.ts";

/** `npm test`: everything, in an order in which the cheap fails first. `--quick` is `npm run check`, the desk's minute. */

type Count = { readonly passed: number; readonly failed: number };
type Step = { readonly name: string; readonly run: () => Promise<Count>; readonly quick: boolean };

const reports = ".build/reports";
const run = (tool: string, ...args: string[]): Promise<number> => leashed(process.execPath, [`node_modules/${tool}`, ...args]).ended;

/** A tool that is content or not counts as one check. */
const check = (name: string, quick: boolean, tool: string, ...args: string[]): Step => ({
  name,
  quick,
  run: async () => ((await run(tool, ...args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
});

/** Tests of one project of vitest, counted one by one. A run that broke off counts as one failure more. */
const tests = (project: string, quick = false): Step => ({
  name: `tests: ${project}`,
  quick,
  run: async () => {
    const file = `${reports}/${project}.json`;
    rmSync(file, { force: true });
    const code = await run(
      "vitest/vitest.mjs",
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    );
    const told = readReport(file);
    return { passed: told.passed, failed: told.failed === 0 && code !== 0 ? 1 : told.failed };
  },
});

function readReport(file: string): Count {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, "utf8")) as { numPassedTests: number; numFailedTests: number };
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

const steps: readonly Step[] = [
  check("types", true, "typescript/bin/tsc", "--project", "."),
  check("lint", true, "oxlint/bin/oxlint"),
  check("format", true, "prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."),
  check("unused", false, "knip/bin/knip.js"),
  tests("rules", true),
  tests("table"),
  tests("stacks"),
  tests("load"),
  tests("local"),
  tests("browser"),
];

const seconds = (from: number) => `${((Date.now() - from) / 1000).toFixed(1)} s`;

/** Java and Chromium, installed where that is ours to do. What is missing fails the steps that need it, with these words before. */
async function prepare(): Promise<void> {
  const engine = await findEngine(console.log);
  if (typeof engine === "string") console.error(engine);
  if (findChromium()) return;
  if (isRootOnDebian()) {
    console.log("No Chromium here: installing Debian's, once…");
    if ((await aptInstall("chromium")) && findChromium()) return;
  }
  console.error("The browser tests need Chromium: install it (Debian: apt-get install chromium), or name one in CHROMIUM.");
}

process.on("disconnect", () => process.exit(1));

const quick = process.argv.includes("--quick");
const start = Date.now();
const results: { readonly name: string; readonly count: Count; readonly took: string }[] = [];

mkdirSync(reports, { recursive: true });
if (!quick) await prepare();
for (const { name, run } of steps.filter((step) => step.quick || !quick)) {
  console.log(`\n── ${name}`);
  const from = Date.now();
  const count = await run();
  results.push({ name, count, took: seconds(from) });
}

const passed = results.reduce((sum, { count }) => sum + count.passed, 0);
const failed = results.reduce((sum, { count }) => sum + count.failed, 0);
console.log(`\n── all in ${seconds(start)}`);
for (const { name, count, took } of results)
  console.log(`${count.failed ? "✗" : "✓"} ${name.padEnd(16)} ${count.passed} passed, ${count.failed} failed  (${took})`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
