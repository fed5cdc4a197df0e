import * as fc from "fast-check";
import jsqr from "jsqr";
import { decodePDFRawStream, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream } from "pdf-lib";
import { getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import type { Locale } from "../../functions/foundation/context.ts";
import type { Certificate } from "../../functions/records/contract.ts";
import { certificatePdf, duration } from "../../functions/records/pdf.ts";

const origin = "https://insieme.example.org";
const certificate: Certificate = {
  id: "crt_01k9zq4w8x2m5n7p0r3s6t8v1y" as Certificate["id"],
  state: "issued",
  person: "per_01k9zq4w8x2m5n7p0r3s6t8v1y" as Certificate["person"],
  holder: "Ștefan Ionuț Popescu",
  body: "bod_01k9zq4w8x2m5n7p0r3s6t8v1y" as Certificate["body"],
  bodyName: "Associazione “Shqiponja” di Prato",
  from: "2026-09-12",
  to: "2026-11-21",
  minutes: 750,
  count: 5,
  activities: [],
  issuedAt: "2026-11-24T10:00:00.000Z",
  version: 1,
};
const activity = (i: number) => ({
  title:
    `Attività numero ${i} ${i % 5 === 0 ? "con un titolo assai più lungo degli altri, che va a capo sulla riga seguente della tabella" : ""}`.trim(),
  day: "2026-10-01",
  minutes: 45,
});

const print = (change: Partial<Certificate> = {}, lang: Locale = "it") => certificatePdf({ ...certificate, ...change }, lang, origin);

/** What a reader of PDFs finds on each page, its pieces joined by spaces. */
async function read(bytes: Uint8Array) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, i) => pdf.getPage(i + 1)));
  const texts = await Promise.all(
    pages.map(async (page) =>
      (await page.getTextContent()).items
        .map((item) => ("str" in item ? item.str : ""))
        .join(" ")
        .replace(/\s+/g, " "),
    ),
  );
  return { pdf, pages, texts };
}

/** What the first page draws, as operators. */
async function drawn(bytes: Uint8Array): Promise<string> {
  const page = (await PDFDocument.load(bytes)).getPage(0);
  const contents = page.node.Contents()!;
  const streams = "asArray" in contents ? contents.asArray().map((ref) => page.doc.context.lookup(ref)) : [contents];
  return streams
    .map((stream) => (stream instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(stream).decode()).toString("latin1") : ""))
    .join("\n");
}

/** What a screen reader is told to say in place of the glyphs. */
async function spoken(bytes: Uint8Array): Promise<string[]> {
  const doc = await PDFDocument.load(bytes);
  return doc.context.enumerateIndirectObjects().flatMap(([, object]) => {
    const text = object instanceof PDFDict ? object.get(PDFName.of("ActualText")) : undefined;
    return text instanceof PDFHexString ? [text.decodeText()] : [];
  });
}

/** The squares of the first page's picture, drawn anew in black and white, three dots a module and the quiet edge that the paper gives. */
async function picture(bytes: Uint8Array) {
  const figure = (await drawn(bytes)).split("EMC").find((part) => (part.match(/ re\b/g)?.length ?? 0) > 50)!;
  const bars = [...figure.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re/g)].map(
    ([, ...n]) => n.map(Number) as [number, number, number, number],
  );
  const unit = Math.min(...bars.map(([, , , height]) => height));
  const left = Math.min(...bars.map(([x]) => x));
  const top = Math.max(...bars.map(([, y]) => y));
  const modules = Math.round((Math.max(...bars.map(([x, , width]) => x + width)) - left) / unit);
  const side = (modules + 8) * 3;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [x, y, width] of bars)
    for (let i = 0; i < Math.round(width / unit) * 3; i++)
      for (let j = 0; j < 3; j++) {
        const at = ((Math.round((top - y) / unit) + 4) * 3 + j) * side + (Math.round((x - left) / unit) + 4) * 3 + i;
        pixels.fill(0, at * 4, at * 4 + 3);
      }
  return { pixels, side };
}

describe("what it says", () => {
  it("in Italian: who, with whom, when, how much, and what it is not", async () => {
    const { texts } = await read(await print());
    expect(texts).toHaveLength(1);
    for (const words of [
      "Attestato di partecipazione",
      "Si attesta che Ștefan Ionuț Popescu ha preso parte",
      "Associazione “Shqiponja” di Prato",
      "12 settembre 2026 – 21 novembre 2026",
      "12 h 30 min",
      "Rilasciato il 24 novembre 2026",
      "Non attesta crediti dell'Accordo di integrazione",
      `insieme.example.org/verifica/${certificate.id}`,
      `Codice: ${certificate.id}`,
      "pagina 1/1",
    ])
      expect(texts[0]).toContain(words);
    expect(texts[0]).not.toContain("Certificate of participation");
    expect(texts[0]).not.toContain("Elenco");
  });

  it("in another language beside it", async () => {
    const { texts } = await read(await print({}, "en"));
    for (const words of [
      "Attestato di partecipazione Certificate of participation",
      "Non attesta crediti dell'Accordo di integrazione",
      "It does not state credits of the Integration Agreement",
      "12 September 2026 – 21 November 2026",
      `insieme.example.org/en/verify/${certificate.id}`,
    ])
      expect(texts[0]).toContain(words);
  });

  it.each([
    [0, "0 min"],
    [45, "45 min"],
    [60, "1 h"],
    [750, "12 h 30 min"],
    [75_000, "1250 h"],
  ])("%i minutes are %s", (minutes, words) => expect(duration(minutes)).toBe(words));

  it("one day is not a period", async () => {
    const { texts } = await read(await print({ to: certificate.from }));
    expect(texts[0]).toContain("12 settembre 2026 Attività");
  });
});

describe("the activities that the holder shows", () => {
  it("a few stand on the one page", async () => {
    const { texts } = await read(await print({ activities: [1, 2, 3].map(activity) }));
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/01\/10\/2026 Attività numero 1 45 min/);
  });

  it("two hundred flow over numbered pages, none lost, heads repeated", async () => {
    const activities = Array.from({ length: 200 }, (_, i) => activity(i + 1));
    const { texts } = await read(await print({ activities, count: 200, minutes: 9000 }, "en"));
    expect(texts.length).toBeGreaterThan(5);
    texts.forEach((text, i) => expect(text).toContain(`pagina / page ${i + 1}/${texts.length}`));
    for (const text of texts.slice(1)) expect(text).toContain("Durata / Duration");
    const all = texts.join(" ");
    for (const { title } of activities) expect(all.split(`${title} `).length).toBeGreaterThan(1);
    expect(all).toContain("Totale / Total 150 h");
  });
});

describe("names in every script", () => {
  it.each([
    ["Romanian, Albanian, Polish", "Țurcanu Shpëtim Łukasz Đorđević"],
    ["Cyrillic and Greek", "Олександра Ґонта Αλεξάνδρα"],
    ["Vietnamese and Yoruba, composed or not", "Nguyễn Thị Ọlábísí".normalize("NFD")],
    ["Chinese, simplified and traditional", "王小明 歐陽喆"],
  ])("%s: %s", async (_, holder) => {
    const { texts } = await read(await print({ holder }));
    expect(texts[0]!.replace(/\s/g, "").normalize("NFC")).toContain(holder.replace(/\s/g, "").normalize("NFC"));
    expect(texts[0]).not.toContain("[?]");
  });

  it.each([
    ["Arabic", "محمد بن علي"],
    ["Urdu", "چوہدری گل"],
    ["Bengali", "মোহাম্মদ রহিম"],
  ])("%s: %s is shaped by a font of its own, and read aloud as it was written", async (_, holder) => {
    const bytes = await print({ holder });
    expect(await drawn(bytes)).not.toContain("<0000>");
    expect((await read(bytes)).texts[0]).not.toContain("[?]");
    if (/\p{Script=Arabic}/u.test(holder)) expect(await spoken(bytes)).toEqual([holder]);
  });

  it("characters that no font has are marked, and the mark explained", async () => {
    const { texts } = await read(await print({ holder: "ანა გიორგაძე 😀", activities: [activity(1)] }, "en"));
    expect(texts[0]).toContain("Si attesta che");
    expect(texts[0]).toContain("[?] [?] [?]");
    expect(texts[0]).toContain("[?] sta per caratteri");
    expect(texts[0]).toContain("[?] stands for characters");
  });

  it("the longest of names stay above the foot of the page", async () => {
    const wide = "Wilhelmina MMMMWWWWMMMMWWWWMMMM".repeat(4);
    const bytes = await print({ holder: `გ${wide}`.slice(0, 80), bodyName: wide.slice(0, 120), activities: [1, 2, 3].map(activity) }, "en");
    const { pages } = await read(bytes);
    const { items } = await pages[0]!.getTextContent();
    const heightOf = (words: string) => {
      const item = items.find((each) => "str" in each && each.str.startsWith(words));
      return item && "transform" in item ? (item.transform as number[])[5]! : 0;
    };
    expect(heightOf("The")).toBeGreaterThan(heightOf("Rilasciato") + 12);
  });

  it("whatever a name is made of, a certificate comes of it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", minLength: 1, maxLength: 80 }), async (holder) => {
        const { texts } = await read(await print({ holder }));
        expect(texts[0]).toContain("Si attesta che");
      }),
      { numRuns: 10 },
    );
  }, 90_000);
});

describe("how it is checked", () => {
  it.each([
    ["it", `${origin}/verifica/${certificate.id}`],
    ["en", `${origin}/en/verify/${certificate.id}`],
  ] as const)("the squares of the code lead to the page of verification (%s)", async (lang, address) => {
    const bytes = await print({}, lang);
    const { pixels, side } = await picture(bytes);
    expect(jsqr.default(pixels, side, side)?.data).toBe(address);
    const { pages } = await read(bytes);
    expect((await pages[0]!.getAnnotations()).map((each) => (each as { url?: string }).url)).toEqual([address]);
  });
});

describe("for those who do not see it", () => {
  it("has a title, a language and the kinds of its parts, in the order in which they are read", async () => {
    const { pdf, pages } = await read(await print({ activities: [activity(1)] }, "en"));
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({
      Title: "Attestato di partecipazione · Ștefan Ionuț Popescu",
      Language: "it",
      CreationDate: "D:20261124100000Z",
    });
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    const kinds = await pages[0]!.getStructTree().then((tree) => JSON.stringify(tree));
    expect(kinds).toContain('"role":"H1"');
    expect(kinds).toContain(`Codice QR con l'indirizzo della pagina di verifica: ${origin}/en/verify/${certificate.id}`);
    const second = JSON.stringify(await pages[1]!.getStructTree());
    for (const role of ["Table", "TR", "TH", "TD"]) expect(second).toContain(`"role":"${role}"`);
  });
});
