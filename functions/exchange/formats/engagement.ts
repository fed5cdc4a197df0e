import type { Format } from "./format.ts";
import { jsonTypes, listIn, readJson } from "./json.ts";

/**
 * Missions as betagouv's API Engagement lists them (`{ ok, data: [...] }`, searches under `hits`), and platforms that share its shape.
 * Its domains are few and known. A mission that is done at a distance alone has no place here.
 */
export const engagement: Format = {
  types: jsonTypes,
  openEnded: true,
  defaults: {
    fields: {
      uid: "{clientId|_id|id}",
      title: "{title}",
      summary: "{description|descriptionHtml}",
      url: "{applicationUrl|url}",
      startsAt: "{startAt|postedAt}",
      endsAt: "{endAt}",
      comune: "{city|addresses.0.city}",
      postcode: "{postalCode|addresses.0.postalCode}",
      lat: "{location.lat|addresses.0.location.lat}",
      lon: "{location.lon|addresses.0.location.lon}",
      venue: "{address|addresses.0.street}",
      themes: "{domain}",
      minimumAge: "{openToMinors}",
      publisher: "{organizationName|associationName}",
    },
    themes: [
      { words: "education", theme: "school" },
      { words: "environnement", theme: "environment" },
      { words: "sante", theme: "health" },
      { words: "culture-loisirs, memoire-et-citoyennete", theme: "culture" },
      { words: "sport", theme: "sport" },
      { words: "emploi", theme: "work" },
      { words: "solidarite-insertion, vivre-ensemble", theme: "rights" },
    ],
  },
  read: (text) =>
    listIn(readJson(text), "data", "hits", "missions").map((values) => ({
      values,
      ...(values["remote"] === "full" && { refused: "online_only" as const }),
      ...(values["deletedAt"] != null && { refused: "called_off" as const }),
    })),
};
