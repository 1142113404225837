import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { empty, join, type Sql, sql } from "@/lib/db/sql";
import { type LeadRule, leadRuleSchema, recencyOf } from "@/lib/quiz-sessions/lead-rule";

/** The points of session `s`: the sum that `leadReasons` explains, as the database works it out. */
function pointsSql(rule: LeadRule, now: Date): Sql {
  const lines = recencyOf(rule).map(
    ({ withinDays, points }) =>
      sql`when s.last_at > ${now}::timestamptz - ${withinDays}::int * interval '1 day' then ${points}::int`,
  );
  const recency = lines.length > 0 ? sql`case ${join(lines, " ")} else 0 end` : sql`0`;
  const score = rule.score
    ? sql`+ case when s.top_score >= ${rule.score.atLeast}::float8 then ${rule.score.points}::int else 0 end`
    : empty;
  return sql`(${recency}
    + case when s.completed_at is not null then ${rule.completed}::int else 0 end
    + case when s.booked_at is not null then ${rule.booked}::int else 0 end
    + case when s.email_opened_at is not null then ${rule.emailOpened}::int else 0 end
    + coalesce((${JSON.stringify(rule.archetypes)}::jsonb ->> s.primary_id)::int, 0) ${score})`;
}

function judgedSql(rule: LeadRule, now: Date, more: Sql): Sql {
  const { hot, warm, cool } = rule.thresholds;
  return sql`
    select session_id, points, case when points >= ${hot}::int then 3 when points >= ${warm}::int then 2 when points >= ${cool}::int then 1 else 0 end as suggested
    from (select s.session_id, ${pointsSql(rule, now)} as points from assess_sessions s where ${more}) as summed`;
}

/** How many sessions would have another suggestion, by what they have now and would have then. Hand-set leads stay, so they are not counted. */
export const previewLeadRule = defineQuery({
  name: "quizSessions.preview-lead-rule",
  params: z.object({ rule: leadRuleSchema, now: z.date() }),
  row: z.object({ before: zInt, after: zInt, sessions: zInt }),
  sql: ({ rule, now }, tenant) => sql`
    select s.lead as before, judged.suggested as after, count(*) as sessions
    from (${judgedSql(rule, now, sql`s.tenant_id = ${tenant} and not s.lead_by_hand`)}) as judged
    join assess_sessions s on s.tenant_id = ${tenant} and s.session_id = judged.session_id
    group by 1, 2 order by 1, 2`,
});

/**
 * Brings leads up to the rule and the day. Only sessions that something happened to since `since` can have grown older past a
 * line of the rule; null looks at all of them.
 */
export const applyLeadRule = defineQuery({
  name: "quizSessions.apply-lead-rule",
  params: z.object({ rule: leadRuleSchema, now: z.date(), since: z.date().nullable() }),
  row: z.object({ sessionId: z.string() }),
  sql: ({ rule, now, since }, tenant) => sql`
    update assess_sessions held set lead_points = judged.points, suggested_lead = judged.suggested,
      lead = case when held.lead_by_hand then held.lead else judged.suggested end,
      lead_order = (case when held.lead_by_hand then held.lead else judged.suggested end) * 10000 + greatest(0, least(9999, judged.points + 1000))
    from (${judgedSql(rule, now, sql`s.tenant_id = ${tenant} ${since ? sql`and s.last_at > ${since}` : empty}`)}) as judged
    where held.tenant_id = ${tenant} and held.session_id = judged.session_id
      and (held.lead_points, held.suggested_lead) is distinct from (judged.points, judged.suggested::smallint)
    returning held.session_id as "sessionId"`,
});
