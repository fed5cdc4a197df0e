import { locale, type Locale } from "../locale.ts";
import type about from "./it/about.ts";
import type account from "./it/account.ts";
import type certificate from "./it/certificate.ts";
import type code from "./it/code.ts";
import type body from "./it/body.ts";
import type codesign from "./it/codesign.ts";
import type desk from "./it/desk.ts";
import type planning from "./it/planning.ts";
import type review from "./it/review.ts";
import type common from "./it/common.ts";
import type embed from "./it/embed.ts";
import type directory from "./it/directory.ts";
import type exchange from "./it/exchange.ts";
import type find from "./it/find.ts";
import type legal from "./it/legal.ts";
import type mine from "./it/mine.ts";
import type opportunity from "./it/opportunity.ts";
import type signUp from "./it/signUp.ts";
import type organise from "./it/organise.ts";
import type overview from "./it/overview.ts";
import type roster from "./it/roster.ts";
import type unsaved from "./it/unsaved.ts";
import type searches from "./it/searches.ts";
import type states from "./it/states.ts";

/** The areas of the catalogue: one file an area and language, `web/i18n/it/find.ts`. Italian says which keys there are. */
export type Words = {
  about: typeof about;
  account: typeof account;
  certificate: typeof certificate;
  code: typeof code;
  body: typeof body;
  codesign: typeof codesign;
  desk: typeof desk;
  planning: typeof planning;
  review: typeof review;
  common: typeof common;
  directory: typeof directory;
  embed: typeof embed;
  exchange: typeof exchange;
  find: typeof find;
  legal: typeof legal;
  mine: typeof mine;
  opportunity: typeof opportunity;
  signUp: typeof signUp;
  organise: typeof organise;
  overview: typeof overview;
  roster: typeof roster;
  unsaved: typeof unsaved;
  searches: typeof searches;
  states: typeof states;
};
type Area = keyof Words;

const files = import.meta.glob<{ default: unknown }>(["./{it,en}/*.ts", "!./*/terms.ts"]);
const loaded = new Map<string, unknown>();

/** Fetches what is missing of these areas. The router waits for it before it shows a page. */
export async function loadWords(language: Locale, areas: readonly Area[]): Promise<void> {
  await Promise.all(
    areas.map(async (area) => {
      const key = `${language}/${area}`;
      if (!loaded.has(key)) loaded.set(key, (await files[`./${key}.ts`]!()).default);
    }),
  );
}

/** The words of an area in the language of the page. The page's row in `routes.ts` has to name the area. */
export function words<A extends Area>(area: A): Words[A] {
  const found = loaded.get(`${locale()}/${area}`);
  if (!found) throw new Error(`words "${area}" are not in this page's row of routes.ts`);
  return found as Words[A];
}
