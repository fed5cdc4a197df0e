import { parseArgs } from "node:util";
import { closing } from "./closing.ts";
import { folders } from "./folder.ts";
import { isFree } from "./free-port.ts";

/** `npm start`: the whole of Insieme on one machine, behind one address. */

const { values } = parseArgs({
  options: {
    // No demo: an empty Insieme, to begin in earnest.
    empty: { type: "boolean", default: false },
    // Nothing is kept: for tests.
    memory: { type: "boolean", default: false },
  },
});

// A person reads this terminal: what goes well is seen in the pages.
process.env["LOG_LEVEL"] ??= "warn";

const everything = closing();
const say = (line: string) => console.log(line);

async function stop(code: number): Promise<never> {
  await everything.end();
  process.exit(code);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(signal === "SIGINT" ? 130 : 0));
// npm or the terminal is gone.
process.on("disconnect", () => void stop(0));

const port = Number(process.env["PORT"] || 8080);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT is no port: ${process.env["PORT"]}`);
  await stop(1);
}
if (port !== 0 && !(await isFree(port))) {
  console.error(`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`);
  await stop(1);
}

try {
  const { start } = await import("./start.ts");
  const { origin, loaded } = await start({
    port,
    folder: values.memory ? null : (process.env["DATA"] ?? folders[values.empty ? "empty" : "demo"]),
    demo: !values.empty,
    say,
    everything,
  });
  say(`\n  Insieme: ${origin}\n`);
  await loaded;
} catch (error) {
  if (!everything.ending()) console.error(error instanceof Error ? error.message : error);
  await stop(everything.ending() ? 0 : 1);
}
