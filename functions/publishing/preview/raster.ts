/** Outlines as corners: x and y by turns, in pixels. Every ring is closed. */
export type Ring = readonly number[];
/** Red, green, blue, each from 0 to 255. */
export type Colour = readonly [number, number, number];

export type Raster = {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel. */
  readonly pixels: Uint8Array;
  /** Fills what the rings enclose, edges smooth. Rings that turn the same way add up, others cut out of them. */
  readonly paint: (rings: readonly Ring[], colour: Colour) => void;
};

/** Pixels of one colour. */
export const plain = (width: number, height: number, colour: Colour): Uint8Array =>
  Uint8Array.from({ length: width * height * 3 }, (_, i) => colour[i % 3]!);

/**
 * Flat shapes on a ground: all that a preview needs. For each pixel the area that an outline leaves covered is summed exactly
 * along the row ("signed area accumulation", as font renderers do it), so that the same shapes are the same bytes on every machine.
 */
export function raster(width: number, height: number, pixels: Uint8Array): Raster {
  // Two columns more, for what runs over the right edge.
  const stride = width + 2;
  const areas = new Float32Array(stride * height);

  /** Adds what one edge leaves covered on its right. */
  function edge(x0: number, y0: number, x1: number, y1: number): void {
    if (y0 === y1) return;
    const turn = y0 < y1 ? 1 : -1;
    const [topX, top, bottomX, bottom] = turn > 0 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
    const slope = (bottomX - topX) / (bottom - top);
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y++) {
      const from = Math.max(y, top);
      const to = Math.min(y + 1, bottom);
      row(y * stride, inside(topX + (from - top) * slope), inside(topX + (to - top) * slope), (to - from) * turn);
    }
  }
  const inside = (x: number): number => Math.min(Math.max(x, 0), width);

  /** Within one row of pixels: from `a` to `b`, over `rise` of its height. */
  function row(start: number, a: number, b: number, rise: number): void {
    const [left, right] = a < b ? [a, b] : [b, a];
    const first = Math.floor(left);
    const last = Math.ceil(right);
    if (last <= first + 1) {
      const middle = (left + right) / 2 - first;
      areas[start + first]! += rise * (1 - middle);
      areas[start + first + 1]! += rise * middle;
      return;
    }
    // Over several pixels: each takes the area that it covers itself, and what is then covered wholly is carried to the next.
    const step = rise / (right - left);
    let carried = 0;
    for (let x = first; x < last; x++) {
      const [l, r] = [Math.max(left, x), Math.min(right, x + 1)];
      const here = step * (r - l);
      const covered = here * (x + 1 - (l + r) / 2);
      areas[start + x]! += covered + carried;
      carried = here - covered;
    }
    areas[start + last]! += carried;
  }

  function paint(rings: readonly Ring[], colour: Colour): void {
    let [top, bottom, left, right] = [height, 0, width, 0];
    for (const ring of rings)
      for (let i = 0; i < ring.length; i += 2) {
        const next = (i + 2) % ring.length;
        edge(ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!);
        top = Math.min(top, Math.floor(ring[i + 1]!));
        bottom = Math.max(bottom, Math.ceil(ring[i + 1]!));
        left = Math.min(left, Math.floor(inside(ring[i]!)));
        right = Math.max(right, Math.ceil(inside(ring[i]!)));
      }
    for (let y = Math.max(0, top); y < Math.min(height, bottom); y++) {
      let sum = 0;
      for (let x = left; x < right; x++) {
        sum += areas[y * stride + x]!;
        const cover = Math.min(1, Math.abs(sum));
        if (cover < 1 / 512) continue;
        const at = (y * width + x) * 3;
        for (let c = 0; c < 3; c++) pixels[at + c] = Math.round(pixels[at + c]! + (colour[c]! - pixels[at + c]!) * cover);
      }
      areas.fill(0, y * stride + left, y * stride + right + 2);
    }
  }
  return { width, height, pixels, paint };
}
