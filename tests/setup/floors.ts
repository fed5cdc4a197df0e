import { posix } from "node:path";

/** The nouns in the order in which the domain flows: each may know those before it, none after it. */
export const flow = [
  "territory",
  "people",
  "bodies",
  "plans",
  "projects",
  "opportunities",
  "participation",
  "records",
  "discovery",
  "exchange",
  "publishing",
  "searches",
  "services",
  "mediation",
];

export type Fault = { readonly file: string; readonly rule: string; readonly what: string };
type Import = { readonly from: string; readonly to: string; readonly type: boolean; readonly names: readonly string[] };

/** Path from the root → source, of every file of `functions`, `web` and `stacks`. */
export type Tree = ReadonlyMap<string, string>;

const comments = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;
const texts = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;
const importing = /^\s*(?:import|export)\s+(type\s+)?(?:([^"';]*?)\s+from\s+)?["']([^"']+)["']/gm;
const importingLate = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

const isType = (name: string) => name.startsWith("type ");

function importsOf(file: string, source: string): Import[] {
  const code = source.replace(comments, "");
  const at = (specifier: string) => (specifier.startsWith(".") ? posix.join(posix.dirname(file), specifier) : specifier);
  const early = [...code.matchAll(importing)].map(([, type, clause = "", specifier]) => {
    const names = clause
      .replace(/[{}]/g, ",")
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean);
    return {
      from: file,
      to: at(specifier!),
      type: !!type || (names.length > 0 && names.every(isType)),
      names: names.map((name) => name.replace(/^type /, "")),
    };
  });
  const late = [...code.matchAll(importingLate)].map(([, specifier]) => ({
    from: file,
    to: at(specifier!),
    type: file.endsWith(".d.ts"),
    names: [],
  }));
  return [...early, ...late];
}

/** Where a file stands: `functions/bodies/store.ts` is the store of bodies. */
function placeOf(file: string): { floor: string; room: string; name: string } {
  const [floor = "", room = "", ...rest] = file.split("/");
  return rest.length ? { floor, room, name: rest.join("/") } : { floor, room: "", name: room };
}
const isPackage = (to: string) => !/^(functions|web|stacks|tests)\//.test(to) && !to.startsWith("..");
const nounOf = (file: string): number => (file.startsWith("functions/") ? flow.indexOf(placeOf(file).room) : -1);
const foundation = (...names: string[]) => new RegExp(`^functions/foundation/(${names.join("|")})\\.ts$`);

/** Data and nothing else, for whoever draws a map. */
const outlines = "functions/territory/outlines.ts";
const plain = foundation("ids", "time", "context", "text");
const pure = foundation("ids", "time", "context", "text", "problem");
const aws = /^(@aws-sdk|@smithy|aws-lambda$)/;
const awsMay = /^functions\/(foundation|handlers|local)\/|^functions\/[a-z]+\/store\.ts$/;
/** What the rest of a noun may take from `foundation/table.ts`: how to commit, and names of shapes. Keys and queries stay in its store. */
const tableMay = new Set(["Table", "Page", "Asked", "Write", "commit", "again"]);
/** Of `node:crypto`, what gives the same answer to the same input. */
const pureCrypto = new Set(["createHash", "createHmac", "timingSafeEqual"]);
const keyNames = /\b(pk|sk|gsi[12](pk|sk)|lsi1sk)\b/;
const impure = /\b(Date\.now|new Date\(\s*\)|Math\.random|crypto\b|process\b|fetch\(|setTimeout|setInterval|console\b|performance\b)/;
const poorNames = /(^|\/)(utils?|helpers?|misc|shared|lib)(\.|\/|$)/;

type Rule = (imports: Import, graph: Graph) => string | undefined | false;
type Graph = ReadonlyMap<string, readonly Import[]>;

/** Rules about one import. */
const importRules: Record<string, Rule> = {
  "against the flow": ({ from, to }) => {
    const [mine, other] = [nounOf(from), nounOf(to)];
    return mine >= 0 && other > mine && `${flow[mine]} comes before ${flow[other]}`;
  },
  "more than contract, rules, service": ({ from, to, type, names }) => {
    const [mine, other] = [nounOf(from), nounOf(to)];
    if (mine < 0 || other < 0 || other === mine) return;
    const { name } = placeOf(to);
    // What happened to an item of an earlier noun is told by its store: `signUpTold(change)`.
    const listens = placeOf(from).name === "follow.ts" && name === "store.ts" && names.every((one) => /(Told|Store|Item)$/.test(one));
    return (
      // How people name Comuni and themes is read alike in sheets and in feeds.
      !/^(contract|rules|service|import\/(comune|lists))\.ts$/.test(name) &&
      to !== outlines &&
      !(type && name === "store.ts") &&
      !listens &&
      `${name} belongs to ${flow[other]} alone`
    );
  },
  "a noun knows what stands above it": ({ from, to }) => {
    const above = /^functions\/([a-z-]+\.ts|handlers\/.*|local\/.*)$|^(web|stacks)\//;
    return (nounOf(from) >= 0 || from.startsWith("functions/foundation/")) && above.test(to) && "what uses a noun is unknown to it";
  },
  "foundation knows a noun": ({ from, to }) => from.startsWith("functions/foundation/") && nounOf(to) >= 0 && "foundation is free of nouns",
  "functions know web, stacks or tests": ({ from, to, type }) =>
    from.startsWith("functions/") &&
    !from.startsWith("functions/local/") &&
    /^(web|stacks|tests)\//.test(to) &&
    !(type && from.startsWith("functions/handlers/")) &&
    "the page is built apart",
  "web knows more than contracts": ({ from, to, type }) =>
    from.startsWith("web/") &&
    to.startsWith("functions/") &&
    !(nounOf(to) >= 0 && placeOf(to).name === "contract.ts") &&
    !plain.test(to) &&
    to !== outlines &&
    !(type && (to === "functions/api.ts" || to.startsWith("functions/foundation/"))) &&
    "the browser may know contracts, outlines, ids, times, and types of foundation and the API",
  "stacks know more than the table's schema": ({ from, to }) =>
    from.startsWith("stacks/") &&
    /^(functions|web)\//.test(to) &&
    !foundation("schema", "settings").test(to) &&
    "stacks name files, they do not run them",
  "AWS outside the stores": ({ from, to }) =>
    aws.test(to) && /^(functions|web)\//.test(from) && !awsMay.test(from) && "AWS is for store.ts, foundation/, handlers/ and local/",
  "a contract knows more than shapes": ({ from, to }) => {
    if (nounOf(from) < 0 || placeOf(from).name !== "contract.ts") return;
    return (
      to !== "valibot" &&
      !plain.test(to) &&
      placeOf(to).name !== "contract.ts" &&
      "a contract is valibot, foundation's shapes and earlier contracts"
    );
  },
  "keys outside the store": ({ from, to, names }) => {
    if (nounOf(from) < 0 || placeOf(from).name === "store.ts" || to !== "functions/foundation/table.ts") return;
    const more = names.filter((name) => !tableMay.has(name));
    return more.length > 0 && `${more.join(", ")}: only store.ts of a noun knows keys`;
  },
};

/** Everything that a file reaches by imports that remain when types are stripped, packages included, with the way to it. */
function reach(file: string, graph: Graph, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  for (const { from, to, type, names } of graph.get(file) ?? []) {
    if (type || seen.has(to) || (to === "node:crypto" && names.every((name) => pureCrypto.has(name)))) continue;
    seen.set(to, from);
    reach(to, graph, seen);
  }
  return seen;
}

/** Rules about one file. */
const fileRules: Record<string, (file: string, code: string, graph: Graph) => string | undefined | false> = {
  "rules do input or output": (file, _, graph) => {
    if (nounOf(file) < 0 || placeOf(file).name !== "rules.ts") return;
    const ways = [...reach(file, graph)].filter(([to]) => {
      if (isPackage(to)) return to !== "valibot";
      return to.startsWith("functions/foundation/") ? !pure.test(to) : /^(store|service|routes)\.ts$/.test(placeOf(to).name);
    });
    return ways.length > 0 && ways.map(([to, by]) => (by === file ? to : `${to} by way of ${by}`)).join(", ");
  },
  "rules read clock, chance or world": (file, code) => nounOf(file) >= 0 && placeOf(file).name === "rules.ts" && impure.exec(code)?.[0],
  "key names outside the store": (file, code) => {
    return nounOf(file) >= 0 && placeOf(file).name !== "store.ts" && keyNames.exec(code)?.[0];
  },
  "a barrel": (_, code) =>
    code.trim() !== "" &&
    code.replace(/export\s+(type\s+)?(\*|\{[^}]*\})(\s+as\s+\w+)?\s+from\s+[^;]+;/g, "").trim() === "" &&
    "a file that only passes others on",
  "a name that says nothing": (file) => poorNames.exec(file)?.[2],
};

/** Files that load one another in a ring, each ring once. Types are gone when files load. */
function circles(graph: Graph): readonly string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      found.push([...path.slice(start), file]);
      return;
    }
    if (done.has(file)) return;
    for (const { to, type } of graph.get(file) ?? []) if (!type && graph.has(to)) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return found;
}

/** What in a tree of sources goes against the house's floors. Reads import lines, as Prettier writes them. */
export function faults(tree: Tree): Fault[] {
  const graph: Graph = new Map([...tree].map(([file, source]) => [file, importsOf(file, source)]));
  const found: Fault[] = [];
  for (const imports of graph.values())
    for (const one of imports)
      for (const [rule, judge] of Object.entries(importRules)) {
        const what = judge(one, graph);
        if (what) found.push({ file: one.from, rule, what: `${one.to}: ${what}` });
      }
  for (const [file, source] of tree) {
    const code = source.replace(comments, "");
    for (const [rule, judge] of Object.entries(fileRules)) {
      const what = judge(file, rule === "a barrel" ? code : code.replace(texts, '""'), graph);
      if (what) found.push({ file, rule, what });
    }
  }
  for (const ring of circles(graph)) found.push({ file: ring[0]!, rule: "a circle", what: ring.join(" → ") });
  return found;
}
