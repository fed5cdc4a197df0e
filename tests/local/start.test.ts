import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../../functions/local/free-port.ts";
import { type App, startApp } from "../setup/app.ts";
import { familyOf, remaining } from "../setup/processes.ts";

let folder: string;
const apps: App[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "insieme-start-"));
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

const started = async (env: NodeJS.ProcessEnv = {}) => {
  const app = await startApp(["--empty"], { DATA: folder, ...env });
  apps.push(app);
  return app;
};
const programOf = (app: App) =>
  familyOf(app.child.pid!).find(({ command }) => command.includes("functions/local/main.ts --empty") && !command.includes("leash"))!;

type Letter = { readonly to: string; readonly text: string };
const lettersTo = async (origin: string, to: string): Promise<Letter[]> =>
  (await fetch(`${origin}/local/mailbox.json?to=${to}`)).json() as Promise<Letter[]>;

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let n = 0; n < 200; n++) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(50);
  }
  throw new Error("it did not come");
}

const post = (url: string, body: unknown) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

it("a taken port is said in one line, before anything is started", async () => {
  const port = await freePort();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
  const failed = await started({ PORT: String(port) }).then(
    () => "",
    (error: Error) => error.message,
  );
  other.close();
  expect(failed).toContain("ended with 1");
  expect(failed.trim().split("\n").slice(1)).toEqual([`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`]);
  expect(existsSync(join(folder, "dynamodb"))).toBe(false);
});

it("keeps data, letters and secret over a restart, and goes on following the stream", async () => {
  const first = await started();
  const email = "amina@example.org";
  const { challenge } = (await (await post(`${first.origin}/api/sign-in-codes`, { email })).json()) as { challenge: string };
  const letter = await until(async () => (await lettersTo(first.origin, email))[0]);
  await first.stop();
  expect(remaining(familyOf(first.child.pid!))).toEqual([]);

  const second = await started();
  expect(await lettersTo(second.origin, email)).toEqual([letter]);
  const code = /\b\d{6}\b/.exec(letter.text)![0];
  const session = await post(`${second.origin}/api/sessions`, { challenge, code, name: "Amina" });
  expect(session.status).toBe(201);
  await post(`${second.origin}/api/sign-in-codes`, { email: "bruno@example.org" });
  await until(async () => (await lettersTo(second.origin, "bruno@example.org"))[0]);
  expect(await lettersTo(second.origin, email)).toHaveLength(1);
});

it("makes staff by one command, who are staff when they sign in", async () => {
  const { origin } = await started();
  const email = "sara@example.org";
  const staff = (...args: string[]) =>
    new Promise<string>((resolve) =>
      execFile(
        process.execPath,
        ["functions/local/bootstrap.mjs", "functions/local/staff.ts", ...args],
        { env: { ...process.env, DATA: folder } },
        (_, out, err) => resolve(out + err),
      ),
    );
  expect(await staff(email, "Sara Neri")).toBe(`${email}: ANCI Toscana is there now, and this person owns it.\n`);
  expect(await staff("luca@example.org", "Luca Verdi")).toBe("luca@example.org: this person is staff of ANCI Toscana now.\n");
  expect(await staff(email, "Sara Neri")).toBe(`${email}: is staff already.\n`);
  expect(await staff("sara")).toContain('npm run staff -- name@example.org "Name Surname"');

  const { challenge } = (await (await post(`${origin}/api/sign-in-codes`, { email })).json()) as { challenge: string };
  const letter = await until(async () => (await lettersTo(origin, email)).find(({ text }) => /\b\d{6}\b/.test(text)));
  const session = await post(`${origin}/api/sessions`, { challenge, code: /\b\d{6}\b/.exec(letter.text)![0] });
  expect(await session.json()).toMatchObject({ person: { name: "Sara Neri" }, staff: true });
});

it("refuses a folder on which another is running, and takes one on which another was killed", async () => {
  const first = await started();
  await expect(started()).rejects.toThrow(/running already/);
  const family = familyOf(first.child.pid!);
  process.kill(programOf(first).pid, "SIGKILL");
  await until(async () => (remaining(family).length === 0 ? true : undefined));
  const second = await started();
  expect((await fetch(second.origin)).status).toBe(200);
});

it("ends with a clear line when the database ends by itself", async () => {
  const app = await started();
  const java = familyOf(app.child.pid!).find(({ command }) => /^\S*java /.test(command))!;
  process.kill(java.pid, "SIGKILL");
  expect(await app.ended).toBe(1);
  expect(app.said()).toContain("The database ended by itself");
});

describe("an end leaves nothing behind", () => {
  // Half-way through a start, at moments at which packages, engine, database and pages come up, and when all is up.
  it.each([
    ["SIGTERM", 250],
    ["SIGTERM", 900],
    ["SIGINT", 1600],
    ["SIGTERM", 2500],
    ["SIGINT", 9000],
  ] as const)("%s to npm after %i ms", async (signal, after) => {
    const npm = spawn("npm", ["start", "--", "--empty"], {
      env: { ...process.env, DATA: folder, PORT: String(await freePort()) },
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => npm.once("exit", resolve));
    await pause(after);
    const family = familyOf(npm.pid!);
    expect(family.length).toBeGreaterThan(0);
    npm.kill(signal);
    await ended;
    // npm itself ends when what it started has ended; a process that was only just being started may need a moment.
    for (let n = 0; n < 40 && remaining(family).length > 0; n++) await pause(50);
    expect(remaining(family)).toEqual([]);
    const strays = familyOf(1).filter(({ command }) => command.includes(folder));
    expect(strays).toEqual([]);
  });
});
