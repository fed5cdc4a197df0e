import type { Found } from "../../functions/discovery/contract.ts";
import { answer, api } from "../client.ts";
import { comuneMeant } from "./comuneNames.ts";
import { fetchComuni } from "./comuni.ts";
import { usualReach, type Wish } from "./wish.ts";

/** `unknownPlace`: what was typed is no Comune of Tuscany, so nothing was asked. */
export type Finding = Found & { readonly comune?: string; readonly unknownPlace?: true };

/** One page of what the wish finds, from the API. */
export async function find(wish: Wish): Promise<Finding> {
  const { place, lat, lon, within, theme, language, from, to, cursor } = wish;
  const comune = place ? comuneMeant(await fetchComuni(), place) : undefined;
  if (place && !comune) return { items: [], next: null, unknownPlace: true };
  const where = comune ? { comune: comune.code, within } : lat && lon ? { lat, lon, within: within ?? usualReach } : {};
  const query = { ...where, theme, language, from, to, cursor, limit: 20 };
  const asked = Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  const found = await answer(api.opportunities.$get({ query: asked }));
  return comune ? { ...found, comune: comune.name } : found;
}
