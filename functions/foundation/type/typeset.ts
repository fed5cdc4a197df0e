import { brotliDecompressSync } from "node:zlib";
import bidiFactory from "bidi-js";
import { create, type Font, type GlyphRun } from "fontkit";

/** Names come in every script: a font for each, tried in this order, and loaded only when the text has something of it. */
const scripts = {
  regular: { needed: /^/, load: () => import("./fonts/latin.json", { with: { type: "json" } }) },
  bold: { needed: /^/, load: () => import("./fonts/latin-bold.json", { with: { type: "json" } }) },
  arabic: {
    needed: /[\p{Script=Arabic}\u060c\u061b\u061f\u0660-\u0669]/u,
    load: () => import("./fonts/arabic.json", { with: { type: "json" } }),
  },
  bengali: { needed: /[\p{Script=Bengali}\u0964\u0965]/u, load: () => import("./fonts/bengali.json", { with: { type: "json" } }) },
  han: { needed: /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u, load: () => import("./fonts/han.json", { with: { type: "json" } }) },
} as const;

export type Weight = "regular" | "bold";

/** Glyphs of one font, joined and placed, in the order in which they stand. */
export type Run = { readonly font: Font; readonly text: string; readonly shaped: GlyphRun };
/** Runs from left to right as they are shown. `width` is that of size 1. `whole`: no character was lost. */
export type Line = { readonly text: string; readonly runs: readonly Run[]; readonly width: number; readonly whole: boolean };

/** Stands for characters that no font here has: never an empty box. The sheet that shows it says what it means. */
export const lost = "[?]";

// Its types call it a CommonJS module with a default; what is imported is the function itself.
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
/** Shape nothing by themselves: joiners and selectors of variants. */
const silent = /[\p{Cf}\p{Variation_Selector}]/gu;

/** The fonts that `texts`, which is all that will be set, have need of. */
export async function openFonts(texts: string): Promise<ReadonlyMap<string, Font>> {
  const fonts = new Map<string, Font>();
  for (const [name, { needed, load }] of Object.entries(scripts))
    if (needed.test(texts)) fonts.set(name, openFont(brotliDecompressSync(Buffer.from((await load()).default.brotli, "base64"))));
  return fonts;
}

export type Typesetter = {
  /** Lines no wider than `width` at `size`, broken between words, and inside a word that alone is too wide. */
  readonly wrap: (text: string, size: number, width: number, weight?: Weight) => Line[];
};

export function typesetter(fonts: ReadonlyMap<string, Font>): Typesetter {
  const fontOf = once((cluster: string, weight: Weight): Font | null => {
    const points = Array.from(cluster.replace(silent, ""), (c) => c.codePointAt(0)!);
    const order = [weight, ...Object.keys(scripts).filter((name) => name !== "regular" && name !== "bold"), "regular"];
    const able = (font: Font | undefined) => points.every((point) => font?.hasGlyphForCodePoint(point));
    return order.map((name) => fonts.get(name)).find(able) ?? null;
  });

  const line = once((text: string, weight: Weight): Line => {
    const plain = text.normalize("NFC").replace(vowelBeforeShadda, "\u0651$1");
    const embedding = bidi.getEmbeddingLevels(plain);
    const mirrored = bidi.getMirroredCharactersMap(plain, embedding.levels);
    const spans: Span[] = [];
    let whole = true;
    for (const { segment, index } of graphemes.segment(plain)) {
      const level = embedding.levels[index] ?? 0;
      const cluster = mirrored.get(index) ?? segment;
      const font = fontOf(cluster, weight);
      whole &&= font !== null;
      const before = spans.at(-1);
      // A space stands alone, so that the same word is always the same piece, which is shaped once.
      const parted = blank.test(cluster) || (before && blank.test(before.clusters[0]!));
      if (font && before?.font === font && before.level === level && !before.lost && !parted) before.clusters.push(cluster);
      else if (font) spans.push({ font, level, clusters: [cluster], lost: false });
      else if (!before?.lost) spans.push({ font: fonts.get(weight)!, level: 0, clusters: [lost], lost: true });
    }
    const runs = reordered(spans).map(runOf);
    const width = runs.reduce((sum, run) => sum + widthOf(run), 0);
    return { text, runs, width, whole };
  });

  function wrap(text: string, size: number, width: number, weight: Weight = "regular"): Line[] {
    const wide = (part: string) => line(part, weight).width * size;
    const lines: string[] = [];
    let current = "";
    let filled = 0;
    const add = (part: string) => {
      if (current !== "" && filled + wide(part.trimEnd()) > width) {
        lines.push(current);
        [current, filled] = ["", 0];
      }
      current += part;
      filled += wide(part);
    };
    for (const word of text.trim().split(breaks)) {
      if (wide(word) <= width) add(word);
      else for (const { segment } of graphemes.segment(word)) add(segment);
    }
    // The space at the end of a line stays, unseen, so that the words do not run together when the text is read aloud or copied.
    return [...lines, current.trimEnd()].map((part) => line(part, weight));
  }

  return { wrap };
}

/** The same question has the same answer. */
function once<Answer>(ask: (text: string, weight: Weight) => Answer): (text: string, weight: Weight) => Answer {
  const known = new Map<string, Answer>();
  return (text, weight) => {
    const key = weight + text;
    const answer = known.get(key) ?? ask(text, weight);
    known.set(key, answer);
    return answer;
  };
}

/** NFC sorts a vowel sign before the shadda, but it stands on it: below, it would read as another vowel (Unicode, UTR 53). */
const vowelBeforeShadda = /([\u064b-\u0650\u0652])\u0651/g;
const blank = /^\s/;
/** After a space, a hyphen or a slash, and between characters of a script that writes no spaces. */
const breaks = /(?<=[\s\-/])(?=\S)|(?<=[\p{Script=Han}\u3001\u3002\uff0c])(?=\p{Script=Han})/u;

/** Shaping is what costs, so each piece of text is shaped once, for whoever asks. */
function openFont(bytes: Buffer): Font {
  const font = create(bytes) as Font;
  const layout = font.layout.bind(font);
  const shaped = new Map<string, GlyphRun>();
  return Object.assign(font, {
    layout(text: string): GlyphRun {
      const run = shaped.get(text) ?? layout(text);
      shaped.set(text, run);
      return run;
    },
  });
}

type Span = { readonly font: Font; readonly level: number; readonly clusters: string[]; readonly lost: boolean };

/** Rule L2 of the Unicode bidirectional algorithm, on whole spans: from the highest level down, turn round what is at least as high. */
function reordered(spans: readonly Span[]): Span[] {
  const order = [...spans];
  const highest = Math.max(0, ...order.map(({ level }) => level));
  for (let level = highest; level >= 1; level--)
    for (let from = 0; from < order.length; from++) {
      let to = from;
      while (to < order.length && order[to]!.level >= level) to++;
      if (to > from) order.splice(from, to - from, ...order.slice(from, to).toReversed());
      from = to;
    }
  return order;
}

/** Shapes a span: joined letters, ligatures, marks in their places. A script's own direction is known to the font. */
function runOf({ font, level, clusters }: Span): Run {
  const written = clusters.join("");
  // Spaces and brackets between words of a right-to-left script have no direction of their own.
  const text = level % 2 === 1 && font.layout(written).direction !== "rtl" ? clusters.toReversed().join("") : written;
  return { font, text, shaped: font.layout(text) };
}

const widthOf = ({ font, shaped }: Run): number => shaped.positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) / font.unitsPerEm;
