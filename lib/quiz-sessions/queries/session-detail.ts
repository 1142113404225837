import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt, zNumber } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { sessionColumns, sessionRow } from "@/lib/quiz-sessions/queries/list-sessions";
import { transcriptStepSchema } from "@/lib/quiz-sessions/schema";

/** One session with everything that its own row and its transcript say. */
export const getSession = defineQuery({
  name: "quizSessions.session",
  params: z.object({ sessionId: z.string() }),
  row: sessionRow.extend({
    metadata: z.record(z.string(), z.unknown()),
    variants: z.record(z.string(), z.string()),
    contactConsent: z.boolean().nullable(),
    visitedAt: zInstant.nullable(),
    startedAt: zInstant.nullable(),
    emailOpenedAt: zInstant.nullable(),
    bookedAt: zInstant.nullable(),
    lastAt: zInstant,
    answers: zInt,
    device: z.string().nullable(),
    campaign: z.string().nullable(),
    leadPoints: zInt,
    suggestedLead: zInt,
    topScore: zNumber.nullable(),
    transcript: z.array(transcriptStepSchema),
    conflictIds: z.array(z.string()),
  }),
  sql: ({ sessionId }, tenant) => sql`
    select ${sessionColumns(tenant)}, s.metadata, s.variants, s.contact_consent as "contactConsent", s.visited_at as "visitedAt",
      s.started_at as "startedAt", s.email_opened_at as "emailOpenedAt", s.booked_at as "bookedAt", s.last_at as "lastAt",
      s.answers, s.device, s.campaign, s.lead_points as "leadPoints", s.suggested_lead as "suggestedLead", s.top_score as "topScore",
      coalesce((select steps from quiz_transcripts t where t.tenant_id = ${tenant} and t.session_id = s.session_id), '[]') as transcript,
      array(select o.session_id from assess_sessions o where o.tenant_id = ${tenant} and o.conflict_of = coalesce(s.conflict_of, s.session_id)
        order by o.begun_at, o.session_id) as "conflictIds"
    from assess_sessions s where s.tenant_id = ${tenant} and s.session_id = ${sessionId}`,
});

/** What was answered in words; what has been erased is not there. */
export const answerTexts = defineQuery({
  name: "quizSessions.answer-texts",
  params: z.object({ eventIds: z.array(z.guid()) }),
  row: z.object({ eventId: z.string(), value: z.string() }),
  sql: ({ eventIds }, tenant) => sql`
    select event_id::text as "eventId", value from analytics.private_texts
    where tenant_id = ${tenant} and event_id = any(${eventIds}::uuid[]) and field = 'answer'`,
});

export const sessionUsage = defineQuery({
  name: "quizSessions.usage",
  params: z.object({ sessionId: z.string() }),
  row: z.object({
    id: z.string(),
    purpose: z.string(),
    model: z.string(),
    inputTokens: zInt,
    outputTokens: zInt,
    costMinor: zNumber,
    currency: z.string(),
    usedAt: zInstant,
  }),
  sql: ({ sessionId }, tenant) => sql`
    select event_id::text as id, purpose, model, input_tokens as "inputTokens", output_tokens as "outputTokens", cost_minor as "costMinor", currency,
      used_at as "usedAt"
    from quiz_ai_usage where tenant_id = ${tenant} and session_id = ${sessionId} order by used_at, event_id`,
});

/** The median of each score over all of the tenant's sessions of one framework, exact, from how often each score was reached. */
export const scoreMedians = defineQuery({
  name: "quizSessions.score-medians",
  params: z.object({ frameworkId: z.string() }),
  row: z.object({ key: z.string(), median: zNumber, sessions: zInt, low: zNumber, high: zNumber }),
  sql: ({ frameworkId }, tenant) => sql`
    with counted as (
      select score_key, score, sessions, sum(sessions) over (partition by score_key order by score) as upto,
        sum(sessions) over (partition by score_key) as every
      from quiz_score_counts where tenant_id = ${tenant} and framework_id = ${frameworkId}
    )
    select score_key as key, (min(score) filter (where upto * 2 >= every) + min(score) filter (where upto * 2 > every)) / 2 as median,
      max(every) as sessions, min(score) as low, max(score) as high
    from counted group by score_key`,
});

/** The deliveries of this session's events to the tenant's own receivers, under the names that the tenant gave these. */
export const sessionDeliveries = defineQuery({
  name: "quizSessions.deliveries",
  params: z.object({ sessionId: z.string() }),
  row: z.object({
    id: z.string(),
    endpoint: z.string(),
    type: z.string(),
    status: z.string(),
    attempts: zInt,
    lastStatus: zInt.nullable(),
    createdAt: zInstant,
    finishedAt: zInstant.nullable(),
  }),
  sql: ({ sessionId }, tenant) => sql`
    select d.id::text, e.name as endpoint, d.event_type as type, d.status, d.attempts, d.last_status as "lastStatus",
      d.created_at as "createdAt", d.finished_at as "finishedAt"
    from webhook_deliveries d join webhook_endpoints e on e.tenant_id = ${tenant} and e.id = d.endpoint_id
    where d.tenant_id = ${tenant} and d.session_key = ${sessionId} order by d.created_at, d.id limit 200`,
});

/** Every note, without a limit: people write them one by one, and a copy of a person's data leaves none out. */
export const sessionNotes = defineQuery({
  name: "quizSessions.notes",
  params: z.object({ sessionIds: z.array(z.string()) }),
  row: z.object({
    id: z.string(),
    sessionId: z.string(),
    text: z.string(),
    authorId: z.string(),
    author: z.string(),
    createdAt: zInstant,
    editedAt: zInstant.nullable(),
  }),
  sql: ({ sessionIds }, tenant) => sql`
    select n.id::text, n.session_id as "sessionId", n.text, n.created_by::text as "authorId", coalesce(nullif(u.name, ''), u.email, '') as author,
      n.created_at as "createdAt", n.edited_at as "editedAt"
    from quiz_notes n left join users u on u.id = n.created_by
    where n.tenant_id = ${tenant} and n.session_id = any(${sessionIds}) order by n.created_at, n.id`,
});

/** Colleagues who may read what is written here, for mentioning them. */
export const listColleagues = defineQuery({
  name: "quizSessions.colleagues",
  params: z.object({ roles: z.array(z.string()) }),
  row: z.object({ id: z.string(), name: z.string() }),
  sql: ({ roles }, tenant) => sql`
    select u.id::text, coalesce(nullif(u.name, ''), u.email) as name from memberships m join users u on u.id = m.user_id
    where m.tenant_id = ${tenant} and m.disabled_at is null and u.disabled_at is null and m.role = any(${roles})
    order by 2 limit 200`,
});
