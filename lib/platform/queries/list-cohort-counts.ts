import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { zDay, zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/**
 * People by tenant, month, framework, format and pair of archetypes, of tenants that take part in research. Complete months only: one that
 * still grows could be asked on two days and subtracted.
 */
export const listCohortCounts = definePlatformQuery({
  name: "platform.list-cohort-counts",
  params: z.object({ now: z.date() }),
  row: z.object({
    tenant: z.string(),
    month: zDay,
    framework: z.string(),
    format: z.string(),
    primary: z.string(),
    secondary: z.string(),
    people: zInt,
  }),
  sql: ({ now }) => sql`
    select t.slug as tenant, c.month::text as month, c.framework_id as framework, c.format, c.primary_id as primary,
      c.secondary_id as secondary, c.people
    from quiz_cohort_cells c join tenants t on t.id = c.tenant_id
    where t.in_research and c.month < date_trunc('month', ${now}::timestamptz at time zone 'utc')::date
    order by c.month, c.framework_id, c.format, c.primary_id, c.secondary_id, t.slug`,
});

/** Sessions with a pair of archetypes in complete months, of tenants that take part in research: columns that name nobody. */
export const listPairSessions = definePlatformQuery({
  name: "platform.list-pair-sessions",
  params: z.object({ now: z.date(), primary: z.string(), secondary: z.string(), limit: z.int() }),
  row: z.object({
    tenantId: z.string(),
    tenant: z.string(),
    sessionId: z.string(),
    person: z.string().nullable(),
    month: zDay,
    framework: z.string(),
    format: z.string(),
    turns: zInt,
    durationMs: zInt,
    completedAt: zInstant,
  }),
  sql: ({ now, primary, secondary, limit }) => sql`
    select s.tenant_id as "tenantId", t.slug as tenant, s.session_id as "sessionId", s.person,
      date_trunc('month', s.begun_on)::date::text as month, s.framework_id as framework, s.format, s.turns,
      s.duration_ms as "durationMs", s.completed_at as "completedAt"
    from assess_sessions s join tenants t on t.id = s.tenant_id
    where t.in_research and s.primary_id = ${primary} and s.secondary_id = ${secondary} and s.completed_at is not null
      and s.conflict_of is null and s.begun_on < date_trunc('month', ${now}::timestamptz at time zone 'utc')::date
    order by s.begun_on desc limit ${limit}`,
});
