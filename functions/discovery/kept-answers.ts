import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Context as HonoContext, TypedResponse } from "hono";

/** An answer as it goes out: made once, packed once for each way of packing, and given to everybody who asks the same. */
export type Answer = {
  readonly etag: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly packed: Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>;
};

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
/** Best first. Brotli at 4 packs tighter than gzip does, in less time. */
const encodings = {
  br: (plain: Uint8Array) => brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (plain: Uint8Array) => gzipped(plain),
} as const;
type Encoding = keyof typeof encodings;
/** Below this packing gains nothing. */
const small = 1000;

/**
 * Answers that are kept for as long as they hold: until the mirror changes, or the minute, since dates pass. Those asked for longest
 * ago go first when there are too many or they weigh too much.
 */
export function keptAnswers({ most = 1000, bytes = 24_000_000 } = {}) {
  let holding = "";
  let weight = 0;
  const kept = new Map<string, Answer>();

  function keep(question: string, answer: Answer): void {
    kept.set(question, answer);
    weight += answer.plain.length;
    for (const [oldest, { plain }] of kept) {
      if (kept.size <= most && weight <= bytes) return;
      kept.delete(oldest);
      weight -= plain.length;
    }
  }

  /** `moment`: whatever all answers hang on. `question`: in a form that is the same for all who mean the same. */
  return function answer(moment: string, question: string, make: () => unknown): Answer {
    if (moment !== holding) {
      kept.clear();
      [holding, weight] = [moment, 0];
    }
    const known = kept.get(question);
    if (known) {
      kept.delete(question);
      kept.set(question, known);
      return known;
    }
    const plain = Buffer.from(JSON.stringify(make()));
    const etag = `W/"${createHash("sha1").update(plain).digest("base64url")}"`;
    const made: Answer = { etag, plain, packed: new Map() };
    keep(question, made);
    return made;
  };
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

/** The same text for the same question, however it was written: names in order, values of a list in order, nothing that is not asked. */
export const normal = (question: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(
    Object.entries(question)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(String).toSorted(byText) : value] as const)
      .toSorted(([a], [b]) => byText(a, b)),
  );

/** The answer over HTTP, typed as what it holds: packed as the client takes it, or nothing when it has that very answer. */
export async function given<Reply>(c: HonoContext, { etag, plain, packed }: Answer): Promise<TypedResponse<Reply, 200, "json">> {
  const typed = (reply: Response) => reply as unknown as TypedResponse<Reply, 200, "json">;
  c.header("etag", etag);
  c.header("vary", "accept-encoding", { append: true });
  if (c.req.header("if-none-match")?.split(/,\s*/).includes(etag)) return typed(c.body(null, 304));
  c.header("content-type", "application/json");
  const accepted = c.req.header("accept-encoding") ?? "";
  const encoding = (Object.keys(encodings) as Encoding[]).find((one) => new RegExp(`\\b${one}\\b(?!;q=0(\\.0*)?(,|$))`).test(accepted));
  if (!encoding || plain.length < small) return typed(c.body(plain, 200));
  let bytes = packed.get(encoding);
  if (!bytes) packed.set(encoding, (bytes = encodings[encoding](plain)));
  c.header("content-encoding", encoding);
  return typed(c.body(await bytes, 200));
}
