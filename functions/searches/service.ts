import { type Context, signedIn } from "../foundation/context.ts";
import type { Id, PersonId } from "../foundation/ids.ts";
import { newId } from "../foundation/new-id.ts";
import { aboutOfLink } from "../foundation/link.ts";
import { Problem } from "../foundation/problem.ts";
import { again } from "../foundation/table.ts";
import { codeWindows } from "../people/rules.ts";
import { personFor } from "../people/service.ts";
import type { PeopleStore } from "../people/store.ts";
import type {
  Confirmation,
  Question,
  Search,
  SearchChange,
  SearchDraft,
  Searches,
  SearchId,
  SearchRequest,
  SearchRequested,
  Subscriptions,
} from "./contract.ts";
import {
  addressOf,
  askLife,
  asksPerDay,
  type Kept,
  mostSearches,
  questionOf,
  searchFor,
  textOf,
  withChange,
  without,
  withSearch,
} from "./rules.ts";
import type { Asked, Held, SearchStore } from "./store.ts";

export type SearchStores = { people: PeopleStore; searches: SearchStore };
type Ctx = Context<SearchStores>;

export const homes = { it: "/", en: "/en" } as const;

const shown = ({ locale }: Ctx, { since: _, told: __, dueAt, ...search }: Kept): Search => ({
  ...search,
  address: addressOf(homes[locale], search.question),
  nextAt: search.paused ? null : dueAt,
});

/** Decides on what is there and writes it, again when somebody was faster; what stays as it is is not written. */
const decided = (ctx: Ctx, person: PersonId, decide: (held: Held) => readonly Kept[]): Promise<readonly Kept[]> =>
  again(async () => {
    const held = await ctx.stores.searches.of(person);
    const searches = decide(held);
    if (searches !== held.searches) await ctx.stores.searches.commit(ctx.stores.searches.save(held, searches));
    return searches;
  });

export async function listSearches(ctx: Ctx): Promise<Searches> {
  const { searches } = await ctx.stores.searches.of(signedIn(ctx).person);
  return { items: searches.map((search) => shown(ctx, search)) };
}

/** The same question a second time is the same search, with its new name and rhythm. */
export async function saveSearch(ctx: Ctx, draft: SearchDraft): Promise<Search> {
  const id = newId("sch", ctx.now);
  const searches = await decided(ctx, signedIn(ctx).person, (held) => withSearch(held.searches, draft, id, ctx.now));
  return shown(ctx, searchFor(searches, textOf(draft.question))!);
}

export async function changeSearch(ctx: Ctx, id: SearchId, change: SearchChange): Promise<Search> {
  const searches = await decided(ctx, signedIn(ctx).person, (held) => withChange(held.searches, id, change, ctx.now));
  return shown(
    ctx,
    searches.find((search) => search.id === id)!,
  );
}

export async function deleteSearch(ctx: Ctx, id: SearchId): Promise<void> {
  await decided(ctx, signedIn(ctx).person, (held) => without(held.searches, id));
}

/** Asks the address itself; the letter follows from the stream. The answer is the same whoever the address belongs to. */
export async function requestSearch(ctx: Ctx, { email, locale, name, question, frequency }: SearchRequest): Promise<SearchRequested> {
  const { people, searches } = ctx.stores;
  const validUntil = new Date(ctx.now.getTime() + askLife).toISOString();
  const asked = { id: newId("ask", ctx.now), email, locale: locale ?? ctx.locale, name, question: textOf(question), frequency, validUntil };
  const windows = { ...codeWindows(ctx.now), [`ASK#${ctx.now.toISOString().slice(0, 10)}`]: asksPerDay };
  await searches.commit(searches.newAsked(asked, ctx.now), ...people.countAsked(email, ctx.now, windows));
  return { expiresAt: validUntil };
}

/** What a link stands for; who made it up finds nothing here. */
async function askedBy(ctx: Ctx, token: string): Promise<Asked | undefined> {
  const asked = await ctx.stores.searches.asked(aboutOfLink<Id<"ask">>(ctx.secret, "confirm", token));
  return asked && asked.validUntil > ctx.now.toISOString() ? asked : undefined;
}
const draftOf = ({ name, question, frequency }: Asked): SearchDraft => ({
  name,
  frequency,
  question: (questionOf(question) ?? {}) as Question,
});

export async function getConfirmation(ctx: Ctx, token: string): Promise<Confirmation> {
  const asked = await askedBy(ctx, token);
  if (!asked) return { state: "expired" };
  const { name, frequency, usedAt } = asked;
  if (usedAt) return { state: "used", name, frequency };
  const person = await ctx.stores.people.personByEmail(asked.email);
  const held = person && (await ctx.stores.searches.of(person));
  return { state: held && held.searches.length >= mostSearches ? "full" : "open", name, frequency };
}

/** The address says yes, once: the search is its person's, who is made if unknown. */
export async function confirmSearch(ctx: Ctx, token: string): Promise<Confirmation> {
  const { searches } = ctx.stores;
  const asked = await askedBy(ctx, token);
  if (!asked) throw new Problem("link_expired");
  if (asked.usedAt) throw new Problem("link_used");
  const { id } = await personFor({ ...ctx, locale: asked.locale }, asked.email);
  const search = newId("sch", ctx.now);
  await again(async () => {
    const held = await searches.of(id);
    const next = withSearch(held.searches, draftOf(asked), search, ctx.now);
    await searches.commit(searches.useAsked(asked.id, ctx.now.toISOString()), searches.save(held, next));
  });
  return { state: "used", name: asked.name, frequency: asked.frequency };
}

const subscriptionsOf = (searches: readonly Kept[]): Subscriptions => ({
  searches: searches.map(({ id, name, frequency, paused }) => ({ id, name, frequency, paused })),
});

/** What a link in a letter lets one stop, without an account. */
export async function getSubscriptions(ctx: Ctx, token: string): Promise<Subscriptions> {
  const { searches } = await ctx.stores.searches.of(aboutOfLink<PersonId>(ctx.secret, "unsubscribe", token));
  return subscriptionsOf(searches);
}

/** No more letters about one search, or about any. As often as one likes: what is stopped stays stopped. */
export async function unsubscribe(ctx: Ctx, token: string, search?: SearchId): Promise<Subscriptions> {
  const person = aboutOfLink<PersonId>(ctx.secret, "unsubscribe", token);
  const stopped = ({ searches }: Held) =>
    searches
      .filter(({ id, paused }) => !paused && (!search || id === search))
      .reduce((all, { id }) => withChange(all, id, { paused: true }, ctx.now), searches);
  return subscriptionsOf(await decided(ctx, person, stopped));
}
