import { z } from "zod";
import { readerLocales } from "@/lib/i18n";

/** Where a message is. `sent`: a server took it; `outbox`: no server is configured and a person sends it herself. */
export const mailStates = [
  "queued",
  "sending",
  "outbox",
  "sent",
  "delivered",
  "bounced",
  "failed",
  "cancelled",
] as const;
export type MailState = (typeof mailStates)[number];

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `${max} characters at most`)
    .regex(/^[^\r\n\0]*$/, "must be one line");

const recipient = {
  recipientName: line(120).min(1, "say who receives it"),
  recipientEmail: z
    .string()
    .trim()
    .toLowerCase()
    .max(254)
    .pipe(z.email("this is not an address that mail can reach, like anna@example.org")),
  language: z.enum(readerLocales),
};

export const sendReportInput = z.strictObject({
  sessionId: z.string().min(1).max(200),
  /** an existing link, or null to make one that is named after the recipient */
  linkId: z.uuid().nullable(),
  ...recipient,
  subject: line(200).min(1, "a message needs a subject"),
  greeting: line(200).min(1, "begin with a greeting"),
  words: z.string().trim().max(2000, "2000 characters at most").default(""),
  remindAfterDays: z.int().min(1).max(60).nullable().default(3),
  /** keep the address for this master */
  remember: z.boolean().default(false),
  expiresInDays: z.int().min(1).max(365).default(30),
});

export const messageInput = z.strictObject({ messageId: z.uuid() });

/** `GET /api/mail/messages/{messageId}/eml` */
export const emlParams = z.object({ messageId: z.string() });

/** Sends a message again; with an address, to that one. */
export const resendInput = z.strictObject({
  messageId: z.uuid(),
  recipientEmail: recipient.recipientEmail.optional(),
});

export const contactInput = z.strictObject({
  masterId: z.string().min(1).max(200),
  name: recipient.recipientName,
  email: recipient.recipientEmail,
  language: recipient.language,
});

export const removeContactInput = z.strictObject({ masterId: z.string().min(1).max(200) });
