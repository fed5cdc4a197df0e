import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";

/** The present moment, moving on every half a minute. */
export function createNow(): Accessor<Date> {
  const [now, setNow] = createSignal(new Date());
  onMount(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    onCleanup(() => clearInterval(timer));
  });
  return now;
}
