import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** What ended sessions of a period tell: frozen sums, who was ready and never came, and who looked at the recap afterwards. */
export const countSessionTelemetry = defineQuery({
  name: "telemetry.count-sessions",
  params: z.object({ start: z.date(), until: z.date() }),
  row: z.object({
    sessions: zInt,
    attendances: zInt,
    joins: zInt,
    dedupeAdjustments: zInt,
    readyPeople: zInt,
    leftBeforeStart: zInt,
    recapViewers: zInt,
  }),
  sql: ({ start, until }, tenant) => sql`
    with held as (
      select t.session_id, t.started_at, t.ended_at, t.total, t.joins, t.dedupe_adjustments
      from master_sessions s
      join session_totals t on t.tenant_id = s.tenant_id and t.session_id = s.session_id
      where s.tenant_id = ${tenant} and s.held_at >= ${start} and s.held_at < ${until})
    select count(*) as sessions, coalesce(sum(total), 0) as attendances, coalesce(sum(joins), 0) as joins,
      coalesce(sum(dedupe_adjustments), 0) as "dedupeAdjustments",
      (select count(*) from session_attendance a join held h on h.session_id = a.session_id
       where a.tenant_id = ${tenant} and a.first_ready_at < h.started_at) as "readyPeople",
      (select count(*) from session_attendance a join held h on h.session_id = a.session_id
       where a.tenant_id = ${tenant} and a.first_ready_at < h.started_at and not a.counted) as "leftBeforeStart",
      (select count(distinct (e.session_key, e.actor)) from analytics.events e join held h on h.session_id = e.session_key
       where e.tenant_id = ${tenant} and e.name = 'recap.viewed' and e.actor is not null
         and e.day >= (h.ended_at at time zone 'utc')::date - 1) as "recapViewers"
    from held`,
});
