import { plural } from "../format.ts";

/** Words about opportunities that residents meet on several pages. */
export default {
  themes: {
    italian: "Italiano",
    school: "Scuola",
    family: "Famiglie",
    women: "Donne",
    young: "Giovani",
    elderly: "Anziani",
    culture: "Cultura",
    sport: "Sport",
    environment: "Ambiente",
    food: "Cibo",
    health: "Salute",
    rights: "Diritti",
    work: "Lavoro",
    digital: "Digitale",
  },
  access: {
    step_free: "Senza gradini",
    accessible_toilet: "Bagno accessibile",
    parking: "Parcheggio riservato",
    public_transport: "Vicino ai mezzi pubblici",
    sign_language: "Lingua dei segni",
    quiet_space: "Spazio tranquillo",
    childcare: "Spazio per i bambini",
  },
  elsewhere: "Su un altro sito",
  left: (n: number) => plural("it", n, { one: "# posto libero", other: "# posti liberi" }),
  full: "Completo: lista d'attesa",
  dates: (n: number) => plural("it", n, { one: "Un'altra data", other: "Altre # date" }),
  minimumAge: (n: number) => `Dai ${n} anni`,
};
