import type { Me } from "../../functions/people/contract.ts";
import type { Words } from "../i18n/words.ts";
import type { PlainPage } from "../routes.ts";

type Row = { readonly page: PlainPage; readonly label: (t: Words["common"]) => string };

/** The bar under the name: what everybody may read. */
export const mainMenu: readonly Row[] = [
  { page: "home", label: (t) => t.header.find },
  { page: "about", label: (t) => t.header.about },
];

/** Behind a person's name: `for` says who sees the row. */
export const personMenu: readonly (Row & { readonly for: (me: Me) => boolean })[] = [
  { page: "desk", label: (t) => t.session.desk, for: () => true },
  { page: "review", label: (t) => t.session.review, for: ({ staff }) => staff },
];

export const footerMenu: readonly Row[] = [
  { page: "about", label: (t) => t.footer.how },
  { page: "privacy", label: (t) => t.footer.privacy },
  { page: "accessibility", label: (t) => t.footer.accessibility },
];
