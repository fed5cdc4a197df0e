import type { Listed } from "../../functions/discovery/rules.ts";
import { many } from "./many.ts";
import type { World } from "./world.ts";

/** Listings as they would be drawn, to be found from `publishedAt` on: what they do not say is an orto in Pisa. */
export function posting({ stores, clock }: World) {
  let [seed, n] = [1, 0];
  return async (more: Partial<Listed> = {}): Promise<Listed> => {
    const { listing: any } = [...many(1, clock.now, seed++)][0]!;
    const startsAt = new Date(clock.now.getTime() + 20 * 86_400_000).toISOString();
    const slot = { startsAt, endsAt: new Date(Date.parse(startsAt) + 7_200_000).toISOString(), left: 5, waiting: 0 };
    const listing: Listed = {
      ...any,
      id: `opp_0${String(n++).padStart(25, "0")}` as Listed["id"],
      title: `Orto insieme ${n}`,
      summary: "Si semina e si raccoglie.",
      themes: ["environment"],
      comune: "050026",
      comuneName: "Pisa",
      point: { lat: 43.7165, lon: 10.4017 },
      publishedAt: clock.now.toISOString(),
      ...slot,
      slots: [slot],
      dates: 1,
      seen: 1,
      ...more,
    };
    await stores.discovery.list(listing);
    return listing;
  };
}
