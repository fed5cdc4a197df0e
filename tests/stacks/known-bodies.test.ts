import { createHash } from "node:crypto";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { signsKnownBodies } from "../../stacks/known-bodies.ts";

type Request = { method: string; uri: string; headers: Record<string, { value: string }> };
const run = (event: { request: Request }): void => void runInNewContext(signsKnownBodies, { event });
/** The hash under which CloudFront would sign it. */
function hashOf(body: string, { method = "POST", uri = "/api/searches/unsubscribe/per_x.y", own = "" } = {}): string | undefined {
  const headers = { "content-length": { value: String(body.length) }, ...(own && { "x-amz-content-sha256": { value: own } }) };
  const request: Request = { method, uri, headers };
  run({ request });
  return request.headers["x-amz-content-sha256"]?.value;
}
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("a body that comes without its hash", () => {
  it.each(["", "List-Unsubscribe=One-Click"])("is signed for when it is one that is known: %j", (body) => {
    expect(hashOf(body)).toBe(sha256(body));
  });

  it("is left alone when it is another, elsewhere, or brings its hash", () => {
    expect(hashOf("List-Unsubscribe=One-Click&more=1")).toBeUndefined();
    expect(hashOf("", { uri: "/api/bodies" })).toBeUndefined();
    expect(hashOf("", { method: "GET" })).toBeUndefined();
    expect(hashOf("", { own: "theirs" })).toBe("theirs");
  });

  it("without a length has none", () => {
    const request: Request = { method: "POST", uri: "/api/searches/confirmations/x", headers: {} };
    run({ request });
    expect(request.headers["x-amz-content-sha256"]?.value).toBe(sha256(""));
  });
});
