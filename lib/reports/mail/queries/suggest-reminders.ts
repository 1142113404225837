import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/**
 * Notes and returns the messages that deserve a reminder: taken by a server, not opened by a person through any link of the report's
 * recipient for as many days as the sender said, with a link that still works. Each comes once.
 */
export const suggestReminders = defineQuery({
  name: "reports.mail.suggest-reminders",
  params: z.object({ now: z.date() }),
  row: z.object({ id: z.string(), sessionId: z.string(), title: z.string(), days: zInt }),
  sql: ({ now }, tenant) => sql`
    update mail_messages m set reminder_suggested_at = ${now}::timestamptz
    from report_links l
    where m.tenant_id = ${tenant} and l.tenant_id = m.tenant_id and l.id = m.link_id
      and m.state in ('sent', 'delivered') and m.kind = 'report' and m.reminder_suggested_at is null
      and m.sent_at + make_interval(days => m.remind_after_days) <= ${now}
      and l.revoked_at is null and l.expires_at > ${now}
      and not exists (
        select from report_opens o where o.tenant_id = m.tenant_id and o.link_id = m.link_id and o.kind = 'human')
      and not exists (
        select from mail_messages later
        where later.tenant_id = m.tenant_id and later.reminder_of = m.id and later.state <> 'cancelled')
    returning m.id, m.session_id as "sessionId",
      coalesce((select title from master_sessions s where s.tenant_id = m.tenant_id and s.session_id = m.session_id), '') as title,
      (extract(epoch from ${now}::timestamptz - m.sent_at) / 86400)::int as days`,
});
