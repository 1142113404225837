import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt, zNumber } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";

/**
 * Masters with their latest ended collective, the next scheduled one, and the totals of up to eight ended sessions,
 * oldest first. The master who gathered people last comes first. `masterId` asks for one.
 */
export const listMasterCards = defineQuery({
  name: "masterSessions.list-master-cards",
  params: z.object({ now: z.date(), masterId: z.string().optional(), limit: z.int().min(1).max(500) }),
  row: z.object({
    masterId: z.string(),
    name: z.string(),
    sessions: zInt,
    median: zNumber.nullable(),
    recentTotals: z.array(zInt),
    latestId: z.string().nullable(),
    latestTitle: z.string().nullable(),
    latestHeldAt: zInstant.nullable(),
    latestTotal: zInt.nullable(),
    nextId: z.string().nullable(),
    nextTitle: z.string().nullable(),
    nextAt: zInstant.nullable(),
    liveId: z.string().nullable(),
  }),
  sql: ({ now, masterId, limit }, tenant) => sql`
    select m.master_id as "masterId", m.name, ended.sessions, ended.median,
           recent.totals as "recentTotals",
           latest.session_id as "latestId", latest.title as "latestTitle", latest.held_at as "latestHeldAt",
           latest.total as "latestTotal", next.session_id as "nextId", next.title as "nextTitle",
           next.scheduled_at as "nextAt", live.session_id as "liveId"
    from masters m
    cross join lateral (
      select count(*) as sessions, percentile_cont(0.5) within group (order by total) as median
      from master_sessions s
      where s.tenant_id = m.tenant_id and s.master_id = m.master_id and s.ended_at is not null
    ) ended
    left join lateral (
      select session_id, title, held_at, total from master_sessions s
      where s.tenant_id = m.tenant_id and s.master_id = m.master_id and s.ended_at is not null and s.held_at is not null
      order by held_at desc, session_id desc limit 1
    ) latest on true
    cross join lateral (
      select coalesce(array_agg(total order by held_at, session_id), '{}') as totals from (
        select total, held_at, session_id from master_sessions s
        where s.tenant_id = m.tenant_id and s.master_id = m.master_id and s.ended_at is not null and s.held_at is not null
        order by held_at desc, session_id desc limit 8
      ) last
    ) recent
    left join lateral (
      select session_id, title, scheduled_at from master_sessions s
      where s.tenant_id = m.tenant_id and s.master_id = m.master_id
        and s.started_at is null and s.ended_at is null and s.cancelled_at is null and s.scheduled_at > ${now}
      order by scheduled_at, session_id limit 1
    ) next on true
    left join lateral (
      select session_id from master_sessions s
      where s.tenant_id = m.tenant_id and s.master_id = m.master_id and s.started_at is not null and s.ended_at is null
      order by started_at desc, session_id desc limit 1
    ) live on true
    where m.tenant_id = ${tenant} ${masterId === undefined ? empty : sql`and m.master_id = ${masterId}`}
    order by latest.held_at desc nulls last, m.name, m.master_id
    limit ${limit}`,
});
