import type { Format } from "./format.ts";
import { isObject, jsonTypes, listIn, readJson } from "./json.ts";

/** GeoJSON, RFC 7946: a collection of features; what has no point has the middle of its corners. */
export const geojson: Format = {
  types: jsonTypes,
  defaults: {
    fields: {
      uid: "{id|properties.id|properties.uid}",
      title: "{properties.title|properties.name|properties.titolo}",
      summary: "{properties.description|properties.summary|properties.descrizione}",
      url: "{properties.url|properties.link|properties.website}",
      startsAt: "{properties.start|properties.startsAt|properties.startDate|properties.date}",
      endsAt: "{properties.end|properties.endsAt|properties.endDate}",
      comune: "{properties.comune|properties.city|properties.addressLocality|properties.address}",
      postcode: "{properties.postcode|properties.postalCode|properties.cap}",
      lat: "{point.lat}",
      lon: "{point.lon}",
      venue: "{properties.venue|properties.place|properties.location}",
      themes: "{properties.themes|properties.tags|properties.category|properties.categories}",
      languages: "{properties.languages}",
      minimumAge: "{properties.minimumAge}",
      publisher: "{properties.organizer|properties.organiser|properties.organizzatore}",
    },
    themes: [],
  },
  read: (text) => listIn(readJson(text), "features").map((feature) => ({ values: { ...feature, point: pointOf(feature["geometry"]) } })),
};

/** The middle of the box around a geometry: for a point, itself. Coordinates are east first. */
function pointOf(geometry: unknown): { lat: number; lon: number } | undefined {
  const corners: [number, number][] = [];
  const gather = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [lon, lat] = value as unknown[];
    if (typeof lon === "number" && typeof lat === "number") corners.push([lon, lat]);
    else for (const each of value as unknown[]) gather(each);
  };
  if (isObject(geometry)) gather(geometry["coordinates"]);
  if (corners.length === 0) return undefined;
  const middle = (axis: 0 | 1): number => {
    let [least, most] = [Infinity, -Infinity];
    for (const corner of corners) [least, most] = [Math.min(least, corner[axis]), Math.max(most, corner[axis])];
    return (least + most) / 2;
  };
  return { lon: middle(0), lat: middle(1) };
}
