import { provinces, type Ring } from "../../functions/territory/outlines.ts";

/** South-west and north-east corner. */
export const bounds: Ring = [
  [42.2, 9.6],
  [44.5, 12.4],
];

const crosses = (ring: Ring, lat: number, lon: number): boolean =>
  ring.reduce((odd, [lat1, lon1], i) => {
    const [lat2, lon2] = ring[(i || ring.length) - 1]!;
    return lat1 > lat !== lat2 > lat && lon < ((lon2 - lon1) * (lat - lat1)) / (lat2 - lat1) + lon1 ? !odd : odd;
  }, false);

type Point = { readonly lat: number; readonly lon: number };

/** Kilometres to which a pin may lie outside of the outlines: coasts are drawn coarsely, and harbours are in Tuscany. */
const tolerance = 4;
const kmPerDegree = 111.2;

/** The point itself in Tuscany or close to it, else the nearest corner of an outline. Distances as on a plane: good enough for a pin that slipped. */
export function intoTuscany(point: Point): Point {
  const all = provinces.flatMap((province) => province.rings);
  if (all.some((ring) => crosses(ring, point.lat, point.lon))) return point;
  const narrowing = Math.cos((point.lat * Math.PI) / 180);
  const far = ([lat, lon]: Ring[number]) => kmPerDegree * Math.hypot(lat - point.lat, (lon - point.lon) * narrowing);
  const nearest = all.flat().reduce((best, corner) => (far(corner) < far(best) ? corner : best));
  return far(nearest) <= tolerance ? point : { lat: nearest[0], lon: nearest[1] };
}
