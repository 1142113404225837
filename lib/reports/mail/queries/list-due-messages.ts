import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** Messages whose time has come: waiting for an attempt, or left behind by a sender that died. */
export const listDueMessages = defineQuery({
  name: "reports.mail.list-due",
  params: z.object({ now: z.date() }),
  row: z.object({ id: z.string() }),
  sql: ({ now }, tenant) => sql`
    select id from mail_messages
    where tenant_id = ${tenant}
      and ((state = 'queued' and next_attempt_at <= ${now}) or (state = 'sending' and lease_until <= ${now}))
    order by created_at limit 500`,
});
