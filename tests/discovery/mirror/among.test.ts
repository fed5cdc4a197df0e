import fc from "fast-check";
import { expect, it } from "vitest";
import { openMirror } from "../../../functions/discovery/mirror/mirror.ts";
import { change, now, question } from "./listings.ts";

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

it("asked among a few, the answer is those of the few that answer when all are asked, in the same order", () => {
  const changes = fc.uniqueArray(change, { minLength: 5, maxLength: 30, selector: ({ id }) => id });
  const few = fc.array(fc.nat({ max: 29 }), { maxLength: 12 });
  let answered = 0;
  fc.assert(
    fc.property(changes, few, fc.array(question, { minLength: 4, maxLength: 8 }), (told, chosen, questions) => {
      const mirror = openMirror(":memory:");
      mirror.apply(told, "1");
      const among = [...new Set(chosen)].flatMap((n) => told[n]?.id ?? []);
      for (const asked of questions) {
        const found = mirror.find({ ...asked, limit: 50 }, now, [...among, "opp_unknown"]);
        const expected = ids(mirror.find({ ...asked, limit: 50 }, now).items).filter((id) => among.includes(id));
        expect(ids(found.items)).toEqual(expected);
        expect(found.total).toBe(expected.length);
        answered += expected.length;
      }
      mirror.close();
    }),
    { numRuns: 60 },
  );
  expect(answered).toBeGreaterThan(20);
});
