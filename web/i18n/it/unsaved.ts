/** Words of the question before a page with unsaved work is left. */
export default {
  title: "Ci sono modifiche non salvate",
  text: "Se esci adesso vanno perse.",
  stay: "Resta qui",
  leave: "Esci senza salvare",
};
