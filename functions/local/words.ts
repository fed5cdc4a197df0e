import type { Locale } from "../foundation/context.ts";

const it = {
  bar: "Prova in locale",
  mailbox: "Cassetta postale",
  be: "Entra come…",
  beHint: "Persone della prova: un clic e sei una di loro.",
  nobody: "Nessuna persona di prova: hai avviato Insieme vuoto.",
  mailboxHint: "Le lettere che Insieme ha spedito restano qui: nessuna esce da questo computer.",
  empty: "Ancora nessuna lettera. Chiedi un codice per entrare e torna qui.",
  backToList: "Torna alla cassetta",
  backToSite: "Torna a Insieme",
  from: "Da",
  to: "A",
  at: "Arrivata",
  text: "Testo",
  html: "Come la mostra un programma di posta",
  noSubject: "(senza oggetto)",
  gone: "Questa lettera non c’è più.",
};

type Words = typeof it;

const en: Words = {
  bar: "Local trial",
  mailbox: "Mailbox",
  be: "Sign in as…",
  beHint: "People of the trial: one click and you are one of them.",
  nobody: "No trial people: you started Insieme empty.",
  mailboxHint: "The letters that Insieme sent stay here: none leaves this computer.",
  empty: "No letter yet. Ask for a sign-in code and come back.",
  backToList: "Back to the mailbox",
  backToSite: "Back to Insieme",
  from: "From",
  to: "To",
  at: "Arrived",
  text: "Text",
  html: "As a mail program shows it",
  noSubject: "(no subject)",
  gone: "This letter is no longer here.",
};

/** The few words of the local mode, apart from the catalogue, which the deployed pages carry. */
export const words: Record<Locale, Words> = { it, en };
