import type { Glyph } from "fontkit";
import type { Line } from "../../foundation/type/typeset.ts";
import { provinces } from "../../territory/outlines.ts";
import type { Point } from "../../territory/contract.ts";
import type { Ring } from "./raster.ts";

/** Steps in which a curve of a letter is walked: at the largest size here each is some three pixels. */
const steps = 8;

/** Outlines of a glyph, of size 1, y downwards. */
function outlines({ path }: Glyph, unitsPerEm: number): number[][] {
  const rings: number[][] = [];
  let ring: number[] = [];
  const to = (x: number, y: number) => void ring.push(x / unitsPerEm, -y / unitsPerEm);
  let [x, y] = [0, 0];
  const curve = (at: (t: number) => readonly [number, number]) => {
    for (let i = 1; i <= steps; i++) to(...at(i / steps));
  };
  for (const { command, args } of path.commands as readonly { command: string; args: number[] }[]) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    const [x0, y0] = [x, y];
    if (command === "moveTo") rings.push((ring = []));
    if (command === "moveTo" || command === "lineTo") to(a, b);
    if (command === "quadraticCurveTo")
      curve((t) => {
        const [p, q, r] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
        return [p * x0 + q * a + r * c, p * y0 + q * b + r * d];
      });
    if (command === "bezierCurveTo")
      curve((t) => {
        const [p, q, r, s] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
        return [p * x0 + q * a + r * c + s * e, p * y0 + q * b + r * d + s * f];
      });
    if (args.length >= 2) [x, y] = args.slice(-2) as [number, number];
  }
  return rings;
}

/** A line of text as outlines, its baseline beginning at `x`, `y`. */
export function lettersOf({ runs }: Line, x: number, y: number, size: number): Ring[] {
  let pen = x;
  return runs.flatMap(({ font, shaped: { glyphs, positions } }) => {
    const unit = size / font.unitsPerEm;
    return glyphs.flatMap((glyph, i) => {
      const { xAdvance, xOffset, yOffset } = positions[i]!;
      const [left, base] = [pen + xOffset * unit, y - yOffset * unit];
      pen += xAdvance * unit;
      return outlines(glyph, font.unitsPerEm).map((ring) => ring.map((at, n) => at * size + (n % 2 ? base : left)));
    });
  });
}

/** A circle, as a ring of 48 corners that turns as `stroke` does. */
export const circle = (x: number, y: number, r: number): Ring =>
  Array.from({ length: 48 }, (_, i) => (i * Math.PI) / 24).flatMap((angle) => [x + r * Math.cos(angle), y + r * Math.sin(angle)]);

/** A drop whose tip touches `x`, `y` and whose round is `r` wide at each side: where an activity is. */
export function pin(x: number, y: number, r: number): Ring {
  const middle = y - 2.2 * r;
  // From the left flank over the top to the right one, where the sides run straight to the tip.
  const flank = 0.65 * Math.PI;
  const round = Array.from({ length: 41 }, (_, i) => (i / 20 - 1) * flank);
  return [x, y, ...round.flatMap((angle) => [x + r * Math.sin(angle), middle - r * Math.cos(angle)])];
}

/** Each side of a ring as a bar `width` across; all turn the same way, so that they add up. */
export const stroke = (ring: Ring, width: number): Ring[] => {
  const bars: Ring[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!];
    const length = Math.hypot(bx - ax, by - ay);
    if (length === 0) continue;
    const [nx, ny] = [((by - ay) / length) * (width / 2), ((ax - bx) / length) * (width / 2)];
    bars.push([ax + nx, ay + ny, bx + nx, by + ny, bx - nx, by - ny, ax - nx, ay - ny]);
  }
  return bars;
};

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const corners = provinces.flatMap((province) => province.rings.flat());
const [south, north] = [Math.min(...corners.map(([lat]) => lat)), Math.max(...corners.map(([lat]) => lat))];
const [west, east] = [Math.min(...corners.map(([, lon]) => lon)), Math.max(...corners.map(([, lon]) => lon))];
/** A degree of longitude is this much of one of latitude, in the middle of Tuscany. */
const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);

/** Tuscany in a box, as large as it fits: the outlines of its provinces, and where a point lies. */
export function tuscanyIn({ x, y, width, height }: Box) {
  const scale = Math.min(width / ((east - west) * narrowing), height / (north - south));
  const at = ({ lat, lon }: Point): readonly [number, number] => [x + (lon - west) * narrowing * scale, y + (north - lat) * scale];
  return { at, rings: provinces.flatMap(({ rings }) => rings.map((ring): Ring => ring.flatMap(([lat, lon]) => at({ lat, lon })))) };
}
