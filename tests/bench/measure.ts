import { Agent, request } from "node:http";

/** One kind of work, done for the n-th time. */
export type Work = (n: number) => Promise<unknown>;

/** Milliseconds a piece of work took on average, `times` of them with `width` in flight. */
async function round(work: Work, from: number, times: number, width: number): Promise<number> {
  let next = from;
  const start = performance.now();
  const lane = async () => {
    while (next < from + times) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return (performance.now() - start) / times;
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

export type Ratio = { readonly ratio: number; readonly ms: number; readonly floor: number };

/**
 * Work and floor in turn, round by round, after one round of each that does not count: the ratio of each pair, and their median.
 * Turn by turn, so that a machine which slows down slows both.
 */
export async function against(
  work: Work,
  floor: Work,
  { width, times, rounds }: { width: number; times: number; rounds: number },
): Promise<Ratio> {
  const pairs: { ms: number; floor: number }[] = [];
  for (let n = 0; n <= rounds; n++) {
    const from = n * times;
    const pair = { ms: await round(work, from, times, width), floor: await round(floor, from, times, width) };
    if (n > 0) pairs.push(pair);
  }
  return {
    ratio: median(pairs.map(({ ms, floor: under }) => ms / under)),
    ms: median(pairs.map(({ ms }) => ms)),
    floor: median(pairs.map((pair) => pair.floor)),
  };
}

/** A client that costs little: kept connections, no parsing. Answers with the status. */
export function client(origin: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    send: (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
      new Promise<number>((resolve, reject) => {
        const asked = request(
          origin + path,
          { agent, method, headers: { ...headers, ...(body && { "content-length": String(Buffer.byteLength(body)) }) } },
          (reply) => {
            reply.on("end", () => resolve(reply.statusCode ?? 0)).on("error", reject);
            reply.resume();
          },
        );
        asked.on("error", reject).end(body);
      }),
    close: () => agent.destroy(),
  };
}
