import { type Cluster, clustersOf, inseparable, type Mark } from "./clusters.ts";
import { settings } from "../page.ts";
import { L } from "./leaflet.ts";

export type MarksWords = { readonly many: (n: number) => string };
export type Marks = { show: (marks: readonly Mark[]) => void; select: (id: string | undefined) => void };

/** Draws marks as buttons, clustered at each zoom; a press tells `onSelect` and opens the mark's words, or comes closer. */
export function drawMarks(map: L.Map, words: MarksWords, onSelect: (id: string | undefined) => void): Marks {
  const layer = L.layerGroup().addTo(map);
  let marks: readonly Mark[] = [];
  let selected: string | undefined;
  let buttons: { cluster: Cluster; button: HTMLButtonElement }[] = [];

  const highlight = () => {
    for (const { cluster, button } of buttons) {
      const on = cluster.marks.some(({ id }) => id === selected);
      button.classList.toggle("on", on);
      button.closest<HTMLElement>(".map-spot")?.classList.toggle("front", on);
    }
  };

  const press = (cluster: Cluster) => {
    if (cluster.marks.length > 1 && !inseparable(cluster) && map.getZoom() < map.getMaxZoom()) {
      map.fitBounds(L.latLngBounds(cluster.marks.map(({ lat, lon }) => [lat, lon])), {
        padding: [48, 48],
        maxZoom: Math.max(map.getZoom() + 2, 12),
      });
      return;
    }
    onSelect(cluster.marks[0]!.id);
    L.popup({ offset: [0, -14], autoPanPaddingTopLeft: [72, 16], autoPanPaddingBottomRight: [16, 32], maxHeight: 240 })
      .setLatLng([cluster.lat, cluster.lon])
      .setContent(popupOf(cluster.marks))
      .openOn(map);
  };

  const draw = () => {
    layer.clearLayers();
    const place = ({ lat, lon }: Mark) => map.project([lat, lon]);
    buttons = clustersOf(marks, place, 40).map((cluster) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = cluster.marks.length > 1 ? "map-mark map-many" : "map-mark";
      button.textContent = cluster.marks.length > 1 ? String(cluster.marks.length) : "";
      button.setAttribute("aria-label", cluster.marks.length > 1 ? words.many(cluster.marks.length) : cluster.marks[0]!.title);
      button.addEventListener("click", (event) => {
        event.stopPropagation();
        press(cluster);
      });
      const icon = L.divIcon({ html: button, className: "map-spot", iconSize: [32, 32] });
      L.marker([cluster.lat, cluster.lon], { icon, keyboard: false, interactive: false }).addTo(layer);
      return { cluster, button };
    });
    highlight();
  };
  map.on("zoomend", draw);
  map.on("zoomend moveend resize", () =>
    yieldToZoom(
      map,
      buttons.map(({ button }) => button),
    ),
  );
  map.on("popupclose", () => onSelect(undefined));

  return {
    show(next) {
      marks = next;
      map.closePopup();
      draw();
      if (marks.length > 0)
        map.fitBounds(L.latLngBounds(marks.map(({ lat, lon }) => [lat, lon])), {
          paddingTopLeft: [72, 40],
          paddingBottomRight: [40, 40],
          maxZoom: closest(),
          animate: false,
        });
    },
    select(id) {
      selected = id;
      highlight();
    },
  };
}

/** What lies under the zoom's buttons waits until the map moves: half a mark is no target for a thumb. */
export function yieldToZoom(map: L.Map, buttons: Iterable<HTMLButtonElement>): void {
  const corner = map.getContainer().querySelector(".leaflet-control-zoom")!.getBoundingClientRect();
  for (const button of buttons) {
    const { left, top } = button.getBoundingClientRect();
    button.disabled = left < corner.right && top < corner.bottom;
  }
}

/** Without tiles there is nothing to see but borders: no closer than shows some of them. */
export const closest = (): number => (settings().tilesUrl ? 13 : 9);

export function popupOf(marks: readonly Mark[]): HTMLElement {
  const list = document.createElement("ul");
  list.className = "map-popup";
  for (const { title, line, href } of marks) {
    const item = list.appendChild(document.createElement("li"));
    const name = item.appendChild(document.createElement(href ? "a" : "strong"));
    name.textContent = title;
    if (href) (name as HTMLAnchorElement).href = href;
    if (line) item.appendChild(document.createElement("span")).textContent = line;
  }
  return list;
}
