import type { Locale } from "../../foundation/context.ts";

const it = {
  title: "Attestato di partecipazione",
  tagline: "Partecipazione civica in Toscana",
  states: "Si attesta che",
  took: "ha preso parte ad attività organizzate da",
  period: "Periodo",
  activities: "Attività",
  hours: "Ore totali",
  means:
    "Riporta la partecipazione a titolo gratuito e le ore registrate durante le attività, confermate da una persona diversa da chi le ha registrate.",
  // D.P.R. 179/2011: the credits of the integration agreement are for the Prefettura to recognise.
  notCredits:
    "Non attesta crediti dell'Accordo di integrazione, che riconosce solo la Prefettura, e non certifica competenze né titoli di studio.",
  listFollows: "L'elenco delle attività è nelle pagine che seguono.",
  list: "Elenco delle attività",
  date: "Data",
  activity: "Attività",
  duration: "Durata",
  total: "Totale",
  issued: "Rilasciato il {day}",
  check: "Chiunque può verificarlo, senza account: inquadra il codice o scrivi questo indirizzo.",
  code: "Codice",
  picture: "Codice QR con l'indirizzo della pagina di verifica: {address}",
  link: "Pagina di verifica dell'attestato {id}",
  lost: "{mark} sta per caratteri che questo foglio non sa stampare: il testo intero si legge alla pagina di verifica.",
  page: "pagina",
};

export type PrintWords = Readonly<Record<keyof typeof it, string>>;

const en: PrintWords = {
  title: "Certificate of participation",
  tagline: "Civic participation in Tuscany",
  states: "This is to state that",
  took: "took part in activities organised by",
  period: "Period",
  activities: "Activities",
  hours: "Total hours",
  means:
    "It tells of unpaid participation and of hours recorded at the activities, confirmed by someone other than the person who recorded them.",
  notCredits:
    "It does not state credits of the Integration Agreement, which only the Prefettura recognises, and certifies neither skills nor qualifications.",
  listFollows: "The activities are listed on the pages that follow.",
  list: "List of activities",
  date: "Date",
  activity: "Activity",
  duration: "Duration",
  total: "Total",
  issued: "Issued on {day}",
  check: "Anyone can check it, without an account: scan the code or type this address.",
  code: "Code",
  picture: "QR code with the address of the page that verifies it: {address}",
  link: "Page that verifies certificate {id}",
  lost: "{mark} stands for characters that this sheet cannot print: the page that verifies it shows the whole text.",
  page: "page",
};

/** What a certificate says, in each language. Italian always stands on it; the reader's language beside it. */
export const printWords: Readonly<Record<Locale, PrintWords>> = { it, en };
