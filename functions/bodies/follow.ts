import type { Change } from "../foundation/change.ts";
import type { Role } from "../foundation/context.ts";
import type { Following } from "../foundation/follow.ts";
import { moveTold } from "../foundation/history.ts";
import type { Body } from "./contract.ts";
import { bodyLetter, type News } from "./messages.ts";
import { asksFor } from "./rules.ts";
import { type BodyStores, membersOf } from "./service.ts";
import { membersTold } from "./store.ts";

type Addressed = { readonly body: Body["id"] | undefined; readonly roles: readonly Role[]; readonly news: News };

const owners =
  (news: News) =>
  (body: Body): Addressed => ({ body: body.id, roles: ["owner"], news });

/** Who is told of which move. A submitted body waits in the staff's queue and needs no letter; a group's voucher does. */
const tellings: Readonly<Record<string, (body: Body) => Addressed>> = {
  submit: (group) => ({ body: asksFor(group) ? group.voucher : undefined, roles: ["owner", "organiser"], news: "ask" }),
  vouch: owners("vouch"),
  verify: owners("verify"),
  return: owners("return"),
  suspend: owners("suspend"),
  reinstate: owners("reinstate"),
  close: owners("close"),
};

/** Letters that follow from a move of a body, and from somebody's being added to one. */
export async function followBodies(following: Following<BodyStores>, change: Change): Promise<void> {
  await Promise.all([followMove(following, change), followMembers(following, change)]);
}

async function followMove({ stores, origin, sendOnce }: Following<BodyStores>, change: Change): Promise<void> {
  const told = moveTold(change);
  const telling = told && tellings[told.move.move];
  if (!telling || !told.of.startsWith("bod_")) return;
  const body = await stores.bodies.get(told.of as Body["id"]);
  if (!body) return;
  const { body: page, roles, news } = telling(body);
  if (!page) return;
  const people = await membersOf({ stores }, page, roles);
  await Promise.all(
    people.map((person) =>
      sendOnce(`${told.key} ${person.person}`, () => bodyLetter(news, person, { body: body.name, page, reason: told.move.reason }, origin)),
    ),
  );
}

async function followMembers({ stores, origin, sendOnce }: Following<BodyStores>, change: Change): Promise<void> {
  const told = membersTold(change);
  // Who registers a body is its first member and knows it.
  if (!told?.before) return;
  const { before, after } = told;
  const added = Object.entries(after.people).filter(([person, { since }]) => before.people[person]?.since !== since);
  if (added.length === 0) return;
  const [body, people] = await Promise.all([stores.bodies.get(after.body), membersOf({ stores }, after.body)]);
  await Promise.all(
    added.map(([id, { since }]) => {
      const to = people.find(({ person }) => person === id);
      return sendOnce(`${after.body} MEMBER ${id} ${since}`, () =>
        body && to ? bodyLetter("welcome", to, { body: body.name, page: body.id }, origin) : null,
      );
    }),
  );
}
