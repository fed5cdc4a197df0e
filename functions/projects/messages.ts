import type { Locale } from "../foundation/context.ts";
import { type Addressee, type Letter, letterTo } from "../foundation/mail.ts";
import type { Move } from "../foundation/text.ts";
import type { Project, Section } from "./contract.ts";

/** What a letter tells: that one is asked to confirm, first or again, or a move of the project. */
export type News = "ask" | "ask_again" | "request_changes" | "approve" | "reject" | "suspend" | "resume" | "withdraw";
export type About = { readonly id: Project["id"]; readonly title: string; readonly body: string } & Partial<
  Pick<Move, "reason" | "reasons">
>;

const sections: Record<Locale, Record<Section, string>> = {
  it: {
    title: "Titolo",
    need: "Bisogno",
    beneficiaries: "A chi serve",
    activities: "Attività",
    place: "Luogo",
    period: "Periodo",
    commitments: "Impegni",
  },
  en: {
    title: "Title",
    need: "Need",
    beneficiaries: "Who benefits",
    activities: "Activities",
    place: "Place",
    period: "Period",
    commitments: "Commitments",
  },
};

/** The reasons as an indented list, section by section, and the one for all under it. */
const because = (locale: Locale, { reason, reasons = [] }: About): string => {
  const lines = reasons.map(({ section, reason }) => `    ${sections[locale][section as Section] ?? section}: ${reason}`);
  return [...lines, ...(reason ? [`    ${reason}`] : [])].join("\n");
};

const words: Record<Locale, Record<News, (about: About) => readonly [subject: string, text: string]>> = {
  it: {
    ask: ({ title, body }) => [
      `Da confermare: ${title}`,
      `${body} è tra i partner del progetto “${title}”. Leggi la proposta, indica che cosa mettete a disposizione e conferma: senza la conferma di tutti non si può presentare.`,
    ],
    ask_again: ({ title, body }) => [
      `Da confermare di nuovo: ${title}`,
      `La proposta “${title}” è cambiata dopo la conferma di ${body}. Rileggila e conferma di nuovo: vale solo la conferma del testo com'è ora.`,
    ],
    request_changes: (about) => [
      `Modifiche richieste: ${about.title}`,
      `ANCI Toscana chiede queste modifiche al progetto “${about.title}”:\n\n${because("it", about)}\n\nCorreggete insieme la proposta, confermate e presentatela di nuovo.`,
    ],
    approve: (about) => [
      `Approvato: ${about.title}`,
      `ANCI Toscana ha approvato il progetto “${about.title}”. Ora ${about.body} può pubblicare le attività.${about.reason ? `\n\n${because("it", about)}` : ""}`,
    ],
    reject: (about) => [
      `Non approvato: ${about.title}`,
      `ANCI Toscana non ha approvato il progetto “${about.title}”:\n\n${because("it", about)}\n\nPotete ripartire con una nuova proposta che ne tenga conto.`,
    ],
    suspend: (about) => [
      `Sospeso: ${about.title}`,
      `Il progetto “${about.title}” è sospeso:\n\n${because("it", about)}\n\nFinché è sospeso non si pubblicano nuove attività.`,
    ],
    resume: ({ title }) => [`Riprende: ${title}`, `Il progetto “${title}” riprende: potete di nuovo pubblicare attività.`],
    withdraw: ({ title }) => [`Ritirato: ${title}`, `Il capofila ha ritirato il progetto “${title}”. Non dovete fare nulla.`],
  },
  en: {
    ask: ({ title, body }) => [
      `To confirm: ${title}`,
      `${body} is one of the partners of the project “${title}”. Read the proposal, say what you bring and confirm: it cannot be submitted until everybody has confirmed.`,
    ],
    ask_again: ({ title, body }) => [
      `To confirm again: ${title}`,
      `The proposal “${title}” has changed since ${body} confirmed it. Read it again and confirm: only a confirmation of the text as it now stands counts.`,
    ],
    request_changes: (about) => [
      `Changes requested: ${about.title}`,
      `ANCI Toscana asks for these changes to the project “${about.title}”:\n\n${because("en", about)}\n\nCorrect the proposal together, confirm it and submit it again.`,
    ],
    approve: (about) => [
      `Approved: ${about.title}`,
      `ANCI Toscana has approved the project “${about.title}”. ${about.body} can post activities now.${about.reason ? `\n\n${because("en", about)}` : ""}`,
    ],
    reject: (about) => [
      `Not approved: ${about.title}`,
      `ANCI Toscana has not approved the project “${about.title}”:\n\n${because("en", about)}\n\nYou can start again with a new proposal that takes this into account.`,
    ],
    suspend: (about) => [
      `Suspended: ${about.title}`,
      `The project “${about.title}” is suspended:\n\n${because("en", about)}\n\nNo new activities are posted while it is suspended.`,
    ],
    resume: ({ title }) => [`Going on: ${title}`, `The project “${title}” goes on: you can post activities again.`],
    withdraw: ({ title }) => [`Withdrawn: ${title}`, `The lead has withdrawn the project “${title}”. You need not do anything.`],
  },
};

/** Where the partners work on a project: address of the page `project-desk`. */
const paths: Record<Locale, string> = { it: "/scrivania/progetti/:id", en: "/en/desk/projects/:id" };

export const projectLetter = (news: News, to: Addressee, about: About, origin: string): Letter =>
  letterTo(to, words[to.locale][news](about), origin + paths[to.locale].replace(":id", about.id));
