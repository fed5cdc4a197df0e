// Runs a command that must never outlive whoever started it: `node leash.mjs COMMAND ARGS…`. When our standard input closes,
// because the starter stopped it, ended, crashed or was killed, the command ends too. Started detached, so that Ctrl-C in the
// terminal reaches only the starter, which then stops its children in its own order.
import { spawn } from "node:child_process";

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
let ending = false;

const end = () => {
  if (ending) return;
  ending = true;
  process.on("SIGTERM", () => {});
  try {
    process.kill(-process.pid, "SIGTERM");
  } catch {
    child.kill("SIGTERM");
  }
  setTimeout(() => child.kill("SIGKILL"), 4000).unref();
};

child.on("error", (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, end);
process.stdin.on("end", end).on("error", end).resume();
