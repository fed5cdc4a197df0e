import L from "leaflet";
import sheet from "leaflet/dist/leaflet.css?url";
import { provinces } from "../../functions/territory/outlines.ts";
import type { Settings } from "../page.ts";
import { bounds } from "./tuscany.ts";

export { L };

// The map's own rules come with its code, and nothing is drawn without them.
await new Promise<void>((resolve, reject) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = sheet;
  link.addEventListener("load", () => resolve());
  link.addEventListener("error", () => reject(new Error("The map's style sheet did not come.")));
  document.head.prepend(link);
});

export type MapWords = { readonly zoomIn: string; readonly zoomOut: string; readonly ground: string };

/**
 * A map of Tuscany in an element: the outlines of the provinces, and over them tiles where the installation has some.
 * When tiles fail the outlines stay. Only ever loaded in the browser, and only when a map is asked for.
 */
export function openMap(element: HTMLElement, { tilesUrl, tilesCredit }: Settings, words: MapWords): L.Map {
  const map = L.map(element, {
    zoomControl: false,
    attributionControl: false,
    maxBounds: L.latLngBounds([41, 8], [45.7, 14]),
    minZoom: 6,
    maxZoom: 17,
    zoomSnap: 0.5,
    scrollWheelZoom: false,
    // Motion only for those who did not ask for less of it.
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  const credit = L.control.attribution({ prefix: false }).addTo(map).addAttribution(words.ground);

  // The wheel scrolls the page until the map was touched.
  map.on("focus click", () => map.scrollWheelZoom.enable());
  map.on("blur mouseout", () => map.scrollWheelZoom.disable());

  const ground = L.featureGroup(
    provinces.map(({ rings }) =>
      L.polygon(
        rings.map((ring) => ring.map(([lat, lon]) => L.latLng(lat, lon))),
        { className: "map-province", interactive: false },
      ),
    ),
  ).addTo(map);

  if (tilesUrl) {
    const tiles = L.tileLayer(tilesUrl, { maxZoom: 19 });
    let failed = 0;
    tiles.on("tileload", () => element.classList.add("has-tiles"));
    tiles.on("tileerror", () => {
      // A server that answers nothing is left alone after a few tries.
      if (++failed === 8 && !element.classList.contains("has-tiles")) tiles.remove();
    });
    tiles.addTo(map);
    credit.addAttribution(text(tilesCredit));
  }
  map.fitBounds(L.latLngBounds(bounds.map(([lat, lon]) => L.latLng(lat, lon))));
  ground.bringToBack();
  return map;
}

/** Leaflet takes HTML: this makes text of it. */
export function text(plain: string): string {
  const span = document.createElement("span");
  span.textContent = plain;
  return span.innerHTML;
}
