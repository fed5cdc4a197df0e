/** Words for whoever wants to be told of what is new in a search. */
export default {
  title: "Segui questa ricerca",
  text: "Gli aggiornamenti arrivano da soli, nel programma che usi già.",
  calendar: "Nel mio calendario",
  atom: "Nel lettore di notizie (Atom)",
  json: "JSON Feed",
  geojson: "GeoJSON, per le mappe",
  csv: "Foglio di calcolo (CSV)",
  embed: "Sul tuo sito",
};
