import {
  PageSizes,
  PDFDocument,
  type PDFFont,
  PDFHexString,
  PDFName,
  PDFOperator,
  PDFOperatorNames as Op,
  type PDFPage,
  PDFString,
} from "pdf-lib";
import { type About, type Element, type Kind, openStructure } from "./structure.ts";
import type { Weight } from "../../foundation/type/typeset.ts";
import { type Line, openType } from "./type.ts";

/** Points, 72 an inch, on A4. `y` is measured downwards from the top, as one reads. */
export const [pageWidth, pageHeight] = PageSizes.A4;

/** Red, green, blue, each from 0 to 1. */
export type Colour = readonly [number, number, number];
export type Style = { readonly size: number; readonly colour: Colour; readonly weight?: Weight; readonly lang?: string };
/** `y` is the top of the first line. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly align?: "start" | "end" };
export type Bar = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type Title = { readonly title: string; readonly subject: string; readonly lang: string; readonly at: Date };

const leading = 1.36;
/** From the top of a line to its baseline. */
const rise = 1.06;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const short = (n: number) => String(Math.round(n * 1000) / 1000);

export type Sheet = Awaited<ReturnType<typeof openSheet>>;

/** A tagged document of A4 pages. `texts`: all that will be written on it, for the choice of fonts. */
export async function openSheet({ title, subject, lang, at }: Title, texts: readonly string[]) {
  const doc = await PDFDocument.create();
  doc.setTitle(title, { showInWindowTitleBar: true });
  doc.setSubject(subject);
  doc.setLanguage(lang);
  doc.setAuthor("Insieme");
  doc.setCreator("Insieme");
  doc.setProducer("Insieme");
  doc.setCreationDate(at);
  doc.setModificationDate(at);

  const type = await openType(doc, texts.join("\n"));
  const structure = openStructure(doc);
  const top = structure.element("Document", undefined);
  const fonts = new Map<PDFPage, Map<PDFFont, PDFName>>();
  let page: PDFPage;
  let parent: Element = top;

  const fontOn = (font: PDFFont): PDFName => {
    const known = fonts.get(page) ?? new Map<PDFFont, PDFName>();
    fonts.set(page, known);
    const name = known.get(font) ?? page.node.newFontDictionary("F", font.ref);
    known.set(font, name);
    return name;
  };
  const put = (op: Op, ...args: (string | PDFName)[]) => page.pushOperators(PDFOperator.of(op, args));

  /** Draws as content of an element, or without one as an artifact, which is not read aloud. */
  function marked(element: Element | undefined, draw: () => void): void {
    if (element) put(Op.BeginMarkedContentSequence, "/Content", `<</MCID ${structure.mark(element, page)}>>`);
    else put(Op.BeginMarkedContent, "/Artifact");
    draw();
    put(Op.EndMarkedContent);
  }

  function drawLine({ runs }: Line, x: number, baseline: number, { size, colour }: Style): void {
    put(Op.BeginText);
    put(Op.NonStrokingColorRgb, ...colour.map(short));
    put(Op.SetTextMatrix, "1", "0", "0", "1", short(x), short(pageHeight - baseline));
    for (const { font, glyphs } of runs) {
      put(Op.SetFontAndSize, fontOn(font), short(size));
      for (const { height, shown } of byHeight(glyphs)) {
        put(Op.SetTextRise, short((height * size) / 1000));
        put(Op.ShowTextAdjusted, `[${shown}]`);
      }
    }
    put(Op.EndText);
  }

  const linesOf = (text: string, { width }: Box, { size, weight }: Style) => type.wrap(text, size, width, weight);

  function drawLines(lines: readonly Line[], { x, y, width, align }: Box, style: Style): number {
    lines.forEach((line, i) => {
      drawLine(line, align === "end" ? x + width - line.width * style.size : x, y + (i * leading + rise) * style.size, style);
    });
    return y + lines.length * leading * style.size;
  }

  const drawBars = (bars: readonly Bar[], colour: Colour) => {
    put(Op.NonStrokingColorRgb, ...colour.map(short));
    for (const { x, y, width, height } of bars)
      put(Op.AppendRectangle, short(x), short(pageHeight - y - height), short(width), short(height));
    put(Op.FillNonZero);
  };

  return {
    addPage(): void {
      page = doc.addPage(PageSizes.A4);
    },
    /** Whether the fonts have every character of the texts. */
    whole: texts.every((text) => type.wrap(text, 1, Infinity).every((line) => line.whole)),
    /** Height that the text would take. */
    height: (text: string, box: Box, style: Style): number => linesOf(text, box, style).length * leading * style.size,
    /** Lines that the text would take. */
    lines: (text: string, box: Box, style: Style): number => linesOf(text, box, style).length,

    /** Writes a piece of text as an element of its own; answers with the `y` below it. */
    text(kind: Kind, text: string, box: Box, style: Style, about: About = {}): number {
      const lines = linesOf(text, box, style);
      const spoken = lines.some((line) => !line.whole) || rightToLeft.test(text) ? { spoken: text } : {};
      const element = structure.element(kind, parent, { ...(style.lang && { lang: style.lang }), ...spoken, ...about });
      let below = box.y;
      marked(element, () => (below = drawLines(lines, box, style)));
      return below;
    },
    /** An address that leads there when it is clicked. `says`: what the link is, read aloud. */
    link(text: string, uri: string, says: string, box: Box, style: Style): number {
      const element = structure.element("Link", parent);
      const lines = linesOf(text, box, style);
      let below = box.y;
      marked(element, () => (below = drawLines(lines, box, style)));
      const width = Math.max(...lines.map((line) => line.width)) * style.size;
      structure.annotate(
        element,
        page,
        doc.context.obj({
          Type: "Annot",
          Subtype: "Link",
          Rect: [box.x, pageHeight - below, box.x + width, pageHeight - box.y],
          Border: [0, 0, 0],
          F: 4,
          Contents: PDFHexString.fromText(says),
          A: { S: "URI", URI: PDFString.of(uri) },
        }),
      );
      return below;
    },
    /** Text that repeats what was said, or numbers the pages. */
    aside: (text: string, box: Box, style: Style): void => marked(undefined, () => drawLines(linesOf(text, box, style), box, style)),
    /** Rectangles that mean nothing by themselves. */
    decorate: (colour: Colour, ...bars: readonly Bar[]): void => marked(undefined, () => drawBars(bars, colour)),
    /** Rectangles that together are a picture. */
    picture: (alt: string, colour: Colour, bars: readonly Bar[]): void =>
      marked(structure.element("Figure", parent, { alt }), () => drawBars(bars, colour)),
    /** What `work` writes becomes part of one element. */
    inside(kind: Kind, work: () => unknown): void {
      const outer = parent;
      parent = structure.element(kind, outer);
      work();
      parent = outer;
    },
    /** Writes `footer` on every page, then closes the document. */
    async bytes(footer: (page: number, pages: number) => void): Promise<Uint8Array> {
      const pages = doc.getPages();
      pages.forEach((each, i) => {
        page = each;
        footer(i + 1, pages.length);
      });
      structure.close(top);
      doc.catalog.set(
        PDFName.of("Metadata"),
        doc.context.register(doc.context.stream(xmp(title, lang, at), { Type: "Metadata", Subtype: "XML" })),
      );
      return doc.save();
    },
  };
}

/** Title and language once more, where programs that catalogue documents look for them (XMP, ISO 16684-1). */
const xmp = (title: string, lang: string, at: Date): string => {
  const text = title.replace(/[<>&]/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>${lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${at.toISOString()}</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`;
};

/** The glyphs of a run as the operands of TJ, parted where the height of the line changes: marks stand above and below it. */
function byHeight(glyphs: Line["runs"][number]["glyphs"]): { readonly height: number; readonly shown: string }[] {
  const parts: { readonly height: number; shown: string }[] = [];
  for (const { code, width, advance, dx, dy } of glyphs) {
    const part = parts.at(-1)?.height === dy ? parts.at(-1)! : { height: dy, shown: "" };
    if (part !== parts.at(-1)) parts.push(part);
    const before = dx === 0 ? "" : short(-dx);
    const after = advance - width - dx === 0 ? "" : short(-(advance - width - dx));
    part.shown += `${before}<${code}>${after}`;
  }
  return parts;
}
