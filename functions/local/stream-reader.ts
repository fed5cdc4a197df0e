import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";
import { setTimeout as pause } from "node:timers/promises";
import { type Change, changeOf } from "../foundation/change.ts";
import { log, traceOf } from "../foundation/log.ts";
import type { Table } from "../foundation/table.ts";

/** How far each shard has been read: the last sequence number, or that the shard is closed and read to its end. */
export type Places = Record<string, { readonly after?: string; readonly over?: true }>;
export type Checkpoint = { readonly load: (stream: string) => Places; readonly save: (stream: string, places: Places) => void };

export type StreamReader = {
  /** Looks now instead of at the next tick: something was written. */
  readonly poke: () => void;
  /** Resolves when everything written before the call has been consumed. */
  readonly drain: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly table: Table;
  /** Given a batch, answers with the ids of the changes that failed. */
  readonly consume: (changes: readonly Change[]) => Promise<readonly string[]>;
  readonly checkpoint?: Checkpoint;
  /** How often a change is given before it is put aside, so that one that never works does not hold up all others. */
  readonly attempts?: number;
  /** Longest pause between attempts, milliseconds; the first is 1/64 of it. */
  readonly longestPause?: number;
  readonly putAside?: (change: Change) => void;
};

const batch = 100;
const idle = 400;
/** DynamoDB closes a shard after some hours and opens others. */
const lookForShards = 10_000;

const inMemory = (): Checkpoint => {
  let kept: Places = {};
  return { load: () => kept, save: (_, places) => (kept = places) };
};

/**
 * Reads the table's stream as Lambda's event source does: every shard, a parent before its children, in batches; after a failure it
 * goes back to the first change that failed and tells that one and all after it again, at least once each.
 */
export async function readStream(options: Options): Promise<StreamReader> {
  const { table, consume, checkpoint = inMemory(), attempts = 12, longestPause = 10_000 } = options;
  const { region, endpoint, credentials } = table.client.config;
  const client = new DynamoDBStreamsClient({ region, credentials, ...(endpoint && { endpoint }) });
  const { Table: described } = await table.client.send(new DescribeTableCommand({ TableName: table.name }));
  const stream = described?.LatestStreamArn;
  if (!stream) throw new Error("the table has no stream");

  const stopping = new AbortController();
  let places: Places = checkpoint.load(stream);
  let shards: Shard[] = [];
  let looked = 0;
  const iterators = new Map<string, string>();
  let nudge = () => {};
  let waiting: (() => void)[] = [];

  const note = (shard: string, place: Places[string]) => {
    places = { ...places, [shard]: place };
    checkpoint.save(stream, places);
  };

  async function findShards(): Promise<void> {
    const found: Shard[] = [];
    let from: string | undefined;
    do {
      const { StreamDescription } = await client.send(
        new DescribeStreamCommand({ StreamArn: stream, ...(from && { ExclusiveStartShardId: from }) }),
      );
      found.push(...(StreamDescription?.Shards ?? []));
      from = StreamDescription?.LastEvaluatedShardId;
    } while (from);
    shards = found;
    looked = Date.now();
    // What DynamoDB has forgotten need not be remembered here.
    places = Object.fromEntries(Object.entries(places).filter(([id]) => found.some(({ ShardId }) => ShardId === id)));
  }

  async function iteratorOf(shard: string): Promise<string | undefined> {
    const known = iterators.get(shard);
    if (known) return known;
    const after = places[shard]?.after;
    const ask = (from: { ShardIteratorType: "TRIM_HORIZON" } | { ShardIteratorType: "AFTER_SEQUENCE_NUMBER"; SequenceNumber: string }) =>
      client.send(new GetShardIteratorCommand({ StreamArn: stream, ShardId: shard, ...from }));
    const horizon = { ShardIteratorType: "TRIM_HORIZON" } as const;
    const { ShardIterator } = await (after
      ? ask({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after }).catch((error: unknown) => {
          if (error instanceof TrimmedDataAccessException) return ask(horizon);
          throw error;
        })
      : ask(horizon));
    return ShardIterator;
  }

  /** Gives the changes until each was taken, or was put aside after too many attempts. */
  async function deliver(shard: string, changes: readonly Change[]): Promise<void> {
    let rest = changes;
    let tries = 0;
    while (rest.length > 0) {
      const failed = new Set(
        await consume(rest).catch((error: unknown) => (log("error", "consumer_broke", traceOf(error)), rest.map(({ id }) => id))),
      );
      const first = rest.findIndex(({ id }) => failed.has(id));
      const taken = first < 0 ? rest.length : first;
      if (taken > 0) {
        note(shard, { after: rest[taken - 1]!.id });
        rest = rest.slice(taken);
        tries = 0;
      }
      if (rest.length === 0) return;
      if (++tries >= attempts) {
        log("error", "change_put_aside", { change: rest[0]!.id, attempts });
        options.putAside?.(rest[0]!);
        note(shard, { after: rest[0]!.id });
        rest = rest.slice(1);
        tries = 0;
      } else await pause(Math.min(longestPause, (longestPause / 64) * 2 ** (tries - 1)), undefined, { signal: stopping.signal });
    }
  }

  /** One batch of one shard; how many changes there were. */
  async function readShard(shard: string): Promise<number> {
    const ShardIterator = await iteratorOf(shard);
    if (!ShardIterator) return 0;
    iterators.delete(shard);
    const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator, Limit: batch }));
    if (Records.length > 0) await deliver(shard, Records.map(changeOf));
    if (NextShardIterator) iterators.set(shard, NextShardIterator);
    else {
      note(shard, { ...places[shard], over: true });
      looked = 0;
    }
    return Records.length;
  }

  async function pass(): Promise<number> {
    if (Date.now() - looked > lookForShards) await findShards();
    const isOpen = (id: string | undefined) => shards.some(({ ShardId }) => ShardId === id) && !places[id!]?.over;
    const ready = shards.filter(({ ShardId, ParentShardId }) => isOpen(ShardId) && !isOpen(ParentShardId));
    let sum = 0;
    for (const { ShardId } of ready) {
      sum += await readShard(ShardId!).catch((error: unknown) => {
        if (error instanceof ExpiredIteratorException || error instanceof TrimmedDataAccessException) return 1;
        throw error;
      });
    }
    return sum + (looked === 0 ? 1 : 0);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const asked = waiting;
      waiting = [];
      try {
        if ((await pass()) > 0) {
          waiting = [...asked, ...waiting];
          continue;
        }
        for (const done of asked) done();
      } catch (error) {
        if (stopping.signal.aborted) break;
        waiting = [...asked, ...waiting];
        log("warn", "stream_read_failed", traceOf(error));
        await pause(1000, undefined, { signal: stopping.signal }).catch(() => {});
      }
      if (waiting.length > 0) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, idle);
        nudge = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  const running = run();
  return {
    poke: () => nudge(),
    drain: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        nudge();
      }),
    async stop() {
      stopping.abort();
      nudge();
      await running;
      client.destroy();
    },
  };
}
