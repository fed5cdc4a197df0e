import { allComuni, plainName } from "../../territory/rules.ts";
import { wordsOf } from "./words.ts";

/** Names of places as people write them: Comuni, their short and foreign names, parts of towns, provinces, zones. */

/** Name in use → Comune. Parts of a Comune that people name instead of it, and what other languages call the towns. */
const others: Readonly<Record<string, string>> = {
  Firenze:
    "florence florencia florenta firence 佛罗伦萨 فلورنسا novoli rifredi isolotto galluzzo campo_di_marte oltrarno santo_spirito le_piagge piagge gavinana coverciano peretola brozzi legnaia soffiano careggi settignano",
  Prato: "普拉托 براتو iolo narnali galciana san_giusto maliseti mezzana chinatown macrolotto tobbiana coiano grignano cafaggio",
  Pisa: "pise piza 比萨 بيزا marina_di_pisa tirrenia calambrone cisanello riglione pisanova gagno cep",
  Lucca: "lucques 卢卡 لوكا san_concordio sant_anna ponte_a_moriano",
  Livorno: "livourne leghorn 里窝那 ليفورنو shangay corea antignano ardenza montenero stagno",
  Siena: "sienne 锡耶纳 سيينا",
  Arezzo: "阿雷佐 اريتسو pescaiola saione giovi",
  Pistoia: "皮斯托亚 بستويا bottegone",
  Grosseto: "格罗塞托 غروسيتو marina_di_grosseto principina",
  "Sesto Fiorentino": "sesto colonnata quinto",
  "Campi Bisenzio": "campi san_donnino san_piero_a_ponti capalle",
  "Bagno a Ripoli": "antella grassina ponte_a_ema",
  Scandicci: "casellina vingone le_bagnese",
  Viareggio: "torre_del_lago",
  "San Giuliano Terme": "san_giuliano ghezzano asciano_pisano",
  Cascina: "navacchio",
  "Figline e Incisa Valdarno": "figline incisa",
  "Rosignano Marittimo": "rosignano rosignano_solvay vada castiglioncello",
  "Montecatini-Terme": "montecatini",
  "Monsummano Terme": "monsummano",
  "Colle di Val d'Elsa": "colle_val_d_elsa",
  "San Casciano in Val di Pesa": "san_casciano",
  "Barberino Tavarnelle": "tavarnelle",
  "Scarperia e San Piero": "scarperia",
  "Castiglione della Pescaia": "punta_ala",
  "Monte Argentario": "porto_santo_stefano porto_ercole",
  "Santa Croce sull'Arno": "santa_croce",
  "San Giovanni Valdarno": "san_giovanni",
  Capannori: "marlia lammari",
  "Massa Marittima": "massa_metallifera",
  Massa: "marina_di_massa",
  Carrara: "marina_di_carrara avenza",
  "Greve in Chianti": "greve",
  Montemurlo: "oste",
};
const provinces: Readonly<Record<string, string>> = {
  MS: "massa carrara",
  LU: "lucca",
  PT: "pistoia",
  FI: "firenze",
  LI: "livorno",
  PI: "pisa",
  AR: "arezzo",
  SI: "siena",
  GR: "grosseto",
  PO: "prato",
};

const places = new Map<string, readonly string[]>();
const phraseOf = (name: string): string => wordsOf(name.replaceAll("_", " ")).join(" ");
/** The first to take a name keeps it: Lucca is the Comune before it is a part of a zone's name. */
const name = (phrase: string, codes: readonly string[]): void => {
  if (phrase && !places.has(phrase)) places.set(phrase, codes);
};

const codeOf = new Map(allComuni.map((comune) => [plainName(comune.name), comune.code]));
const groups = (by: "zone" | "province") => Map.groupBy(allComuni, (comune) => comune[by]);

for (const comune of allComuni) name(phraseOf(comune.name), [comune.code]);
for (const [comune, names] of Object.entries(others))
  for (const each of names.split(" ")) name(phraseOf(each), [codeOf.get(plainName(comune))!]);
for (const [zone, comuni] of groups("zone")) {
  const codes = comuni.map(({ code }) => code);
  name(phraseOf(zone), codes);
  // "Alta Val di Cecina - Valdera" is called by either part.
  for (const part of zone.split(" - ")) name(phraseOf(part), codes);
}
for (const [province, comuni] of groups("province")) {
  const town = provinces[province]!;
  const codes = comuni.map(({ code }) => code);
  for (const phrase of [`provincia di ${town}`, `provincia ${town}`, `prov ${town}`, `${town} provincia`]) name(phrase, codes);
}

export const placeOf = (phrase: string): readonly string[] | undefined => places.get(phrase);
export const placeNames = [...places.keys()];
