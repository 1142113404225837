import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** Whether it was noted since then that a PDF of a session could not be drawn. */
export const pdfFailedSince = defineQuery({
  name: "reports.pdf-failed-since",
  params: z.object({ sessionId: z.string(), since: z.date() }),
  row: z.object({ noted: z.boolean() }),
  sql: ({ sessionId, since }, tenant) => sql`
    select exists (select from audit_log
      where tenant_id = ${tenant} and action = 'report.pdf-failed' and target_id = ${sessionId} and at > ${since}) as noted`,
});
