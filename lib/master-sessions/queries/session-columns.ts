import "server-only";
import { z } from "zod";
import { zInstant, zInt } from "@/lib/db/row";
import { type Sql, sql } from "@/lib/db/sql";
import { type SessionItem, sessionStatuses, timesOfDay } from "@/lib/master-sessions/schema";

/** A session as a row: `s` is master_sessions, `m` its master and `t` its totals (both left joins). */
export const sessionColumns: Sql = sql`
  s.session_id as "id", s.title, s.master_id as "masterId", m.name as "masterName", s.language, s.version,
  case when s.ended_at is not null then 'ended' when s.started_at is not null then 'live'
       when s.cancelled_at is not null then 'cancelled' else 'scheduled' end as status,
  s.ended_at is not null and exists (
    select 1 from reports r
    join report_links l on l.tenant_id = r.tenant_id and l.report_id = r.id and l.revoked_at is null
    where r.tenant_id = s.tenant_id and r.session_id = s.session_id) as shared,
  s.scheduled_at as "scheduledAt", s.started_at as "startedAt", s.ended_at as "endedAt",
  s.held_at as "heldAt", s.time_of_day as "timeOfDay", s.duration_minutes as "durationMinutes",
  s.ready_count as ready, s.total, s.replay_people as "replayPeople",
  t.dominant_reaction as "dominantReaction"`;

export const sessionRow = z.object({
  id: z.string(),
  title: z.string(),
  masterId: z.string().nullable(),
  masterName: z.string().nullable(),
  language: z.string().nullable(),
  version: z.string().nullable(),
  status: z.enum(sessionStatuses),
  shared: z.boolean(),
  scheduledAt: zInstant.nullable(),
  startedAt: zInstant.nullable(),
  endedAt: zInstant.nullable(),
  heldAt: zInstant,
  timeOfDay: z.enum(timesOfDay).nullable(),
  durationMinutes: zInt.nullable(),
  ready: zInt,
  total: zInt,
  replayPeople: zInt,
  dominantReaction: z.string().nullable(),
});

type Row = z.output<typeof sessionRow>;

/** A master nobody has named yet goes by the id. */
export const masterOf = ({ masterId, masterName }: Pick<Row, "masterId" | "masterName">): SessionItem["master"] =>
  masterId === null ? null : { id: masterId, name: masterName ?? masterId };

export function toSessionItem({ masterId, masterName, ...row }: Row): SessionItem {
  return { ...row, master: masterOf({ masterId, masterName }) };
}
