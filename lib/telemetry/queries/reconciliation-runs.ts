import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** Sessions that have ended, a page at a time. */
export const listEndedSessions = defineQuery({
  name: "telemetry.list-ended-sessions",
  params: z.object({ after: z.string(), limit: z.int().min(1).max(1000) }),
  row: z.object({ sessionId: z.string() }),
  sql: ({ after, limit }, tenant) => sql`
    select session_id as "sessionId" from master_sessions
    where tenant_id = ${tenant} and ended_at is not null and session_id collate "C" > ${after} collate "C"
    order by session_id collate "C" limit ${limit}`,
});

export const insertRun = defineQuery({
  name: "telemetry.insert-run",
  params: z.object({
    id: z.uuid(),
    startedAt: z.date(),
    finishedAt: z.date(),
    sessions: z.int(),
    differences: z.int(),
  }),
  row: z.object({ id: z.string() }),
  sql: ({ id, startedAt, finishedAt, sessions, differences }, tenant) => sql`
    insert into reconciliation_runs (tenant_id, id, started_at, finished_at, sessions, differences)
    values (${tenant}::uuid, ${id}::uuid, ${startedAt}::timestamptz, ${finishedAt}::timestamptz, ${sessions}, ${differences})
    returning id`,
});

const difference = z.object({
  sessionId: z.string(),
  place: z.enum(["live", "recap", "snapshot", "export", "report"]),
  figure: z.string(),
  expected: z.string().nullable(),
  found: z.string().nullable(),
});

export const insertDifferences = defineQuery({
  name: "telemetry.insert-differences",
  params: z.object({ runId: z.uuid(), differences: z.array(difference) }),
  row: z.object({ place: z.string() }),
  sql: ({ runId, differences }, tenant) => sql`
    insert into reconciliation_differences (tenant_id, run_id, session_id, place, figure, expected, found)
    select ${tenant}::uuid, ${runId}::uuid, d."sessionId", d.place, d.figure, d.expected, d.found
    from jsonb_to_recordset(${JSON.stringify(differences)}::jsonb)
      as d("sessionId" text, place text, figure text, expected text, found text)
    returning place`,
});

/** The last time that figures were compared. */
export const getLatestRun = defineQuery({
  name: "telemetry.get-latest-run",
  params: z.object({}),
  row: z.object({ id: z.string(), finishedAt: zInstant, sessions: zInt, differences: zInt }),
  sql: (_, tenant) => sql`
    select id, finished_at as "finishedAt", sessions, differences from reconciliation_runs
    where tenant_id = ${tenant} order by finished_at desc, id desc limit 1`,
});

/** What did not agree, session by session. */
export const listDifferences = defineQuery({
  name: "telemetry.list-differences",
  params: z.object({ runId: z.uuid() }),
  row: difference.extend({ title: z.string() }),
  sql: ({ runId }, tenant) => sql`
    select d.session_id as "sessionId", d.place, d.figure, d.expected, d.found, coalesce(s.title, '') as title
    from reconciliation_differences d
    left join master_sessions s on s.tenant_id = d.tenant_id and s.session_id = d.session_id
    where d.tenant_id = ${tenant} and d.run_id = ${runId}::uuid
    order by d.session_id, d.place, d.figure
    limit 200`,
});

/** Forgets comparisons from before a moment, with what they found. */
export const deleteOldRuns = defineQuery({
  name: "telemetry.delete-old-runs",
  params: z.object({ before: z.date() }),
  row: z.object({ id: z.string() }),
  sql: ({ before }, tenant) => sql`
    delete from reconciliation_runs where tenant_id = ${tenant} and finished_at < ${before} returning id`,
});
