import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
};
const squeezable = /^(text|application\/(json|manifest|xml)|image\/svg)/;

type Coding = "br" | "gzip" | "identity";
type Asset = { readonly path: string; readonly type: string; readonly etag: string; readonly bodies: Map<Coding, Uint8Array<ArrayBuffer>> };

const squeeze: Record<Coding, (raw: Uint8Array) => Buffer> = {
  br: (raw) => brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (raw) => gzipSync(raw, { level: 9 }),
  identity: (raw) => Buffer.from(raw),
};

/** The static files of the build, as the storage behind the router serves them: named by their hash and kept for ever, or asked again. */
export function assets(folder: string): (request: Request) => Response | undefined {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.endsWith(".map"),
  );
  const known = new Map<string, Asset | null>(
    names.map((entry) => ["/" + relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"), null]),
  );

  function load(path: string): Asset {
    const raw = new Uint8Array(readFileSync(join(folder, path)));
    const etag = `"${createHash("sha256").update(raw).digest("base64url").slice(0, 22)}"`;
    const asset = {
      path,
      type: types[extname(path)] ?? "application/octet-stream",
      etag,
      bodies: new Map<Coding, Uint8Array<ArrayBuffer>>([["identity", raw]]),
    };
    known.set(path, asset);
    return asset;
  }

  return (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") return undefined;
    const path = decodeURI(new URL(request.url).pathname);
    if (!known.has(path)) return undefined;
    const { type, etag, bodies } = known.get(path) ?? load(path);
    const accepted = request.headers.get("accept-encoding") ?? "";
    const coding: Coding = !squeezable.test(type)
      ? "identity"
      : /\bbr\b/.test(accepted)
        ? "br"
        : /\bgzip\b/.test(accepted)
          ? "gzip"
          : "identity";
    const headers = {
      "content-type": type,
      "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "public, max-age=0, must-revalidate",
      "x-content-type-options": "nosniff",
      etag,
      vary: "accept-encoding",
    };
    if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
    const body = bodies.get(coding) ?? new Uint8Array(squeeze[coding](bodies.get("identity")!));
    bodies.set(coding, body);
    return new Response(request.method === "HEAD" ? null : body, {
      headers: { ...headers, "content-length": String(body.length), ...(coding !== "identity" && { "content-encoding": coding }) },
    });
  };
}
