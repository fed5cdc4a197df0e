import { execFileSync } from "node:child_process";

type Process = { readonly pid: number; readonly parent: number; readonly command: string };

const all = (): Process[] =>
  execFileSync("ps", ["-eo", "pid=,ppid=,stat=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((found) => found !== null && !found[3]!.startsWith("Z"))
    .map((found) => ({ pid: Number(found![1]), parent: Number(found![2]), command: found![4]! }));

/** A process and everything that it started, directly or not. */
export function familyOf(pid: number): Process[] {
  const processes = all();
  const family = new Set([pid]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  return processes.filter((process) => family.has(process.pid));
}

/** Those of the processes that are still there, the same command under the same number. */
export const remaining = (processes: readonly Process[]): Process[] => {
  const now = new Map(all().map((process) => [process.pid, process.command]));
  return processes.filter(({ pid, command }) => now.get(pid) === command);
};
