import type { Comune } from "../../territory/contract.ts";
import { allComuni, comuneNamed, comuneOf, plainName } from "../../territory/rules.ts";
import type { Finding } from "./dates.ts";

/** The Comune meant, with a note when that was not quite what was written; or what is wrong. */
export type Read = { readonly comune: Comune; readonly note?: Finding } | { readonly error: Finding };

const provinces = new Set(allComuni.map(({ province }) => province));
const names = allComuni.map((comune) => ({ comune, plain: plainName(comune.name) }));

/** `50134 Firenze (FI)`, `Comune di Firenze - FI`: the name, and the province where it stands behind it. */
function parted(text: string): { name: string; province: string | undefined } {
  const found = /^(.*?)[\s,(–-]+([A-Za-z]{2})\)?$/.exec(text.trim());
  const province = found && provinces.has(found[2]!.toUpperCase()) ? found[2]!.toUpperCase() : undefined;
  const name = (province ? found![1]! : text).replace(/^\s*\d{5}\s+/, "").replace(/^comune\s+di\s+/i, "");
  return { name: name.trim(), province };
}

/** A Comune by name, code or abbreviation (`S. Giuliano T.me`). One letter amiss is mended when only one Comune is that near. */
export function readComune(text: string, province?: string): Read {
  const known = comuneOf(text.trim());
  if (known) return { comune: known };
  const { name, province: said = province?.trim().toUpperCase() } = parted(text);
  const exact = comuneNamed(name) ?? abbreviated(name);
  if (exact) return within(exact, said);
  const plain = plainName(name);
  const near = names.map(({ comune, plain: other }) => ({ comune, away: distance(plain, other) })).toSorted((a, b) => a.away - b.away);
  const begins = names.filter(({ plain: other }) => plain.length > 3 && other.startsWith(plain)).map(({ comune }) => comune);
  const one = new Set([...near.filter(({ away }) => away === 1).map(({ comune }) => comune), ...begins]);
  const [comune] = one;
  if (comune && one.size === 1 && plain.length > 3 && distance(plain, plainName(comune.name)) === 1) {
    const read = within(comune, said);
    return "error" in read ? read : { comune, note: { code: "comune_corrected", hint: comune.name } };
  }
  const likely = near.filter(({ away }) => away <= Math.max(2, Math.floor(plain.length / 4))).map(({ comune }) => comune);
  return { error: { code: "comune", ...hintOf([...new Set([...begins, ...likely])]) } };
}

const within = (comune: Comune, said: string | undefined): Read =>
  said && provinces.has(said) && said !== comune.province
    ? { error: { code: "province", hint: `${comune.name} (${comune.province})` } }
    : { comune };

const hintOf = (comuni: readonly Comune[]): { hint?: string } =>
  comuni.length > 0
    ? {
        hint: comuni
          .slice(0, 3)
          .map(({ name }) => name)
          .join(", "),
      }
    : {};

/** `S. Miniato`, `Castelnuovo V.C.`, `Sesto F.no`: a full stop stands for letters, at the end of a word or in it; small words may be left out. */
function abbreviated(name: string): Comune | undefined {
  // More stops, or stops side by side, abbreviate nothing, and would be tried in every way there is.
  if (name.length > 60 || !/^[^.]*(?:\.[^.]+){0,2}\.[^.]*$/.test(name)) return undefined;
  const between = "(?: (?:di|d|del|della|dei|in|al|a|sul))* ";
  const patterns = [". ", "."].map((stop) => {
    const words = plainName(name.replaceAll(".", stop)).split(" ");
    return new RegExp(`^${words.map((word) => word.replace(/[^a-z.]/g, "").replaceAll(".", "[a-z]*")).join(between)}$`);
  });
  const found = names.filter(({ plain }) => patterns.some((pattern) => pattern.test(plain)));
  return found.length === 1 ? found[0]!.comune : undefined;
}

const streets = /^(?:via|viale|v le|piazza|p za|p zza|piazzale|corso|largo|borgo|vicolo|strada|lungarno|loc|localita)$/;

/** The one Comune that an address names: as a part of its own (`Via Pisa 3, 50053 Empoli`), or anywhere but in the name of a street. */
export function comuneIn(address: string): Read | undefined {
  const parts = address.split(/[,;]|\s[–-]\s|\(/).toReversed();
  for (const part of parts) {
    const { name } = parted(part.replace(/\)\s*$/, ""));
    const comune = comuneNamed(name) ?? comuneNamed(part.replace(/[\d()]/g, " "));
    if (comune) return { comune };
  }
  const words = plainName(address.replace(/[^\p{L}\s'’-]/gu, " ")).split(" ");
  const found = names.filter(({ plain }) => {
    const own = plain.split(" ");
    const at = words.findIndex((_, i) => own.every((word, j) => words[i + j] === word));
    return at >= 0 && !streets.test(words[at - 1] ?? "") && !streets.test(words.slice(at - 2, at - 1)[0] ?? "");
  });
  // `Castelfranco di Sotto` and not what else its words might be.
  const longest = found.filter(({ plain }) => !found.some((other) => other.plain !== plain && other.plain.includes(plain)));
  if (longest.length === 1) return { comune: longest[0]!.comune };
  return longest.length > 1 ? { error: { code: "comune", ...hintOf(longest.map(({ comune }) => comune)) } } : undefined;
}

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 8) return 99;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity;
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1), swap);
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
