import type { Drawn } from "../../functions/discovery/mirror/mirror.ts";
import type { Listed } from "../../functions/discovery/rules.ts";
import { instantOf } from "../../functions/foundation/time.ts";
import { Access, Language, type Theme } from "../../functions/opportunities/contract.ts";
import { allComuni } from "../../functions/territory/rules.ts";

/** Many listings, made up: spread over Tuscany as its people are, told in sentences put together. The same for the same seed. */

/** Thousands of residents of the larger Comuni (ISTAT, 2023, rounded); the others have some five each. */
const residents = new Map(
  [
    "Firenze 361,Prato 195,Livorno 153,Arezzo 96,Pistoia 89,Pisa 89,Lucca 88,Grosseto 81,Massa 66,Viareggio 60,Carrara 59,Siena 53",
    "Scandicci 50,Sesto Fiorentino 49,Empoli 48,Campi Bisenzio 47,Capannori 46,Cascina 45,Piombino 32,Camaiore 32",
    "San Giuliano Terme 31,Rosignano Marittimo 30,Pontedera 29,Poggibonsi 29,Cecina 28,San Miniato 28,Quarrata 26",
    "Bagno a Ripoli 25,Montevarchi 24,Figline e Incisa Valdarno 23,Pietrasanta 23,Fucecchio 23,Massarosa 22,Cortona 21",
    "Colle di Val d'Elsa 21,Monsummano Terme 21,Pontassieve 20,Follonica 20,Montecatini-Terme 20,Lastra a Signa 19,Montemurlo 19",
    "Signa 18,Calenzano 18,Borgo San Lorenzo 18,Collesalvetti 17",
  ]
    .flatMap((line) => line.split(","))
    .map((entry) => [entry.replace(/ \d+$/, ""), Number(/\d+$/.exec(entry)![0])]),
);
const weights = allComuni.map(({ name }) => residents.get(name) ?? 5.4);
const sums = weights.map((_, n) => weights.slice(0, n + 1).reduce((sum, weight) => sum + weight));

/** A number below 1 each time (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Activity = readonly [themes: readonly Theme[], title: string, sentence: string];
const activities: readonly Activity[] = [
  [["school", "family"], "Aiuto compiti", "Si sta accanto a bambine e bambini mentre fanno i compiti, con pazienza e un sorriso."],
  [["school"], "Doposcuola", "Un pomeriggio di studio insieme per le medie: matematica, italiano e una merenda."],
  [["italian"], "Corso di italiano", "Si impara a parlare, leggere e scrivere: livelli A1 e A2, piccoli gruppi."],
  [["italian"], "Conversazione in italiano", "Un tè, un argomento semplice: chi sa bene la lingua fa da compagno a chi la impara."],
  [["italian", "women"], "Scuola di italiano per donne", "Due ore tra donne, al mattino, mentre i figli giocano nella stanza accanto."],
  [["environment"], "Pulizia del parco", "Guanti e sacchi li porta il Comune: si ripulisce il verde del quartiere."],
  [["environment", "food"], "Orto di quartiere", "Si zappa, si semina e si raccoglie; ogni socio porta a casa un po' di verdura."],
  [["food"], "Cena di quartiere", "Si cucina insieme con le ricette di ogni paese, poi si apparecchia in piazza."],
  [["food", "culture"], "Laboratorio di cucina dal mondo", "Couscous, ravioli, sarmale: chi li sa fare insegna a chi ha fame."],
  [["sport", "young"], "Torneo di calcio", "Squadre miste, tra i quartieri, con arbitri volontari e terzo tempo."],
  [["sport", "women"], "Pallavolo per ragazze", "Allenamenti leggeri, nessuna esperienza richiesta, scarpe da ginnastica."],
  [["sport", "health"], "Camminata della salute", "Un'ora a passo tranquillo lungo il fiume, con chi vuole fare due chiacchiere."],
  [["rights"], "Sportello documenti", "Si accompagna chi deve chiedere il permesso di soggiorno, la residenza o la tessera."],
  [["rights", "work"], "Orientamento ai diritti del lavoro", "Contratti, buste paga e ferie spiegati in parole semplici."],
  [["digital"], "Aiuto digitale: SPID e fascicolo sanitario", "Con il proprio telefono si impara a usare i servizi in rete."],
  [["digital", "elderly"], "Computer per nonni", "Posta, videochiamate e fotografie: ragazzi che insegnano a chi ha più anni."],
  [["elderly"], "Compagnia agli anziani", "Una visita, una partita a carte, la spesa: poche ore che cambiano la settimana."],
  [["food"], "Distribuzione della spesa solidale", "Si preparano i pacchi all'emporio e si consegnano alle famiglie."],
  [["culture", "family"], "Letture ad alta voce in più lingue", "Storie per i più piccoli in italiano, arabo, cinese e rumeno."],
  [["culture"], "Laboratorio di teatro", "Corpo, voce e improvvisazione: in primavera si va in scena."],
  [["culture"], "Coro multietnico", "Canti da ogni continente, senza saper leggere la musica."],
  [["culture", "women"], "Cucito e sartoria", "Macchine da cucire a disposizione: orli, borse, vestiti su misura."],
  [["environment", "work"], "Officina delle biciclette", "Si riparano bici vecchie e si impara a cambiare una camera d'aria."],
  [["work"], "Prepararsi a un colloquio", "Curriculum, domande difficili e prove con chi assume davvero."],
  [["health"], "Primo soccorso", "Le manovre che salvano la vita, con i volontari della Misericordia."],
  [["family"], "Merenda e gioco", "Genitori e bimbi tra costruzioni, colori e una fetta di torta."],
  [["young", "digital"], "Laboratorio di videogiochi", "Si programma un piccolo gioco in un fine settimana."],
  [["environment"], "Piantiamo alberi", "Cento querce in una mattina, vanghe fornite, stivali consigliati."],
  [
    ["italian", "family"],
    "Cours d'italien pour les parents",
    "Les parents apprennent la langue pendant que les enfants jouent avec des bénévoles.",
  ],
  [["school"], "Homework club", "We sit with children after school and help them with reading and maths."],
  [["culture"], "Taller de fotografía", "Salimos juntos por la ciudad con el móvil y contamos nuestras calles."],
  [["italian", "women"], "دروس اللغة الإيطالية للنساء", "نتعلم الإيطالية معا في مجموعة صغيرة مع رعاية الأطفال."],
  [["italian"], "意大利语课程", "我们一起学习意大利语，欢迎初学者参加。"],
];
const forWhom = [
  "",
  "",
  "",
  " per tutti",
  " per famiglie",
  " per ragazze e ragazzi",
  " per chi arriva da lontano",
  " tra vicini",
  " per principianti",
  " al centro civico",
];
const close = [
  "Non serve esperienza.",
  "Si comincia puntuali, si finisce con un caffè.",
  "Cerchiamo persone allegre e puntuali.",
  "L'attività è gratuita e aperta al quartiere.",
  "In caso di pioggia ci troviamo al coperto.",
  "C'è posto per chi viene la prima volta.",
  "Portare acqua e un cappello.",
  "Un educatore è sempre presente.",
];
const venues = [
  "Biblioteca comunale",
  "Circolo ARCI",
  "Centro civico",
  "Casa delle donne",
  "Palestra della scuola",
  "Parco pubblico",
  "Parrocchia",
  "Orti comunali",
  "Ludoteca",
  "Teatro comunale",
];
const names = [
  "Teranga",
  "Casa Romania",
  "Ponte",
  "Auser",
  "Anelli Mancanti",
  "Il Sole",
  "La Pira",
  "Arcobaleno",
  "Mosaico",
  "Radici",
  "Nuovi Cittadini",
  "Passaparola",
];
const skills = [
  "",
  "",
  "",
  "",
  "",
  "Saper usare un telefono",
  "Patente B",
  "Conoscere l'arabo",
  "Esperienza con i bambini",
  "Saper cucinare",
];
const hours = ["09:30", "10:00", "15:00", "16:30", "18:00", "20:30"];
const digits = "0123456789abcdefghjkmnpqrstvwxyz";

export const idOf = (prefix: string, n: number, salt = 0): string => {
  let [id, rest] = ["", n * 7919 + salt + 1];
  const next = chance(rest);
  for (let at = 0; at < 16; at++) id += digits[Math.floor(next() * 32)];
  for (rest = n; id.length < 25; rest = Math.floor(rest / 32)) id = digits[rest % 32] + id;
  return `${prefix}_0${id}`;
};

const instants = new Map<string, string>();
const instant = (local: string): string => {
  const known = instants.get(local) ?? instantOf(local);
  instants.set(local, known);
  return known;
};

/** `n` listings, all with dates after `now`. */
export function* many(n: number, now: Date, seed = 1): Generator<Drawn & { readonly listing: Listed }> {
  const next = chance(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const today = now.getTime();
  for (let at = 0; at < n; at++) {
    const [themes, what, sentence] = pick(activities);
    const target = next() * sums.at(-1)!;
    const town = sums.findIndex((sum) => sum >= target);
    const comune = allComuni[town]!;
    const spread = 0.004 * Math.sqrt(weights[town]!);
    const body = town * 64 + Math.floor(next() ** 2 * Math.min(64, 2 + weights[town]! / 5));
    const project = body * 2 + Math.floor(next() * 2);
    const [first, dates, hour] = [1 + Math.floor(next() ** 2 * 120), 1 + Math.floor(next() ** 3 * 20), pick(hours)];
    const every = pick([1, 7, 7, 7, 14]);
    const slots = Array.from({ length: dates }, (_, date) => {
      const day = new Date(today + (first + date * every) * 86_400_000).toISOString().slice(0, 10);
      const startsAt = instant(`${day}T${hour}`);
      const places = 4 + Math.floor(next() * 20);
      const left = Math.max(0, places - Math.floor(next() * places * 1.3));
      return {
        startsAt,
        endsAt: new Date(Date.parse(startsAt) + 7_200_000).toISOString(),
        left,
        waiting: left ? 0 : Math.floor(next() * 4),
      };
    });
    const skill = pick(skills);
    const languages = Language.options.filter((_, rank) => rank === 0 || next() < 0.5 / rank);
    const listing: Listed = {
      id: idOf("opp", at) as Listed["id"],
      title: `${what}${pick(forWhom)}`,
      summary: `${sentence} ${pick(close)} ${pick(close)}`.slice(0, 180),
      body: idOf("bod", body) as never,
      bodyName: `${names[body % names.length]} ${comune.name}`,
      project: idOf("prj", project) as never,
      plan: idOf("pla", comune.zone.length) as never,
      themes: [...themes],
      languages,
      access: Access.options.filter(() => next() < 0.25),
      ...(skill && { skills: skill }),
      minimumAge: pick([0, 0, 6, 14, 16, 18, 18, 18]),
      comune: comune.code,
      comuneName: comune.name,
      venue: pick(venues),
      point: {
        lat: Math.round((comune.point.lat + (next() - 0.5) * spread) * 1e6) / 1e6,
        lon: Math.round((comune.point.lon + (next() - 0.5) * spread) * 1e6) / 1e6,
      },
      addressHidden: false,
      publishedAt: new Date(today - Math.floor(next() * 60) * 86_400_000).toISOString(),
      ...slots[0]!,
      dates,
      slots,
      seen: 1 + dates,
    };
    yield { id: listing.id, seen: listing.seen, changedAt: new Date(today - (n - at)).toISOString(), listing };
  }
}
