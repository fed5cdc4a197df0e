import * as v from "valibot";

/** ISTAT code of a Comune, six digits: `048017` is Firenze, `100005` Prato. Whether it is one of Tuscany is a rule (`rules.ts`). */
export const ComuneCode = v.pipe(v.string(), v.regex(/^\d{6}$/));

export const Point = v.object({
  lat: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  lon: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
});

export const Comune = v.object({
  code: ComuneCode,
  name: v.string(),
  province: v.string(),
  point: Point,
  /** Zona-distretto: the health zone, on which local action plans are drawn. */
  zone: v.string(),
  areaVasta: v.string(),
});
export const Comuni = v.object({ items: v.array(Comune) });

export type Point = v.InferOutput<typeof Point>;
export type Comune = v.InferOutput<typeof Comune>;
