import { createSignal, onCleanup, onMount } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { Roster, RosterLine } from "../../functions/participation/contract.ts";
import { answer, api, problemIn } from "../client.ts";
import { newer } from "./rosterLines.ts";

export type RosterRead = { readonly roster: Roster; readonly skew: number };

/** The roster, and by how many milliseconds the server's clock is ahead of this one's (known to a second). */
export async function readRoster(id: string, shift: string): Promise<RosterRead> {
  const reply = await api.opportunities[":id"].shifts[":shift"].roster.$get({ param: { id, shift } });
  const there = Date.parse(reply.headers.get("date") ?? "");
  return { roster: await answer(Promise.resolve(reply)), skew: Number.isNaN(there) ? 0 : there - Date.now() };
}

/** Milliseconds between two looks at what others mark. */
const pause = 20_000;

type Kept = Omit<Roster, "lines"> & { readonly lines: readonly (RosterLine & { readonly id: string })[] };
const kept = ({ lines, ...roster }: Roster, known: readonly RosterLine[]): Kept => ({
  ...roster,
  lines: lines.map((line) => ({
    id: line.signUp.person,
    ...newer(
      known.find(({ signUp }) => signUp.person === line.signUp.person),
      line,
    ),
  })),
});

/** A roster that keeps itself up to date without moving under the reader: a line stays the same line. */
export function createRoster(first: RosterRead) {
  const [state, setState] = createStore<{ roster: Kept }>({ roster: kept(first.roster, []) });
  const [readAt, setReadAt] = createSignal(new Date().toISOString());
  const [busy, setBusy] = createSignal(false);
  let skew = first.skew;

  const refresh = async () => {
    if (busy()) return;
    setBusy(true);
    try {
      const read = await readRoster(first.roster.opportunity, first.roster.shift);
      skew = read.skew;
      setState("roster", reconcile(kept(read.roster, state.roster.lines), { key: "id" }));
      setReadAt(new Date().toISOString());
    } catch (error) {
      // What is on the page is still true enough; the next look comes by itself.
      if (!problemIn(error)) throw error;
    } finally {
      setBusy(false);
    }
  };
  onMount(() => {
    const look = () => document.visibilityState === "visible" && void refresh();
    const timer = setInterval(look, pause);
    document.addEventListener("visibilitychange", look);
    addEventListener("online", look);
    onCleanup(() => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      removeEventListener("online", look);
    });
  });

  return {
    roster: () => state.roster,
    readAt,
    busy,
    refresh,
    skew: () => skew,
    changed: (person: string, line: Partial<RosterLine>) => setState("roster", "lines", (each) => each.id === person, line),
  };
}
