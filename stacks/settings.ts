/** What differs between stages, as plain data. Whoever publishes edits this file and no other (`docs/deploy.md`). */
export type StageSettings = {
  /** Nothing is thrown away with the stage: table and buckets stay, and `sst remove` is refused. */
  readonly kept: boolean;
  /**
   * Public host name; without it CloudFront's own name serves. DNS in Route 53 of the same account needs no more;
   * with DNS elsewhere, `certificate` is the ARN of a certificate for the name, issued in us-east-1.
   */
  readonly domain: { readonly name: string; readonly certificate?: string } | null;
  readonly mail: { readonly sender: string } & (
    | {
        /** Amazon SES: `identity` is the domain or the single address that it is to verify, `dns` where the domain's records are kept. */
        readonly by: "ses";
        readonly identity: string;
        readonly dns: "route53" | "elsewhere";
      }
    | {
        /** A server of one's own, its address in the secret `MailUrl`. */
        readonly by: "smtp";
      }
  );
  /** `url`: template, empty for the outlines of the provinces alone. */
  readonly tiles: { readonly url: string; readonly credit: string };
  /** Who answers for the open data: its name, and its code in the index of public administrations (IPA) or its codice fiscale. */
  readonly publisher: { readonly name: string; readonly id: string };
  /** Who is told when something is wrong; null: no alarms at all. */
  readonly alarmsTo: string | null;
  /** US dollars a month for the whole account; a letter is sent at 80 % and when the forecast passes it. */
  readonly budget: number | null;
  /**
   * Requests from one address in five minutes before the firewall refuses; null: no firewall (about 8 dollars a month less).
   * Generous, because mobile networks and schools put hundreds of people behind one address.
   */
  readonly limits: { readonly all: number; readonly signInCodes: number } | null;
  /** Days that logs are kept. They hold codes and ids, no personal data. */
  readonly logDays: 7 | 30 | 90 | 180 | 365;
};

const openStreetMap = { url: "https://tile.openstreetmap.org/{z}/{x}/{y}.png", credit: "© OpenStreetMap contributors" };

const production: StageSettings = {
  kept: true,
  domain: { name: "insieme.example.org" },
  mail: { by: "ses", sender: "Insieme <noreply@insieme.example.org>", identity: "insieme.example.org", dns: "route53" },
  tiles: openStreetMap,
  publisher: { name: "Insieme", id: "insieme.example.org" },
  alarmsTo: "insieme@example.org",
  budget: 50,
  limits: { all: 5000, signInCodes: 200 },
  logDays: 90,
};

const dev: StageSettings = {
  kept: false,
  domain: null,
  mail: { by: "ses", sender: "Insieme prova <prova@example.org>", identity: "prova@example.org", dns: "elsewhere" },
  tiles: openStreetMap,
  publisher: { name: "Insieme, prova", id: "prova" },
  alarmsTo: null,
  budget: null,
  limits: null,
  logDays: 7,
};

/** Every stage but production is a trial that can be thrown away. */
export const settingsOf = (stage: string): StageSettings => (stage === "production" ? production : dev);

/** Where a value still is one of the examples above (RFC 2606 reserves example.org): dotted paths. */
export function examplesIn(value: unknown, path = ""): string[] {
  if (typeof value === "string") return /\bexample\.org\b/.test(value) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => examplesIn(inner, path ? `${path}.${name}` : name));
}
