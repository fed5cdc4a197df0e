import { createEffect, createMemo, createSignal, on } from "solid-js";
import type { MySignUp } from "../../functions/participation/contract.ts";
import { answer, api } from "../client.ts";
import { me } from "./session.ts";

const ended: ReadonlySet<string> = new Set(["cancelled", "declined", "expired"]);
/** A place, or a place in the line: what a person still has. */
export const stands = ({ signUp }: MySignUp): boolean => !ended.has(signUp.state);

/**
 * What the reader signed up for, on a page that is the same for everybody: asked in the browser once it is known who reads,
 * and a plain signal, so that nothing on the page waits for it.
 */
export function createMySignUps() {
  const [mine, setMine] = createSignal<readonly MySignUp[]>([]);
  const refresh = async (): Promise<readonly MySignUp[]> => setMine(me() ? (await answer(api.me["sign-ups"].$get())).items : []);
  const reader = createMemo(() => me()?.person.id);
  // Without an answer the page shows what it shows to everybody; a press then says what is wrong.
  createEffect(on(reader, () => void refresh().catch(() => {})));
  const forShift = (shift: string): MySignUp | undefined => mine().find((each) => each.signUp.shift === shift && stands(each));
  return { mine, refresh, forShift };
}
