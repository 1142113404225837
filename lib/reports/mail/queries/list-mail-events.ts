import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** What happened to a message, in order. */
export const listMailEvents = defineQuery({
  name: "reports.mail.list-events",
  params: z.object({ messageId: z.uuid() }),
  row: z.object({
    position: zInt,
    at: zInstant,
    kind: z.string(),
    source: z.enum(["person", "smtp", "report", "attune"]),
    code: z.string().nullable(),
  }),
  sql: ({ messageId }, tenant) => sql`
    select position, at, kind, source, code from mail_events
    where tenant_id = ${tenant} and message_id = ${messageId}::uuid order by position`,
});
