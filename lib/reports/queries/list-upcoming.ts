import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** What a master has scheduled next, soonest first. */
export const listUpcoming = defineQuery({
  name: "reports.list-upcoming",
  params: z.object({ masterId: z.string(), after: z.date(), limit: z.int().min(1).max(50) }),
  row: z.object({
    sessionId: z.string(),
    title: z.string(),
    startsAt: zInstant,
    durationMinutes: zInt.nullable(),
    language: z.string().nullable(),
  }),
  sql: ({ masterId, after, limit }, tenant) => sql`
    select session_id as "sessionId", title, scheduled_at as "startsAt", duration_minutes as "durationMinutes", language
    from master_sessions
    where tenant_id = ${tenant} and master_id = ${masterId} and scheduled_at > ${after} and started_at is null
      and cancelled_at is null
    order by scheduled_at, session_id
    limit ${limit}`,
});
