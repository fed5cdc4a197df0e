import type it from "../it/subscribe.ts";

export default {
  title: "Follow this search",
  text: "What is new comes by itself, into the program that you use already.",
  calendar: "In my calendar",
  atom: "In a news reader (Atom)",
  json: "JSON Feed",
  geojson: "GeoJSON, for maps",
  csv: "Spreadsheet (CSV)",
  embed: "On your site",
} satisfies typeof it;
