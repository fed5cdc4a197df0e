import { plainName } from "../../territory/rules.ts";
import { type Access as AccessCodes, Language, type Theme } from "../contract.ts";

/** What a theme is called in a sheet, and the beginnings of words that speak of it. */
const themes: Record<Theme, string> = {
  italian: "lingua italiana|italian|alfabetizzazione|l2",
  school: "scuola|scolastic|compiti|doposcuola|studio|student|school",
  family: "famiglia|famigli|genitor|bambin|mamme|family",
  women: "donne|donna|femminil|women",
  young: "giovani|giovan|ragazz|adolescent|young",
  elderly: "anziani|anzian|terza eta|elderly",
  culture: "cultura|cultur|teatro|teatral|music|arte|biblioteca|museo|cinema|festa|lettur|libr|danza|culture",
  sport: "sport|calcio|torneo|ginnastica|camminat|pallavolo|basket",
  environment: "ambiente|ambient|verde|orto|orti|pulizia|parco|giardin|riciclo|environment",
  food: "cibo e cucina|cucina|cibo|pranzo|cena|mensa|aliment|food",
  health: "salute|sanitari|benessere|prevenzione|health",
  rights: "diritti|diritto|cittadinanza|sportello|legale|partecipazione|rights",
  work: "lavoro|occupazion|curriculum|colloqui|work",
  digital: "digitale|digital|computer|informatic|internet|spid|smartphone",
};
type Access = (typeof AccessCodes.options)[number];
const access: Record<Access, string> = {
  step_free: "senza barriere|senza gradini|accessibil|carrozzin|sedia a rotelle|rampa|si|yes|step free|step_free",
  accessible_toilet: "bagno accessibile|bagno|servizi igienici|accessible toilet|accessible_toilet",
  parking: "parcheggio|parking",
  public_transport: "mezzi pubblici|autobus|bus|treno|tram|public transport|public_transport",
  sign_language: "lingua dei segni|lis|sign language|sign_language",
  quiet_space: "spazio tranquillo|tranquill|quiet space|quiet_space",
  childcare: "spazio bimbi|baby|bimb|childcare",
};
const languages = Object.fromEntries(
  Language.options.map((code) => {
    const named = (locale: string) => plainName(new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code);
    return [code, [...(aliases()[code] ?? []), named("it"), named("en"), code].join("|")];
  }),
) as Record<Language, string>;

/** Names in use beside those of the Unicode CLDR. The first is the one that messages use. */
function aliases(): Partial<Record<Language, readonly string[]>> {
  return {
    bn: ["bengalese", "bangla"],
    fa: ["persiano", "farsi"],
    ro: ["rumeno", "romeno"],
    tl: ["filippino", "tagalog"],
    zh: ["cinese", "mandarino"],
    pa: ["punjabi", "panjabi"],
    si: ["singalese", "cingalese"],
    so: ["somalo"],
    wo: ["wolof"],
  };
}

/** What a cell lists, as codes; `strange` are the words that are none of them, `known` the ones that would be. */
export type Listed<Code> = { readonly codes: readonly Code[]; readonly strange: readonly string[]; readonly known: string };

const none = /^(?:no|nessun[oa]?|-|\/|n\/?a|none)$/;
const partsOf = (text: string): string[] =>
  text
    .split(/[,;/|+&\n]|\s(?:e|ed|and)\s/i)
    .map(plainName)
    .filter((part) => part !== "" && !none.test(part));

function listed<Code extends string>(text: string, table: Record<Code, string>, whole: boolean): Listed<Code> {
  const entries = Object.entries(table) as [Code, string][];
  const codeOf = (part: string) =>
    entries.find(([code, names]) => code === part || names.split("|").some((name) => (whole ? part === name : begins(part, name))))?.[0];
  const found = partsOf(text).map((part) => [part, codeOf(part)] as const);
  return {
    codes: [...new Set(found.flatMap(([, code]) => code ?? []))],
    strange: found.filter(([, code]) => !code).map(([part]) => part),
    known: entries.map(([, names]) => names.split("|", 1)[0]!).join(", "),
  };
}

const begins = (text: string, name: string): boolean => ` ${text}`.includes(` ${name}`);

export const readThemes = (text: string): Listed<Theme> => listed(text, themes, false);
export const readAccess = (text: string): Listed<Access> => listed(text, access, false);
export const readLanguages = (text: string): Listed<Language> => listed(text, languages, true);

/** The themes that a text speaks of, two at most, in the order of the table. */
export const themesIn = (text: string): Theme[] => {
  const plain = plainName(text.replace(/[^\p{L}\d]+/gu, " "));
  return (Object.entries(themes) as [Theme, string][])
    .filter(([, names]) => names.split("|").some((name) => begins(plain, name)))
    .map(([theme]) => theme)
    .slice(0, 2);
};
export const themeName = (theme: Theme): string => themes[theme].split("|", 1)[0]!;
