import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt, zNumber } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** Every session that the read models know, the latest last. */
export const listSessionIds = defineQuery({
  name: "live.session-ids",
  params: z.object({}),
  row: z.object({ sessionId: z.string() }),
  sql: (_, tenant) => sql`
    select session_id as "sessionId" from master_sessions where tenant_id = ${tenant} order by held_at, session_id`,
});

const instant = z
  .string()
  .transform((text) => new Date(text).toISOString())
  .nullable();

/** What the read models have stored of a session. */
export const readStoredFigures = defineQuery({
  name: "live.stored-figures",
  params: z.object({ sessionId: z.string() }),
  row: z.object({
    session: z.object({
      startedAt: instant,
      endedAt: instant,
      ready: zInt,
      total: zInt,
      reactions: zInt,
      gratitudeTexts: zInt,
      replays: zInt,
      au: zNumber,
      countries: z.string(),
    }),
    totals: z
      .object({
        startedAt: instant,
        endedAt: instant,
        total: zInt,
        reactions: zInt,
        gratitudeTexts: zInt,
        au: zNumber,
        peak: zInt,
        halfTime: zInt,
        joins: zInt,
        dedupeAdjustments: zInt,
        attendedMs: zInt,
      })
      .nullable(),
  }),
  sql: ({ sessionId }, tenant) => sql`
    select jsonb_build_object('startedAt', s.started_at, 'endedAt', s.ended_at, 'ready', s.ready_count, 'total', s.total,
        'reactions', s.reactions, 'gratitudeTexts', s.gratitude_texts, 'replays', s.replay_people, 'au', s.au,
        'countries', coalesce((select string_agg(b.value, ' ' order by b.value collate "C") from session_breakdowns b
          where b.tenant_id = ${tenant} and b.session_id = s.session_id and b.dimension = 'country' and b.value <> ''), '')) as session,
      case when t.session_id is not null then jsonb_build_object('startedAt', t.started_at, 'endedAt', t.ended_at, 'total', t.total,
        'reactions', t.reactions, 'gratitudeTexts', t.gratitude_texts, 'au', t.au, 'peak', t.peak, 'halfTime', t.half_time,
        'joins', t.joins, 'dedupeAdjustments', t.dedupe_adjustments, 'attendedMs', t.attended_ms) end as totals
    from master_sessions s left join session_totals t on t.tenant_id = s.tenant_id and t.session_id = s.session_id
    where s.tenant_id = ${tenant} and s.session_id = ${sessionId}`,
});
