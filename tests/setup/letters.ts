import type { Letter } from "../../functions/foundation/mail.ts";
import { streamConsumer } from "../../functions/stream.ts";
import { followed } from "./stream.ts";
import type { World } from "./world.ts";

/** The letters that follow from what happens in a world from now on: `await since()` gives those sent since it was last asked, by address. */
export async function letters({ table, secret, clock }: World) {
  const sent: Letter[] = [];
  const mailer = (letter: Letter) => Promise.resolve(void sent.push(letter));
  const reader = await followed(table, streamConsumer({ table, mailer, secret, origin: "https://insieme.example", now: () => clock.now }));
  await reader.drain();
  sent.length = 0;
  return {
    stop: () => reader.stop(),
    async since(): Promise<Letter[]> {
      await reader.drain();
      return sent.splice(0).toSorted((a, b) => `${a.to} ${a.subject}`.localeCompare(`${b.to} ${b.subject}`));
    },
  };
}
