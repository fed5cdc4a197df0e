import type it from "../it/about.ts";

export default {
  title: "How it works",
  description: "How to find an activity, how to propose a project, who stands behind Insieme: participation and volunteering in Tuscany.",
  lead: "Insieme brings people who want to do something together with those who organise it: associations of foreign citizens, volunteer groups, schools and Comuni of Tuscany.",
  people: {
    title: "If you want to take part",
    steps: [
      ["Find an activity", "Search by Comune, distance, theme, day or language. You can look at everything without registering."],
      [
        "Sign up",
        "Only your name and your e-mail are needed: you get a code, you type it, and the place is yours. Nobody asks for citizenship, residence permit or fiscal code.",
      ],
      [
        "If all places are taken",
        "You join the waiting list, in order of arrival. A place that becomes free is kept for the first in line: we tell them by e-mail, and they have some time to accept it.",
      ],
      ["Take part", "The organisers mark that you are there. Hours are recorded by one person and confirmed by another."],
      [
        "Your certificate",
        "Your activities and hours stay in your record. You can download a certificate that anybody can check. It gives no credits of the integration agreement: those are for the Prefettura.",
      ],
    ],
    find: "Find an activity",
  },
  bodies: {
    title: "For associations, schools and Comuni",
    steps: [
      [
        "Register your organisation",
        "ANCI Toscana verifies it. An informal group can take part if a Comune or an association vouches for it.",
      ],
      [
        "Write a project together",
        "Within a local action plan you write what is needed, by whom, where and when, and what each partner brings: hours, rooms, equipment, money. Each partner confirms its own commitment.",
      ],
      [
        "The review",
        "ANCI Toscana reviews the proposal, asks for changes where needed, and decides. Every step stays on record: who, when and why.",
      ],
      [
        "Post the opportunities",
        "Each activity has a place, dates, places for people and a valid insurance policy: without one no place is confirmed.",
      ],
      ["On the day", "You mark on a phone who is there. Then hours are proposed."],
    ],
    enter: "Sign in to begin",
  },
  who: {
    title: "Who stands behind it",
    text: [
      "Insieme grew out of TEAMS (Tuscany Empowerment Actions for Migrant System, 2018–2023), in which Regione Toscana, ANCI Toscana, Comuni, schools and associations worked together for integration.",
      "Volunteering is never paid: only documented expenses are refunded, as the Italian third-sector code requires.",
    ],
  },
  credits: {
    title: "Sources and credits",
    text: [
      "Comuni: ISTAT limits of June 2023 as published by openpolis (CC BY 4.0). Borders of the provinces on the map: Natural Earth (public domain).",
      "Look and icons: Bootstrap Italia, by Designers Italia. Typeface: Titillium Web.",
    ],
  },
} satisfies typeof it;
