import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");
export const platform = join(root, ".sst/platform");

const wanted = (JSON.parse(readFileSync(join(root, "node_modules/sst/package.json"), "utf8")) as { version: string }).version;
const installed = (): string | undefined => {
  const file = join(platform, "version");
  // Its packages come last: their lock file says that the installation was not cut short.
  const whole = existsSync(join(platform, "node_modules/.package-lock.json")) && existsSync(join(root, ".sst/provider-lock.json"));
  return whole && existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
};

/** SST's own components in `.sst/platform`, of the version in use. Needs the npm registry the first time (about a minute, 320 MB), never AWS. */
export function installPlatform(): void {
  if (installed() === wanted) return;
  rmSync(platform, { recursive: true, force: true });
  const { status, stdout, stderr } = spawnSync(join(root, "node_modules/.bin/sst"), ["install"], {
    cwd: root,
    encoding: "utf8",
    timeout: 600_000,
    env: {
      ...process.env,
      SST_STAGE: "dev",
      SST_SKIP_DEPENDENCY_CHECK: "1",
      SST_NO_BUN: "1",
      SST_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
      AWS_EC2_METADATA_DISABLED: "true",
    },
  });
  if (status !== 0 || installed() !== wanted) throw new Error(`sst install: exit ${status}\n${stdout}\n${stderr}`);
}
