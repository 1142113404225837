import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";
import { messageColumns, messageRow, messageTables } from "@/lib/reports/mail/queries/message-columns";

/** One message with the report that it announces. */
export const getMessage = defineQuery({
  name: "reports.mail.get-message",
  params: z.object({ messageId: z.uuid() }),
  row: messageRow,
  sql: ({ messageId }, tenant) => sql`
    select ${messageColumns}, r.payload from ${messageTables}
    where m.tenant_id = ${tenant} and m.id = ${messageId}::uuid`,
});
