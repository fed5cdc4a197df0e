import { createHash } from "node:crypto";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
/** By their length. */
const knownBodies = Object.fromEntries(["", "List-Unsubscribe=One-Click"].map((body) => [body.length, sha256(body)]));
/**
 * What stops letters is posted by mail programs (RFC 8058) and by forms without JavaScript, which send no hash of their body for
 * CloudFront to sign with (`docs/decisions/0001`). There are two such bodies, and both are known.
 */
export const signsKnownBodies = `
var request = event.request;
var known = ${JSON.stringify(knownBodies)}[(request.headers["content-length"] || { value: "0" }).value];
if (known && request.method === "POST" && request.uri.startsWith("/api/searches/") && !request.headers["x-amz-content-sha256"])
  request.headers["x-amz-content-sha256"] = { value: known };
`;
