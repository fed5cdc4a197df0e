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
type Part = { readonly west: number; readonly north: number; readonly width: number; readonly height: number };

/** `titleOf` a row. */
export function marksOf(
  columns: Columns,
  { count, rows, ways, slot }: Answers,
  question: MapQuery,
  titleOf: (row: number) => { readonly id: MapMark["id"]; readonly title: string },
): MapAnswer {
  const { x, y } = columns.rows.arrays;
  const { x: west, y: north } = mercator({ lat: question.north, lon: question.west });
  const { x: east, y: south } = mercator({ lat: question.south, lon: question.east });
  const padX = (east - west) * padding;
  const padY = (south - north) * padding;

  let total = 0;
  let seen = 0;
  let within = 0;
  const shown = new Uint32Array(count);
  for (let n = 0; n < count; n++) {
    if (ways[n] !== 0) continue;
    total++;
    const row = rows[n]!;
    const atX = x[row]!;
    const atY = y[row]!;
    if (atX < west - padX || atX > east + padX || atY < north - padY || atY > south + padY) continue;
    shown[within++] = n;
    if (atX >= west && atX <= east && atY >= north && atY <= south) seen++;
  }

  let size = cell / (256 * 2 ** question.zoom);
  const part: Part = { west: west - padX, north: north - padY, width: east - west + 2 * padX, height: south - north + 2 * padY };
  while ((part.width / size + 2) * (part.height / size + 2) > mostCells) size *= 2;
  let clusters = gather(columns, rows, shown.subarray(0, within), part, size);
  while (clusters.length > mostMarks) clusters = gather(columns, rows, shown.subarray(0, within), part, (size *= 2));
  clusters = apart(clusters, (size / cell) * nearest);

  const { start } = columns.slots.arrays;
  return { marks: clusters.map((cluster) => markOf(cluster, titleOf, (n) => start[slot[n]!]!)), total, seen };
}

/** Cells begin at the world's corner, not at the map's, so that marks stay where they are when it moves. */
function gather(columns: Columns, rows: Uint32Array, shown: Uint32Array, { west, north, width, height }: Part, size: number): Cluster[] {
  const { x, y, lat, lon } = columns.rows.arrays;
  const firstX = Math.floor(west / size);
  const firstY = Math.floor(north / size);
  const across = Math.floor((west + width) / size) - firstX + 1;
  const along = Math.floor((north + height) / size) - firstY + 1;
  const cells = new Int32Array((across + 1) * (along + 1)).fill(-1);
  const clusters: Cluster[] = [];
  for (const n of shown) {
    const row = rows[n]!;
    const atLat = lat[row]!;
    const atLon = lon[row]!;
    const at = Math.floor(x[row]! / size) - firstX + (Math.floor(y[row]! / size) - firstY) * across;
    if (cells[at]! < 0) {
      cells[at] = clusters.length;
      clusters.push({ rows: 1, row, n, lat: atLat, lon: atLon, west: atLon, south: atLat, east: atLon, north: atLat });
      continue;
    }
    const cluster = clusters[cells[at]!]!;
    cluster.rows++;
    cluster.lat += atLat;
    cluster.lon += atLon;
    if (atLon < cluster.west) cluster.west = atLon;
    else if (atLon > cluster.east) cluster.east = atLon;
    if (atLat < cluster.south) cluster.south = atLat;
    else if (atLat > cluster.north) cluster.north = atLat;
  }
  return clusters;
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
