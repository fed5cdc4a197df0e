import { createHash } from "node:crypto";
import type { Context as HonoContext } from "hono";
import * as v from "valibot";
import { Problem } from "./problem.ts";
import { commit, deleteItem, getItem, newItem, putItem, type Table } from "./table.ts";
import { day, minute, ttl } from "./time.ts";

/**
 * The Idempotency-Key header (IETF draft-ietf-httpapi-idempotency-key-header): the first good answer to a key is kept for a day
 * and given again; the same key with other content is refused, and so is a second request while the first still runs.
 * A refusal (4xx, 5xx) is not kept, so that the corrected or retried request may carry the same key.
 * Cost: 2 writes, and 1 read when the key was seen before.
 */
const Kept = v.object({
  fingerprint: v.string(),
  until: v.number(),
  answer: v.optional(v.object({ status: v.number(), body: v.string(), headers: v.record(v.string(), v.string()) })),
});

const keptHeaders = ["content-type", "etag", "location"];
/** DynamoDB holds 400 KB an item; a longer answer is not kept. */
const longest = 350_000;
const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");
const keyOf = (scope: string, key: string) => ({ pk: `IDEM#${sha256(`${scope} ${key}`)}`, sk: "IDEM" });

export async function once(c: HonoContext, table: Table, now: Date, scope: string, run: () => Promise<Response>): Promise<Response> {
  const header = c.req.header("idempotency-key") ?? "";
  if (header.length > 200) throw new Problem("invalid", {}, [{ field: "Idempotency-Key", code: "too_long" }]);
  const key = keyOf(scope, header);
  const fingerprint = sha256(`${c.req.method} ${c.req.path}\n${c.req.header("if-match") ?? ""}\n${await c.req.text()}`);
  const mine = { ...key, fingerprint, until: now.getTime() + minute, expiresAt: ttl(now, day) };
  try {
    await commit(
      table,
      newItem(table, mine, () => new Problem("request_in_progress")),
    );
  } catch (error) {
    if (!(error instanceof Problem && error.code === "request_in_progress")) throw error;
    const kept = await getItem(table, key, Kept);
    if (kept && kept.fingerprint !== fingerprint) throw new Problem("key_reused");
    if (kept?.answer) return new Response(kept.answer.body || null, { status: kept.answer.status, headers: kept.answer.headers });
    // The first request may have died without an answer: after a minute its key is free again.
    if (kept && kept.until > now.getTime()) throw error;
    await commit(
      table,
      putItem(
        table,
        mine,
        { when: "attribute_not_exists(pk) OR #until < :now", names: { "#until": "until" }, values: { ":now": now.getTime() } },
        () => new Problem("request_in_progress"),
      ),
    );
  }
  const forget = () => commit(table, deleteItem(table, key));
  let reply: Response;
  try {
    reply = await run();
  } catch (error) {
    await forget();
    throw error;
  }
  const body = await reply.clone().text();
  if (!reply.ok || body.length > longest) await forget();
  else {
    const headers = Object.fromEntries(keptHeaders.flatMap((name) => (reply.headers.get(name) ? [[name, reply.headers.get(name)!]] : [])));
    await commit(table, putItem(table, { ...mine, answer: { status: reply.status, body, headers } }, {}));
  }
  return reply;
}
