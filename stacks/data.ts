import type { StageSettings } from "./settings.ts";

/** What is too large for the table and can be made anew from it (bases of the mirror, pictures), and the rights to it. */
export function data({ kept }: StageSettings) {
  const bucket = new sst.aws.Bucket("Data", {
    cors: false,
    // A base is replaced every hour and whoever publishes keeps three: what is older is left of an earlier schema of the mirror.
    lifecycle: [{ id: "old-bases", prefix: "mirror/", expiresIn: "30 days" }],
    transform: { bucket: { forceDestroy: !kept } },
  });
  const under = (folder: string) => [$interpolate`${bucket.arn}/${folder}/*`];
  // Who may not list is told "forbidden" of what is not there.
  const lists = { actions: ["s3:ListBucket"], resources: [bucket.arn] };
  return {
    bucket,
    url: $interpolate`s3:${bucket.name}`,
    reads: [lists, { actions: ["s3:GetObject"], resources: under("mirror") }],
    publishes: [lists, { actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources: under("mirror") }],
    draws: [{ actions: ["s3:PutObject"], resources: under("previews") }],
  };
}

export type Data = ReturnType<typeof data>;
