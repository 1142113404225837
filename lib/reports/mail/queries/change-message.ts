import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { mailStates } from "@/lib/reports/mail/schema";

const one = z.object({ id: z.string() });

/** Puts a message into the queue or the outbox. */
export const insertMessage = defineQuery({
  name: "reports.mail.insert-message",
  params: z.object({
    id: z.uuid(),
    kind: z.enum(["report", "reminder"]),
    reminderOf: z.uuid().nullable(),
    sessionId: z.string(),
    linkId: z.uuid(),
    masterId: z.string().nullable(),
    recipientName: z.string(),
    recipientEmail: z.string(),
    replyTo: z.string().nullable(),
    language: z.string(),
    subject: z.string(),
    greeting: z.string(),
    words: z.string(),
    state: z.enum(["queued", "outbox"]),
    remindAfterDays: z.int().nullable(),
    createdBy: z.uuid().nullable(),
    now: z.date(),
  }),
  row: one,
  sql: (row, tenant) => sql`
    insert into mail_messages (tenant_id, id, kind, reminder_of, session_id, link_id, master_id, recipient_name, recipient_email,
      reply_to, language, subject, greeting, words, state, next_attempt_at, remind_after_days, created_by, created_at)
    values (${tenant}::uuid, ${row.id}::uuid, ${row.kind}, ${row.reminderOf}::uuid, ${row.sessionId}, ${row.linkId}::uuid, ${row.masterId},
      ${row.recipientName}, ${row.recipientEmail}, ${row.replyTo}, ${row.language}, ${row.subject}, ${row.greeting}, ${row.words},
      ${row.state}, ${row.state === "queued" ? row.now : null}::timestamptz, ${row.remindAfterDays}::int, ${row.createdBy}::uuid, ${row.now}::timestamptz)
    returning id`,
});

/** Notes what happened to a message, behind what was noted before. */
export const insertMailEvent = defineQuery({
  name: "reports.mail.insert-event",
  params: z.object({
    messageId: z.uuid(),
    at: z.date(),
    kind: z.string(),
    source: z.enum(["person", "smtp", "report", "attune"]),
    code: z.string().nullable(),
  }),
  row: z.object({ position: zInt }),
  sql: ({ messageId, at, kind, source, code }, tenant) => sql`
    insert into mail_events (tenant_id, message_id, position, at, kind, source, code)
    select ${tenant}::uuid, ${messageId}::uuid, coalesce(max(position), 0) + 1, ${at}::timestamptz, ${kind}, ${source}, ${code}
    from mail_events where tenant_id = ${tenant}::uuid and message_id = ${messageId}::uuid
    returning position`,
});

/**
 * Takes a message up for sending: one that is due, or one whose sender has been silent past its lease. Only one of several who try at once
 * gets it.
 */
export const claimMessage = defineQuery({
  name: "reports.mail.claim-message",
  params: z.object({ messageId: z.uuid(), now: z.date(), leaseUntil: z.date() }),
  row: z.object({ attempts: zInt }),
  sql: ({ messageId, now, leaseUntil }, tenant) => sql`
    update mail_messages set state = 'sending', attempts = attempts + 1, lease_until = ${leaseUntil}::timestamptz
    where tenant_id = ${tenant} and id = ${messageId}::uuid
      and ((state = 'queued' and next_attempt_at <= ${now}) or (state = 'sending' and lease_until <= ${now}))
    returning attempts`,
});

/** Moves a message on, if it still is where it was thought to be. No row: somebody else was faster. */
export const moveMessage = defineQuery({
  name: "reports.mail.move-message",
  params: z.object({
    messageId: z.uuid(),
    from: z.array(z.enum(mailStates)),
    /** only this attempt may move it */
    attempts: z.int().optional(),
    to: z.enum(mailStates),
    now: z.date(),
    nextAttemptAt: z.date().nullable().default(null),
    code: z.string().nullable().default(null),
    failure: z.string().nullable().default(null),
    attemptsReset: z.boolean().default(false),
  }),
  row: one,
  sql: (move, tenant) => sql`
    update mail_messages set
      state = ${move.to},
      next_attempt_at = ${move.nextAttemptAt}::timestamptz,
      lease_until = null,
      attempts = case when ${move.attemptsReset} then 0 else attempts end,
      answer_code = coalesce(${move.code}, answer_code),
      failure = ${move.failure},
      sent_at = case when ${move.to} in ('sent', 'delivered') then coalesce(sent_at, ${move.now}::timestamptz) else sent_at end,
      settled_at = case when ${move.to} in ('delivered', 'bounced', 'failed', 'cancelled') then ${move.now}::timestamptz else null end
    where tenant_id = ${tenant} and id = ${move.messageId}::uuid and state = any(${move.from}::text[])
      and (${move.attempts ?? null}::int is null or attempts = ${move.attempts ?? null}::int)
    returning id`,
});
