import type { Locale } from "../foundation/context.ts";
import type { BodyId } from "../foundation/ids.ts";
import { type Addressee, type Letter, letterTo } from "../foundation/mail.ts";

/** What a letter tells: a move of the body, the request to vouch for it, or that one belongs to it now. */
export type News = "verify" | "return" | "suspend" | "reinstate" | "close" | "vouch" | "ask" | "welcome";
/** `page`: the body on whose page it goes on: its own, or the voucher's when it asks to be vouched for. */
export type About = { readonly body: string; readonly page: BodyId; readonly reason?: string | undefined };

type Words = Record<News, (about: About) => readonly [subject: string, text: string]>;

const words: Record<Locale, Words> = {
  it: {
    verify: ({ body }) => [
      `${body} è verificato`,
      `ANCI Toscana ha verificato ${body}. Ora potete scrivere un progetto con gli altri partner e, quando è approvato, pubblicare attività.`,
    ],
    return: ({ body, reason }) => [
      `${body}: serve una correzione`,
      `ANCI Toscana chiede una correzione prima di verificare ${body}:\n\n    ${reason}\n\nCorreggi i dati e invia di nuovo.`,
    ],
    suspend: ({ body, reason }) => [
      `${body} è sospeso`,
      `ANCI Toscana ha sospeso ${body}:\n\n    ${reason}\n\nPer ora l'ente non compare e non può pubblicare. Scrivi ad ANCI Toscana per chiarire.`,
    ],
    reinstate: ({ body }) => [`${body} è di nuovo attivo`, `ANCI Toscana ha tolto la sospensione: ${body} può di nuovo pubblicare.`],
    close: ({ body }) => [`${body} è chiuso`, `ANCI Toscana ha chiuso ${body}. Quello che avete fatto resta registrato.`],
    vouch: ({ body }) => [`${body} ha un garante`, `L'ente che avete indicato garantisce per ${body}. Ora ANCI Toscana può verificarlo.`],
    ask: ({ body }) => [
      `${body} chiede la vostra garanzia`,
      `Il gruppo informale ${body} vi ha indicato come garanti. Se lo conoscete, confermatelo nella pagina del vostro ente: senza la vostra parola ANCI Toscana non può verificarlo.`,
    ],
    welcome: ({ body }) => [
      `Ora fai parte di ${body}`,
      `Un responsabile di ${body} ti ha aggiunto all'ente su Insieme. Accedi con questo indirizzo e-mail: basta un codice, nessuna password.\n\nSe non conosci l'ente, accedi ed esci dalla sua pagina, o ignora questo messaggio.`,
    ],
  },
  en: {
    verify: ({ body }) => [
      `${body} is verified`,
      `ANCI Toscana has verified ${body}. You can now write a project with other partners and, once it is approved, post activities.`,
    ],
    return: ({ body, reason }) => [
      `${body}: a correction is needed`,
      `ANCI Toscana asks for a correction before it verifies ${body}:\n\n    ${reason}\n\nCorrect the details and submit again.`,
    ],
    suspend: ({ body, reason }) => [
      `${body} is suspended`,
      `ANCI Toscana has suspended ${body}:\n\n    ${reason}\n\nFor now the organisation is not shown and cannot post. Write to ANCI Toscana to clear this up.`,
    ],
    reinstate: ({ body }) => [`${body} is active again`, `ANCI Toscana has lifted the suspension: ${body} can post again.`],
    close: ({ body }) => [`${body} is closed`, `ANCI Toscana has closed ${body}. What you did stays on record.`],
    vouch: ({ body }) => [`${body} has a voucher`, `The organisation that you named vouches for ${body}. ANCI Toscana can verify it now.`],
    ask: ({ body }) => [
      `${body} asks you to vouch for it`,
      `The informal group ${body} names you as its voucher. If you know it, say so on the page of your organisation: without your word ANCI Toscana cannot verify it.`,
    ],
    welcome: ({ body }) => [
      `You now belong to ${body}`,
      `An owner of ${body} has added you to the organisation on Insieme. Sign in with this e-mail address: a code is enough, no password.\n\nIf you do not know the organisation, sign in and leave it on its page, or ignore this message.`,
    ],
  },
};

/** Where a body's own people work on it: addresses of the pages `body-desk` and `body-vouch`. */
const paths: Record<Locale, { readonly desk: string; readonly vouch: string }> = {
  it: { desk: "/scrivania/enti/:id", vouch: "/scrivania/enti/:id/garanzie" },
  en: { desk: "/en/desk/organisations/:id", vouch: "/en/desk/organisations/:id/vouching" },
};

export function bodyLetter(news: News, to: Addressee, about: About, origin: string): Letter {
  const path = paths[to.locale][news === "ask" ? "vouch" : "desk"].replace(":id", about.page);
  return letterTo(to, words[to.locale][news](about), origin + path);
}
