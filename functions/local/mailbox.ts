import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export type Mail = {
  readonly id: string;
  /** UTC instant of arrival. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
};

export type Mailbox = {
  /** `smtp://127.0.0.1:…`, as `openMailer` takes it. */
  readonly url: string;
  /** Newest first. */
  readonly list: () => Promise<readonly Mail[]>;
  readonly find: (id: string) => Promise<Mail | undefined>;
  readonly clear: () => void;
  readonly stop: () => Promise<void>;
};

/** What is kept; older letters make room. */
const most = 500;
const largest = 5_000_000;

/** A mail server that delivers nothing: every letter is a file of `folder`, there to be read. */
export async function openMailbox(folder: string): Promise<Mailbox> {
  mkdirSync(folder, { recursive: true });
  const known = new Map<string, Promise<Mail>>();
  // Names begin with the time of arrival, so that their order is its order.
  let names = readdirSync(folder)
    .filter((name) => name.endsWith(".eml"))
    .toSorted();
  let count = 0;

  function keep(raw: Buffer): void {
    const name = `${new Date().toISOString().replaceAll(":", "-")}_${String(count++ % 10_000).padStart(4, "0")}.eml`;
    // Whole or not at all: a start that is interrupted leaves no half letter.
    writeFileSync(join(folder, `${name}.part`), raw);
    renameSync(join(folder, `${name}.part`), join(folder, name));
    names = [...names, name];
    for (const old of names.slice(0, -most)) {
      rmSync(join(folder, old), { force: true });
      known.delete(old);
    }
    names = names.slice(-most);
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    size: largest,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", done);
      stream.on("end", () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error("Message too large"), { responseCode: 552 }));
        // Who it was sent to is said to the server, not always in the letter.
        const to = session.envelope.rcptTo.map(({ address }) => address).join(", ");
        keep(Buffer.concat([Buffer.from(`X-Delivered-To: ${to}\r\n`), ...chunks]));
        done();
      });
    },
  });
  server.on("error", () => {});
  const port = await new Promise<number>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });

  const opened = (name: string): Promise<Mail> => {
    const mail = known.get(name) ?? parsed(name, readFileSync(join(folder, name)));
    known.set(name, mail);
    return mail;
  };

  return {
    url: `smtp://127.0.0.1:${port}`,
    list: () => Promise.all(names.toReversed().map(opened)),
    find: async (id) => (names.includes(`${id}.eml`) ? opened(`${id}.eml`) : undefined),
    clear() {
      for (const name of names) rmSync(join(folder, name), { force: true });
      names = [];
      known.clear();
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function parsed(name: string, raw: Buffer): Promise<Mail> {
  const { from, subject, text, html, headers } = await simpleParser(raw);
  const id = name.replace(/\.eml$/, "");
  const to = headers.get("x-delivered-to");
  const [day = "", time = ""] = id.split("_")[0]!.split("T");
  return {
    id,
    at: `${day}T${time.replaceAll("-", ":")}`,
    from: from?.text ?? "",
    to: typeof to === "string" ? to : "",
    subject: subject ?? "",
    text: text ?? "",
    html: html || null,
  };
}
