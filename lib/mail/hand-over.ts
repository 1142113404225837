import "server-only";
import { createTransport } from "nodemailer";
import { env } from "@/lib/env";

/** Why a server did not take a message, by names that can be told to people. */
export type MailTrouble = "unreachable" | "silent" | "broken-off" | "busy" | "sign-in" | "sender-refused" | "unclear";

export type HandOver =
  | { kind: "accepted"; code: string | null }
  /** worth another try later */
  | { kind: "deferred"; code: string | null; trouble: MailTrouble }
  /** the recipient or the message was refused for good */
  | { kind: "bounced"; code: string | null }
  /** refused for good, and not because of the recipient */
  | { kind: "refused"; code: string | null; trouble: MailTrouble };

export interface Envelope {
  readonly to: string;
  /** comes back in a report about the message */
  readonly envelopeId: string;
}

/** Whether a mail server is configured at all. */
export const hasMailServer = (): boolean => env().SMTP_URL !== undefined;

/**
 * Hands one message to SMTP_URL and says what came of it; never throws, and never takes longer than three times `patienceMs`, whatever the
 * server does. Silence after the message was sent counts as "not taken": sent again, it has the same Message-ID.
 */
export async function handOver(eml: Buffer, { to, envelopeId }: Envelope, patienceMs = 20_000): Promise<HandOver> {
  const { SMTP_URL, MAIL_BOUNCE_ADDRESS } = env();
  if (!SMTP_URL) return { kind: "deferred", code: null, trouble: "unreachable" };
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    dnsTimeout: patienceMs,
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<HandOver>((resolve) => {
    timer = setTimeout(() => resolve({ kind: "deferred", code: null, trouble: "silent" }), patienceMs * 3);
  });
  const message = {
    raw: eml,
    envelope: { from: MAIL_BOUNCE_ADDRESS ?? senderAddress(), to },
    // A server that can (RFC 3461) reports what becomes of it, under the name of the message.
    dsn: { id: envelopeId, return: "headers", notify: ["success", "failure", "delay"], recipient: to },
  };
  const sent = transport
    .sendMail(message)
    .then((info): HandOver => ({ kind: "accepted", code: codeOf(info.response) }))
    .catch(judgeFailure);
  try {
    return await Promise.race([sent, tooLong]);
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

interface SmtpFailure {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

function judgeFailure(error: SmtpFailure): HandOver {
  const code = codeOf(error.response);
  const status = error.responseCode ?? 0;
  if (error.code === "EAUTH") return { kind: "deferred", code, trouble: "sign-in" };
  if (status >= 500) {
    return error.command?.startsWith("RCPT") || error.command?.startsWith("DATA")
      ? { kind: "bounced", code }
      : { kind: "refused", code, trouble: "sender-refused" };
  }
  if (status >= 400) return { kind: "deferred", code, trouble: "busy" };
  return { kind: "deferred", code, trouble: troubles[error.code ?? ""] ?? "unclear" };
}

const troubles: Readonly<Record<string, MailTrouble>> = {
  ETIMEDOUT: "silent",
  EDNS: "unreachable",
  ECONNECTION: "broken-off",
  ESOCKET: "unreachable",
  ECONNREFUSED: "unreachable",
  ECONNRESET: "broken-off",
  ETLS: "unreachable",
};

/** "550 5.1.1" from "550 5.1.1 <a@b>: no such user": the words quote addresses and are not kept. */
function codeOf(response: string | undefined): string | null {
  const found = /^(\d{3})(?:[ -](\d\.\d{1,3}\.\d{1,3}))?/.exec(response ?? "");
  return found ? [found[1], found[2]].filter(Boolean).join(" ") : null;
}

function senderAddress(): string {
  const { MAIL_FROM } = env();
  return /<([^<>]+)>\s*$/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM;
}
