import { monotonicFactory } from "ulid";
import type { Id } from "./ids.ts";

const next = monotonicFactory();

/** A new id born at `now`. Apart from `ids.ts`, which the browser imports too. */
export const newId = <const Prefix extends string>(prefix: Prefix, now: Date): Id<Prefix> =>
  `${prefix}_${next(now.getTime()).toLowerCase()}` as Id<Prefix>;
