import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { zDay, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** Complete months that anybody has cells in, and those that were published before; a month that still grows is none of them. */
export const listCohortMonths = definePlatformQuery({
  name: "platform.list-cohort-months",
  params: z.object({ now: z.date() }),
  row: z.object({ month: zDay }),
  sql: ({ now }) => sql`
    with recursive months as (
      (select month from quiz_cohort_cells order by month limit 1)
      union all
      select (select c.month from quiz_cohort_cells c where c.month > m.month order by c.month limit 1) from months m where m.month is not null
    )
    select month::text as month from (select month from months union select month from cohort_months) as every
    where month < date_trunc('month', ${now}::timestamptz at time zone 'utc')::date order by month`,
});

/** People by tenant, framework, format and pair of archetypes in a month, of tenants that take part in research. */
export const listCohortCounts = definePlatformQuery({
  name: "platform.list-cohort-counts",
  params: z.object({ month: zDay }),
  row: z.object({
    tenant: z.string(),
    framework: z.string(),
    format: z.string(),
    primary: z.string(),
    secondary: z.string(),
    people: zInt,
  }),
  sql: ({ month }) => sql`
    select c.tenant_id::text as tenant, c.framework_id as framework, c.format, c.primary_id as primary, c.secondary_id as secondary, c.people
    from quiz_cohort_cells c join tenants t on t.id = c.tenant_id
    where t.in_research and c.people > 0 and c.month = ${month}::date
    order by c.framework_id, c.format, c.primary_id, c.secondary_id, c.tenant_id`,
});
