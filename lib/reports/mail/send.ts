import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { TenantDb } from "@/lib/db/tenant";
import { conflict, invalid, notFound } from "@/lib/errors";
import { hasMailServer } from "@/lib/mail/hand-over";
import { letterTexts, readFacts } from "@/lib/reports/mail/letter";
import { openLink, tokenOfLink } from "@/lib/reports/mail/mailable";
import { insertMailEvent, insertMessage, moveMessage } from "@/lib/reports/mail/queries/change-message";
import { upsertContact } from "@/lib/reports/mail/queries/contacts";
import { listLivingLinks } from "@/lib/reports/mail/queries/find-sendable-link";
import { getMessage } from "@/lib/reports/mail/queries/get-message";
import { getSendingFacts } from "@/lib/reports/mail/queries/get-sending-facts";
import type { MailMessage } from "@/lib/reports/mail/queries/message-columns";
import type { sendReportInput } from "@/lib/reports/mail/schema";
import { addLinkInput } from "@/lib/reports/schema";
import { createLink } from "@/lib/reports/service";

interface Sender {
  readonly id: string;
  readonly email: string;
}

export interface Sent {
  readonly messageId: string;
  /** `queued` on its way to a server, `outbox` for a person to send */
  readonly state: "queued" | "outbox";
  readonly linkId: string;
  readonly newLink: boolean;
}

/**
 * Puts a report's message into the queue, with an existing link or one that is made for the recipient. Throws not-found for an unknown
 * session, conflict before a report was shared, invalid when the link cannot be mailed.
 */
export async function sendReport(
  db: TenantDb,
  input: z.output<typeof sendReportInput>,
  sender: Sender,
  now: Date,
): Promise<Sent> {
  const facts = await getSendingFacts.first(db, { sessionId: input.sessionId });
  if (!facts) throw notFound("session");
  const link = input.linkId ? await chosenLink(db, input.sessionId, input.linkId, now) : null;
  if (!link && !facts.reportId) throw conflict("Share the report first; then it can be sent.");
  const linkId = link?.id ?? (await linkFor(db, facts.reportId as string, facts.payload, input, sender, now));
  if (input.remember && facts.masterId) {
    const { recipientName: name, recipientEmail: email, language } = input;
    await upsertContact.all(db, { masterId: facts.masterId, name, email, language, userId: sender.id, now });
  }
  const { subject, greeting, words, recipientName, recipientEmail, language, sessionId, remindAfterDays } = input;
  const queued = await enter(
    db,
    {
      kind: "report",
      reminderOf: null,
      masterId: facts.masterId,
      ...{ sessionId, linkId, recipientName, recipientEmail, language, subject, greeting, words, remindAfterDays },
    },
    sender,
    now,
  );
  return { ...queued, linkId, newLink: link === null };
}

async function chosenLink(db: TenantDb, sessionId: string, linkId: string, now: Date) {
  const link = await listLivingLinks.first(db, { sessionId, linkId, now });
  if (!link) throw invalid({ linkId: "this link has expired or was revoked; choose another one" });
  if (!tokenOfLink(db.tenantId, link)) {
    throw invalid({ linkId: "the address of this older link is not known any more; make a new one" });
  }
  return link;
}

async function linkFor(
  db: TenantDb,
  reportId: string,
  payload: unknown,
  input: z.output<typeof sendReportInput>,
  sender: Sender,
  now: Date,
): Promise<string> {
  const { sections } = payload as { sections: unknown };
  const link = addLinkInput.parse({
    reportId,
    name: input.recipientName,
    sections,
    expiresInDays: input.expiresInDays,
    password: "",
  });
  return (await createLink(db, link, sender.id, now)).linkId;
}

type Entry = Pick<
  MailMessage,
  | "kind"
  | "reminderOf"
  | "sessionId"
  | "linkId"
  | "masterId"
  | "recipientName"
  | "recipientEmail"
  | "language"
  | "subject"
  | "greeting"
  | "words"
  | "remindAfterDays"
>;

async function enter(db: TenantDb, entry: Entry, sender: Sender, now: Date) {
  const messageId = randomUUID();
  const state = hasMailServer() ? ("queued" as const) : ("outbox" as const);
  await insertMessage.all(db, {
    ...entry,
    id: messageId,
    replyTo: sender.email,
    state,
    createdBy: sender.id,
    now,
  });
  await insertMailEvent.all(db, { messageId, at: now, kind: state, source: "person", code: null });
  return { messageId, state };
}

/** Writes to the same person once more about a report that she may have missed. */
export async function remind(db: TenantDb, messageId: string, sender: Sender, now: Date): Promise<Sent> {
  const message = await sendable(db, messageId, now);
  if (message.humanOpens > 0) throw conflict("The report has been opened by now; no reminder is needed.");
  if (!["sent", "delivered"].includes(message.state)) {
    throw conflict("This message has not reached anybody yet; send it again instead.");
  }
  const texts = letterTexts(message.language, readFacts(message.payload), {
    name: message.recipientName,
    kind: "reminder",
    until: message.linkExpiresAt,
    hasPassword: message.linkHasPassword,
    words: "",
  });
  const entry: Entry = {
    ...message,
    kind: "reminder",
    reminderOf: message.reminderOf ?? message.id,
    subject: texts.subject.slice(0, 200),
    words: "",
    remindAfterDays: null,
  };
  return { ...(await enter(db, entry, sender, now)), linkId: message.linkId, newLink: false };
}

/**
 * Sends a message again: the same one when nobody has had it yet, otherwise a copy under its own name, to a corrected address if one is
 * given.
 */
export async function resend(
  db: TenantDb,
  messageId: string,
  recipientEmail: string | undefined,
  sender: Sender,
  now: Date,
): Promise<Sent> {
  const message = await sendable(db, messageId, now);
  const { linkId } = message;
  if (message.state === "queued" || message.state === "sending") throw conflict("This message is on its way already.");
  const sameAddress = recipientEmail === undefined || recipientEmail === message.recipientEmail;
  if (sameAddress && (message.state === "failed" || message.state === "outbox")) {
    if (!hasMailServer()) throw conflict("No mail server is configured; download the message and send it yourself.");
    await moveMessage.all(db, {
      messageId,
      from: ["failed", "outbox"],
      to: "queued",
      now,
      nextAttemptAt: now,
      attemptsReset: true,
    });
    await insertMailEvent.all(db, { messageId, at: now, kind: "queued", source: "person", code: null });
    return { messageId, state: "queued", linkId, newLink: false };
  }
  const copy: Entry = { ...message, recipientEmail: recipientEmail ?? message.recipientEmail };
  return { ...(await enter(db, copy, sender, now)), linkId, newLink: false };
}

async function sendable(db: TenantDb, messageId: string, now: Date): Promise<MailMessage> {
  const message = await getMessage.first(db, { messageId });
  if (!message) throw notFound("message");
  const link = openLink(db.tenantId, message, now);
  if ("failure" in link) throw conflict("The link of this message does not work any more. Send the report anew.");
  return message;
}

const byHand = {
  cancel: { from: ["queued", "outbox"], to: "cancelled", event: "cancelled" },
  "mark-sent": { from: ["outbox"], to: "sent", event: "sent-by-hand" },
  "mark-bounced": { from: ["sent", "delivered"], to: "bounced", event: "bounced" },
} as const;
export type ByHand = keyof typeof byHand;

/** A person says what became of a message. */
export async function noteByHand(
  db: TenantDb,
  messageId: string,
  note: ByHand,
  now: Date,
): Promise<{ sessionId: string }> {
  const message = await getMessage.first(db, { messageId });
  if (!message) throw notFound("message");
  const { from, to, event } = byHand[note];
  const moved = await moveMessage.first(db, { messageId, from: [...from], to, now });
  if (!moved) throw conflict("The message has moved on meanwhile; reload to see where it is.");
  await insertMailEvent.all(db, { messageId, at: now, kind: event, source: "person", code: null });
  return { sessionId: message.sessionId };
}
