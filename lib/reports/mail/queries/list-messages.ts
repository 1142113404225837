import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { empty, sql } from "@/lib/db/sql";
import { messageColumns, messageRow, messageTables } from "@/lib/reports/mail/queries/message-columns";
import { mailStates } from "@/lib/reports/mail/schema";

/** Messages, newest first, without the reports they announce. */
export const listMessages = defineQuery({
  name: "reports.mail.list-messages",
  params: z.object({
    sessionId: z.string().optional(),
    state: z.enum(mailStates).optional(),
    before: z.object({ createdAt: z.date(), id: z.uuid() }).optional(),
    limit: z.int().min(1).max(200),
  }),
  row: messageRow.omit({ payload: true }),
  sql: ({ sessionId, state, before, limit }, tenant) => sql`
    select ${messageColumns} from ${messageTables}
    where m.tenant_id = ${tenant}
      ${sessionId === undefined ? empty : sql`and m.session_id = ${sessionId}`}
      ${state === undefined ? empty : sql`and m.state = ${state}`}
      ${before ? sql`and (m.created_at, m.id) < (${before.createdAt}, ${before.id}::uuid)` : empty}
    order by m.created_at desc, m.id desc
    limit ${limit}`,
});
