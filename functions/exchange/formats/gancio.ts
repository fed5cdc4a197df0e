import type { Format } from "./format.ts";
import { jsonTypes, listIn, readJson } from "./json.ts";

/** Gancio's `/api/events`: seconds since 1970, the place beside, the page of an event under its slug. */
export const gancio: Format = {
  types: jsonTypes,
  defaults: {
    fields: {
      uid: "{id}",
      title: "{title}",
      summary: "{description}",
      url: "{@origin}/event/{slug|id}",
      startsAt: "{start_datetime}",
      endsAt: "{end_datetime}",
      comune: "{place.address}",
      lat: "{place.latitude}",
      lon: "{place.longitude}",
      venue: "{place.name}",
      themes: "{tags}",
    },
    themes: [],
  },
  read: (text) => listIn(readJson(text), "events").map((values) => ({ values })),
};
