import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import subset from "subset-font";

/**
 * `npm run fonts` writes `web/styles/fonts/`: Titillium Web (SIL Open Font License) as bootstrap-italia carries it, cut to the letters
 * of Italian, English, French, Spanish and Albanian. The whole file comes when a page has others: a third less on a slow line.
 */
const carried = join(dirname(createRequire(import.meta.url).resolve("bootstrap-italia/package.json")), "dist/fonts/Titillium_Web");
const range = (from: number, to: number) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, n) => from + n));
/** The same as `$latin` in `_fonts.scss`. */
const letters = range(0x20, 0x7e) + range(0xa0, 0xff) + "ıŒœ–—‘’“”•…‹›€→−";

const folder = join(import.meta.dirname, "fonts");
mkdirSync(folder, { recursive: true });
for (const weight of ["regular", "700"]) {
  const whole = readFileSync(join(carried, `titillium-web-v10-latin-ext_latin-${weight}.woff2`));
  writeFileSync(join(folder, `titillium-${weight}.woff2`), await subset(whole, letters, { targetFormat: "woff2" }));
}
