import { createEffect, createSignal, on } from "solid-js";
import type { FoundListing, MapMark } from "../../functions/discovery/contract.ts";
import { shortDate, timeRange } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { find, findOnMap } from "../parts/finding.ts";
import { searchOf, type Wish } from "../parts/wish.ts";
import { path } from "../routes.ts";
import { MapFrame } from "./MapFrame.tsx";
import type { Mark } from "./clusters.ts";
import type { Served } from "./served.ts";

type Props = {
  label: string;
  wish: Wish;
  /** What the list points at. */
  pointed: FoundListing | undefined;
  onPick: (id: string | undefined) => void;
};

/** As many as a pop-up tells of one point. */
const told = 8;

/** All that the wish finds, on the map: the twin of the list, not only of the page in view. Needs the area `find`. */
export function FoundMap(props: Props) {
  const t = words("find");
  const [served, setServed] = createSignal<Served>();
  const filters = () => searchOf(props.wish, { sort: undefined });

  const opened = async (map: L.Map) => {
    const { drawServed } = await import("./served.ts");
    const drawn = drawServed(map, {
      look: (view) => findOnMap(props.wish, view),
      at: (mark) => atPoint(props.wish, mark),
      markOf: ({ id, lat, lon, title = "", startsAt, url }) => ({
        id: id!,
        lat,
        lon,
        title,
        ...(startsAt && { line: shortDate(startsAt) }),
        href: url ?? path("opportunity", { id: id! }),
      }),
      many: words("common").map.many,
      onPick: (id) => props.onPick(id),
    });
    setServed(drawn);
  };

  createEffect(on([served, filters], ([drawn, search]) => void drawn?.show(search !== "")));
  createEffect(() => {
    const listing = props.pointed;
    served()?.point(listing && { id: listing.id, ...listing.point });
  });
  return <MapFrame label={props.label} opened={opened} />;

  async function atPoint(wish: Wish, mark: MapMark): Promise<{ marks: readonly Mark[]; all?: Mark }> {
    const here = { ...wish, place: undefined, lat: String(mark.lat), lon: String(mark.lon), within: 1, sort: "distance" } as const;
    const { items } = await find(Object.fromEntries(Object.entries(here).filter(([, value]) => value !== undefined)) as Wish, told);
    const marks = items.map(markOf);
    if (mark.count <= marks.length) return { marks };
    const all = { id: "", lat: mark.lat, lon: mark.lon, title: t.hereAll, href: path("home") + searchOf(here) };
    return { marks, all };
  }
}

const markOf = (listing: FoundListing): Mark => ({
  id: listing.id,
  ...listing.point,
  title: listing.title,
  line: `${shortDate(listing.startsAt)}, ${timeRange(listing.startsAt, listing.endsAt)} · ${listing.comuneName}`,
  href: listing.external?.url ?? path("opportunity", { id: listing.id }),
});
