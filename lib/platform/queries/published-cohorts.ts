import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { zDay, zInstant, zInt } from "@/lib/db/row";
import { empty, type Sql, sql } from "@/lib/db/sql";

const filterParams = z.object({
  framework: z.string().optional(),
  format: z.string().optional(),
  /** first month that counts */
  since: zDay.optional(),
});

const filtered = ({ framework, format, since }: z.output<typeof filterParams>): Sql => sql`
  ${framework ? sql`and b.framework_id = ${framework}` : empty} ${format ? sql`and b.format = ${format}` : empty}
  ${since ? sql`and b.month >= ${since}::date` : empty}`;

/** A tenant's shares; an unknown one has none. */
const ownShares = (tenant: string): Sql =>
  sql`cohort_shares b where b.tenant_id = (select id from tenants where slug = ${tenant})`;

/** People by pair of archetypes in the published blocks of a filter, of all tenants or of one; only pairs that have some. */
export const sumPublishedPairs = definePlatformQuery({
  name: "platform.sum-published-pairs",
  params: filterParams.extend({ tenant: z.string().optional() }),
  row: z.object({ primary: z.string(), secondary: z.string(), people: zInt, blocks: zInt }),
  sql: ({ tenant, ...asked }) => sql`
    select b.primary_id as primary, b.secondary_id as secondary, sum(b.people) as people, count(*) as blocks
    from ${tenant ? ownShares(tenant) : sql`cohort_blocks b where true`} ${filtered(asked)}
    group by 1, 2`,
});

/** Frameworks and formats that are published under any filter, and when the newest figures were. */
export const listPublishedKinds = definePlatformQuery({
  name: "platform.list-published-kinds",
  params: z.object({}),
  row: z.object({
    frameworks: z.array(z.string()),
    formats: z.array(z.string()),
    publishedAt: zInstant.nullable(),
  }),
  sql: () => sql`
    select coalesce(array_agg(distinct framework_id order by framework_id), '{}') as frameworks,
      coalesce(array_agg(distinct format order by format), '{}') as formats,
      (select max(published_at) from cohort_months) as "publishedAt"
    from (select framework_id, format from cohort_blocks group by 1, 2) as kinds`,
});

/**
 * Sessions with a pair of archetypes in the published blocks of a filter, of tenants that still take part in research: columns that name
 * nobody. Of one tenant only where its share may be told.
 */
export const listPairSessions = definePlatformQuery({
  name: "platform.list-pair-sessions",
  params: filterParams.extend({
    tenant: z.string().optional(),
    primary: z.string(),
    secondary: z.string(),
    limit: z.int(),
  }),
  row: z.object({
    tenantId: z.string(),
    sessionId: z.string(),
    person: z.string().nullable(),
    month: zDay,
    framework: z.string(),
    format: z.string(),
    turns: zInt,
    durationMs: zInt,
  }),
  sql: ({ tenant, primary, secondary, limit, ...asked }) => sql`
    with chosen as (
      select b.* from ${tenant ? ownShares(tenant) : sql`cohort_blocks b where true`} ${filtered(asked)}
        and b.primary_id = ${primary} and b.secondary_id = ${secondary}
    )
    select s.tenant_id as "tenantId", s.session_id as "sessionId", s.person, b.month::text as month, s.framework_id as framework, s.format,
      s.turns, s.duration_ms as "durationMs"
    from pseudonymous_sessions s
    join tenants t on t.id = s.tenant_id and t.in_research
    join chosen b on b.month = date_trunc('month', s.begun_on)::date and b.framework_id = s.framework_id and b.format = s.format
      ${tenant ? sql`and b.tenant_id = s.tenant_id` : empty}
    where s.primary_id = ${primary} and s.secondary_id = ${secondary} and s.completed_at is not null and s.conflict_of is null
    order by s.begun_on desc, s.session_id limit ${limit}`,
});
