import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";

/**
 * The two parts of the open rate of what was mailed: recipients to whom at least one message was delivered (a server took it and it did
 * not come back), and those of them whose link a person has opened. A recipient is one address for one session, however often it was
 * written to.
 */
export const countDeliveredRecipients = defineQuery({
  name: "reports.mail.count-delivered-recipients",
  params: z.object({
    sessionId: z.string().optional(),
    masterId: z.string().optional(),
    /** sent at or after */
    from: z.date().optional(),
    /** sent before */
    to: z.date().optional(),
  }),
  row: z.object({ delivered: zInt, opened: zInt }),
  sql: ({ sessionId, masterId, from, to }, tenant) => sql`
    select count(*) as delivered, count(*) filter (where opened) as opened
    from (
      select m.session_id, m.recipient_email, bool_or(exists (
        select from report_opens o where o.tenant_id = m.tenant_id and o.link_id = m.link_id and o.kind = 'human')) as opened
      from mail_messages m
      where m.tenant_id = ${tenant} and m.state in ('sent', 'delivered')
        ${sessionId === undefined ? empty : sql`and m.session_id = ${sessionId}`}
        ${masterId === undefined ? empty : sql`and m.master_id = ${masterId}`}
        ${from === undefined ? empty : sql`and m.sent_at >= ${from}`}
        ${to === undefined ? empty : sql`and m.sent_at < ${to}`}
      group by m.session_id, m.recipient_email
    ) recipients`,
});
