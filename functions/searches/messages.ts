import type { Locale } from "../foundation/context.ts";
import type { Addressee, Letter } from "../foundation/mail.ts";
import { spell } from "../foundation/time.ts";
import type { Frequency } from "./contract.ts";
import { addressOf, type Kept } from "./rules.ts";
import type { Asked, News } from "./store.ts";

/** Pages that letters lead to, as `web/routes.ts` has them; a test holds the two together. */
export const paths = {
  it: { home: "/", opportunity: "/opportunita", searches: "/le-mie-ricerche", confirm: "/conferma-ricerca", unsubscribe: "/disiscrizione" },
  en: {
    home: "/en",
    opportunity: "/en/opportunities",
    searches: "/en/my-searches",
    confirm: "/en/confirm-search",
    unsubscribe: "/en/unsubscribe",
  },
} as const satisfies Record<Locale, Record<string, string>>;

type Links = { readonly origin: string; readonly token: string };
export type Told = { readonly search: Kept; readonly news: readonly News[]; readonly rest: number };

const often = {
  it: { daily: "al massimo una volta al giorno, alle 8", weekly: "al massimo una volta alla settimana, alle 8" },
  en: { daily: "at most once a day, at 8 in the morning", weekly: "at most once a week, at 8 in the morning" },
} as const satisfies Record<Locale, Record<Frequency, string>>;

const confirming = {
  it: (when: string, link: string) => [
    "Ciao,",
    `qualcuno, speriamo tu, ha chiesto di ricevere a questo indirizzo le novità di una ricerca su Insieme, ${when}.`,
    "Se lo vuoi, guarda quale e conferma da qui:",
    link,
    "Il collegamento vale 48 ore e una sola volta. Se non l'hai chiesto tu, non fare nulla: non ti scriveremo più.",
    "Insieme",
  ],
  en: (when: string, link: string) => [
    "Hello,",
    `somebody, we hope you, asked for news about a search on Insieme to be sent to this address, ${when}.`,
    "If you want them, see which one and confirm here:",
    link,
    "The link is good for 48 hours and works once. If it was not you, do nothing: we will not write again.",
    "Insieme",
  ],
} as const;

/** The one letter to an address that has not said yes: it asks, and carries nothing that a stranger may have typed. */
export function confirmLetter({ email, locale, frequency }: Asked, { origin, token }: Links): Letter {
  const link = `${origin}${paths[locale].confirm}/${token}`;
  return {
    to: email,
    subject: locale === "it" ? "Vuoi ricevere le novità della tua ricerca?" : "Do you want news about your search?",
    text: confirming[locale](often[locale][frequency], link).join("\n\n"),
  };
}

const words = {
  it: {
    subject: (n: number, name: string) => (n === 1 ? `Una novità per «${name}»` : `${n} novità per «${name}»`),
    several: "Novità per le tue ricerche",
    hello: (name: string) => `Ciao${name && ` ${name}`},`,
    opening: "ecco che cosa c'è di nuovo nelle tue ricerche.",
    heading: (name: string, n: number) => `«${name}»: ${n === 1 ? "una nuova attività" : `${n} nuove attività`}`,
    away: (km: string) => `a ${km} km`,
    rest: (n: number) => (n === 1 ? "E un'altra:" : `E altre ${n}:`),
    all: "Tutte le attività di questa ricerca:",
    stop: "Non scrivermi più di questa ricerca:",
    closing: "Ricevi questo messaggio perché hai salvato una ricerca su Insieme.",
    change: "Cambia o sospendi le tue ricerche:",
    stopAll: "Non ricevere più novità:",
  },
  en: {
    subject: (n: number, name: string) => (n === 1 ? `Something new for “${name}”` : `${n} new activities for “${name}”`),
    several: "News for your searches",
    hello: (name: string) => `Hello${name && ` ${name}`},`,
    opening: "here is what is new in your searches.",
    heading: (name: string, n: number) => `“${name}”: ${n === 1 ? "one new activity" : `${n} new activities`}`,
    away: (km: string) => `${km} km away`,
    rest: (n: number) => (n === 1 ? "And one more:" : `And ${n} more:`),
    all: "All activities of this search:",
    stop: "Do not write to me about this search any more:",
    closing: "You get this message because you saved a search on Insieme.",
    change: "Change or pause your searches:",
    stopAll: "Get no more news:",
  },
} as const;

const kilometres = { it: new Intl.NumberFormat("it-IT"), en: new Intl.NumberFormat("en-GB") } as const;

/** One activity: what, by whom, when in Italy's time, where and how far, and its page. */
function lines(locale: Locale, origin: string, { id, title, bodyName, comuneName, venue, km, url, ...slot }: News): string {
  const far = km === null ? [] : [words[locale].away(kilometres[locale].format(km))];
  return [
    title,
    bodyName,
    spell(locale, slot),
    [venue, comuneName, ...far].filter(Boolean).join(", "),
    url ?? `${origin}${paths[locale].opportunity}/${id}`,
  ].join("\n");
}

/**
 * One letter for all searches that have news. Its headers let a mail program stop all of it with one press (RFC 8058); the links in
 * it lead to a page that asks, so that a program that follows links stops nothing.
 */
export function digestLetter({ name, email, locale }: Addressee, told: readonly Told[], { origin, token }: Links): Letter {
  const say = words[locale];
  const stop = `${origin}${paths[locale].unsubscribe}/${token}`;
  const counted = told.map(({ news, rest }) => news.length + rest);
  const parts = told.flatMap(({ search, news, rest }, n) => [
    say.heading(search.name, counted[n]!),
    ...news.map((one) => lines(locale, origin, one)),
    `${rest > 0 ? say.rest(rest) : say.all}\n${origin}${addressOf(paths[locale].home, search.question)}`,
    ...(told.length > 1 ? [`${say.stop}\n${stop}?search=${search.id}`] : []),
  ]);
  return {
    to: email,
    subject: told.length === 1 ? say.subject(counted[0]!, told[0]!.search.name) : say.several,
    text: [
      say.hello(name),
      say.opening,
      ...parts,
      `--\n${say.closing}\n${say.change}\n${origin}${paths[locale].searches}\n${say.stopAll}\n${stop}`,
    ].join("\n\n"),
    headers: {
      "List-Unsubscribe": `<${origin}/api/searches/unsubscribe/${token}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}
