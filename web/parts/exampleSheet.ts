import { daysLater } from "./days.ts";

/** Heads as an association would write them; the API knows many more names for each. */
const heads = "Titolo;Descrizione;Temi;Comune;Luogo;Indirizzo;Data;Ora inizio;Ora fine;Posti;Lingue;Età minima;Accessibilità;Cosa portare";
const italian = (day: string): string => day.split("-").toReversed().join("/");

/** A sheet to begin with: two activities in this Comune, one with two dates, as a spreadsheet of an Italian office opens it. */
export function exampleSheet(comune: string, today: string): string {
  const day = (weeks: number) => italian(daysLater(today, weeks * 7));
  const talk = (date: string) =>
    `Conversazione in italiano;Si parla di cose di tutti i giorni, in piccoli gruppi.;Italiano;${comune};Biblioteca comunale;Via Roma 1;${date};18:00;19:30;12;italiano, inglese, arabo;16;senza gradini;`;
  const rows = [
    talk(day(4)),
    talk(day(5)),
    `Pulizia del parco;Sistemiamo insieme il parco del quartiere, poi merenda per tutti.;Ambiente, Giovani;${comune};Parco del quartiere;Via dei Giardini;${day(4)};09:30;12:30;25;italiano;14;mezzi pubblici;Guanti e scarpe comode`,
  ];
  return `\ufeff${[heads, ...rows].join("\r\n")}\r\n`;
}
