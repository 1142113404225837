import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";
import { sessionStatuses } from "@/lib/master-sessions/schema";

/** Sessions with a place in the calendar between two instants (end excluded), earliest first: where they were held, else where they are planned. */
export const listCalendar = defineQuery({
  name: "masterSessions.list-calendar",
  params: z.object({
    start: z.date(),
    end: z.date().optional(),
    sessionId: z.string().optional(),
    limit: z.int().min(1).max(1000),
  }),
  row: z.object({
    id: z.string(),
    title: z.string(),
    masterId: z.string().nullable(),
    masterName: z.string().nullable(),
    language: z.string().nullable(),
    version: z.string().nullable(),
    at: zInstant,
    scheduledAt: zInstant.nullable(),
    durationMinutes: zInt.nullable(),
    status: z.enum(sessionStatuses),
    ready: zInt,
    total: zInt,
  }),
  sql: ({ start, end, sessionId, limit }, tenant) => sql`
    select s.session_id as "id", s.title, s.master_id as "masterId", m.name as "masterName", s.language, s.version,
           s.held_at as at, s.scheduled_at as "scheduledAt", s.duration_minutes as "durationMinutes",
           case when s.ended_at is not null then 'ended' when s.started_at is not null then 'live'
                when s.cancelled_at is not null then 'cancelled' else 'scheduled' end as status,
           s.ready_count as ready, s.total
    from master_sessions s
    left join masters m on m.tenant_id = s.tenant_id and m.master_id = s.master_id
    where s.tenant_id = ${tenant}::uuid and s.held_at >= ${start}::timestamptz
      ${end ? sql`and s.held_at < ${end}::timestamptz` : empty}
      ${sessionId === undefined ? empty : sql`and s.session_id = ${sessionId}`}
    order by s.held_at, s.session_id
    limit ${limit}`,
});
