import type { Font } from "fontkit";
import type { PDFDocument, PDFFont } from "pdf-lib";
import { type Line as Shaped, openFonts, type Run as ShapedRun, typesetter, type Weight } from "../../foundation/type/typeset.ts";

/** One glyph as it is shown: its code in the embedded font, and where the pen goes, in thousandths of the size. */
type Glyph = { readonly code: string; readonly width: number; readonly advance: number; readonly dx: number; readonly dy: number };
type Run = { readonly font: PDFFont; readonly glyphs: readonly Glyph[] };
export type Line = Omit<Shaped, "runs"> & { readonly runs: readonly Run[] };

export type Type = { readonly wrap: (text: string, size: number, width: number, weight?: Weight) => Line[] };

/** Opens the fonts that `texts`, which is all that will be set, have need of. Embedded as subsets: a page weighs some 30 KB. */
export async function openType(doc: PDFDocument, texts: string): Promise<Type> {
  const fonts = await openFonts(texts);
  const embedded = new Map<Font, PDFFont>();
  for (const font of fonts.values()) {
    // A glyph keeps the character that it was first met as, and says so to whoever copies text: let "i" be met before "ị", which has it in it.
    for (const character of texts.normalize("NFD")) font.glyphForCodePoint(character.codePointAt(0)!);
    doc.registerFontkit({ create: () => subsetting(font) } as never);
    embedded.set(font, await doc.embedFont(new Uint8Array(), { subset: true }));
  }
  const { wrap } = typesetter(fonts);
  const known = new WeakMap<Shaped, Line>();
  const printed = (line: Shaped): Line => {
    const made = known.get(line) ?? { ...line, runs: line.runs.map((run) => runOf(run, embedded.get(run.font)!)) };
    known.set(line, made);
    return made;
  };
  return { wrap: (...asked) => wrap(...asked).map(printed) };
}

/** A font as pdf-lib wants one, which knows an older fontkit: its subset comes as a stream. */
function subsetting(font: Font): Font {
  const createSubset = font.createSubset.bind(font);
  return Object.assign(font, {
    createSubset() {
      const subset = createSubset();
      const stream = {
        on: (event: "data" | "end", heard: (data?: Uint8Array) => void) => (event === "data" ? heard(subset.encode()) : heard(), stream),
      };
      return Object.assign(subset, { encodeStream: () => stream });
    },
  });
}

function runOf({ font, text, shaped: { glyphs, positions } }: ShapedRun, pdf: PDFFont): Run {
  const codes = pdf.encodeText(text).asString().match(/.{4}/g) ?? [];
  const scale = 1000 / font.unitsPerEm;
  return {
    font: pdf,
    glyphs: codes.map((code, i) => ({
      code,
      width: glyphs[i]!.advanceWidth * scale,
      advance: positions[i]!.xAdvance * scale,
      dx: positions[i]!.xOffset * scale,
      dy: positions[i]!.yOffset * scale,
    })),
  };
}
