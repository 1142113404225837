import "server-only";
import { z } from "zod";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { readerLocales } from "@/lib/i18n";
import { mailStates } from "@/lib/reports/mail/schema";

/** A message with what it needs of its link, its report and its session. */
export const messageRow = z.object({
  id: z.string(),
  kind: z.enum(["report", "reminder"]),
  reminderOf: z.string().nullable(),
  sessionId: z.string(),
  sessionTitle: z.string(),
  masterId: z.string().nullable(),
  recipientName: z.string(),
  recipientEmail: z.string(),
  replyTo: z.string().nullable(),
  language: z.enum(readerLocales),
  subject: z.string(),
  greeting: z.string(),
  words: z.string(),
  state: z.enum(mailStates),
  attempts: zInt,
  nextAttemptAt: zInstant.nullable(),
  answerCode: z.string().nullable(),
  failure: z.string().nullable(),
  remindAfterDays: zInt.nullable(),
  reminderSuggestedAt: zInstant.nullable(),
  createdBy: z.string().nullable(),
  createdAt: zInstant,
  sentAt: zInstant.nullable(),
  settledAt: zInstant.nullable(),
  linkId: z.string(),
  linkName: z.string(),
  linkTokenHash: z.instanceof(Uint8Array),
  linkHasPassword: z.boolean(),
  linkExpiresAt: zInstant,
  linkRevokedAt: zInstant.nullable(),
  reportId: z.string(),
  payload: z.unknown(),
  humanOpens: zInt,
});
export type MailMessage = z.output<typeof messageRow>;

export const messageColumns = sql`
  m.id, m.kind, m.reminder_of as "reminderOf", m.session_id as "sessionId", coalesce(s.title, '') as "sessionTitle",
  m.master_id as "masterId", m.recipient_name as "recipientName", m.recipient_email as "recipientEmail", m.reply_to as "replyTo",
  m.language, m.subject, m.greeting, m.words, m.state, m.attempts, m.next_attempt_at as "nextAttemptAt", m.answer_code as "answerCode",
  m.failure, m.remind_after_days as "remindAfterDays", m.reminder_suggested_at as "reminderSuggestedAt", u.name as "createdBy",
  m.created_at as "createdAt", m.sent_at as "sentAt", m.settled_at as "settledAt", l.id as "linkId", l.name as "linkName",
  l.token_hash as "linkTokenHash", l.password_hash is not null as "linkHasPassword", l.expires_at as "linkExpiresAt",
  l.revoked_at as "linkRevokedAt", l.report_id as "reportId",
  (select count(*) from report_opens o where o.tenant_id = m.tenant_id and o.link_id = m.link_id and o.kind = 'human') as "humanOpens"`;

export const messageTables = sql`
  mail_messages m
  join report_links l on l.tenant_id = m.tenant_id and l.id = m.link_id
  join reports r on r.tenant_id = l.tenant_id and r.id = l.report_id
  left join master_sessions s on s.tenant_id = m.tenant_id and s.session_id = m.session_id
  left join users u on u.id = m.created_by`;
