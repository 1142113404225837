import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { zNumber } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { periodParams } from "@/lib/platform/queries/quiz-figures";

/** The exact median of turns of each tenant's started sessions, from how many sessions took how many turns. */
export const measureTurnsByTenant = definePlatformQuery({
  name: "platform.measure-turns-by-tenant",
  params: periodParams,
  row: z.object({ slug: z.string(), mean: zNumber.nullable(), median: zNumber.nullable() }),
  sql: ({ from, to, client }) => sql`
    with counts as (
      select t.slug, d.turns, sum(d.sessions) as sessions from quiz_turn_days d join tenants t on t.id = d.tenant_id
      where d.day between ${from}::date and ${to}::date and (${client} = '' or t.slug = ${client}) group by t.slug, d.turns),
    ranked as (select slug, turns, sessions, sum(sessions) over (partition by slug order by turns) as upto,
      sum(sessions) over (partition by slug) as everybody from counts)
    select slug, sum(turns * sessions)::float8 / nullif(sum(sessions), 0) as mean,
      (min(turns) filter (where upto >= everybody / 2.0) + min(turns) filter (where upto > everybody / 2.0))::float8 / 2 as median
    from ranked group by slug order by slug`,
});

/** What AI cost each tenant, by currency, in minor units. */
export const sumCostsByTenant = definePlatformQuery({
  name: "platform.sum-costs-by-tenant",
  params: periodParams,
  row: z.object({ slug: z.string(), currency: z.string(), costMinor: zNumber }),
  sql: ({ from, to, client }) => sql`
    select t.slug, u.currency, sum(u.cost_minor) as "costMinor" from quiz_ai_usage u join tenants t on t.id = u.tenant_id
    where u.used_on between ${from}::date and ${to}::date and (${client} = '' or t.slug = ${client})
    group by t.slug, u.currency order by t.slug, u.currency`,
});
