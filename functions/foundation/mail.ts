import type { SESv2Client } from "@aws-sdk/client-sesv2";
import type { Transporter } from "nodemailer";

export type Letter = { readonly to: string; readonly subject: string; readonly text: string; readonly html?: string };

/** Sends one letter, or throws. */
export type Mailer = (letter: Letter) => Promise<void>;

/**
 * `smtp://…` (a Comune's own server, the local mailbox) or `ses:` (Amazon SES with the function's own rights).
 * Loaded on first use: only the stream function sends, and no reply waits for it.
 */
export function openMailer(url: string, from: string): Mailer {
  let transport: Promise<Transporter> | undefined;
  return async ({ to, subject, text, html }) => {
    transport ??= open(url);
    await (await transport).sendMail({ from, to, subject, text, html, headers: { "Auto-Submitted": "auto-generated" } });
  };
}

async function open(url: string): Promise<Transporter> {
  const { createTransport } = await import("nodemailer");
  if (!url.startsWith("ses:")) return createTransport(url, { pool: true } as never);
  const { SESv2Client: Client, SendEmailCommand } = await import("@aws-sdk/client-sesv2");
  return createTransport({ SES: { sesClient: new Client({}) satisfies SESv2Client, SendEmailCommand } } as never);
}
