import type { PlanDraft } from "../../plans/contract.ts";

/** Territory: all of Tuscany, provinces, or health zones; resolved against the table of Comuni. */
export type DemoPlan = Pick<PlanDraft, "workPackage" | "zone" | "title" | "summary"> & {
  readonly key: string;
  readonly lead: string;
  readonly partners: readonly string[];
  readonly provinces?: readonly string[];
  readonly zones?: readonly string[];
  readonly updates?: readonly string[];
};

const associations = ["teranga", "romania", "ponte", "maremma", "costa", "aretina"] as const;

/** The plans of TEAMS as the sources tell them: Prato's is named after the North-West though it lies in the Centre, and no school plan names Arezzo. */
export const plans: readonly DemoPlan[] = [
  {
    key: "wp4",
    workPackage: "wp4",
    zone: "Toscana",
    title: "Cittadinanza attiva",
    summary: "Associazioni di cittadini stranieri, gruppi di volontariato e Comuni progettano insieme; chi abita qui partecipa.",
    lead: "anci",
    partners: ["regione", "firenze", "prato", "pisana", ...associations],
    updates: [
      "Pubblicata la scheda per proporre un progetto.",
      "Incontro con le associazioni a Firenze: trentadue presenti, verbale condiviso.",
    ],
  },
  {
    key: "wp1-lucca",
    workPackage: "wp1",
    zone: "Area vasta Nord Ovest: Lucca",
    title: "Scuole in rete: Lucca",
    lead: "lucca",
    partners: ["pisana", "teranga"],
    provinces: ["LU", "MS", "PI", "LI"],
  },
  {
    key: "wp1-prato",
    workPackage: "wp1",
    zone: "Area vasta Nord Ovest",
    title: "Scuole in rete: Prato",
    lead: "gramsci",
    partners: ["prato", "ponte", "romania"],
    provinces: ["PO", "PT", "FI"],
  },
  {
    key: "wp1-grosseto",
    workPackage: "wp1",
    zone: "Area vasta Sud Est",
    title: "Scuole in rete: Grosseto",
    lead: "grosseto",
    partners: ["maremma"],
    provinces: ["GR", "SI"],
  },
  {
    key: "wp2-firenze",
    workPackage: "wp2",
    zone: "Firenze",
    title: "Sportelli in rete: Firenze",
    lead: "firenze",
    partners: ["romania", "cnr"],
    zones: ["Firenze"],
  },
  {
    key: "wp2-prato",
    workPackage: "wp2",
    zone: "Area vasta Nord Ovest",
    title: "Sportelli in rete: Prato",
    lead: "prato",
    partners: ["ponte"],
    zones: ["Pratese"],
  },
  {
    key: "wp2-pisa",
    workPackage: "wp2",
    zone: "Zona Pisana",
    title: "Sportelli in rete: Pisa",
    lead: "pisana",
    partners: ["teranga", "costa"],
    zones: ["Pisana", "Alta Val di Cecina - Valdera"],
  },
  { key: "wp3", workPackage: "wp3", zone: "Toscana", title: "Informazione: il portale PAeSI", lead: "cnr", partners: ["regione", "anci"] },
];
