import type { StageSettings } from "./settings.ts";

/** What is too large for the table and can be made anew from it (bases of the mirror, pictures), and the rights to it. */
export function data({ kept }: StageSettings, router: sst.aws.Router) {
  const distribution = router.nodes.cdn.apply((cdn) => cdn.nodes.distribution.arn);
  const bucket = new sst.aws.Bucket("Data", {
    cors: false,
    // A base is replaced every hour and whoever publishes keeps three: what is older is left of an earlier schema of the mirror.
    lifecycle: [{ id: "old-bases", prefix: "mirror/", expiresIn: "30 days" }],
    // Bases are open data, and too large to pass through a function.
    policy: [
      {
        actions: ["s3:GetObject"],
        principals: [{ type: "service", identifiers: ["cloudfront.amazonaws.com"] }],
        conditions: [{ test: "StringEquals", variable: "AWS:SourceArn", values: [distribution] }],
        paths: ["mirror/*"],
      },
    ],
    transform: { bucket: { forceDestroy: !kept } },
  });
  router.routeBucket("/mirror", bucket);
  const under = (folder: string) => [$interpolate`${bucket.arn}/${folder}/*`];
  // Who may not list is told "forbidden" of what is not there.
  const lists = { actions: ["s3:ListBucket"], resources: [bucket.arn] };
  return {
    bucket,
    url: $interpolate`s3:${bucket.name}`,
    reads: [lists, { actions: ["s3:GetObject"], resources: [...under("mirror"), ...under("previews")] }],
    publishes: [lists, { actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources: under("mirror") }],
    draws: [{ actions: ["s3:PutObject"], resources: under("previews") }],
  };
}

export type Data = ReturnType<typeof data>;
