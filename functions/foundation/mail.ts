import type { SESv2Client } from "@aws-sdk/client-sesv2";
import type { Transporter } from "nodemailer";
import type { Locale } from "./context.ts";

export type Letter = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Addressee = { readonly name: string; readonly email: string; readonly locale: Locale };

const frames: Record<Locale, (name: string, text: string, link: string) => string> = {
  it: (name, text, link) => `Ciao${name && ` ${name}`},\n\n${text}\n\nApri la pagina: ${link}\n`,
  en: (name, text, link) => `Hello${name && ` ${name}`},\n\n${text}\n\nOpen the page: ${link}\n`,
};

/** A letter to somebody in their language, greeted by name, with the page where it goes on under it. */
export const letterTo = (
  { name, email, locale }: Addressee,
  [subject, text]: readonly [subject: string, text: string],
  link: string,
): Letter => ({
  to: email,
  subject,
  text: frames[locale](name, text, link),
});

/** Sends one letter, or throws. */
export type Mailer = (letter: Letter) => Promise<void>;

/**
 * `smtp://…` (a Comune's own server, the local mailbox) or `ses:` (Amazon SES with the function's own rights).
 * Loaded on first use: only the stream function sends, and no reply waits for it.
 */
export function openMailer(url: string, from: string): Mailer {
  let transport: Promise<Transporter> | undefined;
  return async ({ to, subject, text, html, headers }) => {
    transport ??= open(url);
    await (await transport).sendMail({ from, to, subject, text, html, headers: { "Auto-Submitted": "auto-generated", ...headers } });
  };
}

async function open(url: string): Promise<Transporter> {
  const { createTransport } = await import("nodemailer");
  if (!url.startsWith("ses:")) return createTransport(url, { pool: true } as never);
  const { SESv2Client: Client, SendEmailCommand } = await import("@aws-sdk/client-sesv2");
  return createTransport({ SES: { sesClient: new Client({}) satisfies SESv2Client, SendEmailCommand } } as never);
}
