import type { Actor, Context } from "../../foundation/context.ts";
import type { PersonId } from "../../foundation/ids.ts";
import type { Table } from "../../foundation/table.ts";
import { day } from "../../foundation/time.ts";
import { actorOf } from "../../people/rules.ts";
import { personFor } from "../../people/service.ts";
import { openStores, type Stores } from "../../stores.ts";
import { cast, emailOf } from "./people.ts";
import { pool } from "./pool.ts";

export type Stage = {
  readonly now: Date;
  readonly stores: Stores;
  /** The context of somebody of the cast, with rights as they are now, `days` before (or after) today. */
  readonly as: (key: string, days?: number, at?: Date) => Promise<Context<Stores>>;
  /** From here on nobody's memberships change, and rights are not asked for again. */
  readonly settled: () => void;
  readonly personOf: (key: string) => PersonId;
};

export async function stage(table: Table, secret: string, now: Date): Promise<Stage> {
  const stores = openStores(table, secret);
  const nobody = (at: Date): Context<Stores> => ({ actor: null, now: at, locale: "it", requestId: "demo", secret, stores });
  const long = new Date(now.getTime() - 200 * day);
  const people = await pool(
    cast,
    8,
    async ({ key, name, locale }) => [key, (await personFor({ ...nobody(long), locale }, emailOf(key), name)).id] as const,
  );
  const ids = new Map(people);
  const actors = new Map<string, Actor>();
  const personOf: Stage["personOf"] = (key) => ids.get(key)!;
  let rightsChange = true;
  async function actorNow(key: string): Promise<Actor> {
    const remembered = actors.get(key);
    if (remembered && !rightsChange) return remembered;
    const known = await stores.people.personWithMemberships(personOf(key));
    const actor = actorOf(known!.person, known!.memberships);
    actors.set(key, actor);
    return actor;
  }
  return {
    now,
    stores,
    personOf,
    as: async (key, days = 0, at = new Date(now.getTime() + days * day)) => ({ ...nobody(at), actor: await actorNow(key) }),
    settled: () => void (rightsChange = false),
  };
}
