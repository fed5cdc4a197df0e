import { plainName } from "../../territory/rules.ts";

/**
 * The columns of a sheet of activities, and how people head them. The first name is the one that messages use for a column that is
 * missing. Written plain: no case, no accents, no punctuation. The keys of our own API are among them, nested ones by their path.
 */
export const columns = {
  title:
    "titolo|nome|nome attivita|nome dell attivita|attivita|titolo attivita|evento|nome evento|iniziativa|opportunita|denominazione|oggetto|title|name|activity",
  description: "descrizione|descrizione attivita|descrizione breve|cosa si fa|in cosa consiste|dettagli|programma|testo|description",
  comune: "comune|citta|localita|comune di svolgimento|municipio|paese|town|city|place comune",
  province: "provincia|prov|sigla provincia|province",
  where: "luogo|dove|sede|posto|luogo di svolgimento|luogo di ritrovo|ritrovo|punto di ritrovo|location|place",
  venue: "nome luogo|nome del luogo|struttura|spazio|locale|presso|venue|place name",
  address: "indirizzo|indirizzo completo|via|via e numero|indirizzo sede|address|place address",
  lat: "lat|latitudine|latitude|place point lat",
  lon: "lon|lng|long|longitudine|longitude|place point lon",
  hidden: "indirizzo riservato|indirizzo nascosto|nascondi indirizzo|place addresshidden",
  directions: "come arrivare|indicazioni|come si arriva|directions|place directions",
  date: "data|date|giorno|giorni|quando|data attivita|data e ora|data ora|date e orari|giorno e ora|data inizio|turno|turni|calendario|when|shifts",
  until: "data fine|fino al|data termine|al",
  start: "ora inizio|inizio|ora di inizio|orario inizio|orario di inizio|ore inizio|dalle|dalle ore|ora|start|start time",
  end: "ora fine|fine|ora di fine|orario fine|orario di fine|ore fine|termine|ora termine|alle|alle ore|end|end time",
  times: "orario|orari|ore|fascia oraria|time|times",
  duration: "durata|durata ore|durata in ore|duration",
  places:
    "posti|posti disponibili|numero posti|n posti|nr posti|posti max|posti per turno|capienza|volontari|volontari richiesti|numero volontari|n volontari|partecipanti|max partecipanti|numero massimo partecipanti|places|seats",
  themes: "tema|temi|ambito|ambiti|categoria|categorie|settore|tipologia|tipo|area|area tematica|theme|themes",
  languages: "lingue|lingua|lingue parlate|languages|language",
  skills: "competenze|competenze richieste|requisiti|capacita|esperienza richiesta|skills",
  age: "eta minima|eta|eta min|eta richiesta|minimumage|minimum age",
  access: "accessibilita|accesso|accessibile|access|accessibility",
  bring: "cosa portare|da portare|portare|occorrente|materiale|materiale occorrente|bring|what to bring",
  policy: "polizza|numero polizza|n polizza|polizza assicurativa|assicurazione|policy",
  project: "project|id progetto",
  body: "body|id ente",
} as const satisfies Record<string, string>;

export type Column = keyof typeof columns;

const byName = new Map(Object.entries(columns).flatMap(([column, names]) => names.split("|").map((name) => [name, column as Column])));

const plainHeader = (header: string): string =>
  plainName(header.replace(/\([^)]*\)|\*/g, ""))
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** The column that a header means, whatever its case, accents, punctuation, and what stands in brackets. */
export const columnOf = (header: string): Column | undefined => byName.get(plainHeader(header));

/** What a column is called where the sheet has none. */
export const nameOf = (column: Column): string => columns[column].split("|", 1)[0]!;
