import type { Locale } from "../foundation/context.ts";
import type { Letter } from "../foundation/mail.ts";
import { spell } from "../foundation/time.ts";
import type { Opportunity } from "../opportunities/contract.ts";
import { comuneOf } from "../territory/rules.ts";
import type { SignUp } from "./contract.ts";

export type SignUpNews = "confirmed" | "promoted" | "waitlisted" | "cancelled" | "called_off";

type About = { readonly signUp: SignUp; readonly opportunity: Opportunity; readonly origin: string };

const words = {
  it: {
    subject: {
      confirmed: "Il tuo posto è confermato",
      promoted: "Si è liberato un posto: è tuo",
      waitlisted: "Sei in lista d'attesa",
      cancelled: "Hai disdetto",
      called_off: "Annullato",
    },
    opening: {
      confirmed: "hai un posto confermato per:",
      promoted: "eri in lista d'attesa e si è liberato un posto: ora è tuo.",
      waitlisted: "per ora i posti sono finiti. Sei in lista d'attesa per:",
      cancelled: "hai disdetto la tua adesione a:",
      called_off: "ci dispiace: questo appuntamento è stato annullato.",
    },
    closing: {
      confirmed: "Se non puoi venire, disdici qui: il posto va a chi aspetta.",
      promoted: "Se non puoi più venire, disdici qui: il posto va a chi aspetta dopo di te.",
      waitlisted: "Se si libera un posto te lo scriviamo subito. Vedi la tua posizione qui:",
      cancelled: "Il posto è andato a chi aspettava. Trova altre attività qui:",
      called_off: "Trova altre attività qui:",
    },
    hello: (name: string) => `Ciao ${name},`,
    when: "Quando",
    where: "Dove",
    bring: "Da portare",
    reason: "Motivo",
    address: "L'indirizzo esatto te lo scriviamo quando hai un posto.",
  },
  en: {
    subject: {
      confirmed: "Your place is confirmed",
      promoted: "A place is free: it is yours",
      waitlisted: "You are on the waiting list",
      cancelled: "You cancelled",
      called_off: "Cancelled",
    },
    opening: {
      confirmed: "you have a confirmed place for:",
      promoted: "you were on the waiting list and a place is free: it is now yours.",
      waitlisted: "all places are taken for now. You are on the waiting list for:",
      cancelled: "you cancelled your sign-up for:",
      called_off: "we are sorry: this date has been cancelled.",
    },
    closing: {
      confirmed: "If you cannot come, cancel here: the place goes to somebody who is waiting.",
      promoted: "If you can no longer come, cancel here: the place goes to the next in line.",
      waitlisted: "As soon as a place is free we write to you. See your position here:",
      cancelled: "The place went to somebody who was waiting. Find other activities here:",
      called_off: "Find other activities here:",
    },
    hello: (name: string) => `Hello ${name},`,
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

const paths = { it: { mine: "/le-mie-attivita", find: "/" }, en: { mine: "/en/my-activities", find: "/en" } } as const;

/** What the person is told of their sign-up, with date, time, place and way there in the message itself. */
export function signUpLetter(locale: Locale, to: string, news: SignUpNews, about: About): Letter {
  const { signUp, opportunity, origin } = about;
  const say = words[locale];
  const link = origin + paths[locale][news === "cancelled" || news === "called_off" ? "find" : "mine"];
  const lines = [
    say.hello(signUp.name),
    "",
    say.opening[news],
    "",
    opportunity.title,
    opportunity.bodyName,
    `${say.when}: ${spell(locale, signUp)}`,
    ...(news === "called_off" ? [`${say.reason}: ${signUp.reason ?? ""}`] : [`${say.where}: ${whereOf(about, say.address)}`]),
    ...(opportunity.bring && (news === "confirmed" || news === "promoted") ? [`${say.bring}: ${opportunity.bring}`] : []),
    "",
    say.closing[news],
    link,
    "",
    "Insieme",
  ];
  return { to, subject: `${say.subject[news]}: ${opportunity.title}`, text: lines.join("\n") };
}
