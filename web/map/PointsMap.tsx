import { createEffect, createSignal } from "solid-js";
import { words } from "../i18n/words.ts";
import type { Mark } from "./clusters.ts";
import { MapFrame } from "./MapFrame.tsx";
import type { Marks } from "./marks.ts";

type Props = {
  marks: readonly Mark[];
  label: string;
  /** The mark that the list beside points at, and what to do when the map points at one. */
  selected?: string | undefined;
  onSelect?: (id: string | undefined) => void;
  /** Asked for at once, on any screen. */
  open?: boolean;
};

/** The twin of a list that is all in view: the same things, where they are. */
export function PointsMap(props: Props) {
  const [drawn, setDrawn] = createSignal<Marks>();
  const opened = async (map: L.Map) => {
    const { drawMarks } = await import("./marks.ts");
    setDrawn(drawMarks(map, { many: words("common").map.many }, (id) => props.onSelect?.(id)));
  };
  createEffect(() => drawn()?.show(props.marks));
  createEffect(() => drawn()?.select(props.selected));
  return <MapFrame label={props.label} opened={opened} open={props.open} />;
}
