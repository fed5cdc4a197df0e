import type { Table } from "../../functions/foundation/table.ts";
import { cloned } from "./clone.ts";
import { seeded } from "./conflicts.ts";

/**
 * The table of a process that dies between any two steps: at a share of its calls, before the call, which then comes of nothing, or
 * after it, when it was done and nobody hears of it. From `lives` on
 * it lives. `died` counts, so that a test can state that it did. Claims of letters are left alone: how they die is tried in
 * `tests/searches/once.test.ts`, and each death would hold its letter up for a minute.
 */
export function dying(original: Table, { seed, rate }: { readonly seed: number; readonly rate: number }) {
  const table = cloned(original);
  const random = seeded(seed);
  let died = 0;
  let mortal = true;
  table.client.middlewareStack.add(
    (next) => async (args) => {
      const hit = mortal && random() < rate && !JSON.stringify(args.input).includes("SENT#");
      const before = random() < 0.5;
      if (hit) died++;
      if (hit && before) throw new Error("died before");
      const reply = await next(args);
      if (hit) throw new Error("died after");
      return reply;
    },
    { step: "initialize", name: "dying" },
  );
  return { table, died: () => died, lives: () => (mortal = false) };
}
