import type { Me } from "../../functions/people/contract.ts";
import type { Words } from "../i18n/words.ts";
import type { PlainPage } from "../routes.ts";

type Row = { readonly page: PlainPage; readonly label: (t: Words["common"]) => string };

/** The bar under the name: what everybody may read. */
export const mainMenu: readonly Row[] = [
  { page: "home", label: (t) => t.header.find },
  { page: "projects", label: (t) => t.header.projects },
  { page: "about", label: (t) => t.header.about },
];

/** Behind a person's name: `for` says who sees the row. */
export const personMenu: readonly (Row & { readonly for: (me: Me) => boolean })[] = [
  { page: "my-activities", label: (t) => t.session.activities, for: () => true },
  { page: "my-record", label: (t) => t.session.record, for: () => true },
  { page: "searches", label: (t) => t.session.searches, for: () => true },
  { page: "profile", label: (t) => t.session.account, for: () => true },
  { page: "desk", label: (t) => t.session.desk, for: () => true },
  { page: "review", label: (t) => t.session.review, for: ({ staff }) => staff },
  { page: "overview", label: (t) => t.session.overview, for: ({ staff }) => staff },
  { page: "feeds", label: (t) => t.session.feeds, for: ({ staff }) => staff },
];

export const footerMenu: readonly Row[] = [
  { page: "about", label: (t) => t.footer.how },
  { page: "bodies", label: (t) => t.header.bodies },
  { page: "plans", label: (t) => t.footer.plans },
  { page: "verify", label: (t) => t.footer.verify },
  { page: "embed", label: (t) => t.footer.embed },
  { page: "privacy", label: (t) => t.footer.privacy },
  { page: "accessibility", label: (t) => t.footer.accessibility },
];
