import type { Change } from "../foundation/change.ts";
import type { Following } from "../foundation/follow.ts";
import { codeLetter } from "./messages.ts";
import { codeOf } from "./rules.ts";
import { challengeTold } from "./store.ts";

/** A code was asked for: its letter. A code that has expired meanwhile is not sent any more. */
export async function followPeople({ now, secret, sendOnce }: Following<unknown>, change: Change): Promise<void> {
  const told = challengeTold(change);
  if (!told || told.before) return;
  const challenge = told.after;
  if (challenge.validUntil <= now.toISOString()) return;
  await sendOnce(challenge.id, () => codeLetter(challenge.locale, challenge.email, codeOf(secret, challenge.id)));
}
