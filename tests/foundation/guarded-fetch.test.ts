import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fetched, guardedFetcher } from "../../functions/foundation/guarded-fetch.ts";
import { Problem } from "../../functions/foundation/problem.ts";
import { isPublicAddress } from "../../functions/foundation/public-address.ts";

/** A server of this machine that does whatever a hostile or a broken one might. */
const types = /^application\/json$/;
const json = { "content-type": "application/json" };
/** Bytes that the server managed to hand over, by path: what was not taken was not sent. */
const sent = new Map<string, number>();
const asked: string[] = [];
let server: Server;
let origin: string;

function flood(path: string, chunk: Buffer, most: number, reply: Parameters<RequestListener>[1]): void {
  let handed = 0;
  const more = () => {
    while (handed < most && !reply.destroyed) {
      handed += chunk.length;
      sent.set(path, handed);
      if (!reply.write(chunk)) return void reply.once("drain", more);
    }
    reply.end();
  };
  more();
}

const to =
  (location: string): RequestListener =>
  (_, reply) =>
    void reply.writeHead(302, { location }).end();
const content =
  (body: string | Buffer, headers: Record<string, string>): RequestListener =>
  (_, reply) =>
    void reply.writeHead(200, headers).end(body);

const routes: Record<string, RequestListener> = {
  "/plain": content('{"a":"è"}', { ...json, etag: '"1"', "last-modified": "Mon, 01 Mar 2027 09:00:00 GMT" }),
  "/gzip": content(gzipSync("{}"), { ...json, "content-encoding": "gzip" }),
  "/br": content(brotliCompressSync("{}"), { ...json, "content-encoding": "br" }),
  "/deflate": content(deflateSync("{}"), { ...json, "content-encoding": "deflate" }),
  "/latin1": content(Buffer.from("è", "latin1"), { "content-type": "application/json; charset=ISO-8859-1" }),
  "/utf16": content(Buffer.from("\ufeffè", "utf16le"), { "content-type": 'application/json; charset="utf-16"' }),
  "/huge": (_, reply) => flood("/huge", Buffer.alloc(65_536, 32), 500_000_000, reply.writeHead(200, json)),
  "/announced": (_, reply) => void reply.writeHead(200, { ...json, "content-length": "900000000" }).write("{"),
  // 2 GB of spaces in some 2 MB.
  "/bomb": (_, reply) => {
    const layer = gzipSync(Buffer.alloc(50_000_000, 32));
    flood("/bomb", layer, layer.length * 40, reply.writeHead(200, { ...json, "content-encoding": "gzip" }));
  },
  "/drip": (_, reply) => {
    reply.writeHead(200, json);
    const timer = setInterval(() => reply.write(" "), 20);
    reply.on("close", () => clearInterval(timer));
  },
  "/mute": () => {},
  "/cut": (_, reply) => {
    reply.writeHead(200, { ...json, "content-length": "100" }).write('{"a":');
    setTimeout(() => reply.destroy(), 20);
  },
  "/cut-gzip": content(gzipSync("x".repeat(1000)).subarray(0, 20), { ...json, "content-encoding": "gzip" }),
  "/no-gzip": content("{}", { ...json, "content-encoding": "gzip" }),
  "/html": content("<p>404</p>", { "content-type": "text/html; charset=utf-8" }),
  "/untyped": content("{}", {}),
  "/error": (_, reply) => void reply.writeHead(503).end(),
  "/wrong-utf8": content(Buffer.from([0x22, 0xe8, 0x22]), json),
  "/utf7": content("{}", { "content-type": "application/json; charset=utf-7" }),
  "/compress": content("{}", { ...json, "content-encoding": "compress" }),
  "/twice": content(gzipSync(gzipSync("{}")), { ...json, "content-encoding": "gzip, gzip" }),
  "/loop": to("/loop"),
  "/3": to("/2"),
  "/2": to("/1"),
  "/1": to("/plain"),
  "/4": to("/3"),
  "/to-file": to("file:///etc/passwd"),
  "/to-http": to("http://example.org/"),
  "/to-user": to("https://admin:secret@example.org/"),
  "/unchanged": (question, reply) => void reply.writeHead(question.headers["if-none-match"] === '"1"' ? 304 : 200, json).end("{}"),
};
const inside = [
  "https://127.0.0.1/",
  "https://[::1]/",
  "https://169.254.169.254/latest/meta-data/",
  "https://10.0.0.8/",
  "https://0x7f.1/",
  "https://2130706433/",
  "https://[::ffff:169.254.169.254]/",
  "https://localhost/",
];

beforeAll(async () => {
  inside.forEach((location, n) => (routes[`/to-inside-${n}`] = to(location)));
  server = createServer((question, reply) => {
    asked.push(question.url!);
    routes[question.url!]!(question, reply);
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = (path: string, more: Parameters<typeof guardedFetcher>[0] = {}): Promise<Fetched> =>
  guardedFetcher({ trusted: [origin], within: 5000, ...more })({ address: path.startsWith("/") ? origin + path : path, types });
const refusal = async (path: string, more?: Parameters<typeof guardedFetcher>[0]) =>
  get(path, more).then(
    () => "no refusal",
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

describe("what may be read", () => {
  it("is given as text, with what the server says of it", async () => {
    expect(await get("/plain")).toEqual({
      text: '{"a":"è"}',
      bytes: 10,
      etag: '"1"',
      lastModified: "Mon, 01 Mar 2027 09:00:00 GMT",
    });
  });

  it.each(["/gzip", "/br", "/deflate"])("%s is unpacked", async (path) => expect((await get(path)).text).toBe("{}"));
  it.each(["/latin1", "/utf16"])("%s is read in its charset", async (path) => expect((await get(path)).text).toBe("è"));
  it("three redirects are followed", async () => expect((await get("/3")).text).toBe('{"a":"è"}'));

  it("what has not changed costs nothing", async () => {
    const fetcher = guardedFetcher({ trusted: [origin] });
    expect(await fetcher({ address: `${origin}/unchanged`, types, etag: '"1"' })).toMatchObject({ text: null, bytes: 0, etag: '"1"' });
  });
});

describe("what is hostile or broken ends in a refusal that says why", () => {
  it.each([
    ["/drip", "feed_slow"],
    ["/mute", "feed_slow"],
  ])("%s: %s", async (path, code) => expect(await refusal(path, { within: 300 })).toBe(code));

  it.each([
    ["/announced", "feed_too_large"],
    ["/cut", "feed_broken_off"],
    ["/cut-gzip", "feed_broken_off"],
    ["/no-gzip", "feed_broken_off"],
    ["/html", "feed_type"],
    ["/untyped", "feed_type"],
    ["/error", "feed_unreachable"],
    ["/wrong-utf8", "feed_encoding"],
    ["/utf7", "feed_encoding"],
    ["/compress", "feed_encoding"],
    ["/twice", "feed_encoding"],
    ["/loop", "feed_redirects"],
    ["/4", "feed_redirects"],
    ["/to-file", "feed_address"],
    ["/to-http", "feed_address"],
    ["/to-user", "feed_address"],
  ])("%s: %s", async (path, code) => expect(await refusal(path)).toBe(code));

  it.each(inside.map((address, n) => [address, n] as const))("a redirect to %s", async (_, n) =>
    expect(await refusal(`/to-inside-${n}`)).toBe("feed_address"),
  );

  it.each(["http://example.org/feed", "ftp://example.org/", "javascript:alert(1)", "https://", "https://u:p@example.org/", ...inside])(
    "the address %s",
    async (address) => expect(await refusal(address)).toBe("feed_address"),
  );

  it("a flood is cut off soon after five megabytes", async () => {
    expect(await refusal("/huge")).toBe("feed_too_large");
    // What lies in the buffers of two sockets was sent too.
    expect(sent.get("/huge")).toBeLessThan(25_000_000);
  });

  it("a bomb is cut off before it has unfolded", async () => {
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusal("/bomb")).toBe("feed_too_large");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
  });
});

describe("names", () => {
  const named = () => `http://feeds.example:${new URL(origin).port}`;

  it("that lead inside, by any one of their addresses, are refused before anything is asked", async () => {
    const lookup = async () => [
      { address: "93.184.216.34", family: 4 },
      { address: "192.168.1.1", family: 4 },
    ];
    expect(await refusal("https://feeds.example/", { lookup })).toBe("feed_address");
    expect(await refusal("https://feeds.example/", { lookup: async () => [{ address: "fd00::1", family: 6 }] })).toBe("feed_address");
    expect(await refusal("https://feeds.example/", { lookup: async () => [] })).toBe("feed_address");
  });

  it("are resolved once: the connection goes to the address that was checked, whatever the name says a moment later", async () => {
    const answers = ["127.0.0.1", "127.0.0.2"];
    let lookups = 0;
    const lookup = async () => [{ address: answers[lookups++]!, family: 4 }];
    const found = await guardedFetcher({ trusted: [named()], lookup })({ address: `${named()}/plain`, types });
    expect([found.text, lookups]).toEqual(['{"a":"è"}', 1]);
  });

  it("that do not answer in time are given up", async () => {
    expect(await refusal("https://feeds.example/", { lookup: () => new Promise(() => {}), within: 100 })).toBe("feed_slow");
  });

  it("that nobody knows are told", async () => {
    const unknown = Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
    expect(await refusal("https://feeds.example/", { lookup: () => Promise.reject(unknown) })).toBe("feed_unreachable");
  });
});

it.each([
  ["8.8.8.8", true],
  ["151.101.1.69", true],
  ["2606:4700::6810:84e5", true],
  ["2a00:1450:4002::200e", true],
  ["0.0.0.0", false],
  ["10.255.255.255", false],
  ["100.64.0.1", false],
  ["127.8.8.8", false],
  ["169.254.169.254", false],
  ["172.31.0.1", false],
  ["172.32.0.1", true],
  ["192.168.0.1", false],
  ["198.19.255.255", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["::", false],
  ["::1", false],
  ["::ffff:8.8.8.8", false],
  ["64:ff9b::a9fe:a9fe", false],
  ["fe80::1", false],
  ["fe80::1%eth0", false],
  ["fc00::1", false],
  ["fd00:ec2::254", false],
  ["ff02::1", false],
  ["2001:db8::1", false],
  ["2002:7f00:1::", false],
  ["2001::1", false],
  ["no address", false],
])("%s is public: %s", (address, is) => expect(isPublicAddress(address)).toBe(is));
