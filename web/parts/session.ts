import { createSignal } from "solid-js";
import type { Me } from "../../functions/people/contract.ts";
import { answer, api, problemIn } from "../client.ts";
import { forgetOwn, keepAtHand } from "../offline/offline.ts";
import { path } from "../routes.ts";

/**
 * Who reads the page. `undefined` until asked: pages are the same for everybody, so it is asked in the browser,
 * after hydration, and never on the server. `null`: nobody is signed in.
 */
const [me, setMe] = createSignal<Me | null | undefined>(undefined);
export { me, setMe };

let atHand = false;

/** Asks (again) who is signed in. Called by the layout, and after anything that changes what a person may do. */
export async function refreshMe(): Promise<Me | null> {
  try {
    const known = setMe(await answer(api.me.$get()));
    // Once a visit: what one has promised is at hand without a network.
    if (!atHand) void keepAtHand([path("my-activities"), "/api/me", "/api/me/sign-ups"]);
    atHand = true;
    return known;
  } catch (error) {
    // Without a reply we know nothing new; a person is not signed out by a tunnel.
    if (problemIn(error)?.status !== 401) return me() ?? null;
    return setMe(null);
  }
}

export async function signOut(): Promise<void> {
  await answer(api.sessions.current.$delete());
  forgetOwn();
  setMe(null);
}
