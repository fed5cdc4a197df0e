import type { MapAnswer, MapMark, MapQuery } from "../contract.ts";
import type { Answers } from "./answers.ts";
import { type Columns, mercator } from "./columns.ts";

/** Marks of a map: what lies in one cell of the zoom's grid of pixels is one mark. */

const cell = 56;
const mostMarks = 300;
/** Cells looked at in one go; a part that has more (the world at the closest zoom) is seen through larger ones. */
const mostCells = 4096;
/** Part of the map's width and height around it that is answered too, so that a small move shows no holes. */
const padding = 0.1;
/** Marks whose middles are nearer than this (pixels) would lie on each other. */
const nearest = 32;

/** About a metre. */
const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
/** Of what holds several, about ten metres, outwards. */
const down = (degrees: number): number => Math.floor(degrees * 1e4) / 1e4;
const up = (degrees: number): number => Math.ceil(degrees * 1e4) / 1e4;

type Cluster = { rows: number; row: number; n: number; lat: number; lon: number; west: number; south: number; east: number; north: number };
type Part = { readonly west: number; readonly east: number; readonly north: number; readonly south: number };

const inside = ({ west, east, north, south }: Part, x: number, y: number): boolean => x >= west && x <= east && y >= north && y <= south;

/** `title`: of a row. */
export function marksOf(
  columns: Columns,
  { count, rows, ways, slot }: Answers,
  question: MapQuery,
  titleOf: (row: number) => { readonly id: MapMark["id"]; readonly title: string },
): MapAnswer {
  const { x, y } = columns.rows.arrays;
  const topLeft = mercator({ lat: question.north, lon: question.west });
  const bottomRight = mercator({ lat: question.south, lon: question.east });
  const visible: Part = { west: topLeft.x, north: topLeft.y, east: bottomRight.x, south: bottomRight.y };
  const padX = (visible.east - visible.west) * padding;
  const padY = (visible.south - visible.north) * padding;
  const part: Part = { west: visible.west - padX, east: visible.east + padX, north: visible.north - padY, south: visible.south + padY };

  let [total, seen] = [0, 0];
  const shown: number[] = [];
  for (let n = 0; n < count; n++) {
    if (ways[n] !== 0) continue;
    total++;
    const row = rows[n]!;
    if (!inside(part, x[row]!, y[row]!)) continue;
    shown.push(n);
    if (inside(visible, x[row]!, y[row]!)) seen++;
  }

  let size = cell / (256 * 2 ** question.zoom);
  while (((part.east - part.west) / size + 1) * ((part.south - part.north) / size + 1) > mostCells) size *= 2;
  let clusters = gather(columns, rows, shown, size);
  while (clusters.length > mostMarks) clusters = gather(columns, rows, shown, (size *= 2));
  clusters = apart(clusters, (size / cell) * nearest);

  const { start } = columns.slots.arrays;
  return { marks: clusters.map((cluster) => markOf(cluster, titleOf, (n) => start[slot[n]!]!)), total, seen };
}

function gather(columns: Columns, rows: Uint32Array, shown: readonly number[], size: number): Cluster[] {
  const { x, y, lat, lon } = columns.rows.arrays;
  const cells = new Map<number, Cluster>();
  for (const n of shown) {
    const row = rows[n]!;
    const [atLat, atLon] = [lat[row]!, lon[row]!];
    const key = Math.floor(x[row]! / size) * 2 ** 26 + Math.floor(y[row]! / size);
    const cluster = cells.get(key);
    if (!cluster) {
      cells.set(key, { rows: 1, row, n, lat: atLat, lon: atLon, west: atLon, south: atLat, east: atLon, north: atLat });
      continue;
    }
    cluster.rows++;
    cluster.lat += atLat;
    cluster.lon += atLon;
    if (atLon < cluster.west) cluster.west = atLon;
    else if (atLon > cluster.east) cluster.east = atLon;
    if (atLat < cluster.south) cluster.south = atLat;
    else if (atLat > cluster.north) cluster.north = atLat;
  }
  return [...cells.values()];
}

/** Joins marks on both sides of a cell's border that would cover each other, the smaller to the larger. */
function apart(clusters: readonly Cluster[], least: number): Cluster[] {
  const placed: (Cluster & { x: number; y: number })[] = [];
  for (const cluster of clusters.toSorted((a, b) => b.rows - a.rows || a.row - b.row)) {
    const { x, y } = mercator({ lat: cluster.lat / cluster.rows, lon: cluster.lon / cluster.rows });
    const other = placed.find((one) => Math.hypot(one.x - x, one.y - y) < least);
    if (!other) {
      placed.push({ ...cluster, x, y });
      continue;
    }
    other.rows += cluster.rows;
    other.lat += cluster.lat;
    other.lon += cluster.lon;
    other.west = Math.min(other.west, cluster.west);
    other.south = Math.min(other.south, cluster.south);
    other.east = Math.max(other.east, cluster.east);
    other.north = Math.max(other.north, cluster.north);
  }
  return placed;
}

function markOf(
  { rows, row, n, lat, lon, west, south, east, north }: Cluster,
  titleOf: (row: number) => { readonly id: MapMark["id"]; readonly title: string },
  startOf: (n: number) => number,
): MapMark {
  const at = { lat: round(lat / rows), lon: round(lon / rows), count: rows };
  if (rows === 1) return { ...at, ...titleOf(row), startsAt: new Date(startOf(n)).toISOString() };
  const onePoint = west === east && south === north;
  const corners: [number, number, number, number] = onePoint
    ? [round(west), round(south), round(east), round(north)]
    : [down(west), down(south), up(east), up(north)];
  return { ...at, corners };
}
