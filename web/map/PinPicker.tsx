import { createEffect, createSignal, on, onCleanup, onMount, Show } from "solid-js";
import type { Point } from "../../functions/territory/contract.ts";
import { number } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { settings } from "../page.ts";
import { Spinner } from "../parts/Spinner.tsx";

type Props = {
  label: string;
  /** Where the pin stands; undefined until there is a place to start from. */
  point: Point | undefined;
  onPoint: (point: Point) => void;
};

/** A step of an arrow key, in pixels on the map; with Shift a larger one. */
const step = 8;
const arrows: Record<string, readonly [x: number, y: number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};
const rounded = ({ lat, lon }: Point): Point => ({ lat: Math.round(lat * 1e5) / 1e5, lon: Math.round(lon * 1e5) / 1e5 });

/**
 * Sets one pin: press on the map, drag the pin, or move it by the arrow keys when it has the focus (Shift for longer steps).
 * A pin outside of Tuscany comes back to its nearest border. The caller starts it at the Comune's point.
 */
export function PinPicker(props: Props) {
  const t = words("common").map;
  const [ready, setReady] = createSignal(false);
  const [failed, setFailed] = createSignal(false);
  let place!: HTMLDivElement;
  let end: (() => void) | undefined;
  let gone = false;
  let follow: ((point: Point, look: boolean) => void) | undefined;
  let own: Point | undefined;

  onMount(async () => {
    const parts = await Promise.all([import("./leaflet.ts"), import("./tuscany.ts")]).catch(() => undefined);
    if (gone) return;
    if (!parts) return setFailed(true);
    const [{ L, openMap }, { intoTuscany }] = parts;
    const map = openMap(place, settings(), t);
    end = () => map.remove();

    const button = document.createElement("button");
    button.type = "button";
    button.className = "map-pin";
    button.setAttribute("aria-label", t.pin);
    const icon = L.divIcon({ html: button, className: "map-spot", iconSize: [36, 48], iconAnchor: [18, 46] });
    const pin = L.marker([0, 0], { icon, draggable: true, keyboard: false, autoPan: true });

    const set = (point: Point) => {
      own = rounded(intoTuscany(point));
      follow?.(own, false);
      props.onPoint(own);
    };
    follow = (point, look) => {
      pin.setLatLng([point.lat, point.lon]).addTo(map);
      if (look) map.setView([point.lat, point.lon], Math.max(map.getZoom(), 13));
    };
    map.on("click", ({ latlng }) => set({ lat: latlng.lat, lon: latlng.lng }));
    pin.on("dragend", () => set({ lat: pin.getLatLng().lat, lon: pin.getLatLng().lng }));
    button.addEventListener("keydown", (event) => {
      const way = arrows[event.key];
      if (!way) return;
      event.preventDefault();
      event.stopPropagation();
      const length = event.shiftKey ? step * 6 : step;
      const spot = map.project(pin.getLatLng()).add([way[0] * length, way[1] * length]);
      const { lat, lng } = map.unproject(spot);
      set({ lat, lon: lng });
      map.panInside(pin.getLatLng(), { padding: [48, 48] });
    });
    setReady(true);
  });
  onCleanup(() => {
    gone = true;
    end?.();
  });

  createEffect(
    on([ready, () => props.point], ([now, point]) => {
      // What comes from outside (another Comune) is looked at; what this map set itself is already in view.
      if (now && point && (point.lat !== own?.lat || point.lon !== own?.lon)) follow?.(point, true);
    }),
  );

  return (
    <div class="pin-picker">
      <section class="map map-small" classList={{ "map-ready": ready() }} aria-label={props.label}>
        <div class="map-place" dir="ltr" ref={place} />
        <Show when={!ready() && !failed()}>
          <div class="map-curtain">
            <Spinner />
          </div>
        </Show>
      </section>
      <p class="field-hint">{failed() ? t.failed : t.pinHint}</p>
      <p class="pin-where" role="status">
        <Show when={props.point}>{(point) => <>{t.pinAt(degrees(point().lat), degrees(point().lon))}</>}</Show>
      </p>
    </div>
  );
}

const degrees = (value: number): string => number(value, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
