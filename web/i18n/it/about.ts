/** How it works: what everybody may want to know before the first step. */
export default {
  title: "Come funziona",
  description:
    "Come si trova un'attività, come si propone un progetto, chi c'è dietro Insieme: il servizio di partecipazione e volontariato della Toscana.",
  lead: "Insieme mette in contatto chi vuole fare qualcosa con chi lo organizza: associazioni di cittadini stranieri, gruppi di volontari, scuole e Comuni della Toscana.",
  people: {
    title: "Per chi vuole partecipare",
    steps: [
      ["Trova un'attività", "Cerca per Comune, distanza, tema, giorno o lingua. Puoi guardare tutto senza registrarti."],
      [
        "Aderisci",
        "Servono solo il tuo nome e la tua e-mail: ricevi un codice, lo scrivi e hai il tuo posto. Nessuno ti chiede cittadinanza, permesso di soggiorno o codice fiscale.",
      ],
      [
        "Se i posti sono finiti",
        "Entri in lista d'attesa, in ordine di arrivo. Quando un posto si libera lo teniamo per chi è primo in lista, che lo sa con un'e-mail e ha un po' di tempo per accettarlo.",
      ],
      ["Partecipa", "Chi organizza segna la tua presenza. Le ore le registra una persona e le conferma un'altra."],
      [
        "Il tuo attestato",
        "Le tue attività e le tue ore restano nel tuo registro. Puoi scaricare un attestato che chiunque può verificare. L'attestato non assegna crediti dell'accordo di integrazione: quelli spettano alla Prefettura.",
      ],
    ],
    find: "Trova un'attività",
  },
  bodies: {
    title: "Per associazioni, scuole e Comuni",
    steps: [
      [
        "Registra il tuo ente",
        "ANCI Toscana lo verifica. Un gruppo informale può partecipare se un Comune o un'associazione garantisce per lui.",
      ],
      [
        "Scrivete un progetto insieme",
        "Dentro un piano di azione locale si scrive che cosa serve, a chi, dove e quando, e che cosa mette ognuno: ore, spazi, attrezzature, denaro. Ogni partner conferma il proprio impegno.",
      ],
      [
        "L'esame",
        "ANCI Toscana esamina la proposta, chiede modifiche se servono e decide. Ogni passaggio resta scritto: chi, quando e perché.",
      ],
      [
        "Pubblicate le opportunità",
        "Ogni attività ha un luogo, date, posti e una polizza assicurativa valida: senza, nessun posto si conferma.",
      ],
      ["Il giorno dell'attività", "Dal telefono si segna chi c'è. Poi si propongono le ore."],
    ],
    enter: "Accedi per cominciare",
  },
  who: {
    title: "Chi c'è dietro",
    text: [
      "Insieme nasce dall'esperienza di TEAMS (Tuscany Empowerment Actions for Migrant System, 2018–2023), in cui Regione Toscana, ANCI Toscana, Comuni, scuole e associazioni hanno lavorato insieme per l'integrazione.",
      "Il volontariato non è mai pagato: si rimborsano solo le spese documentate, come vuole il Codice del Terzo settore.",
    ],
  },
  credits: {
    title: "Fonti e crediti",
    text: [
      "Comuni: limiti ISTAT di giugno 2023 pubblicati da openpolis (CC BY 4.0). Confini delle province sulla mappa: Natural Earth (pubblico dominio).",
      "Aspetto e icone: Bootstrap Italia, di Designers Italia. Carattere: Titillium Web.",
    ],
  },
};
