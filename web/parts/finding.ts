import type { Found, MapAnswer } from "../../functions/discovery/contract.ts";
import { answer, api } from "../client.ts";
import { comuneMeant } from "./comuneNames.ts";
import { fetchComuni } from "./comuni.ts";
import { questionOf, type Wish } from "./wish.ts";

/** `unknownPlace`: what was typed is no Comune of Tuscany, so nothing was asked. */
export type Finding = Found & { readonly comune?: string; readonly unknownPlace?: true };

const comuneOf = async ({ place }: Wish) => (place ? comuneMeant(await fetchComuni(), place) : undefined);

/** As many as fit a few screens of a phone: what more there is comes when it is asked for. */
const pageSize = 12;

/** One page of what the wish finds, from the API. */
export async function find(wish: Wish, limit = pageSize): Promise<Finding> {
  const comune = await comuneOf(wish);
  if (wish.place && !comune) return { items: [], next: null, total: 0, facets: {}, loosen: [], unknownPlace: true };
  const query: Record<string, string> = { ...questionOf(wish, comune?.code), limit: String(limit) };
  const found = await answer(api.opportunities.$get({ query }));
  return comune ? { ...found, comune: comune.name } : found;
}

/** The visible part of a map: west, south, east, north in degrees. */
export type View = { readonly west: number; readonly south: number; readonly east: number; readonly north: number; readonly zoom: number };

/** What the wish finds in a part of the map: at most 300 marks, near ones as one. */
export async function findOnMap(wish: Wish, view: View): Promise<MapAnswer> {
  const { cursor: _, sort: _sort, ...filters } = wish;
  const comune = await comuneOf(filters);
  if (filters.place && !comune) return { marks: [], total: 0, seen: 0 };
  const { west, south, east, north, zoom } = view;
  const part = { west: west.toFixed(4), south: south.toFixed(4), east: east.toFixed(4), north: north.toFixed(4), zoom: zoom.toFixed(1) };
  return answer(api.opportunities.map.$get({ query: { ...questionOf(filters, comune?.code), ...part } }));
}
