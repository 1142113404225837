import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt, zNumber } from "@/lib/db/row";
import { empty, type Sql, sql } from "@/lib/db/sql";
import { type SessionSort, sessionSorts } from "@/lib/quiz-sessions/list-search";
import { sessionConditionParams, sessionConditions } from "@/lib/quiz-sessions/queries/session-conditions";
import { quizFormats, quizSources } from "@/lib/quiz-sessions/schema";

const sorts: Record<SessionSort, { column: Sql; cast: (value: string) => Sql; text: Sql }> = {
  time: {
    column: sql`s.begun_at`,
    cast: (value) => sql`${value}::timestamptz`,
    text: sql`to_char(s.begun_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  },
  lead: { column: sql`s.lead_order`, cast: (value) => sql`${value}::integer`, text: sql`s.lead_order::text` },
  duration: { column: sql`s.duration_ms`, cast: (value) => sql`${value}::bigint`, text: sql`s.duration_ms::text` },
  cost: { column: sql`s.cost_minor`, cast: (value) => sql`${value}::float8`, text: sql`s.cost_minor::text` },
};

export const sessionRow = z.object({
  id: z.string(),
  begunAt: zInstant,
  completedAt: zInstant.nullable(),
  frameworkId: z.string(),
  format: z.enum(quizFormats),
  version: z.string().nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  prospectId: z.string().nullable(),
  scores: z.record(z.string(), z.number()).nullable(),
  primaryId: z.string().nullable(),
  secondaryId: z.string().nullable(),
  lead: zInt,
  leadByHand: z.boolean(),
  source: z.enum(quizSources),
  language: z.string().nullable(),
  country: z.string().nullable(),
  durationMs: zInt,
  costMinor: zNumber,
  costCurrency: z.string().nullable(),
  conflictOf: z.string().nullable(),
  conflicts: zInt,
  journey: z.boolean(),
  lastStep: z.string(),
  booked: z.boolean(),
  opened: z.boolean(),
  tags: z.array(z.string()),
});
export type SessionRow = z.output<typeof sessionRow>;

/** A session as a row; `s` is assess_sessions. */
export const sessionColumns = (tenant: string): Sql => sql`
  s.session_id as id, s.begun_at as "begunAt", s.completed_at as "completedAt", s.framework_id as "frameworkId", s.format,
  s.quiz_version as version, s.user_email as email, s.user_name as name, s.prospect_id::text as "prospectId", s.scores,
  s.primary_id as "primaryId", s.secondary_id as "secondaryId", s.lead, s.lead_by_hand as "leadByHand", s.source, s.language,
  s.country, s.duration_ms as "durationMs", s.cost_minor as "costMinor", s.cost_currency as "costCurrency",
  s.conflict_of as "conflictOf", s.conflicts, s.journey, s.last_step as "lastStep", s.booked_at is not null as booked,
  s.email_opened_at is not null as opened,
  array(select tag from quiz_session_tags t where t.tenant_id = ${tenant} and t.session_id = s.session_id order by tag) as tags`;

/**
 * Quiz sessions in order, a page at a time: rows strictly behind `after` in the asked order, ties broken by id. Each order has
 * its index, so a page costs the same wherever it lies.
 */
export const listSessions = defineQuery({
  name: "quizSessions.list",
  params: sessionConditionParams.extend({
    sort: z.enum(sessionSorts),
    dir: z.enum(["asc", "desc"]),
    after: z.object({ value: z.string(), id: z.string() }).optional(),
    limit: z.int().min(1).max(1001),
  }),
  row: sessionRow.extend({ sortValue: z.string() }),
  sql: ({ sort, dir, after, limit, ...conditions }, tenant) => {
    const { column, cast, text } = sorts[sort];
    const behind = dir === "desc" ? sql`<` : sql`>`;
    const order = dir === "desc" ? sql`desc` : sql`asc`;
    return sql`
      select ${sessionColumns(tenant)}, ${text} as "sortValue" from assess_sessions s
      where s.tenant_id = ${tenant} ${sessionConditions(conditions, tenant)}
        ${after ? sql`and (${column}, s.session_id) ${behind} (${cast(after.value)}, ${after.id})` : empty}
      order by ${column} ${order}, s.session_id ${order}
      limit ${limit}`;
  },
});

/** The figures above a list. Rates carry both parts; who is under way is neither lost nor won. */
export const summariseSessions = defineQuery({
  name: "quizSessions.summarise",
  params: sessionConditionParams,
  workMem: "64MB",
  row: z.object({
    sessions: zInt,
    people: zInt,
    started: zInt,
    completed: zInt,
    underWay: zInt,
    hot: zInt,
    medianTurns: zNumber.nullable(),
    meanTurns: zNumber.nullable(),
  }),
  // Two groupings of one reading, by person and by turns: what is distinct and what is in the middle then costs no sorting of sessions.
  sql: (conditions, tenant) => sql`
    with counted as (
      select grouping(s.turns) = 1 as by_person, s.prospect_id, s.turns, count(*) as n,
        count(*) filter (where s.journey and (s.answers > 0 or s.completed_at is not null)) as started,
        count(*) filter (where s.journey and s.completed_at is not null) as completed,
        count(*) filter (where s.journey and s.answers > 0 and s.completed_at is null and s.begun_at > ${conditions.now}::timestamptz - interval '30 minutes') as under_way,
        count(*) filter (where s.lead = 3) as hot
      from assess_sessions s where s.tenant_id = ${tenant} and s.conflict_of is null ${sessionConditions(conditions, tenant)}
      group by grouping sets ((s.prospect_id), (s.turns))
    ), turned as (
      select turns, n, sum(n) over (order by turns) as upto, sum(n) over () as everybody from counted where not by_person and turns > 0
    )
    select coalesce(sum(n), 0) as sessions, count(prospect_id) as people, coalesce(sum(started), 0) as started,
      coalesce(sum(completed), 0) as completed, coalesce(sum(under_way), 0) as "underWay", coalesce(sum(hot), 0) as hot,
      (select (min(turns) filter (where upto * 2 >= everybody) + min(turns) filter (where upto * 2 > everybody))::float8 / 2 from turned) as "medianTurns",
      (select sum(turns * n)::float8 / nullif(sum(n), 0) from turned) as "meanTurns"
    from counted where by_person`,
});

/** How many sessions fit, and nothing else of them. What was kept apart because its id was used twice is not counted. */
export const countSessions = defineQuery({
  name: "quizSessions.count",
  params: sessionConditionParams,
  row: z.object({ sessions: zInt }),
  sql: (conditions, tenant) => sql`
    select count(*) as sessions from assess_sessions s
    where s.tenant_id = ${tenant} and s.conflict_of is null ${sessionConditions(conditions, tenant)}`,
});

/** The values that a tenant's sessions have, with how many sessions have them: what the filters offer. Read from a rollup of their own. */
export const listFilterOptions = defineQuery({
  name: "quizSessions.filter-options",
  params: z.object({}),
  row: z.object({
    filter: z.enum(["framework", "version", "primary", "secondary", "language", "campaign", "variant", "tag"]),
    value: z.string(),
    sessions: zInt,
  }),
  sql: (_, tenant) => sql`
    select * from (
      select filter, value, sessions from quiz_values where tenant_id = ${tenant} and filter <> 'event framework'
      union all select 'tag', tag, count(*) from quiz_session_tags where tenant_id = ${tenant} group by 2
    ) as offered order by filter, sessions desc, value limit 400`,
});
