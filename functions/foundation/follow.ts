import * as v from "valibot";
import type { Change } from "./change.ts";
import { log } from "./log.ts";
import type { Letter, Mailer } from "./mail.ts";
import { Problem } from "./problem.ts";
import type { Storage } from "./storage.ts";
import { commit, getItem, newItem, putItem, type Table, updateItem } from "./table.ts";
import { day, minute, ttl } from "./time.ts";

/** What a follower of the stream is given. Records arrive twice and late: whatever it does must be the same done twice. */
export type Following<Stores> = {
  readonly now: Date;
  readonly stores: Stores;
  readonly secret: string;
  /** Public address of the site, without a slash at its end: `https://…`. */
  readonly origin: string;
  /** Where pictures are put; without it none are drawn. */
  readonly storage?: Storage | undefined;
  /** Sends the letter of this key unless it was sent before. A letter that cannot be made is null: then nothing is sent. */
  readonly sendOnce: (key: string, letter: () => Letter | null | Promise<Letter | null>) => Promise<void>;
};

export type Follower<Stores> = (following: Following<Stores>, change: Change) => Promise<void>;
/** Given all the changes of one partition that came together. */
export type Picture<Stores> = (following: Following<Stores>, changes: readonly Change[]) => Promise<void>;

const keyOf = (key: string) => ({ pk: `SENT#${key}`, sk: "SENT" });
const Sent = v.object({ state: v.picklist(["sending", "sent"]), until: v.number() });

/**
 * One letter a key. The key is claimed before the letter goes out and marked after; a claim whose sender died is free again after
 * a minute, so a letter is never forgotten, and doubled only if the sender died between the mail server's yes and the mark.
 * Cost: 2 writes a letter, 1 read when it was sent before.
 */
export const senderOnce =
  (table: Table, mailer: Mailer, now: () => Date): Following<unknown>["sendOnce"] =>
  async (key, letter) => {
    const claim = { ...keyOf(key), state: "sending", until: now().getTime() + minute, expiresAt: ttl(now(), 30 * day) };
    const taken = () => new Problem("request_in_progress");
    try {
      await commit(table, newItem(table, claim, taken));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const sent = await getItem(table, keyOf(key), Sent);
      if (sent?.state === "sent") return;
      // Somebody else is sending it right now: this record is tried again later and finds it sent, or its sender dead.
      if (sent && sent.until > now().getTime()) throw error;
      await commit(
        table,
        putItem(
          table,
          claim,
          { when: "attribute_not_exists(pk) OR #until < :now", names: { "#until": "until" }, values: { ":now": now().getTime() } },
          taken,
        ),
      );
    }
    const made = await letter();
    if (made) await mailer(made);
    await commit(table, updateItem(table, keyOf(key), "SET #state = :sent", { names: { "#state": "state" }, values: { ":sent": "sent" } }));
    log("info", made ? "letter_sent" : "letter_dropped", { key });
  };
