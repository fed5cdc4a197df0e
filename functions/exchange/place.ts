import { comuneIn, readComune } from "../opportunities/import/comune.ts";
import type { Comune, Point } from "../territory/contract.ts";
import { comuneNamed, distance, inTuscany, nearestComune } from "../territory/rules.ts";
import type { ReasonCode } from "./formats/format.ts";

export type Place = { readonly comune: Comune; readonly point: Point };

/** Postcodes of one Comune alone, as Poste Italiane gives them to towns with zones or a code of their own. */
const townsByPostcode: readonly (readonly [RegExp, string])[] = [
  [/^501[2-4]\d$/, "Firenze"],
  [/^50018$/, "Scandicci"],
  [/^50019$/, "Sesto Fiorentino"],
  [/^50053$/, "Empoli"],
  [/^51100$/, "Pistoia"],
  [/^52100$/, "Arezzo"],
  [/^53100$/, "Siena"],
  [/^54033$/, "Carrara"],
  [/^54100$/, "Massa"],
  [/^55049$/, "Viareggio"],
  [/^55100$/, "Lucca"],
  [/^5612[1-8]$/, "Pisa"],
  [/^5712[1-8]$/, "Livorno"],
  [/^58100$/, "Grosseto"],
  [/^59100$/, "Prato"],
];
/** Every Tuscan postcode begins so; 53 to 59 are Tuscany's alone too. */
const tuscan = /^5\d{4}$/;

/** A pin in one Comune and the name of another: farther than this from its point, the pin counts. The largest Comune reaches less far. */
const farOff = 30;

/**
 * Where an item is: by the name of its Comune, by its postcode, by the pin, whichever there is. A pin in Tuscany is kept; without
 * one the Comune's own point stands for it.
 */
export function placeOf(said: {
  readonly name: string;
  readonly postcode: string;
  readonly lat: string;
  readonly lon: string;
}): Place | ReasonCode {
  const point = pointOf(said.lat, said.lon);
  if (point && !inTuscany(point)) return "elsewhere";
  const postcode = /\b\d{5}\b/.exec(said.postcode || said.name)?.[0];
  const named = comuneOf(said.name) ?? comuneOfPostcode(postcode);
  if (point) return { comune: named && distance(named.point, point) <= farOff ? named : nearestComune(point), point };
  if (named) return { comune: named, point: named.point };
  return postcode && !tuscan.test(postcode) ? "elsewhere" : "comune_unknown";
}

/** The Comune that a name or an address names, if it is one without doubt. */
function comuneOf(name: string): Comune | undefined {
  if (name === "") return undefined;
  const read = readComune(name);
  if ("comune" in read) return read.comune;
  const within = comuneIn(name);
  return within && "comune" in within ? within.comune : undefined;
}

const comuneOfPostcode = (postcode: string | undefined): Comune | undefined => {
  const town = postcode && townsByPostcode.find(([pattern]) => pattern.test(postcode))?.[1];
  return town ? comuneNamed(town) : undefined;
};

/** Nothing lies at 0, 0: it is what is written where nobody knew. */
function pointOf(lat: string, lon: string): Point | undefined {
  const point = { lat: Number(lat || Number.NaN), lon: Number(lon || Number.NaN) };
  const holds = Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180 && (point.lat !== 0 || point.lon !== 0);
  return holds ? point : undefined;
}
