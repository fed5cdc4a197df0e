import { spell } from "../../foundation/time.ts";
import { type Line, openFonts, type Typesetter, typesetter, type Weight } from "../../foundation/type/typeset.ts";
import type { Point } from "../../territory/contract.ts";
import { png } from "./png.ts";
import { type Colour, plain, raster } from "./raster.ts";
import { circle, lettersOf, pin, stroke, tuscanyIn } from "./shapes.ts";

/** What a preview shows. Nothing of it is more than everybody may see. */
export type Pictured = {
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly bodyName: string;
  readonly point: Point;
};

/** As Open Graph and its readers want it. */
const [width, height] = [1200, 630];
const [ground, land, border, white, pale]: readonly Colour[] = [
  [0x00, 0x52, 0x5f],
  [0x48, 0x82, 0x8a],
  [0x0f, 0x5d, 0x69],
  [0xff, 0xff, 0xff],
  [0xcf, 0xe3, 0xe5],
];
const [left, column] = [72, 640];
const [titleTop, titleHeight] = [176, 236];
const titleSizes = [60, 54, 48, 42, 36];
const leading = 1.18;

/** As large as it fits; at the smallest size what is too long ends in an ellipsis. */
function fitted(
  { wrap }: Typesetter,
  text: string,
  sizes: readonly number[],
  high: number,
  weight: Weight,
): { lines: Line[]; size: number } {
  for (const size of sizes) {
    const lines = wrap(text, size, column, weight);
    if (lines.length * size * leading <= high) return { lines, size };
  }
  const size = sizes.at(-1)!;
  const most = Math.floor(high / (size * leading));
  const lines = wrap(text, size, column, weight);
  const last = lines[most - 1]!.text.trimEnd();
  const [cut] = wrap(`${last}…`, size, Infinity, weight);
  return { lines: [...lines.slice(0, most - 1), cut!], size };
}

const map = tuscanyIn({ x: 760, y: 48, width: 392, height: 534 });
let drawn: Uint8Array | undefined;
/** The same under every picture, so drawn once. */
function emptyMap(): Uint8Array {
  if (drawn) return drawn;
  const { pixels, paint } = raster(width, height, plain(width, height, ground!));
  paint(map.rings, land!);
  for (const ring of map.rings) paint(stroke(ring, 1.5), border!);
  return (drawn = pixels);
}

/** The picture that goes with a link to an activity: when, what, where, by whom, and where that is in Tuscany. A PNG of some 70 KB. */
export async function previewOf({ title, startsAt, endsAt, place, bodyName, point }: Pictured): Promise<Buffer> {
  const when = spell("it", { startsAt, endsAt }).replace(/^./, (first) => first.toUpperCase());
  const type = typesetter(await openFonts([title, when, place, bodyName, "Insieme…"].join("\n")));
  const picture = raster(width, height, emptyMap().slice());
  const [x, y] = map.at(point);
  picture.paint([pin(x, y, 20)], white!);
  picture.paint([circle(x, y - 2.2 * 20, 8)], ground!);

  const write = (lines: readonly Line[], top: number, size: number, colour: Colour): number => {
    lines.forEach((line, i) => picture.paint(lettersOf(line, left, top + (i * leading + 0.95) * size, size), colour));
    return top + lines.length * size * leading;
  };
  const one = (text: string, top: number, size: number, colour: Colour, weight: Weight, high = size * leading): number => {
    const { lines } = fitted(type, text, [size], high, weight);
    return write(lines, top, size, colour);
  };
  one(when, 84, 30, pale!, "regular", 2 * 30 * leading);
  const { lines, size } = fitted(type, title, titleSizes, titleHeight, "bold");
  const below = write(lines, titleTop, size, white!);
  one(bodyName, one(place, below + 22, 32, white!, "regular") + 4, 28, pale!, "regular");
  one("Insieme", 534, 34, white!, "bold");
  return png(picture);
}
