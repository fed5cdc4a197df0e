import type { StageSettings } from "./settings.ts";

/** How letters leave: the transport's address, the rights that sending needs, and what the DNS of the sender has to say. */
export function mail({ mail: how }: StageSettings) {
  if (how.by === "smtp") return { url: new sst.Secret("MailUrl").value, sends: [], records: [] };

  const { sender, identity: name, dns } = how;
  // Letters carry codes and names: they travel encrypted or not at all, and never again to an address that refused one.
  const configuration = new aws.sesv2.ConfigurationSet("MailConfiguration", {
    configurationSetName: `${$app.name}-${$app.stage}`,
    deliveryOptions: { tlsPolicy: "REQUIRE" },
    reputationOptions: { reputationMetricsEnabled: true },
    suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
  });
  const identity = new aws.sesv2.EmailIdentity("MailIdentity", {
    emailIdentity: name,
    configurationSetName: configuration.configurationSetName,
  });
  const address = /<(.+)>/.exec(sender)?.[1] ?? sender;
  const sends = [
    {
      // The raw letter that nodemailer makes is weighed under the second name.
      actions: ["ses:SendEmail", "ses:SendRawEmail"],
      resources: [identity.arn, configuration.arn],
      conditions: [{ test: "StringEquals", variable: "ses:FromAddress", values: [address] }],
    },
  ];
  const records = name.includes("@") ? $output([]) : identity.dkimSigningAttributes.tokens.apply((tokens) => signedBy(name, tokens));
  if (dns === "route53")
    records.apply((all) => all.forEach(({ type, name, value }) => sst.aws.dns().createRecord("Mail", { type, name, value }, {})));
  return { url: "ses:", sends, records };
}

/** DKIM lets receivers check the signature of a letter; DMARC tells them what to do without it. */
const signedBy = (domain: string, tokens: readonly string[]) => [
  ...tokens.map((token) => ({ type: "CNAME" as const, name: `${token}._domainkey.${domain}`, value: `${token}.dkim.amazonses.com` })),
  { type: "TXT" as const, name: `_dmarc.${domain}`, value: "v=DMARC1; p=quarantine; adkim=r; aspf=r" },
];

export type Mail = ReturnType<typeof mail>;
