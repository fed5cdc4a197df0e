import { createEffect, createSignal, on } from "solid-js";
import type { FoundListing } from "../../functions/discovery/contract.ts";
import { searchOf, type Wish } from "../parts/wish.ts";
import { MapFrame } from "./MapFrame.tsx";
import type { Served } from "./served.ts";

type Props = {
  label: string;
  wish: Wish;
  /** What the list points at. */
  pointed: FoundListing | undefined;
  onPick: (id: string | undefined) => void;
};

/** All that the wish finds, on the map: the twin of the list, not only of the page in view. Needs the area `find`. */
export function FoundMap(props: Props) {
  const [served, setServed] = createSignal<Served>();
  const opened = async (map: L.Map) => {
    const { drawServed } = await import("./served.ts");
    setServed(
      drawServed(
        map,
        () => props.wish,
        (id) => props.onPick(id),
      ),
    );
  };
  createEffect(
    on([served, () => searchOf(props.wish, { sort: undefined })], ([drawn, search]) => {
      void drawn?.show(search !== "");
    }),
  );
  createEffect(() => {
    const listing = props.pointed;
    served()?.point(listing && { id: listing.id, ...listing.point });
  });
  return <MapFrame label={props.label} opened={opened} />;
}
