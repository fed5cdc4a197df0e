import type { Locale } from "../foundation/context.ts";
import type { Letter } from "../foundation/mail.ts";

/** The code stands in the subject too: on a locked phone that is all one sees. */
export const codeLetter = (locale: Locale, to: string, code: string): Letter =>
  locale === "it"
    ? {
        to,
        subject: `${code} è il tuo codice per Insieme`,
        text: `Ciao,\n\nil tuo codice per entrare in Insieme è:\n\n    ${code}\n\nVale 15 minuti e una sola volta. Non darlo a nessuno: noi non lo chiediamo mai per telefono o in chat.\n\nSe non l'hai chiesto tu, non fare nulla: senza il codice nessuno può entrare.\n\nInsieme`,
      }
    : {
        to,
        subject: `${code} is your code for Insieme`,
        text: `Hello,\n\nyour code to sign in to Insieme is:\n\n    ${code}\n\nIt is valid for 15 minutes and works once. Do not give it to anybody: we never ask for it by phone or chat.\n\nIf you did not ask for it, do nothing: without the code nobody can sign in.\n\nInsieme`,
      };
