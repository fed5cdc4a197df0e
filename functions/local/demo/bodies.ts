import type { BodyDraft } from "../../bodies/contract.ts";

/** How far a body has come in the demo. */
export type DemoBody = {
  readonly key: string;
  readonly draft: Omit<BodyDraft, "email" | "voucher">;
  readonly owner: string;
  readonly organisers?: readonly string[];
  readonly tutors?: readonly string[];
  readonly voucher?: string;
  readonly reached: "verified" | "submitted" | "returned" | "draft";
  readonly reason?: string;
};

/**
 * The partners of TEAMS (Tuscany Empowerment Actions for Migrant System, 2018-2023), as public sources name them, and around
 * them associations made up for the demo.
 */
export const bodies: readonly DemoBody[] = [
  {
    key: "regione",
    owner: "paolo",
    reached: "verified",
    draft: { kind: "service", name: "Regione Toscana", comune: "048017", description: "Ha guidato il progetto TEAMS." },
  },
  {
    key: "firenze",
    owner: "marco",
    reached: "verified",
    draft: { kind: "comune", name: "Comune di Firenze", comune: "048017", languages: ["it", "en", "fr"] },
  },
  {
    key: "prato",
    owner: "laura",
    reached: "verified",
    draft: { kind: "comune", name: "Comune di Prato", comune: "100005", languages: ["it", "zh", "en"] },
  },
  {
    key: "pisana",
    owner: "luca",
    reached: "verified",
    draft: { kind: "service", name: "Società della Salute Pisana", comune: "050026", languages: ["it", "en", "fr"] },
  },
  {
    key: "cnr",
    owner: "andrea",
    reached: "verified",
    draft: {
      kind: "service",
      name: "CNR-IGSG",
      comune: "048017",
      description: "Istituto di Informatica Giuridica e Sistemi Giudiziari: cura il portale PAeSI.",
    },
  },
  { key: "lucca", owner: "chiara", reached: "verified", draft: { kind: "school", name: "Scuola polo Fermi-Giorgi", comune: "046017" } },
  { key: "gramsci", owner: "sara", reached: "verified", draft: { kind: "school", name: "Scuola polo Gramsci-Keynes", comune: "100005" } },
  {
    key: "grosseto",
    owner: "tommaso",
    reached: "verified",
    draft: { kind: "school", name: "Scuola polo Leopoldo II di Lorena", comune: "053011" },
  },
  {
    key: "teranga",
    owner: "amina",
    organisers: ["moussa"],
    tutors: ["nadia"],
    reached: "verified",
    draft: {
      kind: "migrant_association",
      name: "Teranga Toscana",
      comune: "050026",
      languages: ["it", "fr", "wo"],
      description: "Persone dal Senegal e amiche e amici di Pisa: doposcuola, cucina, sport, accompagnamento ai servizi.",
    },
  },
  {
    key: "romania",
    owner: "elena",
    organisers: ["blerina"],
    reached: "verified",
    draft: {
      kind: "migrant_association",
      name: "Casa Romania Firenze",
      comune: "048017",
      languages: ["it", "ro"],
      runtsSection: "aps",
      runtsSince: "2023-02-14",
      description: "Cultura, lingua e aiuto reciproco tra chi viene dalla Romania e chi vive a Firenze.",
    },
  },
  {
    key: "ponte",
    owner: "chen",
    organisers: ["mei"],
    reached: "verified",
    draft: {
      kind: "migrant_association",
      name: "Ponte d'Oriente Prato",
      comune: "100005",
      languages: ["it", "zh", "en"],
      description: "Un ponte tra le famiglie cinesi e la città: lingua, scuola, salute.",
    },
  },
  {
    key: "maremma",
    owner: "olena",
    organisers: ["ibrahim"],
    reached: "verified",
    draft: {
      kind: "third_sector",
      name: "Maremma Accogliente ODV",
      comune: "053011",
      languages: ["it", "uk", "fr"],
      runtsSection: "odv",
      runtsSince: "2022-11-07",
    },
  },
  {
    key: "costa",
    owner: "carmen",
    organisers: ["rashid"],
    reached: "verified",
    draft: {
      kind: "third_sector",
      name: "Porto Aperto APS",
      comune: "049009",
      languages: ["it", "es", "en", "bn"],
      runtsSection: "aps",
      runtsSince: "2023-05-19",
    },
  },
  {
    key: "aretina",
    owner: "priya",
    organisers: ["samuel"],
    reached: "verified",
    draft: { kind: "migrant_association", name: "Mosaico Aretino", comune: "051002", languages: ["it", "bn", "si", "en"] },
  },
  {
    key: "orto",
    owner: "yusuf",
    voucher: "teranga",
    reached: "submitted",
    draft: { kind: "informal_group", name: "Orto di tutti", comune: "050026", languages: ["it", "ar", "so"] },
  },
  {
    key: "danza",
    owner: "nadia",
    reached: "submitted",
    draft: { kind: "migrant_association", name: "Danze del Mediterraneo", comune: "046017", languages: ["it", "ar", "fr"] },
  },
  {
    key: "ciclo",
    owner: "samuel",
    reached: "returned",
    reason: "Manca la sezione del RUNTS: indicate il numero e la data di iscrizione, poi inviate di nuovo.",
    draft: { kind: "third_sector", name: "Ciclofficina Siena", comune: "052032", languages: ["it", "en"], runtsSection: "aps" },
  },
  {
    key: "lettori",
    owner: "grace",
    reached: "draft",
    draft: { kind: "migrant_association", name: "Lettori senza confini", comune: "047014", languages: ["it", "en"] },
  },
];
