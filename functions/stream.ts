import { followBodies } from "./bodies/follow.ts";
import type { Change } from "./foundation/change.ts";
import { type Follower, type Following, type Picture, senderOnce } from "./foundation/follow.ts";
import { log, traceOf } from "./foundation/log.ts";
import type { Mailer } from "./foundation/mail.ts";
import type { Storage } from "./foundation/storage.ts";
import type { Table } from "./foundation/table.ts";
import { drawListing, followDiscovery } from "./discovery/follow.ts";
import { followParticipation } from "./participation/follow.ts";
import { followPeople } from "./people/follow.ts";
import { followProjects } from "./projects/follow.ts";
import { drawPreview } from "./publishing/follow.ts";
import { followSearches } from "./searches/follow.ts";
import { openStores, type Stores } from "./stores.ts";

/** Everything that follows from a write, noun by noun. Followers do not know of each other, and their order means nothing. */
const followers: readonly Follower<Stores>[] = [
  followPeople,
  followBodies,
  followProjects,
  followParticipation,
  followDiscovery,
  followSearches,
];

/**
 * What is drawn anew from the table: once for a partition, however many of its items a batch tells of. What searchers find comes
 * before everything else, for a place that is gone must not be shown; pictures of links come last.
 */
const first: readonly Picture<Stores>[] = [drawListing];
const last: readonly Picture<Stores>[] = [drawPreview];

export type StreamSettings = {
  readonly table: Table;
  readonly mailer: Mailer;
  readonly secret: string;
  readonly origin: string;
  /** Where pictures are put; without it none are drawn. */
  readonly storage?: Storage | undefined;
  readonly now?: () => Date;
};

/** Partitions that are worked on at the same time; within one, changes keep their order. */
const lanes = 8;

/** Follows a batch of changes; answers with the ids of those that failed, which are to be given again. */
export function streamConsumer({ table, mailer, secret, origin, storage, now = () => new Date() }: StreamSettings) {
  const stores = openStores(table, secret);
  const sendOnce = senderOnce(table, mailer, now);

  return async (changes: readonly Change[]): Promise<readonly string[]> => {
    const failed: string[] = [];
    const groups = [...Map.groupBy(changes, ({ keys }) => keys.pk).values()];
    const attempt = async (of: readonly Change[], work: readonly Promise<void>[]) => {
      const results = await Promise.allSettled(work);
      const reasons = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
      if (reasons.length === 0) return;
      failed.push(...of.map(({ id }) => id));
      log("warn", "follow_failed", { kind: of[0]!.keys.sk.split("#")[0], ...traceOf(reasons[0]) });
    };
    const following: Following<Stores> = { now: now(), stores, secret, origin, storage, sendOnce };
    const inLanes = async (work: (group: readonly Change[]) => Promise<void>) => {
      const waiting = groups.values();
      const lane = async () => {
        for (const group of waiting) await work(group);
      };
      await Promise.all(Array.from({ length: lanes }, lane));
    };
    const draw = (pictures: readonly Picture<Stores>[], group: readonly Change[]) =>
      attempt(
        group,
        pictures.map((picture) => picture(following, group)),
      );
    await inLanes((group) => draw(first, group));
    await inLanes(async (group) => {
      for (const change of group)
        await attempt(
          [change],
          followers.map((follow) => follow(following, change)),
        );
      await draw(last, group);
    });
    return [...new Set(failed)];
  };
}
