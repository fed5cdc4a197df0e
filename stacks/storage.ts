import { existsSync, readdirSync, statSync } from "node:fs";
import { extname, join, sep } from "node:path";
import type { StageSettings } from "./settings.ts";

/** What `web/build.ts` made for the browser. */
const built = ".build/client";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** The build's own notes are nobody's business. */
const published = (file: string): boolean => file !== "manifest.json" && !file.startsWith(".");

/** The built files in a private bucket, each under its own path on the router. */
export function storage({ kept }: StageSettings, router: sst.aws.Router) {
  if (!existsSync(join($cli.paths.root, built)))
    throw new Error(`${built} is not there: run "npm run deploy", which builds the pages first.`);
  const distribution = router.nodes.cdn.apply((cdn) => cdn.nodes.distribution.arn);

  const bucket = new sst.aws.Bucket("Assets", {
    cors: false,
    // Not `access: "cloudfront"`, which would let every distribution of every account in.
    policy: [
      {
        actions: ["s3:GetObject"],
        principals: [{ type: "service", identifiers: ["cloudfront.amazonaws.com"] }],
        conditions: [{ test: "StringEquals", variable: "AWS:SourceArn", values: [distribution] }],
        paths: ["*"],
      },
    ],
    transform: { bucket: { forceDestroy: !kept } },
  });

  const folder = join($cli.paths.root, built);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => published(file) && statSync(join(folder, file)).isFile())
    .map((file) => file.replaceAll(sep, "/"))
    .toSorted();
  for (const file of files) {
    const contentType = types[extname(file)];
    if (!contentType) throw new Error(`${built}/${file}: no content type is known for it (stacks/storage.ts).`);
    // The name of a hashed file changes with its content: it may be kept for ever, and it stays for pages that were opened before.
    const hashed = file.startsWith("assets/");
    new aws.s3.BucketObjectv2(
      `Asset-${file}`,
      {
        bucket: bucket.name,
        key: file,
        source: new $util.asset.FileAsset(join(folder, file)),
        contentType,
        cacheControl: hashed ? "public, max-age=31536000, immutable" : "public, max-age=3600",
      },
      { retainOnDelete: hashed },
    );
  }
  for (const top of new Set<string>(files.map((file) => file.split("/")[0]!))) router.routeBucket(`/${top}`, bucket);
  return bucket;
}
