import { membersOf } from "../bodies/service.ts";
import type { Change } from "../foundation/change.ts";
import type { Following } from "../foundation/follow.ts";
import { moveTold } from "../foundation/history.ts";
import type { Project } from "./contract.ts";
import { type News, projectLetter } from "./messages.ts";
import { newlyAsked } from "./rules.ts";
import type { ProjectStores } from "./service.ts";
import { projectTold } from "./store.ts";

type On = Following<ProjectStores>;

/** Moves that the partners hear of. A submission needs no letter: it waits in the staff's queue. */
const told = new Map<string, News>(
  (["request_changes", "approve", "reject", "suspend", "resume", "withdraw"] as const).map((move) => [move, move]),
);

/** Letters that follow from a move of a project, and from a change that a partner has to confirm. */
export async function followProjects(following: On, change: Change): Promise<void> {
  await Promise.all([followMove(following, change), followAsking(following, change)]);
}

async function followMove({ stores, origin, sendOnce }: On, change: Change): Promise<void> {
  const line = moveTold(change);
  const news = line && told.get(line.move.move);
  if (!news || !line.of.startsWith("prj_")) return;
  const project = await stores.projects.get(line.of as Project["id"]);
  if (!project) return;
  const { id, title, partners } = project;
  const { reason, reasons } = line.move;
  const people = await Promise.all(partners.map(({ body }) => membersOf({ stores }, body, ["owner", "organiser"])));
  // Who belongs to two partners gets one letter.
  const letters = new Map(people.flatMap((of, n) => of.map((person) => [person.person, { person, body: partners[n]!.name }])));
  await Promise.all(
    [...letters.values()].map(({ person, body }) =>
      sendOnce(`${line.key} ${person.person}`, () => projectLetter(news, person, { id, title, body, reason, reasons }, origin)),
    ),
  );
}

async function followAsking({ stores, origin, sendOnce }: On, change: Change): Promise<void> {
  const seen = projectTold(change);
  if (!seen) return;
  const { id, version, title, partners } = seen.after;
  await Promise.all(
    newlyAsked(seen.before, seen.after).map(async ({ body, again }) => {
      const about = { id, title, body: partners.find((one) => one.body === body)?.name ?? "" };
      const owners = await membersOf({ stores }, body, ["owner"]);
      await Promise.all(
        owners.map((person) =>
          sendOnce(`${id} CONFIRM ${version} ${body} ${person.person}`, () =>
            projectLetter(again ? "ask_again" : "ask", person, about, origin),
          ),
        ),
      );
    }),
  );
}
