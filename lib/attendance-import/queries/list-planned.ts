import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";

/** Sessions that were planned and have not begun: one of them, or those whose planned start lies between two instants. */
export const listPlanned = defineQuery({
  name: "attendanceImport.list-planned",
  params: z.object({ sessionId: z.string().optional(), from: z.date().optional(), to: z.date().optional() }),
  row: z.object({ sessionId: z.string(), title: z.string(), startsAt: zInstant, durationMinutes: zInt.nullable() }),
  sql: ({ sessionId, from, to }, tenant) => sql`
    select session_id as "sessionId", title, scheduled_at as "startsAt", duration_minutes as "durationMinutes"
    from master_sessions
    where tenant_id = ${tenant}::uuid and scheduled_at is not null and started_at is null and cancelled_at is null
      ${sessionId === undefined ? empty : sql`and session_id = ${sessionId}`}
      ${from && to ? sql`and held_at between ${from}::timestamptz and ${to}::timestamptz` : empty}
    order by scheduled_at, session_id limit 20`,
});
