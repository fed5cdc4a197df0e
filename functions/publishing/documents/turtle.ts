/** What a node says of itself: a text in a language, a typed value, or another node. */
type Value = { readonly "@value": string; readonly "@language"?: string; readonly "@type"?: string } | { readonly "@id": string } | string;
export type Node = { readonly "@id": string; readonly "@type": readonly string[] } & {
  readonly [property: string]: Value | readonly Value[] | undefined;
};
export type Graph = { readonly "@context": Readonly<Record<string, string>>; readonly "@graph": readonly Node[] };

const escapes: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const text = (typed: string): string =>
  `"${typed
    .toWellFormed()
    .replace(/["\\\n\r\t]/g, (c) => escapes[c]!)
    .replace(/[\u0000-\u001f\u007f]/g, " ")}"`;
/** What may not stand in an IRI is written as its octets. */
const iri = (address: string): string => `<${address.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (c) => encodeURIComponent(c))}>`;

function term(value: Value): string {
  if (typeof value === "string") return text(value);
  if ("@id" in value) return iri(value["@id"]);
  const { "@value": of, "@language": language, "@type": type } = value;
  return text(of) + (language ? `@${language}` : type ? `^^${type}` : "");
}

/** A JSON-LD graph of this flat shape as Turtle (RDF 1.1): the one is written, the other follows. */
export function* turtle({ "@context": prefixes, "@graph": nodes }: Graph): Generator<string> {
  for (const [prefix, of] of Object.entries(prefixes)) yield `@prefix ${prefix}: ${iri(of)} .\n`;
  for (const { "@id": id, "@type": types, ...properties } of nodes) {
    const said = Object.entries(properties).flatMap(([name, value]) => {
      const values = value === undefined ? [] : [value].flat();
      return values.length > 0 ? [`${name} ${values.map(term).join(", ")}`] : [];
    });
    yield `\n${iri(id)} a ${[types.join(", "), ...said].join(" ;\n  ")} .\n`;
  }
}
