import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { leashed } from "./leash.ts";

/** What runs DynamoDB Local here: a Java 17 or later, or Docker. */
export type Engine = { readonly kind: "java"; readonly command: string } | { readonly kind: "docker"; readonly command: string };

/** DynamoDB Local 3 is built for Java 17. */
const leastJava = 17;

/** Asynchronous, so that a Docker that does not answer never holds up a stop. */
const works = (command: string, args: readonly string[]): Promise<string | undefined> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], timeout: 5000 });
    let said = "";
    child.stdout.on("data", (chunk) => (said += String(chunk)));
    child.stderr.on("data", (chunk) => (said += String(chunk)));
    child.once("error", () => resolve(undefined));
    child.once("close", (code) => resolve(code === 0 ? said : undefined));
  });

async function findJava(): Promise<string | undefined> {
  const home = process.env["JAVA_HOME"];
  for (const command of [...(home ? [`${home}/bin/java`] : []), "java"]) {
    const version = /version "(?:1\.)?(\d+)/.exec((await works(command, ["-version"])) ?? "")?.[1];
    if (Number(version) >= leastJava) return command;
  }
  return undefined;
}

export const isRootOnDebian = (): boolean => process.getuid?.() === 0 && existsSync("/etc/debian_version");

/** Installs Debian packages, showing apt's own words only when it fails. Only for root. */
export async function aptInstall(...packages: readonly string[]): Promise<boolean> {
  const apt = async (...args: string[]) => {
    const { child, ended } = leashed("apt-get", args, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, output: "pipe" });
    let said = "";
    child.stdout?.resume();
    child.stderr?.on("data", (chunk) => (said += String(chunk)));
    return { done: (await ended) === 0, said };
  };
  await apt("update");
  const { done, said } = await apt("install", "-y", "--no-install-recommends", ...packages);
  if (!done) console.error(said);
  return done;
}

/** The engine to use, installing Java where that is ours to do; or the one line that tells what to install. */
export async function findEngine(say: (line: string) => void): Promise<Engine | string> {
  const java = await findJava();
  if (java) return { kind: "java", command: java };
  if (isRootOnDebian()) {
    say("No Java here: installing Debian's default-jre-headless, once…");
    if (await aptInstall("default-jre-headless")) {
      const installed = await findJava();
      if (installed) return { kind: "java", command: installed };
    }
  }
  if (await works("docker", ["info"])) return { kind: "docker", command: "docker" };
  return `The local database needs Java ${leastJava} or Docker: install one (Debian: apt-get install default-jre-headless), or name a DynamoDB in DYNAMODB_ENDPOINT.`;
}
