import type { Change } from "../foundation/change.ts";
import type { Following } from "../foundation/follow.ts";
import { read } from "../foundation/table.ts";
import { codeLetter } from "./messages.ts";
import { codeOf } from "./rules.ts";
import { Challenge } from "./store.ts";

/** A code was asked for: its letter. A code that has expired meanwhile is not sent any more. */
export async function followPeople({ now, secret, sendOnce }: Following<unknown>, { keys, old, new: image }: Change): Promise<void> {
  if (keys.sk !== "CHL" || old || !image) return;
  const challenge = read(Challenge, image);
  if (challenge.validUntil <= now.toISOString()) return;
  await sendOnce(challenge.id, () => codeLetter(challenge.locale, challenge.email, codeOf(secret, challenge.id)));
}
