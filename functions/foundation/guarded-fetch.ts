import type { LookupAddress } from "node:dns";
import { lookup as resolve } from "node:dns/promises";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { isPublicAddress } from "./public-address.ts";
import { Problem } from "./problem.ts";

/** What a server said of the content it sent: given back to it, an unchanged feed costs nothing. */
export type Validators = { readonly etag?: string | undefined; readonly lastModified?: string | undefined };
export type Asked = Validators & { readonly address: string; readonly types: RegExp };
/** `text` is null when nothing has changed since (304). `bytes` as read from the wire. */
export type Fetched = Validators & { readonly text: string | null; readonly bytes: number };
export type Fetcher = (asked: Asked) => Promise<Fetched>;

type Limits = {
  /** Bytes of content, on the wire and unpacked. */
  readonly most: number;
  /** Milliseconds in all: names, redirects, content. */
  readonly within: number;
  readonly redirects: number;
};
const usual: Limits = { most: 5_000_000, within: 15_000, redirects: 3 };

type Ground = Partial<Limits> & {
  /** Origins that are asked although they are plain http or of this machine (`http://127.0.0.1:4000`). */
  readonly trusted?: readonly string[];
  readonly lookup?: (host: string) => Promise<LookupAddress[]>;
};

/**
 * Fetches what a stranger publishes, so that no address leads to our own network: the name is resolved here, every address of it
 * has to be public, and the connection goes to the address that was checked; each redirect is a new address. Content is counted
 * while it comes, unpacked too. Whatever is amiss is a Problem that says so (`feed_…`).
 */
export function guardedFetcher({ trusted = [], lookup = addressesOf, ...limits }: Ground = {}): Fetcher {
  const { most, within, redirects } = { ...usual, ...limits };
  return async ({ address, types, etag, lastModified }) => {
    const signal = AbortSignal.timeout(within);
    try {
      let url = checked(address, trusted);
      for (let hop = 0; ; hop++) {
        const reply = await request(url, await pinned(url, trusted, lookup, signal), { etag, lastModified }, signal);
        const status = reply.statusCode ?? 0;
        const next = reply.headers.location;
        if (status >= 300 && status < 400 && status !== 304 && next) {
          reply.destroy();
          if (hop === redirects) throw new Problem("feed_redirects");
          url = checked(next, trusted, url);
          continue;
        }
        if (status === 304) {
          reply.destroy();
          return { text: null, bytes: 0, etag, lastModified };
        }
        return await contentOf(reply, types, most, signal);
      }
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw signal.aborted ? new Problem("feed_slow") : new Problem("feed_unreachable", { why: codeOf(error) });
    }
  };
}

const addressesOf = (host: string): Promise<LookupAddress[]> => resolve(host, { all: true });
const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");

function checked(address: string, trusted: readonly string[], from?: URL): URL {
  const url = URL.parse(address, from);
  if (!url || url.username || url.password) throw new Problem("feed_address");
  if (url.protocol !== "https:" && !trusted.includes(url.origin)) throw new Problem("feed_address");
  return url;
}

/** A lookup that knows one answer: the addresses that were checked. */
async function pinned(
  url: URL,
  trusted: readonly string[],
  lookup: NonNullable<Ground["lookup"]>,
  signal: AbortSignal,
): Promise<LookupFunction> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const addresses = family ? [{ address: host, family }] : await sooner(lookup(host), signal);
  const fine = addresses.length > 0 && (trusted.includes(url.origin) || addresses.every(({ address }) => isPublicAddress(address)));
  if (!fine) throw new Problem("feed_address");
  return (_, { all }, answer) => (all ? answer(null, addresses) : answer(null, addresses[0]!.address, addresses[0]!.family));
}

const sooner = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, fail) => signal.addEventListener("abort", () => fail(signal.reason as Error), { once: true })),
  ]);

const request = (url: URL, lookup: LookupFunction, { etag, lastModified }: Validators, signal: AbortSignal): Promise<IncomingMessage> =>
  new Promise((answer, fail) => {
    const headers = {
      accept: "*/*",
      "accept-encoding": "gzip, br, deflate",
      "user-agent": "Insieme (feed reader)",
      ...(etag && { "if-none-match": etag }),
      ...(lastModified && { "if-modified-since": lastModified }),
    };
    const { get } = url.protocol === "https:" ? https : http;
    get(url, { lookup, headers, signal, agent: false, maxHeaderSize: 16_384 }, answer).on("error", fail);
  });

const unpackers = { gzip: createGunzip, "x-gzip": createGunzip, br: createBrotliDecompress, deflate: createInflate } as const;

async function contentOf(reply: IncomingMessage, types: RegExp, most: number, signal: AbortSignal): Promise<Fetched> {
  const { headers, statusCode = 0 } = reply;
  const refuse = (problem: Problem): never => {
    reply.destroy();
    throw problem;
  };
  if (statusCode !== 200) refuse(new Problem("feed_unreachable", { why: statusCode }));
  const [type = "", ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  if (!types.test(type.trim())) refuse(new Problem("feed_type", { type: type.trim().slice(0, 80) }));
  const encoding = (headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding !== "identity" && !(encoding in unpackers)) refuse(new Problem("feed_encoding", { encoding: encoding.slice(0, 40) }));
  const charset = /^\s*charset\s*=\s*"?([^\s"]+)/.exec(parameters.find((each) => /^\s*charset\s*=/.test(each)) ?? "")?.[1];
  if (Number(headers["content-length"] ?? 0) > most) refuse(new Problem("feed_too_large"));

  let bytes = 0;
  const stream = encoding === "identity" ? reply : reply.pipe(unpackers[encoding as keyof typeof unpackers]());
  const chunks: Buffer[] = [];
  try {
    const whole = new Promise<void>((done, fail) => {
      const tooLarge = () => fail(new Problem("feed_too_large"));
      let unpacked = 0;
      if (stream !== reply) reply.on("data", (chunk: Buffer) => (bytes += chunk.length) > most && tooLarge());
      stream.on("data", (chunk: Buffer) => {
        unpacked += chunk.length;
        if (unpacked > most) return tooLarge();
        chunks.push(chunk);
      });
      stream.on("end", () => {
        if (stream === reply) bytes = unpacked;
        done();
      });
      const broken = () => fail(new Problem("feed_broken_off"));
      stream.on("error", broken);
      reply.on("error", broken);
      reply.on("close", () => !reply.complete && broken());
    });
    await sooner(whole, signal);
  } finally {
    stream.destroy();
    reply.destroy();
  }
  return { text: decoded(Buffer.concat(chunks), charset), bytes, etag: headers.etag, lastModified: headers["last-modified"] };
}

/** Charsets that feeds are written in, by the names in use for them (WHATWG Encoding); windows-1252 holds Latin-1. */
const charsets: Readonly<Record<string, string>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  "iso-8859-1": "windows-1252",
  latin1: "windows-1252",
  "windows-1252": "windows-1252",
  "utf-16": "utf-16le",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
};

/** Strictly: what is not text in its charset is refused rather than shown with signs of what was lost. */
function decoded(content: Buffer, declared = "utf-8"): string {
  const bigEndian = declared === "utf-16" && content[0] === 0xfe && content[1] === 0xff;
  const charset = bigEndian ? "utf-16be" : charsets[declared];
  if (!charset) throw new Problem("feed_encoding", { encoding: declared.slice(0, 40) });
  try {
    return new TextDecoder(charset, { fatal: true }).decode(content);
  } catch {
    throw new Problem("feed_encoding", { encoding: declared });
  }
}
