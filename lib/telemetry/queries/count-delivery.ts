import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt, zNumber } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { recipientsSince } from "@/lib/reports/queries/recipients";

const period = z.object({ start: z.date(), until: z.date() });

/** What left in a period and what failed on its way: reports, files, messages, follow-ups, and who opened what she was given. */
export const countDelivery = defineQuery({
  name: "telemetry.count-delivery",
  params: period,
  row: z.object({
    exportsOfTotals: zInt,
    exportsRun: zInt,
    exportsFailed: zInt,
    reportsFrozen: zInt,
    messagesHandled: zInt,
    messagesFailed: zInt,
    recipients: zInt,
    opened: zInt,
    pdfsFailed: zInt,
    followUps: zInt,
  }),
  sql: ({ start, until }, tenant) => sql`
    select files.*, messages.*, given.*,
      (select count(*) from reports r
       where r.tenant_id = ${tenant} and r.created_at >= ${start} and r.created_at < ${until}) as "reportsFrozen",
      (select count(*) from audit_log l
       where l.tenant_id = ${tenant} and l.action = 'report.pdf-failed' and l.at >= ${start} and l.at < ${until}) as "pdfsFailed",
      (select count(*) from anomaly_actions a
       where a.tenant_id = ${tenant} and a.action = 'followed-up' and a.at >= ${start} and a.at < ${until}) as "followUps"
    from (
      select count(*) filter (where state in ('done', 'expired') and people_total is not null) as "exportsOfTotals",
        count(*) filter (where state in ('done', 'expired', 'failed')) as "exportsRun",
        count(*) filter (where state = 'failed') as "exportsFailed"
      from export_jobs where tenant_id = ${tenant} and finished_at >= ${start} and finished_at < ${until}) files,
    (
      select count(*) filter (where state in ('sent', 'delivered', 'bounced', 'failed')) as "messagesHandled",
        count(*) filter (where state in ('bounced', 'failed')) as "messagesFailed"
      from mail_messages where tenant_id = ${tenant} and created_at >= ${start} and created_at < ${until}) messages,
    (
      select count(*) as recipients, count(p.opened_at) as opened
      from ${recipientsSince(tenant, start)} p where p.created_at < ${until}) given`,
});

/** How long events took from receipt to being visible: batches in order of their longest wait, each weighing as many as its events. */
export const measureLatency = defineQuery({
  name: "telemetry.measure-latency",
  params: period,
  row: z.object({
    batches: zInt,
    events: zInt,
    p50: zNumber.nullable(),
    p95: zNumber.nullable(),
    p99: zNumber.nullable(),
  }),
  sql: ({ start, until }, tenant) => sql`
    with waited as (
      select extract(epoch from visible_at - received_from) * 1000 as ms, events,
        sum(events) over (order by visible_at - received_from, last_seq) as upto, sum(events) over () as total
      from analytics.projector_batches
      where tenant_id = ${tenant} and visible_at >= ${start} and visible_at < ${until} and events > 0)
    select count(*) as batches, coalesce(sum(events), 0) as events,
      (min(ms) filter (where upto >= 0.50 * total))::float8 as p50,
      (min(ms) filter (where upto >= 0.95 * total))::float8 as p95,
      (min(ms) filter (where upto >= 0.99 * total))::float8 as p99
    from waited`,
});

/** Units against people, session by session, most people first. */
export const listUnitPairs = defineQuery({
  name: "telemetry.list-unit-pairs",
  params: period,
  row: z.object({ sessionId: z.string(), title: z.string(), total: zInt, au: zNumber }),
  sql: ({ start, until }, tenant) => sql`
    select s.session_id as "sessionId", s.title, t.total, t.au
    from master_sessions s
    join session_totals t on t.tenant_id = s.tenant_id and t.session_id = s.session_id
    where s.tenant_id = ${tenant} and s.held_at >= ${start} and s.held_at < ${until}
    order by t.total desc, s.session_id
    limit 2000`,
});
