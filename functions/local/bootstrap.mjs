// `node functions/local/bootstrap.mjs SCRIPT.ts ARGS…`: runs one of the project's programs on a clone that may be fresh and a Node that
// may be old. Installs the packages when they are not those of the lock file, then hands over to the project's own Node 24.
// Plain JavaScript without dependencies, because before this there is nothing to depend on.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
const [script, ...args] = process.argv.slice(2);

/** Whether what npm installed is what the lock file asks for; optional packages of other machines may be missing. */
function isInstalled() {
  const lockOf = (file) => JSON.parse(readFileSync(join(root, file), "utf8")).packages;
  try {
    const installed = lockOf("node_modules/.package-lock.json");
    return (
      existsSync(node) &&
      Object.entries(lockOf("package-lock.json")).every(
        ([path, { version, optional, peer }]) => path === "" || (installed[path] ? installed[path].version === version : optional || peer),
      )
    );
  } catch {
    return false;
  }
}

// The project's own tools first, its Node among them, for whatever the program starts.
// And what Node made of our sources last time, which saves a third of a second at each start.
const env = {
  NODE_COMPILE_CACHE: join(root, ".build", "cache"),
  ...process.env,
  PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
};
let child;
let stopping = false;

/** Runs a command to its end, with its exit code. `ipc` lets the program notice when we are gone. */
const run = (command, args, { ipc = false, ...options } = {}) =>
  new Promise((resolve) => {
    child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit", ...(ipc ? ["ipc"] : [])], ...options });
    child.once("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once("exit", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });

const stop = (signal) => {
  stopping = true;
  child?.kill(signal);
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(signal));

// npm that is killed tells nobody: we notice by our parent. (`exec` in its scripts: else the shell would stand between us.)
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || stop("SIGTERM"), 300).unref();

if (!isInstalled()) {
  console.log("Installing the packages (npm ci)…");
  const code = await run("npm", ["ci", "--no-audit", "--no-fund"], { shell: process.platform === "win32" });
  if (code !== 0 || stopping) process.exit(code || 130);
}
// Node 24 warns of node:sqlite, which we mean to use.
process.exit(await run(node, ["--disable-warning=ExperimentalWarning", join(root, script), ...args], { ipc: true }));
