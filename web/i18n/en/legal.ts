import type it from "../it/legal.ts";

export default {
  draft: "Draft",
  privacy: {
    title: "Privacy",
    description: "Which data Insieme uses, why, for how long, and which rights you have.",
    lead: "We ask for as little as possible, and say here what it is for.",
    draft: "The data controller and the retention times will be confirmed by ANCI Toscana before the service starts.",
    sections: [
      {
        title: "What we know about you",
        text: [
          "Your e-mail, to send you the sign-in code and news about your activities. Organisers of activities do not see it; only people of your own organisation do.",
          "The name you give us: the people who organise the activities you sign up for see it.",
          "Your sign-ups, your attendance, your hours and the certificates that you ask for.",
          "The searches that you save to hear what is new, and what we have told you of. You alone see them, and delete them whenever you like.",
        ],
      },
      {
        title: "What we do not ask",
        text: ["Citizenship, residence permit, religion, health: they are not needed to take part, and we do not ask for them."],
      },
      {
        title: "Where you are",
        text: [
          "If you press “Near me” your browser tells us where you are only if you agree. We round it to about a kilometre, use it for that search, and do not keep it. It stays, rounded, only in a search that you save.",
        ],
      },
      {
        title: "For how long",
        text: [
          "The sign-in code is good for 15 minutes. Being signed in lasts at most 60 days, or until you press “Sign out”.",
          "An address that does not confirm a saved search is erased by itself within a few days.",
          "Sign-ups, hours and certificates stay as long as you have an account. If you ask to erase it, your name goes: only numbers that do not tell who you are remain, and what the law makes an association keep in its volunteer register.",
        ],
      },
      {
        title: "Cookies",
        text: [
          "We use one cookie, a technical one: it remembers that you are signed in. No advertising, no statistics by others, nothing loaded from other sites.",
        ],
      },
      {
        title: "Your rights",
        text: [
          "You can ask to see your data, correct them, get a copy or erase them, and you can object to a use. Write to us: we answer within a month.",
          "If you think that something is wrong you can also turn to the Garante per la protezione dei dati personali, the Italian data protection authority.",
        ],
      },
    ],
    contact: "About your data write to:",
  },
  accessibility: {
    title: "Accessibility",
    description: "How Insieme is made so that everybody can use it, what does not work yet, and how to tell us.",
    lead: "Insieme has to work for everybody: by keyboard, with a screen reader, on a small phone, on a slow connection.",
    draft: "This is the draft of the accessibility declaration: the official one is filled in on AGID's form after a test with people.",
    sections: [
      {
        title: "What we hold ourselves to",
        text: [
          "The law (L. 4/2004) asks for WCAG 2.1 at level AA. We work towards WCAG 2.2 at level AA.",
          "Status: partially conforming, awaiting verification.",
        ],
      },
      {
        title: "How we check it",
        text: [
          "Every page, in every language, is checked with axe at every change, on a small and on a large screen.",
          "Everything can be done by keyboard alone. Public pages can be read without JavaScript. The map repeats what the list says: you need not see it.",
        ],
      },
      {
        title: "What does not work yet",
        text: [
          "There has not yet been a test with people who use assistive technologies. PDF certificates are not yet tagged for screen readers: the verification page says the same.",
        ],
      },
      {
        title: "If something stops you",
        text: [
          "Write to us what you wanted to do and what stopped you: we answer within 30 days.",
          "If the answer is not enough, you can turn to the Difensore civico per il digitale, at AGID.",
        ],
      },
    ],
    contact: "Report an obstacle to:",
  },
} satisfies typeof it;
