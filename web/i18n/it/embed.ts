/** Words of the page on which an association puts together what it shows on its own site. */
export default {
  title: "Le attività sul tuo sito",
  description:
    "Mostra le prossime attività di volontariato e partecipazione sul sito della tua associazione o del tuo Comune, con una riga.",
  lead: "Scegli quali attività mostrare, poi copia una riga nella pagina del tuo sito. L'elenco si aggiorna da solo e prende caratteri e colori dal tuo sito.",
  choose: "Che cosa mostrare",
  words: "Parole",
  place: "Comune",
  themes: "Temi",
  count: "Quante attività",
  show: "Aggiorna",
  line: "La riga da copiare",
  copy: "Copia la riga",
  copied: "Riga copiata.",
  link: "Partecipa con Insieme",
  plain: "Dove il sito non accetta script resta un semplice collegamento.",
  preview: "Così si vedrà",
  previewText: "Con i caratteri e i colori di questa pagina.",
  looks: "Aspetto",
  looksText: "Con queste proprietà CSS cambi linee, distanze e colore delle righe secondarie:",
};
