import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/**
 * Sessions that somebody came to and nobody ended, whose planned end lies back by more than the grace. A session begins as the recap says:
 * with its start, else as scheduled, else with the first who was ready. What nobody came to was not held, and stays as it was planned.
 */
export const overdueSessions = defineQuery({
  name: "live.overdue-sessions",
  params: z.object({ now: z.date(), graceS: z.number(), durationMinutes: z.number(), oldestAt: z.date() }),
  row: z.object({ sessionId: z.string(), closesAt: zInstant }),
  sql: ({ now, graceS, durationMinutes, oldestAt }, tenant) => sql`
    select session_id as "sessionId", closes_at as "closesAt" from (
      select s.session_id, coalesce(s.started_at, s.scheduled_at, came.first_at)
        + make_interval(mins => coalesce(nullif(s.duration_minutes, 0), ${durationMinutes}::int)) as closes_at
      from master_sessions s
      cross join lateral (
        select min(first_ready_at) as first_at from session_attendance a where a.tenant_id = ${tenant} and a.session_id = s.session_id
      ) as came
      where s.tenant_id = ${tenant} and s.ended_at is null and s.cancelled_at is null
        and s.held_at between ${oldestAt} and ${now}::timestamptz - make_interval(secs => ${graceS})
        and (s.started_at is not null or came.first_at is not null)
    ) as open
    where closes_at <= ${now}::timestamptz - make_interval(secs => ${graceS})
    order by closes_at limit 200`,
});
