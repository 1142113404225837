import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt, zNumber } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { sessionColumns, sessionRow } from "@/lib/master-sessions/queries/session-columns";
import { sameKind } from "@/lib/master-sessions/queries/session-kind";
import { comparedSessions } from "@/lib/master-sessions/schema";

const frozenRow = z.object({
  frozenAt: z.coerce.date(),
  total: zInt,
  readyBeforeStart: zInt,
  peak: zInt,
  peakAt: z.coerce.date().nullable(),
  halfTime: zInt,
  halfTimeAt: z.coerce.date(),
  attendedMs: zInt,
  partialPeople: zInt,
  droppedPeople: zInt,
  joins: zInt,
  dedupeAdjustments: zInt,
  reactingPeople: zInt,
  reactions: zInt,
  gratitudeTexts: zInt,
  gratitudePeople: zInt,
  au: zNumber,
  curve: z.array(zInt),
});

const mediansRow = z.object({
  total: zNumber,
  peak: zNumber,
  attendedMsPerPerson: zNumber.nullable(),
  dropOffRatio: zNumber.nullable(),
  partialRatio: zNumber.nullable(),
  reactingRatio: zNumber.nullable(),
  gratitudeTexts: zNumber,
  au: zNumber,
});

/** Stands in `case`, which alone keeps the database from working out for an ended session what is only shown of a live one. */
const isLive = sql`s.started_at is not null and t.session_id is null`;

/**
 * Everything a snapshot is made of, in one statement: the projector may commit at any moment, and two statements could
 * see a session from before and from after. `frozen` is null until the session has ended; `soFar` is what attendance
 * says meanwhile, at `now`.
 */
export const getSnapshotRow = defineQuery({
  name: "masterSessions.get-snapshot",
  prepared: true,
  params: z.object({ sessionId: z.string(), now: z.date() }),
  row: sessionRow.extend({
    heldAt: zInstant.nullable(),
    lastEventAt: zInstant,
    k: zInt,
    lowCountThreshold: zInt,
    roundUpCounts: z.boolean(),
    auLabel: z.string(),
    auUnit: z.string(),
    frozen: frozenRow.nullable(),
    soFar: z.object({ joins: zInt, people: zInt, reactingPeople: zInt }).nullable(),
    curveSoFar: z.array(zInt).nullable(),
    groups: z.array(z.tuple([z.string(), z.string(), zInt, zInt])),
    reactionsSoFar: zInt,
    textsSoFar: zInt,
    auSoFar: zNumber,
    peopleGratefulSoFar: zInt,
    replayCompleted: zInt,
    earlier: zInt,
    medians: mediansRow.nullable(),
  }),
  sql: ({ sessionId, now }, tenant) => sql`
    select ${sessionColumns}, s.last_event_at as "lastEventAt",
           tn.k, tn.low_count_threshold as "lowCountThreshold", tn.round_up_counts as "roundUpCounts",
           tn.au_label as "auLabel", tn.au_unit as "auUnit",
           case when t.session_id is not null then jsonb_build_object(
             'frozenAt', t.frozen_at, 'total', t.total, 'readyBeforeStart', t.ready_before_start,
             'peak', t.peak, 'peakAt', t.peak_at, 'halfTime', t.half_time, 'halfTimeAt', t.half_time_at,
             'attendedMs', t.attended_ms, 'partialPeople', t.partial_people, 'droppedPeople', t.dropped_people,
             'joins', t.joins, 'dedupeAdjustments', t.dedupe_adjustments,
             'reactingPeople', t.reacting_people, 'reactions', t.reactions,
             'gratitudeTexts', t.gratitude_texts, 'gratitudePeople', t.gratitude_people, 'au', t.au,
             'curve', to_jsonb(t.audience_curve)) end as frozen,
           case when ${isLive} then (
             select jsonb_build_object('joins', coalesce(sum(a.joins), 0), 'people', count(*),
                                       'reactingPeople', count(*) filter (where a.reactions > 0))
             from session_attendance a where a.tenant_id = s.tenant_id and a.session_id = s.session_id and a.counted
           ) end as "soFar",
           case when ${isLive} then (
             select to_jsonb(array_agg(present order by minute)) from (
               select minute, sum(coalesce(change, 0)) over (order by minute)::integer as present
               from generate_series(0, least(1439, floor(extract(epoch from ${now}::timestamptz - s.started_at) / 60)::integer)) minute
               left join (
                 select at_minute, sum(step) as change
                 from session_attendance a,
                   jsonb_array_elements(a.intervals) i,
                   lateral (values
                     (ceil(((i ->> 0)::numeric - extract(epoch from s.started_at) * 1000) / 60000)::integer, 1),
                     (floor(((i ->> 1)::numeric - extract(epoch from s.started_at) * 1000) / 60000)::integer + 1, -1)
                   ) steps (at_minute, step)
                 where a.tenant_id = s.tenant_id and a.session_id = s.session_id and a.counted and at_minute is not null
                 group by at_minute
               ) changes on at_minute = minute
             ) minutes
           ) end as "curveSoFar",
           breakdowns.groups, s.reactions as "reactionsSoFar", s.gratitude_texts as "textsSoFar", s.au as "auSoFar",
           gratitude.people as "peopleGratefulSoFar",
           replays.completed as "replayCompleted", compared.earlier, compared.medians
    from master_sessions s
    join tenants tn on tn.id = s.tenant_id
    left join masters m on m.tenant_id = s.tenant_id and m.master_id = s.master_id
    left join session_totals t on t.tenant_id = s.tenant_id and t.session_id = s.session_id
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_array(b.dimension, b.value, b.people, b.occurrences)
                                order by b.people desc, b.occurrences desc, b.value), '[]') as groups
      from session_breakdowns b where b.tenant_id = s.tenant_id and b.session_id = s.session_id
    ) breakdowns
    cross join lateral (
      select count(distinct g.actor) as people from session_gratitude g where g.tenant_id = s.tenant_id and g.session_id = s.session_id
    ) gratitude
    cross join lateral (
      select count(*) filter (where completed) as completed
      from session_replays r where r.tenant_id = s.tenant_id and r.session_id = s.session_id
    ) replays
    cross join lateral (
      select count(*) as earlier,
             case when count(*) >= ${comparedSessions.needed} then jsonb_build_object(
               'total', percentile_cont(0.5) within group (order by p.total),
               'peak', percentile_cont(0.5) within group (order by p.peak),
               'attendedMsPerPerson', percentile_cont(0.5) within group (order by p.attended_ms::float8 / nullif(p.total, 0)),
               'dropOffRatio', percentile_cont(0.5) within group (order by p.dropped_people::float8 / nullif(p.total, 0)),
               'partialRatio', percentile_cont(0.5) within group (order by p.partial_people::float8 / nullif(p.total, 0)),
               'reactingRatio', percentile_cont(0.5) within group (order by p.reacting_people::float8 / nullif(p.total, 0)),
               'gratitudeTexts', percentile_cont(0.5) within group (order by p.gratitude_texts),
               'au', percentile_cont(0.5) within group (order by p.au)) end as medians
      from (
        select pt.* from master_sessions p
        join session_totals pt on pt.tenant_id = p.tenant_id and pt.session_id = p.session_id
        where p.tenant_id = s.tenant_id and p.ended_at is not null and ${sameKind}
          and (p.held_at, p.session_id) < (s.held_at, s.session_id)
        order by p.held_at desc, p.session_id desc
        limit ${comparedSessions.atMost}
      ) p
    ) compared
    where s.tenant_id = ${tenant} and s.session_id = ${sessionId}`,
});
