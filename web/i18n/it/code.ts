/** Words of the way in: an e-mail, then the code that it brings. */
export default {
  email: "La tua e-mail",
  emailHint: "Ti mandiamo un codice di sei cifre. Niente password.",
  send: "Inviami il codice",
  sent: (email: string) => `Abbiamo scritto a ${email}. Copia qui il codice di sei cifre.`,
  code: "Codice",
  codeHint: "Di solito arriva in pochi secondi. Guarda anche nella posta indesiderata.",
  name: "Il tuo nome",
  nameHint: "Solo la prima volta: è come ti chiamerà chi organizza.",
  nameNeeded: "Come ti chiami?",
  nameNeededText: "È il nome che vede chi organizza, così può salutarti.",
  goOn: "Continua",
  another: "Inviami un altro codice",
  anotherSent: "Ti abbiamo inviato un nuovo codice: vale solo l'ultimo.",
  otherEmail: "Usa un'altra e-mail",
};
