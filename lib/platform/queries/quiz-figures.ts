import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { zInt, zNumber } from "@/lib/db/row";
import { type Sql, sql } from "@/lib/db/sql";

/** Days in each tenant's own zone, both included; `client` is a slug or empty for all. */
export const periodParams = z.object({ from: z.iso.date(), to: z.iso.date(), client: z.string() });
type Period = z.output<typeof periodParams>;

const within = ({ from, to, client }: Period, day: Sql): Sql =>
  sql`${day} between ${from}::date and ${to}::date and (${client} = '' or t.slug = ${client})`;

/** Sessions, started and completed by tenant. Started and completed count those whose way is known (not imported results). */
export const sumQuizzesByTenant = definePlatformQuery({
  name: "platform.sum-quizzes-by-tenant",
  params: periodParams,
  row: z.object({
    slug: z.string(),
    name: z.string(),
    k: zInt,
    sessions: zInt,
    started: zInt,
    completed: zInt,
  }),
  sql: (period) => sql`
    select t.slug, t.name, t.k, sum(d.sessions) as sessions, sum(d.started) as started, sum(d.completed) as completed
    from quiz_day_totals d join tenants t on t.id = d.tenant_id
    where ${within(period, sql`d.day`)}
    group by t.slug, t.name, t.k order by sum(d.sessions) desc, t.slug`,
});

/** Sessions by primary archetype ('' = no result) or by format. */
export const sumQuizzesBy = definePlatformQuery({
  name: "platform.sum-quizzes-by",
  params: periodParams.extend({ by: z.enum(["primary", "format"]) }),
  row: z.object({ key: z.string(), sessions: zInt }),
  sql: ({ by, ...period }) => sql`
    select ${by === "primary" ? sql`d.primary_id` : sql`d.format`} as key, sum(d.sessions) as sessions
    from quiz_day_totals d join tenants t on t.id = d.tenant_id
    where ${within(period, sql`d.day`)} group by 1 order by sum(d.sessions) desc, 1`,
});

/** Turns of started sessions: mean, and the exact median from how many sessions took how many turns. */
export const measureTurns = definePlatformQuery({
  name: "platform.measure-turns",
  params: periodParams,
  row: z.object({ sessions: zInt, mean: zNumber.nullable(), median: zNumber.nullable() }),
  sql: (period) => sql`
    with counts as (
      select d.turns, sum(d.sessions) as sessions from quiz_turn_days d join tenants t on t.id = d.tenant_id
      where ${within(period, sql`d.day`)} group by d.turns),
    ranked as (select turns, sessions, sum(sessions) over (order by turns) as upto, sum(sessions) over () as everybody from counts)
    select coalesce(max(everybody), 0) as sessions, sum(turns * sessions)::float8 / nullif(sum(sessions), 0) as mean,
      (min(turns) filter (where upto >= everybody / 2.0) + min(turns) filter (where upto > everybody / 2.0))::float8 / 2 as median
    from ranked`,
});

/** Entries, going on and stopping at every step, of sessions whose way is known. */
export const sumSteps = definePlatformQuery({
  name: "platform.sum-steps",
  params: periodParams.extend({ format: z.string() }),
  row: z.object({ step: z.string(), entries: zInt, continued: zInt, stopped: zInt }),
  sql: ({ format, ...period }) => sql`
    select d.step, sum(d.entries) as entries, sum(d.continued) as continued, sum(d.stopped) as stopped
    from quiz_steps d join tenants t on t.id = d.tenant_id
    where d.dimension = '' and d.grain = 'day' and (${format} = '' or d.format = ${format}) and ${within(period, sql`d.since`)}
    group by d.step order by sum(d.entries) desc, d.step`,
});

/** What AI cost, by purpose and currency, in minor units. */
export const sumCosts = definePlatformQuery({
  name: "platform.sum-costs",
  params: periodParams,
  row: z.object({ purpose: z.string(), currency: z.string(), costMinor: zNumber, calls: zInt }),
  sql: (period) => sql`
    select u.purpose, u.currency, sum(u.cost_minor) as "costMinor", count(*) as calls
    from quiz_ai_usage u join tenants t on t.id = u.tenant_id
    where ${within(period, sql`u.used_on`)} group by u.purpose, u.currency order by u.currency, sum(u.cost_minor) desc`,
});
