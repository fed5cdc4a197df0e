import { type PDFDict, type PDFDocument, PDFHexString, PDFName, type PDFObject, type PDFPage, type PDFRef, PDFString } from "pdf-lib";

/** The kinds of element that we use, of the standard structure types (ISO 32000-1, 14.8.4). */
export type Kind = "Document" | "H1" | "H2" | "P" | "Table" | "TR" | "TH" | "TD" | "Figure" | "Link";

export type About = {
  /** Language, where it is not the document's. */
  readonly lang?: string;
  /** What a picture shows. */
  readonly alt?: string;
  /** The text as it is read, where the order or the form of the glyphs is another. */
  readonly spoken?: string;
  /** Of a heading of a table: that it heads its column. */
  readonly column?: boolean;
};

export type Element = { readonly ref: PDFRef; readonly kids: PDFObject[] };

/**
 * The tree of a tagged PDF, which a screen reader walks: what each piece of the pages is, and in which order. pdf-lib has no words
 * for it, so it is written as plain objects. Everything drawn is either marked as part of an element or as an artifact.
 */
export function openStructure(doc: PDFDocument) {
  const { context } = doc;
  const root = context.nextRef();
  const elements: { readonly dict: PDFDict; readonly kids: PDFObject[] }[] = [];
  /** For every page the elements of its marks, by number. */
  const marks = new Map<PDFPage, PDFRef[]>();
  const annotations: { readonly dict: PDFDict; readonly of: PDFRef }[] = [];

  function element(kind: Kind, parent: Element | undefined, { lang, alt, spoken, column }: About = {}): Element {
    const ref = context.nextRef();
    const dict = context.obj({ Type: "StructElem", S: kind, P: parent?.ref ?? root });
    if (lang) dict.set(PDFName.of("Lang"), PDFString.of(lang));
    if (alt) dict.set(PDFName.of("Alt"), PDFHexString.fromText(alt));
    if (spoken) dict.set(PDFName.of("ActualText"), PDFHexString.fromText(spoken));
    if (column) dict.set(PDFName.of("A"), context.obj({ O: "Table", Scope: "Column" }));
    context.assign(ref, dict);
    const kids: PDFObject[] = [];
    elements.push({ dict, kids });
    parent?.kids.push(ref);
    return { ref, kids };
  }

  return {
    element,

    /** The number that marks the next piece of this page as content of the element. */
    mark(of: Element, page: PDFPage): number {
      const onPage = marks.get(page) ?? [];
      marks.set(page, onPage);
      const number = onPage.push(of.ref) - 1;
      of.kids.push(context.obj({ Type: "MCR", Pg: page.ref, MCID: number }));
      return number;
    },

    /** An annotation of the page, such as a link, as part of the element. */
    annotate(of: Element, page: PDFPage, dict: PDFDict): void {
      const ref = context.register(dict);
      page.node.addAnnot(ref);
      of.kids.push(context.obj({ Type: "OBJR", Pg: page.ref, Obj: ref }));
      annotations.push({ dict, of: of.ref });
    },

    /** Writes the tree into the document, under its one uppermost element. */
    close(top: Element): void {
      for (const { dict, kids } of elements) dict.set(PDFName.of("K"), context.obj(kids));
      const pages = [...marks].map(([page, refs], index) => {
        page.node.set(PDFName.of("StructParents"), context.obj(index));
        page.node.set(PDFName.of("Tabs"), PDFName.of("S"));
        return [context.obj(index), context.register(context.obj(refs))];
      });
      const links = annotations.map(({ dict, of }, index) => {
        dict.set(PDFName.of("StructParent"), context.obj(pages.length + index));
        return [context.obj(pages.length + index), of];
      });
      const entries = [...pages, ...links];
      const ParentTree = context.register(context.obj({ Nums: entries.flat() }));
      context.assign(root, context.obj({ Type: "StructTreeRoot", K: [top.ref], ParentTree, ParentTreeNextKey: entries.length }));
      doc.catalog.set(PDFName.of("StructTreeRoot"), root);
      doc.catalog.set(PDFName.of("MarkInfo"), context.obj({ Marked: true }));
    },
  };
}
