import type { Locale } from "../foundation/context.ts";
import type { Letter } from "../foundation/mail.ts";
import { spell, spellMoment } from "../foundation/time.ts";
import type { Opportunity } from "../opportunities/contract.ts";
import { comuneOf } from "../territory/rules.ts";
import type { SignUp } from "./contract.ts";

export type SignUpNews = "confirmed" | "offered" | "expired" | "waitlisted" | "cancelled" | "called_off";

type About = { readonly signUp: SignUp; readonly opportunity: Opportunity; readonly origin: string; readonly token?: string };

const words = {
  it: {
    subject: {
      confirmed: "Il tuo posto è confermato",
      offered: "Si è liberato un posto per te",
      expired: "Il posto è passato ad altri",
      waitlisted: "Sei in lista d'attesa",
      cancelled: "Hai disdetto",
      called_off: "Annullato",
    },
    opening: {
      confirmed: "hai un posto confermato per:",
      offered: "eri in lista d'attesa, si è liberato un posto e tocca a te.",
      expired: "il posto che tenevamo per te non è stato preso in tempo, ed è passato a chi veniva dopo.",
      waitlisted: "per ora i posti sono finiti. Sei in lista d'attesa per:",
      cancelled: "hai disdetto la tua adesione a:",
      called_off: "ci dispiace: questo appuntamento è stato annullato.",
    },
    closing: {
      confirmed: "Se non puoi venire, disdici qui: il posto va a chi aspetta.",
      offered: "Accetta o rinuncia qui, senza accedere:",
      expired: "Se vuoi ancora partecipare, mettiti di nuovo in lista qui:",
      waitlisted: "Se si libera un posto lo teniamo per te e ti scriviamo subito. Vedi la tua posizione qui:",
      cancelled: "Il posto è andato a chi aspettava. Trova altre attività qui:",
      called_off: "Trova altre attività qui:",
    },
    hello: (name: string) => `Ciao ${name},`,
    until: (when: string) => `Il posto è tuo fino a ${when}. Se non rispondi, poi passa a chi viene dopo di te.`,
    when: "Quando",
    where: "Dove",
    bring: "Da portare",
    reason: "Motivo",
    address: "L'indirizzo esatto te lo scriviamo quando hai un posto.",
  },
  en: {
    subject: {
      confirmed: "Your place is confirmed",
      offered: "A place is free for you",
      expired: "The place has passed on",
      waitlisted: "You are on the waiting list",
      cancelled: "You cancelled",
      called_off: "Cancelled",
    },
    opening: {
      confirmed: "you have a confirmed place for:",
      offered: "you were on the waiting list, a place is free and it is your turn.",
      expired: "the place that we kept for you was not taken in time and has passed to the next in line.",
      waitlisted: "all places are taken for now. You are on the waiting list for:",
      cancelled: "you cancelled your sign-up for:",
      called_off: "we are sorry: this date has been cancelled.",
    },
    closing: {
      confirmed: "If you cannot come, cancel here: the place goes to somebody who is waiting.",
      offered: "Accept or decline here, without signing in:",
      expired: "If you still want to take part, join the line again here:",
      waitlisted: "As soon as a place is free we keep it for you and write to you. See your position here:",
      cancelled: "The place went to somebody who was waiting. Find other activities here:",
      called_off: "Find other activities here:",
    },
    hello: (name: string) => `Hello ${name},`,
    until: (when: string) => `The place is yours until ${when}. If you do not answer, it then passes to the next in line.`,
    when: "When",
    where: "Where",
    bring: "What to bring",
    reason: "Reason",
    address: "We send you the exact address once you have a place.",
  },
} as const;

/** Where it is, as far as this person may know. */
function whereOf({ signUp, opportunity: { place } }: About, address: string): string {
  const comune = comuneOf(place.comune)?.name ?? place.comune;
  const has = signUp.state === "confirmed";
  if (place.addressHidden && !has) return `${comune}. ${address}`;
  return [place.name, place.address, comune, place.directions].filter(Boolean).join(", ");
}

export const paths = {
  it: { mine: "/le-mie-attivita", find: "/", opportunity: "/opportunita", offer: "/offerta" },
  en: { mine: "/en/my-activities", find: "/en", opportunity: "/en/opportunities", offer: "/en/offer" },
} as const;

/** The page on which it goes on from there. */
function pageOf(locale: Locale, news: SignUpNews, { opportunity, token }: About): string {
  const { mine, find, opportunity: one, offer } = paths[locale];
  if (news === "offered") return `${offer}/${token}`;
  if (news === "expired") return `${one}/${opportunity.id}`;
  return news === "cancelled" || news === "called_off" ? find : mine;
}

/** What the person is told of their sign-up, with date, time, place and way there in the message itself. */
export function signUpLetter(locale: Locale, to: string, news: SignUpNews, about: About): Letter {
  const { signUp, opportunity } = about;
  const say = words[locale];
  const lines = [
    say.hello(signUp.name),
    "",
    say.opening[news],
    "",
    opportunity.title,
    opportunity.bodyName,
    `${say.when}: ${spell(locale, signUp)}`,
    ...(news === "called_off" ? [`${say.reason}: ${signUp.reason ?? ""}`] : [`${say.where}: ${whereOf(about, say.address)}`]),
    ...(opportunity.bring && (news === "confirmed" || news === "offered") ? [`${say.bring}: ${opportunity.bring}`] : []),
    ...(signUp.offerUntil ? ["", say.until(spellMoment(locale, signUp.offerUntil))] : []),
    "",
    say.closing[news],
    about.origin + pageOf(locale, news, about),
    "",
    "Insieme",
  ];
  return { to, subject: `${say.subject[news]}: ${opportunity.title}`, text: lines.join("\n") };
}
