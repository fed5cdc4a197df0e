// `node functions/foundation/type/fonts/make.mjs`: makes the fonts of this folder anew, from fonts that npm carries. Run by hand when a
// script is added or a font has a new version: what it needs is large (the Chinese font alone 95 MB) and stays out of package.json.
//
// Each file is JSON, because that is what a bundle takes in and loads by `import()` without a word of configuration: what the font is,
// whose, under which licence (OFL.txt), and the font itself as TrueType, squeezed with Brotli, in base64.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const google = (family, version, file) => ({ name: `@expo-google-fonts/${family}`, version, file });
const noto = (year, of) => `Copyright ${year} The Noto Project Authors (https://github.com/notofonts/${of})`;

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
/** Every character that two bytes of an old Chinese encoding can say. */
const twoBytes = (encoding, first, seconds) => {
  const decoder = new TextDecoder(encoding);
  const said = first.flatMap((a) => seconds.map((b) => decoder.decode(Uint8Array.of(a, b))));
  return said.filter((c) => c.length === 1 && c !== "\ufffd").map((c) => c.codePointAt(0));
};

/** Latin with all its extensions, Greek, Cyrillic; punctuation; currencies; arrows. */
const european = [
  [range(0x20, 0x7e), range(0xa0, 0x24f), range(0x2b0, 0x36f), range(0x370, 0x52f), range(0x1e00, 0x1eff)],
  [range(0x2010, 0x2027), range(0x2030, 0x205e), range(0x20a0, 0x20bf), [0x2116, 0x2122, 0x2190, 0x2192]],
].flat(2);
const arabic = [...range(0x20, 0x7e), ...range(0x600, 0x6ff), ...range(0x750, 0x77f), 0x200c, 0x200d];
const bengali = [...range(0x980, 0x9ff), 0x964, 0x965, 0x200c, 0x200d];
/** GB 2312 (what a newspaper of the mainland needs), the commoner half of Big5 (traditional), and characters of given names beyond both. */
const han = [
  ...twoBytes("gbk", [...range(0xa1, 0xa3), ...range(0xb0, 0xf7)], range(0xa1, 0xfe)),
  ...twoBytes("big5", range(0xa4, 0xc6), [...range(0x40, 0x7e), ...range(0xa1, 0xfe)]),
  ...Array.from(
    "喆堃玥珺翀犇彧旸晞暕朤渼湉瀞焜煊燚玙玚珅珣琤琯瑀瑢璟璠甯祎禛稂竑綝翾芃蕤蘅袆贇赟邨郄鄢鋆钜锘锜镕陞隽雩霂靓韡頔颀飏骐骜麴龑龢昇叡哿嫄嬿岚峣帡弢忞怡悫惇慜懋戬扆晔晟曌曦枞柃栩桢棽楷榳橦毓沄沚洺浠涵淳漪潆澔濬烨焱熠燊玎玓玢玹珈珉珏珩琀琇琎琛琬瑄瑧瑱璁璇璘璨璩瓅畯皦睆砉碶禔稑穆窅竣筠箫簃粲緁缦翚翯聿脩舸芊芮茜荃莜菀萩葳蓁藜蘄虓蝉衎詠諝谡豫赪跬轸辂逯郢郦鄞酆醍釉銥铉铖铱锴镠镱闿阇霖霭頫颙飔驊骁髹魟鵷鷟麒黻齾",
    (c) => c.codePointAt(0),
  ),
];

const fonts = {
  latin: {
    font: "Noto Sans",
    copyright: noto(2022, "latin-greek-cyrillic"),
    from: google("noto-sans", "0.4.2", "400Regular/NotoSans_400Regular.ttf"),
    characters: european,
  },
  "latin-bold": {
    font: "Noto Sans Bold",
    copyright: noto(2022, "latin-greek-cyrillic"),
    from: google("noto-sans", "0.4.2", "700Bold/NotoSans_700Bold.ttf"),
    characters: european,
  },
  arabic: {
    font: "Noto Sans Arabic",
    copyright: noto(2022, "arabic"),
    from: google("noto-sans-arabic", "0.4.3", "400Regular/NotoSansArabic_400Regular.ttf"),
    characters: arabic,
  },
  bengali: {
    font: "Noto Sans Bengali",
    copyright: noto(2025, "bengali"),
    from: { name: "@fontsource/noto-sans-bengali", version: "5.3.0", file: "files/noto-sans-bengali-bengali-400-normal.woff2" },
    characters: bengali,
  },
  han: {
    font: "Noto Sans SC",
    copyright: "Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'",
    from: google("noto-sans-sc", "0.4.3", "400Regular/NotoSansSC_400Regular.ttf"),
    characters: han,
  },
};

const desk = mkdtempSync(join(tmpdir(), "fonts-"));
try {
  const packages = new Set(["subset-font@2.9.0", ...Object.values(fonts).map(({ from }) => `${from.name}@${from.version}`)]);
  execFileSync("npm", ["install", "--prefix", desk, "--no-audit", "--no-fund", ...packages], { stdio: "inherit" });
  const { default: subset } = await import(createRequire(join(desk, "x.js")).resolve("subset-font"));
  for (const [name, { font, copyright, from, characters }] of Object.entries(fonts)) {
    const whole = readFileSync(join(desk, "node_modules", from.name, from.file));
    const cut = await subset(whole, String.fromCodePoint(...new Set(characters)), { targetFormat: "sfnt" });
    const about = { font, copyright, licence: "SIL Open Font License 1.1", source: `npm ${from.name} ${from.version}` };
    const file = join(import.meta.dirname, `${name}.json`);
    writeFileSync(file, `${JSON.stringify({ ...about, brotli: brotliCompressSync(cut).toString("base64") })}\n`);
    console.log(`${name}.json: ${characters.length} characters, ${cut.length} bytes as TrueType, ${readFileSync(file).length} as written`);
  }
} finally {
  rmSync(desk, { recursive: true, force: true });
}
