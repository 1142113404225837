import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt, zNumber } from "@/lib/db/row";
import { type Sql, sql } from "@/lib/db/sql";
import { sessionConditionParams, sessionConditions } from "@/lib/master-sessions/queries/session-conditions";

const median = zNumber.nullable();
const mediansRow = z.object({
  sessions: zInt,
  people: median,
  reacting: median,
  gratitude: median,
  au: median,
  replays: median,
});

const mediansWhere = (condition: Sql) => sql`jsonb_build_object(
  'sessions', count(*) filter (where ${condition}),
  'people', percentile_cont(0.5) within group (order by t.total) filter (where ${condition}),
  'reacting', percentile_cont(0.5) within group (order by t.reacting_people::float8 / nullif(t.total, 0)) filter (where ${condition}),
  'gratitude', percentile_cont(0.5) within group (order by t.gratitude_texts) filter (where ${condition}),
  'au', percentile_cont(0.5) within group (order by t.au) filter (where ${condition}),
  'replays', percentile_cont(0.5) within group (order by s.replay_people) filter (where ${condition}))`;

/**
 * What is usual: medians over the ended sessions between `start` and `end`, of one master in the part of that time from `from` on, of
 * the same master over all of it, and of all masters over all of it. The filters hold for all three.
 */
export const getTimelineMedians = defineQuery({
  name: "masterSessions.get-timeline-medians",
  params: sessionConditionParams.extend({ masterId: z.string(), from: z.date() }),
  row: z.object({ here: mediansRow, own: mediansRow, tenant: mediansRow }),
  sql: ({ masterId, from, ...conditions }, tenant) => sql`
    select ${mediansWhere(sql`s.master_id = ${masterId} and s.held_at >= ${from}`)} as here,
           ${mediansWhere(sql`s.master_id = ${masterId}`)} as own,
           ${mediansWhere(sql`true`)} as tenant
    from master_sessions s
    join session_totals t on t.tenant_id = s.tenant_id and t.session_id = s.session_id
    where s.tenant_id = ${tenant} ${sessionConditions(conditions)}`,
});
