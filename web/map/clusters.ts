/** A mark on the map: where, what it is called, and where its page is. */
export type Mark = {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  readonly title: string;
  /** One line under the title: when, where. */
  readonly line?: string;
  readonly href?: string;
};

export type Cluster = { readonly marks: readonly Mark[]; readonly lat: number; readonly lon: number };
type Spot = { readonly x: number; readonly y: number };

/** Marks that would lie on one another, within `reach` pixels at the present zoom, as one. The first stands for those around it. */
export function clustersOf(marks: readonly Mark[], place: (mark: Mark) => Spot, reach: number): Cluster[] {
  const open: { spot: Spot; marks: Mark[] }[] = [];
  for (const mark of marks) {
    const spot = place(mark);
    const near = open.find((cluster) => Math.hypot(cluster.spot.x - spot.x, cluster.spot.y - spot.y) < reach);
    if (near) near.marks.push(mark);
    else open.push({ spot, marks: [mark] });
  }
  return open.map(({ marks: own }) => ({ marks: own, lat: own[0]!.lat, lon: own[0]!.lon }));
}

/** Marks so close that no zoom parts them. */
export const inseparable = ({ marks }: Cluster): boolean =>
  marks.every(({ lat, lon }) => Math.abs(lat - marks[0]!.lat) < 1e-4 && Math.abs(lon - marks[0]!.lon) < 1e-4);
