import type { ProjectState } from "../../projects/contract.ts";

type Theme = {
  readonly title: string;
  readonly need: string;
  readonly beneficiaries: string;
  readonly activities: string;
};

const themes: Record<string, Theme> = {
  compiti: {
    title: "Compiti insieme",
    need: "Molte famiglie arrivate da poco non riescono a seguire i compiti dei figli: la lingua della scuola non è quella di casa, e i bambini restano indietro già nei primi mesi.",
    beneficiaries: "Bambine e bambini delle scuole primarie e medie, e i loro genitori.",
    activities:
      "Doposcuola due pomeriggi a settimana in biblioteca, con volontari giovani e adulti; un incontro al mese con le famiglie e le maestre; una guida scritta in più lingue sui fogli che la scuola manda a casa.",
  },
  italiano: {
    title: "Parole di tutti i giorni",
    need: "Chi lavora su turni non può frequentare i corsi di italiano del mattino. Senza lingua non si capisce il medico, la busta paga, la lettera del Comune.",
    beneficiaries: "Persone adulte che lavorano, soprattutto donne con figli piccoli.",
    activities:
      "Gruppi di conversazione la sera e il sabato, con uno spazio per i bambini; simulazioni: dal medico, allo sportello, al colloquio di lavoro.",
  },
  orto: {
    title: "Orti in comune",
    need: "Ci sono terreni pubblici abbandonati e persone che sanno coltivare ma non hanno terra. Il quartiere non ha un posto dove incontrarsi.",
    beneficiaries: "Chi abita nel quartiere, di ogni età e provenienza.",
    activities:
      "Pulizia e semina dei terreni, corsi di orticoltura, una festa a ogni raccolto; una parte del raccolto va alla mensa di quartiere.",
  },
  cucina: {
    title: "Cucine del mondo",
    need: "Chi arriva porta sapori e mestieri che qui nessuno conosce; chi abita qui da sempre non ha occasioni per sedersi allo stesso tavolo.",
    beneficiaries: "Residenti vecchi e nuovi; donne che vogliono avviare un'attività di cucina.",
    activities: "Laboratori di cucina nelle scuole e nei circoli, cene di quartiere, un corso HACCP per chi vuole lavorare.",
  },
  sport: {
    title: "Giochiamo insieme",
    need: "Le ragazze e i ragazzi stranieri fanno sport molto meno dei compagni: i corsi costano e nessuno li invita.",
    beneficiaries: "Ragazze e ragazzi dagli 8 ai 17 anni.",
    activities:
      "Allenamenti gratuiti di calcio, pallavolo e atletica; un torneo tra i quartieri; volontari allenatori formati dalle società sportive.",
  },
  sportello: {
    title: "Ti accompagno",
    need: "Trovare lo sportello giusto è difficile anche per chi è nato qui. Chi non conosce la lingua rinuncia a diritti che ha.",
    beneficiaries: "Persone straniere arrivate da meno di due anni.",
    activities:
      "Volontari formati accompagnano allo sportello, dal medico, a scuola; una mappa dei servizi scritta insieme e provata sul posto.",
  },
  memoria: {
    title: "Storie di casa",
    need: "Gli anziani del quartiere sono soli e i nuovi abitanti non conoscono la storia del posto in cui vivono.",
    beneficiaries: "Anziani soli e persone arrivate da poco.",
    activities: "Passeggiate di quartiere, raccolta di storie registrate, compagnia a casa, una mostra alla fine.",
  },
  digitale: {
    title: "Un clic alla volta",
    need: "SPID, fascicolo sanitario, iscrizione a scuola: tutto passa da uno schermo, e chi non sa usarlo resta fuori.",
    beneficiaries: "Persone adulte e anziane, italiane e straniere.",
    activities: "Punto di aiuto digitale in biblioteca, corsi brevi con il proprio telefono, un gruppo di giovani volontari.",
  },
};

export type DemoProject = Theme & {
  readonly plan: string;
  readonly lead: string;
  readonly partners: readonly string[];
  readonly province: string;
  readonly state: ProjectState;
  /** Days before today on which it was begun. */
  readonly begun: number;
};

/** Who runs a project in each province: an association, and with whom. */
const byProvince: Record<string, readonly [lead: string, ...partners: string[]]> = {
  FI: ["romania", "firenze"],
  PO: ["ponte", "prato"],
  PT: ["ponte", "regione"],
  PI: ["teranga", "pisana"],
  LI: ["costa", "pisana"],
  LU: ["teranga", "costa"],
  MS: ["costa", "teranga"],
  GR: ["maremma", "aretina"],
  SI: ["aretina", "maremma"],
  AR: ["aretina", "regione"],
};
const places: Record<string, string> = {
  FI: "Firenze",
  PO: "Prato",
  PT: "Pistoia",
  PI: "Pisa",
  LI: "Livorno",
  LU: "Lucca",
  MS: "Massa-Carrara",
  GR: "Grosseto",
  SI: "Siena",
  AR: "Arezzo",
};

const provinces = Object.keys(byProvince);
const themeNames = Object.keys(themes);

/** Forty projects: how many stand in each state. */
const wanted: readonly [ProjectState, number][] = [
  ["active", 10],
  ["approved", 5],
  ["in_review", 3],
  ["submitted", 3],
  ["changes_requested", 3],
  ["co_design", 5],
  ["idea", 3],
  ["concluded", 3],
  ["evaluated", 2],
  ["rejected", 1],
  ["suspended", 1],
  ["withdrawn", 1],
];

export const projects: readonly DemoProject[] = wanted
  .flatMap(([state, count]) => Array.from({ length: count }, () => state))
  .map((state, n) => {
    const province = provinces[n % provinces.length]!;
    // Every ten projects the themes turn by three, so that no province has the same twice.
    const theme = themes[themeNames[(n + 3 * Math.floor(n / provinces.length)) % themeNames.length]!]!;
    const [lead, ...partners] = byProvince[province]!;
    return {
      ...theme,
      title: `${theme.title}: ${places[province]}`,
      plan: "wp4",
      lead,
      partners,
      province,
      state,
      begun: 60 + ((n * 7) % 50),
    };
  });
