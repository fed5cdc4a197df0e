/** Privacy and accessibility in plain words. Drafts: both say so, and what is still to be confirmed. */
export default {
  draft: "Bozza",
  privacy: {
    title: "Privacy",
    description: "Quali dati usa Insieme, perché, per quanto tempo, e quali diritti hai.",
    lead: "Chiediamo il meno possibile, e diciamo qui a che cosa serve.",
    draft: "Il titolare del trattamento e i tempi di conservazione saranno confermati da ANCI Toscana prima dell'avvio del servizio.",
    sections: [
      {
        title: "Che cosa sappiamo di te",
        text: [
          "La tua e-mail, per mandarti il codice di accesso e gli avvisi sulle tue attività. Chi organizza le attività non la vede; la vedono solo le persone del tuo stesso ente.",
          "Il nome che ci dai: lo vedono le persone che organizzano le attività a cui aderisci.",
          "Le tue adesioni, le presenze, le ore e gli attestati che chiedi.",
          "Le ricerche che salvi per ricevere le novità, e che cosa ti abbiamo già segnalato. Le vedi solo tu e le elimini quando vuoi.",
        ],
      },
      {
        title: "Che cosa non chiediamo",
        text: ["Cittadinanza, permesso di soggiorno, religione, salute: non servono per partecipare, e non li chiediamo."],
      },
      {
        title: "Dove sei",
        text: [
          "Se premi “Vicino a me” il tuo browser ci dice dove sei solo se tu accetti. Arrotondiamo a circa un chilometro, usiamo il dato per quella ricerca e non lo conserviamo. Resta, arrotondato, solo in una ricerca che salvi tu.",
        ],
      },
      {
        title: "Per quanto tempo",
        text: [
          "Il codice di accesso vale 15 minuti. L'accesso dura al massimo 60 giorni, o finché premi “Esci”.",
          "Un indirizzo che non conferma una ricerca salvata si cancella da solo in pochi giorni.",
          "Adesioni, ore e attestati restano finché hai un profilo. Se chiedi di cancellarlo, il tuo nome sparisce: restano solo numeri che non dicono chi sei, e ciò che la legge obbliga un'associazione a conservare nel registro dei volontari.",
        ],
      },
      {
        title: "Cookie",
        text: [
          "Usiamo un solo cookie, tecnico: serve a ricordare che hai effettuato l'accesso. Nessuna pubblicità, nessuna statistica di terzi, nessun contenuto caricato da altri siti.",
        ],
      },
      {
        title: "I tuoi diritti",
        text: [
          "Puoi chiedere di vedere i tuoi dati, correggerli, riceverne una copia o cancellarli, e puoi opporti a un uso. Scrivici: rispondiamo entro un mese.",
          "Se pensi che qualcosa non vada, puoi anche rivolgerti al Garante per la protezione dei dati personali.",
        ],
      },
    ],
    contact: "Per i tuoi dati scrivi a:",
  },
  accessibility: {
    title: "Accessibilità",
    description: "Come è fatto Insieme perché tutti possano usarlo, che cosa non va ancora, e come segnalarlo.",
    lead: "Insieme deve funzionare per tutti: con la tastiera, con un lettore di schermo, su un telefono piccolo, con una connessione lenta.",
    draft:
      "Questa è la bozza della dichiarazione di accessibilità: quella ufficiale si compila con il modulo di AGID dopo una verifica con persone.",
    sections: [
      {
        title: "A che cosa ci atteniamo",
        text: [
          "La legge (L. 4/2004) chiede le WCAG 2.1 al livello AA. Noi lavoriamo per le WCAG 2.2 al livello AA.",
          "Stato: parzialmente conforme, in attesa di verifica.",
        ],
      },
      {
        title: "Come lo controlliamo",
        text: [
          "Ogni pagina, in ogni lingua, è controllata con axe a ogni modifica, su schermo piccolo e grande.",
          "Tutto si può fare con la sola tastiera. Le pagine pubbliche si leggono anche senza JavaScript. La mappa ripete ciò che dice la lista: non serve vederla.",
        ],
      },
      {
        title: "Che cosa non va ancora",
        text: [
          "Non è ancora stata fatta una prova con persone che usano tecnologie assistive. Gli attestati in PDF non sono ancora etichettati per i lettori di schermo: la pagina di verifica dice le stesse cose.",
        ],
      },
      {
        title: "Se trovi un ostacolo",
        text: [
          "Scrivici che cosa volevi fare e che cosa ti ha fermato: rispondiamo entro 30 giorni.",
          "Se la risposta non ti basta, puoi rivolgerti al Difensore civico per il digitale, presso AGID.",
        ],
      },
    ],
    contact: "Segnala un ostacolo a:",
  },
};
