import type { Drawn } from "../../functions/discovery/mirror/mirror.ts";
import type { Listed } from "../../functions/discovery/rules.ts";

/** An id that a number tells: `opp_0000…7`. */
export const numbered = <Prefix extends string>(prefix: Prefix, n: number) => `${prefix}_${String(n).padStart(26, "0")}` as never;

/** A listing in Pisa with one date in the far future, in which only the number matters. */
export const listed = (n: number, more: Partial<Listed> = {}): Listed => {
  const slot = { startsAt: "2099-03-06T14:00:00.000Z", endsAt: "2099-03-06T17:00:00.000Z", left: 5, waiting: 0 };
  return {
    id: numbered("opp", n),
    title: `Aiuto compiti ${n}`,
    summary: "Si sta accanto a chi fa i compiti.",
    body: numbered("bod", 1),
    bodyName: "Teranga",
    project: numbered("prj", 1),
    themes: ["school"],
    languages: ["it"],
    access: [],
    minimumAge: 16,
    comune: "050026",
    comuneName: "Pisa",
    point: { lat: 43.7165, lon: 10.4017 },
    addressHidden: false,
    ...slot,
    dates: 1,
    slots: [slot],
    seen: 1,
    ...more,
  };
};

export const change = (n: number, changedAt: string, more: Partial<Listed> = {}): Drawn => {
  const listing = listed(n, more);
  return { id: listing.id, seen: listing.seen, changedAt, listing };
};
export const gone = (n: number, changedAt: string, seen: number): Drawn => ({ id: numbered("opp", n), seen, changedAt, listing: null });
