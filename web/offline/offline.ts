import { createSignal } from "solid-js";

/**
 * When what the page shows was had, if it is not from now: an instant, or "" when that is not known. null: the network answers.
 */
const [keptSince, setKeptSince] = createSignal<string | null>(null);
export { keptSince };

/** Told of every reply of the API: those that the device had kept say when they were had. */
export const noteReply = (reply: Response): void => {
  const at = reply.headers.get("x-kept-at");
  if (at !== null || keptSince() !== null) setKeptSince(at);
};

const worker = (): ServiceWorkerContainer | undefined => ("serviceWorker" in navigator ? navigator.serviceWorker : undefined);

/** Before or after somebody signs in or out: nothing of one's own stays on the device. */
export const forgetOwn = (): void => worker()?.controller?.postMessage("forget");

/** Keeps what one has signed up for at hand, whether or not its page was opened. */
export async function keepAtHand(urls: readonly string[]): Promise<void> {
  const ready = await worker()?.ready;
  ready?.active?.postMessage({ keep: urls });
}

/** Asks whether this document was kept, and begins to keep once the page has come to rest: never in the way of a first visit. */
export function beginKeeping(): void {
  const container = worker();
  if (!container) return;
  const channel = new MessageChannel();
  channel.port1.addEventListener("message", ({ data }: MessageEvent<string | null>) => data !== null && setKeptSince(data));
  channel.port1.start();
  container.controller?.postMessage("age", [channel.port2]);
  const first = !container.controller;
  const begin = async () => {
    await container.register("/sw.js");
    if (first) await keepAtHand([location.pathname + location.search]);
  };
  setTimeout(() => void begin().catch(() => {}), first ? 8000 : 0);
}
