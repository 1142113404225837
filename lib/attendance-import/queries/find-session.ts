import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** What a session is called that is there already. */
export const findSession = defineQuery({
  name: "attendanceImport.find-session",
  params: z.object({ sessionId: z.string() }),
  row: z.object({ title: z.string() }),
  sql: ({ sessionId }, tenant) =>
    sql`select title from master_sessions where tenant_id = ${tenant}::uuid and session_id = ${sessionId}`,
});
