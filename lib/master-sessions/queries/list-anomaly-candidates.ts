import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { empty, type Sql, sql } from "@/lib/db/sql";
import { baselineSessions } from "@/lib/master-sessions/anomaly";
import { anomalyKinds, anomalyStates } from "@/lib/master-sessions/anomaly-schema";
import { sameKind } from "@/lib/master-sessions/queries/session-kind";

const baselineRow = z.object({
  id: z.string(),
  heldAt: z.coerce.date(),
  total: zInt,
  dropped: zInt,
  reacting: zInt,
});

const stateRow = z.object({
  kind: z.enum(anomalyKinds),
  state: z.enum(anomalyStates),
  changedAt: z.coerce.date(),
  followUps: zInt,
});

/**
 * Ended sessions of a named master with what the rule holds them against: up to eight ended sessions of the same kind before each, newest
 * first, and what was decided about their anomalies. Newest first.
 */
export const listAnomalyCandidates = defineQuery({
  name: "masterSessions.list-anomaly-candidates",
  params: z.object({
    /** held at or after */
    start: z.date().optional(),
    /** held before */
    end: z.date().optional(),
    /** ended at or after */
    endedSince: z.date().optional(),
    master: z.string().optional(),
    sessionIds: z.array(z.string()).max(1000).optional(),
  }),
  row: z.object({
    id: z.string(),
    title: z.string(),
    masterId: z.string(),
    masterName: z.string().nullable(),
    language: z.string().nullable(),
    heldAt: zInstant,
    endedAt: zInstant,
    total: zInt,
    dropped: zInt,
    reacting: zInt,
    baseline: z.array(baselineRow),
    states: z.array(stateRow),
  }),
  sql: ({ start, end, endedSince, master, sessionIds }, tenant) => {
    const conditions: Sql[] = [
      start ? sql`and s.held_at >= ${start}` : empty,
      end ? sql`and s.held_at < ${end}` : empty,
      endedSince ? sql`and t.ended_at >= ${endedSince}` : empty,
      master === undefined ? empty : sql`and s.master_id = ${master}`,
      sessionIds ? sql`and s.session_id = any(${sessionIds}::text[])` : empty,
    ];
    return sql`
      select s.session_id as "id", s.title, s.master_id as "masterId", m.name as "masterName", s.language, s.held_at as "heldAt",
             t.ended_at as "endedAt", t.total, t.dropped_people as dropped, t.reacting_people as reacting,
             earlier.baseline, decided.states
      from master_sessions s
      join session_totals t on t.tenant_id = s.tenant_id and t.session_id = s.session_id
      left join masters m on m.tenant_id = s.tenant_id and m.master_id = s.master_id
      cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object('id', b.session_id, 'heldAt', b.held_at, 'total', b.total,
                 'dropped', b.dropped_people, 'reacting', b.reacting_people) order by b.held_at desc, b.session_id desc), '[]') as baseline
        from (
          select p.session_id, p.held_at, pt.total, pt.dropped_people, pt.reacting_people
          from master_sessions p
          join session_totals pt on pt.tenant_id = p.tenant_id and pt.session_id = p.session_id
          where p.tenant_id = s.tenant_id and (p.held_at, p.session_id) < (s.held_at, s.session_id) and ${sameKind}
          order by p.held_at desc, p.session_id desc
          limit ${baselineSessions.atMost}
        ) b
      ) earlier
      cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object('kind', d.kind, 'state', d.state, 'changedAt', d.changed_at, 'followUps',
                 (select count(*) from anomaly_actions a where a.tenant_id = d.tenant_id and a.session_id = d.session_id
                    and a.kind = d.kind and a.action = 'followed-up'))), '[]') as states
        from anomaly_states d where d.tenant_id = s.tenant_id and d.session_id = s.session_id
      ) decided
      where s.tenant_id = ${tenant} and s.master_id is not null ${conditions[0]} ${conditions[1]} ${conditions[2]}
        ${conditions[3]} ${conditions[4]}
      order by s.held_at desc, s.session_id desc`;
  },
});
