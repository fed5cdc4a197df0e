import type { Locale } from "../../foundation/context.ts";
import { demoAddresses } from "../demo-people.ts";

/** Somebody of the demo. Only those with a `role` stand on the sign-in page; the others fill the lists. */
export type Cast = {
  readonly key: string;
  readonly name: string;
  readonly locale: Locale;
  readonly role?: { readonly it: string; readonly en: string };
};

export const emailOf = (key: string): string => `${key}${demoAddresses}`;

export const cast: readonly Cast[] = [
  {
    key: "amina",
    name: "Amina Diallo",
    locale: "it",
    role: { it: "responsabile dell'associazione Teranga Toscana (Pisa)", en: "owner of the association Teranga Toscana (Pisa)" },
  },
  {
    key: "moussa",
    name: "Moussa Ndiaye",
    locale: "it",
    role: { it: "organizza le attività di Teranga Toscana, conferma le ore", en: "runs Teranga Toscana's activities, confirms hours" },
  },
  {
    key: "elena",
    name: "Elena Dumitru",
    locale: "it",
    role: { it: "responsabile dell'associazione Casa Romania (Firenze)", en: "owner of the association Casa Romania (Firenze)" },
  },
  {
    key: "chen",
    name: "Chen Wei",
    locale: "it",
    role: { it: "responsabile dell'associazione Ponte d'Oriente (Prato)", en: "owner of the association Ponte d'Oriente (Prato)" },
  },
  {
    key: "marco",
    name: "Marco Bianchi",
    locale: "it",
    role: { it: "lavora al Comune di Firenze", en: "officer of the Comune of Firenze" },
  },
  { key: "laura", name: "Laura Conti", locale: "it", role: { it: "lavora al Comune di Prato", en: "officer of the Comune of Prato" } },
  {
    key: "giulia",
    name: "Giulia Ferri",
    locale: "it",
    role: { it: "ANCI Toscana: verifica, esamina, segue tutto", en: "ANCI Toscana staff: verifies, reviews, follows everything" },
  },
  {
    key: "paolo",
    name: "Paolo Neri",
    locale: "it",
    role: { it: "ANCI Toscana: un'altra persona dello staff", en: "ANCI Toscana: another member of staff" },
  },
  {
    key: "fatou",
    name: "Fatou Sarr",
    locale: "it",
    role: { it: "abita a Pisa: ha un registro di ore e un attestato", en: "lives in Pisa: has a record of hours and a certificate" },
  },
  {
    key: "ion",
    name: "Ion Popescu",
    locale: "it",
    role: { it: "abita a Firenze: ha posti e liste d'attesa", en: "lives in Firenze: has places and waits in line" },
  },
  { key: "grace", name: "Grace Okafor", locale: "en", role: { it: "appena arrivata, usa l'inglese", en: "newly arrived, uses English" } },
  {
    key: "sara",
    name: "Sara Galli",
    locale: "it",
    role: { it: "insegna alla scuola polo Gramsci-Keynes (Prato)", en: "teaches at the hub school Gramsci-Keynes (Prato)" },
  },
  {
    key: "yusuf",
    name: "Yusuf Hassan",
    locale: "it",
    role: { it: "gruppo informale Orto di tutti: aspetta la verifica", en: "informal group Orto di tutti: waits to be verified" },
  },
  { key: "nadia", name: "Nadia El Amrani", locale: "it" },
  { key: "luca", name: "Luca Moretti", locale: "it" },
  { key: "blerina", name: "Blerina Hoxha", locale: "it" },
  { key: "mei", name: "Mei Lin", locale: "it" },
  { key: "samuel", name: "Samuel Mensah", locale: "en" },
  { key: "olena", name: "Olena Kovalenko", locale: "it" },
  { key: "andrea", name: "Andrea Lombardi", locale: "it" },
  { key: "carmen", name: "Carmen Quispe", locale: "it" },
  { key: "rashid", name: "Rashid Ahmed", locale: "en" },
  { key: "chiara", name: "Chiara Santini", locale: "it" },
  { key: "ibrahim", name: "Ibrahim Traoré", locale: "it" },
  { key: "priya", name: "Priya Fernando", locale: "en" },
  { key: "tommaso", name: "Tommaso Vannucci", locale: "it" },
];
