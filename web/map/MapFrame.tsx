import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { words } from "../i18n/words.ts";
import { settings } from "../page.ts";
import { Icon } from "../parts/Icon.tsx";
import { Spinner } from "../parts/Spinner.tsx";

type Props = {
  label: string;
  /** Given the map, once there is one. */
  opened: (map: L.Map) => void | Promise<void>;
  /** Asked for at once, on any screen. */
  open?: boolean | undefined;
};

type State = "closed" | "asked" | "failed" | "ready";

/** As wide as list and map stand side by side. */
const wide = "(min-width: 992px)";

/**
 * Where a map opens. On a wide screen it comes when it is in view and the browser is idle, on a phone when it is asked for;
 * without JavaScript the picture of Tuscany stays and the list says it all.
 */
export function MapFrame(props: Props) {
  const t = words("common").map;
  const [alive, setAlive] = createSignal(false);
  const [state, setState] = createSignal<State>("closed");
  let place!: HTMLDivElement;
  let frame!: HTMLElement;
  let end: (() => void) | undefined;
  let gone = false;

  const open = async () => {
    if (state() === "asked" || state() === "ready") return;
    setState("asked");
    const parts = await import("./leaflet.ts").catch(() => undefined);
    if (gone) return;
    if (!parts) return setState("failed");
    const map = parts.openMap(place, settings(), t);
    end = () => map.remove();
    setState("ready");
    // An open map may be taller than the closed one was.
    map.invalidateSize({ animate: false });
    await props.opened(map);
  };

  onMount(() => {
    setAlive(true);
    if (props.open) void open();
    else if (matchMedia(wide).matches) onCleanup(whenSeen(frame, () => void open()));
  });
  onCleanup(() => {
    gone = true;
    end?.();
  });

  return (
    <section class="map" classList={{ "map-ready": state() === "ready" }} aria-label={props.label} ref={frame}>
      <div class="map-place" dir="ltr" ref={place} />
      <Show when={alive() && state() !== "ready"}>
        <div class="map-curtain">
          <Show when={state() !== "asked"} fallback={<Spinner />}>
            <button type="button" class="btn btn-primary" onClick={open}>
              <Icon name="map-marker" /> {state() === "failed" ? t.again : t.show}
            </button>
          </Show>
        </div>
      </Show>
    </section>
  );
}

/** Calls once when the element is in view and the browser has nothing better to do. Returns what stops the waiting. */
function whenSeen(element: Element, call: () => void): () => void {
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    seen.disconnect();
    if ("requestIdleCallback" in window) requestIdleCallback(call, { timeout: 2000 });
    else setTimeout(call, 300);
  });
  seen.observe(element);
  return () => seen.disconnect();
}
