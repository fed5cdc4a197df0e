import type { Graph, Node } from "./turtle.ts";

/** Who answers for the data: `id` is its code in the index of public administrations (IPA), or its codice fiscale. */
export type Publisher = { readonly name: string; readonly id: string };

type Media = "csv" | "geojson" | "json" | "sqlite";
type Dataset = {
  readonly name: string;
  readonly title: Readonly<Record<"it" | "en", string>>;
  readonly about: Readonly<Record<"it" | "en", string>>;
  readonly themes: readonly string[];
  readonly keywords: readonly string[];
  /** Of the vocabulary of the European Union. */
  readonly frequency: "UPDATE_CONT" | "IRREG";
  readonly page: string;
  readonly files: Readonly<Partial<Record<Media, string>>>;
};

const datasets: readonly Dataset[] = [
  {
    name: "opportunities",
    title: { it: "Attività di partecipazione e volontariato in Toscana", en: "Opportunities to take part and volunteer in Tuscany" },
    about: {
      it: "Le attività aperte alle adesioni: titolo, descrizione breve, ente, temi, lingue, luogo, date e posti liberi. Dove l'indirizzo è riservato a chi partecipa, il punto è quello del Comune.",
      en: "Activities that are open: title, summary, organiser, themes, languages, place, dates and places left. Where the address is for those who take part, the point is the Comune's.",
    },
    themes: ["SOCI", "EDUC"],
    keywords: ["volontariato", "partecipazione", "integrazione", "associazioni", "eventi"],
    frequency: "UPDATE_CONT",
    page: "/",
    files: {
      geojson: "/api/opportunities.geojson",
      csv: "/api/opportunities.csv",
      json: "/api/opportunities.feed.json",
      sqlite: "/opportunities.sqlite",
    },
  },
  {
    name: "projects",
    title: { it: "Progetti di cittadinanza attiva approvati", en: "Approved projects of active citizenship" },
    about: {
      it: "I progetti scritti insieme da associazioni, gruppi e Comuni e approvati: piano, stato, Comuni, periodo, capofila e partner.",
      en: "Projects that associations, groups and Comuni wrote together and that were approved: plan, state, Comuni, period, lead and partners.",
    },
    themes: ["SOCI", "GOVE"],
    keywords: ["coprogettazione", "progetti", "terzo settore", "Comuni"],
    frequency: "IRREG",
    page: "/progetti",
    files: { csv: "/api/projects.csv", json: "/api/directory/projects" },
  },
  {
    name: "plans",
    title: { it: "Piani di azione locale", en: "Local action plans" },
    about: {
      it: "I piani di azione locale, con la linea di lavoro, la zona, i Comuni, il capofila e il periodo.",
      en: "The local action plans, with their work package, zone, Comuni, lead partner and period.",
    },
    themes: ["GOVE", "SOCI"],
    keywords: ["piani di azione locale", "zone distretto", "Comuni"],
    frequency: "IRREG",
    page: "/piani",
    files: { csv: "/api/plans.csv", json: "/api/plans" },
  },
  {
    name: "hours",
    title: { it: "Partecipazione per zona", en: "Taking part by zone" },
    about: {
      it: "Persone che hanno preso parte e ore confermate, per zona-distretto. Le zone con meno di cinque persone non sono pubblicate.",
      en: "People who took part and confirmed hours, by health zone. Zones with fewer than five people are not published.",
    },
    themes: ["SOCI"],
    keywords: ["ore di volontariato", "partecipazione", "zone distretto"],
    frequency: "UPDATE_CONT",
    page: "/",
    files: { csv: "/api/hours.csv" },
  },
];

const authority = "http://publications.europa.eu/resource/authority";
/** Names in the vocabularies of file types and of media types; SQLite has none in the first. */
const media: Readonly<Record<Media, readonly [type: string, mediaType: string, label: string]>> = {
  csv: ["CSV", "text/csv", "CSV"],
  geojson: ["GEOJSON", "application/geo+json", "GeoJSON"],
  json: ["JSON", "application/json", "JSON"],
  sqlite: ["BIN", "application/vnd.sqlite3", "SQLite"],
};
/** Tuscany at GeoNames, as the profile asks for places. */
const tuscany = "https://www.geonames.org/3165361";
const licence = "https://w3id.org/italia/controlled-vocabulary/licences/A21_CCBY40";

const it = (text: string) => ({ "@value": text, "@language": "it" });
const both = (text: Readonly<Record<"it" | "en", string>>) => [it(text.it), { "@value": text.en, "@language": "en" }];
const date = (day: string) => ({ "@value": day, "@type": "xsd:date" });
const ref = (id: string) => ({ "@id": id });
const refs = (kind: string, names: readonly string[]) => names.map((name) => ref(`${authority}/${kind}/${name}`));

export type CatalogFacts = {
  readonly origin: string;
  readonly publisher: Publisher;
  readonly today: string;
  /** Of what the plans cover. */
  readonly from: string;
  readonly to: string;
};

/** The open data of this installation as DCAT-AP_IT (AgID, profile 1.0) describes them. */
export function catalog({ origin, publisher, today, from, to }: CatalogFacts): Graph {
  const at = (path: string) => origin + path;
  const agent = at("/api/catalog#publisher");
  const period = at("/api/catalog#period");
  const place = at("/api/catalog#place");

  const distribution = (dataset: Dataset, [kind, path]: [Media, string]): Node => {
    const [type, mediaType, label] = media[kind];
    return {
      "@id": at(`/api/catalog#${dataset.name}-${kind}`),
      "@type": ["dcatapit:Distribution", "dcat:Distribution"],
      "dct:title": [it(`${dataset.title.it} (${label})`)],
      "dct:description": [it(`${dataset.title.it}, in formato ${label}`)],
      "dcat:accessURL": ref(at(path)),
      "dcat:downloadURL": ref(at(path)),
      "dct:format": ref(`${authority}/file-type/${type}`),
      "dcat:mediaType": ref(`http://www.iana.org/assignments/media-types/${mediaType}`),
      "dct:license": ref(licence),
      "dct:modified": date(today),
    };
  };
  const described = (dataset: Dataset): Node[] => {
    const files = Object.entries(dataset.files) as [Media, string][];
    const distributions = files.map((file) => distribution(dataset, file));
    return [
      {
        "@id": at(`/api/catalog#${dataset.name}`),
        "@type": ["dcatapit:Dataset", "dcat:Dataset"],
        "dct:identifier": `${publisher.id}:${dataset.name}`,
        "dct:title": both(dataset.title),
        "dct:description": both(dataset.about),
        "dct:modified": date(today),
        "dcat:theme": refs("data-theme", dataset.themes),
        "dcat:keyword": dataset.keywords.map(it),
        "dct:rightsHolder": ref(agent),
        "dct:publisher": ref(agent),
        "dct:accrualPeriodicity": ref(`${authority}/frequency/${dataset.frequency}`),
        "dct:accessRights": ref(`${authority}/access-right/PUBLIC`),
        "dct:language": refs("language", ["ITA"]),
        "dct:spatial": ref(place),
        "dct:temporal": ref(period),
        "dcat:landingPage": ref(at(dataset.page)),
        "dcat:distribution": distributions.map((one) => ref(one["@id"])),
      },
      ...distributions,
    ];
  };

  return {
    "@context": {
      dcat: "http://www.w3.org/ns/dcat#",
      dcatapit: "http://dati.gov.it/onto/dcatapit#",
      dct: "http://purl.org/dc/terms/",
      foaf: "http://xmlns.com/foaf/0.1/",
      locn: "http://www.w3.org/ns/locn#",
      owl: "http://www.w3.org/2002/07/owl#",
      xsd: "http://www.w3.org/2001/XMLSchema#",
    },
    "@graph": [
      {
        "@id": at("/api/catalog"),
        "@type": ["dcatapit:Catalog", "dcat:Catalog"],
        "dct:title": [it("Insieme: i dati aperti")],
        "dct:description": [it("I dati aperti sulla partecipazione civica e il volontariato in Toscana.")],
        "dct:publisher": ref(agent),
        "dct:modified": date(today),
        "dct:language": refs("language", ["ITA"]),
        "dct:spatial": ref(place),
        "dct:license": ref(licence),
        "dcat:themeTaxonomy": ref(`${authority}/data-theme`),
        "foaf:homepage": ref(origin),
        "dcat:dataset": datasets.map(({ name }) => ref(at(`/api/catalog#${name}`))),
      },
      ...datasets.flatMap(described),
      { "@id": agent, "@type": ["dcatapit:Agent", "foaf:Agent"], "foaf:name": [it(publisher.name)], "dct:identifier": publisher.id },
      {
        "@id": licence,
        "@type": ["dcatapit:LicenseDocument", "dct:LicenseDocument"],
        "dct:type": ref("http://purl.org/adms/licencetype/Attribution"),
        "foaf:name": [it("Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)")],
        "owl:versionInfo": "4.0",
      },
      { "@id": period, "@type": ["dct:PeriodOfTime"], "dcatapit:startDate": date(from), "dcatapit:endDate": date(to) },
      {
        "@id": place,
        "@type": ["dcatapit:Location", "dct:Location"],
        "locn:geographicalName": [it("Toscana")],
        "dcatapit:geographicalIdentifier": { "@value": tuscany, "@type": "xsd:anyURI" },
      },
    ],
  };
}
