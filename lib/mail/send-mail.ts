import "server-only";
import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/env";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

const held = globalThis as { attuneMail?: { url: string; transport: Transporter } };

/**
 * Sends one mail through SMTP_URL. Returns false when no server is configured, throws when the server refuses or does not
 * answer within ten seconds. Send after the commit that the mail speaks of, never before.
 */
export async function sendMail({ to, subject, text, html }: Mail): Promise<boolean> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL) return false;
  if (held.attuneMail?.url !== SMTP_URL) {
    const options = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 };
    held.attuneMail = { url: SMTP_URL, transport: createTransport(SMTP_URL, options) };
  }
  // Automatic replies to a machine's mail help nobody (RFC 3834).
  const headers = { "Auto-Submitted": "auto-generated" };
  await held.attuneMail.transport.sendMail({
    from: MAIL_FROM,
    to: { name: "", address: to },
    subject,
    text,
    html,
    headers,
  });
  return true;
}
