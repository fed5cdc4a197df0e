/** Words of the sign-in page; those of the code itself are in `code`. */
export default {
  title: "Accedi",
  description: "Accedi a Insieme con la tua e-mail: ricevi un codice di sei cifre, niente password.",
  lead: "Scrivi la tua e-mail: ti mandiamo un codice di sei cifre. Non serve una password e non serve registrarsi prima.",
  enter: "Accedi",
  welcome: (name: string) => `Ciao, ${name}!`,
  already: (name: string) => `Hai effettuato l'accesso come ${name}`,
  goOn: "Continua",
  needsScript: "Per accedere serve JavaScript: attivalo nel tuo browser e ricarica la pagina.",
  privacy: "Usiamo la tua e-mail solo per farti accedere e per avvisarti delle tue attività.",
  privacyLink: "Come trattiamo i tuoi dati",
};
