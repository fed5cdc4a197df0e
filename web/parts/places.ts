import type { Comune } from "../../functions/territory/contract.ts";
import { answer, api } from "../client.ts";

export type Place = Pick<Comune, "code" | "name" | "province" | "point">;

/** The Comuni behind codes, by name. The whole table is read where it is near (in the process, or kept by the browser for a day); only these travel with the page. */
export async function placesOf(codes: readonly string[]): Promise<Place[]> {
  const wanted = new Set(codes);
  const { items } = await answer(api.comuni.$get());
  return items
    .filter(({ code }) => wanted.has(code))
    .map(({ code, name, province, point }) => ({ code, name, province, point }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "it"));
}
