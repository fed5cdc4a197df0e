import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join, resolve } from "node:path";
import * as v from "valibot";

/** What a running Insieme says of itself to another that wants the same folder. */
const Running = v.object({ folder: v.string(), endpoint: v.string() });
export type Running = v.InferOutput<typeof Running>;

const fileIn = (folder: string) => join(folder, "running");

/** The Insieme that works on this folder now, asked itself: a note that a crash left behind, or a number used anew, deceives nobody. */
export async function whoRuns(folder: string): Promise<Running | undefined> {
  let port: number;
  try {
    port = Number(readFileSync(fileIn(folder), "utf8"));
  } catch {
    return undefined;
  }
  const said = await new Promise<string>((done) => {
    let text = "";
    const socket = connect({ port, host: "127.0.0.1", timeout: 1000 });
    socket.on("data", (chunk) => (text += String(chunk)));
    for (const end of ["close", "error", "timeout"]) socket.once(end, () => (socket.destroy(), done(text)));
  }).catch(() => "");
  try {
    const running = v.parse(Running, JSON.parse(said));
    return running.folder === resolve(folder) ? running : undefined;
  } catch {
    return undefined;
  }
}

/** Takes a folder for ourselves, until the answer is called. `endpoint` tells other programs of the project where its database is. */
export async function takeFolder(folder: string, endpoint: () => string): Promise<() => void> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.end(JSON.stringify({ folder: resolve(folder), endpoint: endpoint() } satisfies Running));
  });
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(0, "127.0.0.1", done);
  });
  const address = server.address();
  writeFileSync(fileIn(folder), String(typeof address === "object" && address ? address.port : 0));
  return () => {
    server.close();
    rmSync(fileIn(folder), { force: true });
  };
}
