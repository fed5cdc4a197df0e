import * as v from "valibot";
import { Problem } from "../../foundation/problem.ts";
import type { FindQuery, Found, FoundListing, MapAnswer, MapQuery } from "../contract.ts";
import { type Answers, bits, centreOf, type Filters, kmFrom, openAnswers } from "./answers.ts";
import { marksOf } from "./clusters.ts";
import type { Columns } from "./columns.ts";
import { facetsOf, loosenings } from "./facets.ts";
import type { Kept, Ranked, Ranking } from "./ranking.ts";

const pageSize = 50;

/** An answer goes on after this place in its order; `at` and `kept`: when the first page was asked for, and what its words meant. */
const Cursor = v.object({
  value: v.number(),
  tie: v.number(),
  at: v.number(),
  kept: v.optional(v.object({ fixes: v.array(v.tuple([v.string(), v.string()])), weights: v.array(v.number()), met: v.number() })),
});
type Cursor = v.InferOutput<typeof Cursor>;
const written = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString("base64url");
function readCursor(text: string): Cursor {
  try {
    return v.parse(Cursor, JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    throw new Problem("invalid", {}, [{ field: "cursor", code: "format" }]);
  }
}

/** Among what answers equally well, soon and with places left comes a little before. */
const soonBonus = 0.04;
const leftBonus = 0.02;
const soonDays = 21;
const day = 86_400_000;

type Rows = {
  readonly columns: Columns;
  readonly ranking: Ranking;
  readonly alive: () => Uint32Array;
  /** A listing as it is shown with its n-th slot. */
  readonly shown: (row: number, slot: number) => Omit<FoundListing, "km">;
};

export function openAsking({ columns, ranking, alive, shown }: Rows) {
  const answer = openAnswers(columns);

  /** Rows that words let through, or those `among` which one looks, then all that a question asks of them. */
  function answersOf(
    filters: Filters,
    now: Date,
    kept?: Kept,
    among?: Uint32Array,
  ): { answers: Answers; ranked: Ranked | null; limits: Limit[] } {
    const ranked = filters.q ? ranking.rank(filters.q, alive().length, kept) : null;
    const skilled = filters.skills ? ranking.skilled(filters.skills) : null;
    const limits = [ranked && { bit: bits.q, rows: ranked.rows }, skilled && { bit: bits.skills, rows: skilled }].filter(
      (limit) => limit !== null,
    );
    const rows = among ?? limits.map((limit) => limit.rows).toSorted((a, b) => a.length - b.length)[0];
    const answers = answer(
      rows ?? alive(),
      filters,
      now,
      limits.filter((limit) => limit.rows !== rows),
    );
    return { answers, ranked, limits };
  }

  /** What the page is ordered by, smaller first. */
  function valueOf({ sort, ...question }: FindQuery, ranked: Ranked | null, answers: Answers, at: number): (n: number) => number {
    const { start, left } = columns.slots.arrays;
    const centre = centreOf(question);
    if (sort === "distance" && centre) {
      const kmOf = kmFrom(centre, columns);
      return (n) => kmOf(answers.rows[n]!);
    }
    if (!ranked || (sort ?? "relevance") !== "relevance") return (n) => start[answers.slot[n]!]!;
    return (n) => {
      const slot = answers.slot[n]!;
      const soon = soonBonus * Math.exp((at - start[slot]!) / (soonDays * day));
      const score = ranked.scoreOf(answers.rows[n]!) + soon + (left[slot] === 0 ? 0 : leftBonus);
      return -Math.round(score * 1e5) / 1e5;
    };
  }

  /** The first rows after the cursor, and one more where there are more: places in the answer, in order. */
  function page(answers: Answers, value: (n: number) => number, after: Cursor | undefined, limit: number) {
    const { tie } = columns.rows.arrays;
    const best: (Place & { readonly n: number })[] = [];
    let last: Place | undefined;
    for (let n = 0; n < answers.count; n++) {
      if (answers.ways[n] !== 0) continue;
      const by = value(n);
      // Most rows lie behind the page, and are left aside at little cost.
      if (last && by > last.value) continue;
      const own = { n, value: by, tie: tie[answers.rows[n]!]! };
      if ((after && !comesAfter(own, after)) || (last && comesAfter(own, last))) continue;
      // From the end, since most that get here come late.
      let place = best.length;
      while (place > 0 && comesAfter(best[place - 1]!, own)) place--;
      best.splice(place, 0, own);
      if (best.length > limit + 1) best.pop();
      if (best.length > limit) last = best.at(-1);
    }
    return best;
  }

  return {
    find(question: FindQuery, now: Date, among?: Uint32Array): Found {
      const after = question.cursor === undefined ? undefined : readCursor(question.cursor);
      const limit = question.limit ?? pageSize;
      const at = after?.at ?? now.getTime();
      const { answers, ranked, limits } = answersOf(question, now, after?.kept, among);
      const best = page(answers, valueOf(question, ranked, answers, at), after, limit);
      const onPage = best.slice(0, limit);
      const last = onPage.at(-1);
      const centre = centreOf(question);
      const kmOf = centre ? kmFrom(centre, columns) : () => null;
      let total = 0;
      for (let n = 0; n < answers.count; n++) if (answers.ways[n] === 0) total++;
      return {
        items: onPage.map(({ n }) => {
          const row = answers.rows[n]!;
          return { ...shown(row, answers.slot[n]! - columns.rows.arrays.slotsAt[row]!), km: kmOf(row) };
        }),
        next: best.length > limit && last ? written({ value: last.value, tie: last.tie, at, ...(ranked && { kept: ranked.kept }) }) : null,
        total,
        facets: facetsOf(columns, answers),
        // Asked again of all, since rows that the words leave out are not looked at before.
        loosen: total || among ? [] : loosenings(columns, answer(alive(), question, now, limits), question),
        ...(ranked?.corrected && { corrected: ranked.corrected }),
      };
    },

    map(question: MapQuery, now: Date): MapAnswer {
      const { answers } = answersOf(question, now);
      return marksOf(columns, answers, question, (row) => {
        const { id, title } = shown(row, 0);
        return { id, title };
      });
    },
  };
}
type Place = { readonly value: number; readonly tie: number };
const comesAfter = (a: Place, b: Place): boolean => a.value > b.value || (a.value === b.value && a.tie > b.tie);
type Limit = { readonly bit: number; readonly rows: Uint32Array };
