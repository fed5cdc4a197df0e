import type { Comune, Point } from "./contract.ts";
import { comuni } from "./comuni.ts";

export const allComuni: readonly Comune[] = comuni.map(([code, name, province, lat, lon, zone, areaVasta]) => ({
  code,
  name,
  province,
  point: { lat, lon },
  zone,
  areaVasta,
}));

const byCode = new Map(allComuni.map((comune) => [comune.code, comune]));

export const comuneOf = (code: string): Comune | undefined => byCode.get(code);

/** Names as people type them: no case, no accents, one kind of apostrophe and space. */
export const plainName = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[’'`´-]/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const byName = new Map(allComuni.map((comune) => [plainName(comune.name), comune]));

/** The Comune of this exact name, whatever its case, accents and apostrophes. */
export const comuneNamed = (name: string): Comune | undefined => byName.get(plainName(name));

const radians = Math.PI / 180;

/** Great-circle distance in kilometres (haversine, mean radius of the Earth 6371 km). */
export function distance(a: Point, b: Point): number {
  const h =
    Math.sin(((b.lat - a.lat) * radians) / 2) ** 2 +
    Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(((b.lon - a.lon) * radians) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

/** The Comune whose point is nearest. Its limits are not known here, so near a border it may be the neighbour. */
export const nearestComune = (point: Point): Comune =>
  allComuni.reduce((best, c) => (distance(c.point, point) < distance(best.point, point) ? c : best));

/** A pin belongs to Tuscany when some Comune's point is within 25 km: the largest Comune reaches less far. */
export const inTuscany = (point: Point): boolean => distance(nearestComune(point).point, point) <= 25;
