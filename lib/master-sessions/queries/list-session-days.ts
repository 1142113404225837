import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zDay } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** UTC days on which a session has events: whoever reads the log for it names them, so that no other partition is opened. */
export const listSessionDays = defineQuery({
  name: "masterSessions.list-session-days",
  params: z.object({ sessionId: z.string() }),
  row: z.object({ day: zDay }),
  sql: ({ sessionId }, tenant) =>
    sql`select day from session_days where tenant_id = ${tenant} and session_id = ${sessionId} order by day`,
});
