import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { zDay, zInstant, zInt } from "@/lib/db/row";
import { empty, type Sql, sql } from "@/lib/db/sql";

/** Complete months of tenants that take part in research: a month that still grows could be asked on two days and subtracted. */
const counted = (now: Date): Sql =>
  sql`t.in_research and c.people > 0 and c.month < date_trunc('month', ${now}::timestamptz at time zone 'utc')::date`;

const filterParams = z.object({
  now: z.date(),
  framework: z.string().optional(),
  format: z.string().optional(),
  /** first month that counts */
  since: zDay.optional(),
});

const filtered = ({ framework, format, since }: z.output<typeof filterParams>): Sql => sql`
  ${framework ? sql`and c.framework_id = ${framework}` : empty} ${format ? sql`and c.format = ${format}` : empty}
  ${since ? sql`and c.month >= ${since}::date` : empty}`;

/**
 * People by tenant, month, framework, format and pair of archetypes. With `tenant`, only what lies in blocks of which that tenant has so
 * many people that its share may be told at all (a smaller one is always merged); with a pair, only that pair's.
 */
export const listCohortCounts = definePlatformQuery({
  name: "platform.list-cohort-counts",
  params: filterParams.extend({
    tenant: z.object({ slug: z.string(), people: z.int() }).optional(),
    pair: z.object({ primary: z.string(), secondary: z.string() }).optional(),
  }),
  row: z.object({
    tenant: z.string(),
    month: zDay,
    framework: z.string(),
    format: z.string(),
    primary: z.string(),
    secondary: z.string(),
    people: zInt,
  }),
  sql: ({ tenant, pair, ...asked }) => sql`
    select t.slug as tenant, c.month::text as month, c.framework_id as framework, c.format, c.primary_id as primary,
      c.secondary_id as secondary, c.people
    from quiz_cohort_cells c join tenants t on t.id = c.tenant_id
    ${
      tenant
        ? sql`join (
            select own.month, own.framework_id, own.format, own.primary_id, own.secondary_id
            from quiz_cohort_cells own join tenants mine on mine.id = own.tenant_id
            where mine.slug = ${tenant.slug} and own.people >= ${tenant.people}
          ) as own using (month, framework_id, format, primary_id, secondary_id)`
        : empty
    }
    where ${counted(asked.now)} ${filtered(asked)}
      ${pair ? sql`and c.primary_id = ${pair.primary} and c.secondary_id = ${pair.secondary}` : empty}
    order by c.month, c.framework_id, c.format, c.primary_id, c.secondary_id, t.slug`,
});

/**
 * People by pair of archetypes in the published blocks of a filter: blocks with enough people of enough tenants, which is what
 * `publishBlocks` decides too, summed up where they are. Blocks and framework and format of those that are published under any filter come
 * with each row.
 */
export const sumPublishedPairs = definePlatformQuery({
  name: "platform.sum-published-pairs",
  params: filterParams.extend({ people: z.int(), tenants: z.int() }),
  row: z.object({
    framework: z.string(),
    format: z.string(),
    primary: z.string(),
    secondary: z.string(),
    people: zInt,
    blocks: zInt,
  }),
  sql: ({ people, tenants, ...asked }) => sql`
    select c.framework_id as framework, c.format, c.primary_id as primary, c.secondary_id as secondary,
      coalesce(sum(c.people) filter (where true ${filtered(asked)}), 0) as people, count(*) filter (where true ${filtered(asked)}) as blocks
    from (
      select c.month, c.framework_id, c.format, c.primary_id, c.secondary_id, sum(c.people) as people
      from quiz_cohort_cells c join tenants t on t.id = c.tenant_id where ${counted(asked.now)}
      group by 1, 2, 3, 4, 5 having sum(c.people) >= ${people} and count(*) >= ${tenants}
    ) as c
    group by 1, 2, 3, 4`,
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
