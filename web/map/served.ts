import type { FoundListing, MapMark } from "../../functions/discovery/contract.ts";
import { shortDate, timeRange } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { find, findOnMap, type View } from "../parts/finding.ts";
import { searchOf, type Wish } from "../parts/wish.ts";
import { path } from "../routes.ts";
import { L } from "./leaflet.ts";
import type { Mark } from "./clusters.ts";
import { closest, popupOf, yieldToZoom } from "./marks.ts";

export type Served = {
  /** Asks anew; `fit` brings what is found into view. */
  show: (fit: boolean) => Promise<void>;
  /** Points at one thing, wherever it is: alone, under a number, or beyond what is in view. */
  point: (at: { readonly id: string; readonly lat: number; readonly lon: number } | undefined) => void;
};

/** As wide as list and thumb allow: what is asked beyond the edge is at hand when the map moves a little. */
const viewOf = (map: L.Map): View => {
  const bounds = map.getBounds();
  return {
    west: bounds.getWest(),
    south: bounds.getSouth(),
    east: bounds.getEast(),
    north: bounds.getNorth(),
    zoom: Math.round(map.getZoom() * 2) / 2,
  };
};

const keyOf = ({ id, lat, lon }: MapMark): string => id ?? `${lat},${lon}`;
const parted = ({ corners }: MapMark): boolean => !!corners && (corners[0] !== corners[2] || corners[1] !== corners[3]);

/** Marks that the server clusters for the part in view. A press comes closer, or tells what is there. */
export function drawServed(map: L.Map, wish: () => Wish, onPick: (id: string | undefined) => void): Served {
  const layer = L.layerGroup().addTo(map);
  const buttons = new Map<string, HTMLButtonElement>();
  let pointed: { id: string; lat: number; lon: number } | undefined;
  let lone: L.Marker | undefined;
  let turn = 0;

  const tell = (at: L.LatLngExpression, content: HTMLElement) =>
    L.popup({ offset: [0, -14], autoPanPaddingTopLeft: [72, 16], autoPanPaddingBottomRight: [16, 32], maxHeight: 240 })
      .setLatLng(at)
      .setContent(content)
      .openOn(map);

  const press = async (mark: MapMark) => {
    if (mark.corners && parted(mark) && map.getZoom() < map.getMaxZoom()) {
      const [west, south, east, north] = mark.corners;
      map.fitBounds(L.latLngBounds([south, west], [north, east]), { padding: [56, 56], maxZoom: Math.max(map.getZoom() + 3, 12) });
      return;
    }
    if (mark.count === 1) {
      onPick(mark.id);
      tell([mark.lat, mark.lon], popupOf([single(mark)]));
      return;
    }
    const { marks, all } = await atPoint(wish(), mark);
    if (marks[0]) onPick(marks[0].id);
    tell([mark.lat, mark.lon], popupOf(all ? [...marks, all] : marks));
  };

  const highlight = () => {
    for (const [key, button] of buttons) {
      const on = key === pointed?.id;
      button.classList.toggle("on", on);
      button.closest<HTMLElement>(".map-spot")?.classList.toggle("front", on);
    }
    lone?.remove();
    lone = undefined;
    if (!pointed || buttons.has(pointed.id)) return;
    const icon = L.divIcon({ html: '<span class="map-mark on"></span>', className: "map-spot front", iconSize: [32, 32] });
    lone = L.marker([pointed.lat, pointed.lon], { icon, keyboard: false, interactive: false }).addTo(map);
  };

  const draw = (marks: readonly MapMark[]) => {
    const focused = [...buttons].find(([, button]) => button === document.activeElement)?.[0];
    layer.clearLayers();
    buttons.clear();
    for (const mark of marks) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = mark.count > 1 ? "map-mark map-many" : "map-mark";
      button.textContent = mark.count > 1 ? String(mark.count) : "";
      button.setAttribute("aria-label", mark.count > 1 ? words("common").map.many(mark.count) : (mark.title ?? ""));
      button.addEventListener("click", (event) => {
        event.stopPropagation();
        void press(mark).catch(() => {});
      });
      const icon = L.divIcon({ html: button, className: "map-spot", iconSize: [32, 32] });
      L.marker([mark.lat, mark.lon], { icon, keyboard: false, interactive: false }).addTo(layer);
      buttons.set(keyOf(mark), button);
    }
    highlight();
    if (focused) buttons.get(focused)?.focus({ preventScroll: true });
    yieldToZoom(map, buttons.values());
  };

  /** The latest look counts; what fails leaves the marks as they are. */
  const look = async (): Promise<readonly MapMark[]> => {
    const mine = ++turn;
    const answer = await findOnMap(wish(), viewOf(map)).catch(() => undefined);
    if (mine !== turn || !answer) return [];
    draw(answer.marks);
    return answer.marks;
  };
  map.on("moveend", () => void look());
  map.on("move resize", () => yieldToZoom(map, buttons.values()));
  map.on("popupclose", () => onPick(undefined));

  return {
    async show(fit) {
      map.closePopup();
      const marks = await look();
      if (!fit || marks.length === 0) return;
      const corners = marks.flatMap(({ lat, lon, corners: c }): [number, number][] =>
        c
          ? [
              [c[1], c[0]],
              [c[3], c[2]],
            ]
          : [[lat, lon]],
      );
      map.fitBounds(L.latLngBounds(corners), {
        paddingTopLeft: [72, 40],
        paddingBottomRight: [40, 40],
        maxZoom: closest(),
        animate: false,
      });
    },
    point(at) {
      pointed = at;
      highlight();
    },
  };
}

/** As many as a pop-up tells of one point. */
const told = 8;

/** What lies at one point that no zoom parts; `all` where that is more than is told here. */
async function atPoint(wish: Wish, { lat, lon, count }: MapMark): Promise<{ marks: readonly Mark[]; all?: Mark }> {
  const { place: _, ...rest } = wish;
  const here = { ...rest, lat: String(lat), lon: String(lon), within: 1, sort: "distance" } as const;
  const { items } = await find(here, told);
  const marks = items.map(markOf);
  if (count <= marks.length) return { marks };
  return { marks, all: { id: "", lat, lon, title: words("find").hereAll, href: path("home") + searchOf(here) } };
}

const single = ({ id, lat, lon, title = "", startsAt, url }: MapMark): Mark => ({
  id: id!,
  lat,
  lon,
  title,
  ...(startsAt && { line: shortDate(startsAt) }),
  href: url ?? path("opportunity", { id: id! }),
});

const markOf = (listing: FoundListing): Mark => ({
  id: listing.id,
  ...listing.point,
  title: listing.title,
  line: `${shortDate(listing.startsAt)}, ${timeRange(listing.startsAt, listing.endsAt)} · ${listing.comuneName}`,
  href: listing.external?.url ?? path("opportunity", { id: listing.id }),
});
