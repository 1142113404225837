import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt, zNumber } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { sessionColumns, sessionRow } from "@/lib/quiz-sessions/queries/list-sessions";

/** A prospect over all of her sessions. */
export const getProspect = defineQuery({
  name: "quizSessions.prospect",
  params: z.object({ prospectId: z.guid() }),
  row: z.object({
    email: z.string().nullable(),
    name: z.string().nullable(),
    sessions: zInt,
    completed: zInt,
    firstAt: zInstant.nullable(),
    lastAt: zInstant.nullable(),
    lead: zInt.nullable(),
    leadByHand: z.boolean().nullable(),
    consent: z.boolean().nullable(),
    consentAt: zInstant.nullable(),
    costMinor: zNumber.nullable(),
    overrideReason: z.string().nullable(),
  }),
  sql: ({ prospectId }, tenant) => sql`
    select (array_agg(s.user_email order by s.last_at desc) filter (where s.user_email is not null))[1] as email,
      (array_agg(s.user_name order by s.last_at desc) filter (where s.user_name is not null))[1] as name,
      count(*) as sessions, count(s.completed_at) as completed, min(s.begun_at) as "firstAt", max(s.last_at) as "lastAt",
      max(s.lead) as lead, bool_or(s.lead_by_hand) as "leadByHand",
      (array_agg(s.contact_consent order by s.completed_at desc) filter (where s.contact_consent is not null))[1] as consent,
      max(s.completed_at) filter (where s.contact_consent is not null) as "consentAt", sum(s.cost_minor order by s.session_id) as "costMinor",
      (select o.reason from quiz_lead_overrides o where o.tenant_id = ${tenant} and o.prospect_id = ${prospectId}::uuid) as "overrideReason"
    from assess_sessions s where s.tenant_id = ${tenant} and s.prospect_id = ${prospectId}::uuid`,
});

/** What the page of a prospect shows of her sessions: the latest of them, because thousands would be no page. */
export const listProspectSessions = defineQuery({
  name: "quizSessions.prospect-sessions",
  params: z.object({ prospectId: z.guid() }),
  row: sessionRow,
  sql: ({ prospectId }, tenant) => sql`
    select ${sessionColumns(tenant)} from assess_sessions s
    where s.tenant_id = ${tenant} and s.prospect_id = ${prospectId}::uuid order by s.begun_at desc, s.session_id limit 500`,
});

/** Each of her sessions, the latest first, and under which address or id somebody took it. */
export const prospectSessionIds = defineQuery({
  name: "quizSessions.prospect-session-ids",
  params: z.object({ prospectId: z.guid() }),
  row: z.object({ id: z.string(), person: z.string().nullable() }),
  sql: ({ prospectId }, tenant) => sql`
    select s.session_id as id, s.person::text as person from assess_sessions s
    where s.tenant_id = ${tenant} and s.prospect_id = ${prospectId}::uuid order by s.begun_at desc, s.session_id`,
});

/** Ids whose sessions a person of the team has put together with this prospect's, or taken apart. */
export const listJoins = defineQuery({
  name: "quizSessions.prospect-joins",
  params: z.object({ prospectId: z.guid() }),
  row: z.object({ id: z.string(), kind: z.enum(["merged", "apart"]), decidedAt: zInstant, by: z.string() }),
  sql: ({ prospectId }, tenant) => sql`
    select j.prospect_id::text as id, case when j.prospect_id = j.into_id then 'apart' else 'merged' end as kind, j.decided_at as "decidedAt",
      coalesce(nullif(u.name, ''), u.email, '') as by
    from quiz_prospect_joins j left join users u on u.id = j.decided_by
    where j.tenant_id = ${tenant} and j.into_id = ${prospectId}::uuid order by j.decided_at`,
});

/** People with a name or an address like the one typed, for merging them by hand; the latest of the first two hundred that are found. */
export const findProspects = defineQuery({
  name: "quizSessions.find-prospects",
  params: z.object({ text: z.string(), not: z.guid() }),
  row: z.object({
    id: z.string(),
    email: z.string().nullable(),
    name: z.string().nullable(),
    sessions: zInt,
    lastAt: zInstant,
  }),
  sql: ({ text, not }, tenant) => sql`
    select s.prospect_id::text as id, max(s.user_email) as email, max(s.user_name) as name, count(*) as sessions, max(s.last_at) as "lastAt"
    from assess_sessions s
    where s.tenant_id = ${tenant} and s.prospect_id is not null and s.prospect_id <> ${not}::uuid
      and s.prospect_id in (
        select n.prospect_id from quiz_names n where n.tenant_id = ${tenant} and n.folded like lower(${text}) limit 200)
    group by s.prospect_id order by max(s.last_at) desc limit 12`,
});

/** The session ids from which a prospect's rows are computed. */
export const rootsOfProspects = defineQuery({
  name: "quizSessions.prospect-roots",
  params: z.object({ prospects: z.array(z.guid()) }),
  row: z.object({ sessionId: z.string() }),
  sql: ({ prospects }, tenant) => sql`
    select distinct coalesce(conflict_of, session_id) as "sessionId" from assess_sessions
    where tenant_id = ${tenant} and prospect_id = any(${prospects}::uuid[])`,
});

export const setTags = defineQuery({
  name: "quizSessions.tag",
  params: z.object({ sessionIds: z.array(z.string()), tag: z.string(), by: z.guid(), at: z.date() }),
  row: z.object({ sessionId: z.string() }),
  sql: ({ sessionIds, tag, by, at }, tenant) => sql`
    insert into quiz_session_tags (tenant_id, tag, session_id, tagged_by, tagged_at)
    select ${tenant}::uuid, ${tag}, session_id, ${by}::uuid, ${at}::timestamptz from assess_sessions
    where tenant_id = ${tenant} and session_id = any(${sessionIds}) on conflict do nothing returning session_id as "sessionId"`,
});

export const removeTags = defineQuery({
  name: "quizSessions.untag",
  params: z.object({ sessionIds: z.array(z.string()), tag: z.string() }),
  row: z.object({ sessionId: z.string() }),
  sql: ({ sessionIds, tag }, tenant) => sql`
    delete from quiz_session_tags where tenant_id = ${tenant} and tag = ${tag} and session_id = any(${sessionIds})
    returning session_id as "sessionId"`,
});
