import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Pictured, previewOf } from "../../../functions/publishing/preview/picture.ts";
import { png } from "../../../functions/publishing/preview/png.ts";
import { plain, raster } from "../../../functions/publishing/preview/raster.ts";
import { circle, stroke, tuscanyIn } from "../../../functions/publishing/preview/shapes.ts";
import { allComuni } from "../../../functions/territory/rules.ts";

const black = [0, 0, 0] as const;
const white = [255, 255, 255] as const;
const painted = (...rings: number[][]) => {
  const made = raster(40, 40, plain(40, 40, black));
  made.paint(rings, white);
  return made.pixels.filter((_, i) => i % 3 === 0);
};
const sum = (pixels: Uint8Array) => pixels.reduce((all, value) => all + value / 255, 0);
/** By the shoelace formula: what the edges themselves say. */
const area = (ring: readonly number[]) =>
  Math.abs(
    ring.reduce((all, x, i) => (i % 2 ? all : all + x * ring[(i + 3) % ring.length]! - ring[(i + 2) % ring.length]! * ring[i + 1]!), 0),
  ) / 2;

describe("a raster", () => {
  it("covers as much as the shape has area, wherever its corners lie", () => {
    const corner = fc.double({ min: 1, max: 39, noNaN: true });
    fc.assert(
      fc.property(fc.array(corner, { minLength: 6, maxLength: 6 }), (triangle) => {
        // A pixel is kept in 256 steps: half a step for each along the edge.
        expect(Math.abs(sum(painted(triangle)) - area(triangle))).toBeLessThan(0.6);
      }),
    );
  });

  it("is exact where edges lie between pixels, and cut off at its own edges", () => {
    expect(sum(painted([10, 10, 20, 10, 20, 20, 10, 20]))).toBe(100);
    expect(sum(painted([-50, -50, 90, -50, 90, 90, -50, 90]))).toBe(1600);
    expect(sum(painted([-20, 10, 10, 10, 10, 20, -20, 20]))).toBe(100);
    expect(sum(painted([30, 10, 90, 10, 90, 20, 30, 20]))).toBe(100);
  });

  it("adds up what turns the same way, and cuts out what turns the other", () => {
    const square = (from: number, to: number) => [from, from, to, from, to, to, from, to];
    const turned = (ring: number[]) => ring.flatMap((_, i) => (i % 2 ? [] : [ring.at(-2 - i)!, ring.at(-1 - i)!]));
    expect(sum(painted(square(5, 25), square(15, 35)))).toBe(700);
    expect(sum(painted(square(5, 25), turned(square(10, 20))))).toBe(300);
    expect(sum(painted(...(stroke(square(10, 30), 2) as number[][])))).toBeCloseTo(156, 0);
    expect(sum(painted([...circle(20, 20, 10)]))).toBeCloseTo(Math.PI * 100, -1);
  });
});

/** Reads a PNG of the one kind that is written here. */
function read(file: Buffer): { width: number; height: number; at: (x: number, y: number) => number[] } {
  expect([...file.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const length = file.readUInt32BE(33);
  const rows = inflateSync(file.subarray(41, 41 + length));
  expect(rows).toHaveLength((width * 3 + 1) * height);
  return { width, height, at: (x, y) => [...rows.subarray(y * (width * 3 + 1) + 1 + x * 3).subarray(0, 3)] };
}

it("a PNG holds the very pixels", () => {
  const made = raster(3, 2, plain(3, 2, [1, 2, 3]));
  made.paint([[1, 0, 2, 0, 2, 1, 1, 1]], [9, 8, 7]);
  const { width, height, at } = read(png(made));
  expect([width, height, at(0, 0), at(1, 0), at(1, 1)]).toEqual([3, 2, [1, 2, 3], [9, 8, 7], [1, 2, 3]]);
});

describe("the picture of a link", () => {
  const pictured: Pictured = {
    title: "Aiuto compiti",
    startsAt: "2027-03-06T14:00:00.000Z",
    endsAt: "2027-03-06T17:00:00.000Z",
    place: "Pisa",
    bodyName: "Teranga",
    point: { lat: 43.7165, lon: 10.4017 },
  };
  const map = tuscanyIn({ x: 760, y: 48, width: 392, height: 534 });

  it("is 1200 by 630, the pin's tip where the activity is, and the same every time", async () => {
    const file = await previewOf(pictured);
    const { width, height, at } = read(file);
    expect([width, height]).toEqual([1200, 630]);
    const [x, y] = map.at(pictured.point).map(Math.round) as [number, number];
    expect(at(x, y - 10)).toEqual([255, 255, 255]);
    expect(at(x, y - 44)).toEqual([0x00, 0x52, 0x5f]);
    expect(file.equals(await previewOf(pictured))).toBe(true);
    expect(file.length).toBeLessThan(120_000);
  });

  it.each(["X".repeat(120), "parola ".repeat(17), "دروس اللغة الإيطالية للنساء", "王芳的中文课".repeat(20), `<&>"\n,; 👋 𝔘`, " "])(
    "holds any title: %s",
    async (title) => {
      const { at } = read(await previewOf({ ...pictured, title, place: title, bodyName: title }));
      // Nothing runs into the map or out of the picture.
      const column = Array.from({ length: 630 }, (_, y) => at(735, y));
      expect(column.filter(([r]) => r !== 0)).toEqual([]);
    },
  );

  it("has every Comune on it", () => {
    for (const { point } of allComuni) {
      const [x, y] = map.at(point);
      expect(x > 755 && x < 1155 && y > 45 && y < 590).toBe(true);
    }
  });
});
