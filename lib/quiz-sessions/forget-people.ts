import "server-only";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import type { Forgotten } from "@/lib/events/forget-people";
import { projectQuizSessions } from "@/lib/quiz-sessions/project-sessions";
import { quizKinds } from "@/lib/quiz-sessions/quiz-event";

const kinds: ReadonlySet<string> = new Set([...quizKinds, "ai.usage"]);

interface Own {
  sessionId: string;
  prospectId: string | null;
  person: string | null;
}

/**
 * Lets the read models of quiz sessions follow what was forgotten in the log. What people wrote about her goes: notes, tags, reasons,
 * decisions about who she is. A lead that was set by hand stays as a figure, and so does who counts as one prospect.
 */
export async function forgetInQuizzes(
  db: TenantSql,
  tenant: Tenant,
  { actors, quizSessions, events }: Forgotten,
  by: string,
  now: Date,
): Promise<{ sessionIds: string[]; prospectIds: string[]; tags: string[] }> {
  const [old, fresh] = [[...actors.keys()], [...actors.values()]];
  const touched = new Map<string, Set<string>>();
  for (const { name, sessionKey, day } of events) {
    if (sessionKey === null || !kinds.has(name)) continue;
    touched.set(sessionKey, (touched.get(sessionKey) ?? new Set()).add(day));
  }
  for (const sessionId of quizSessions.keys()) touched.set(sessionId, new Set());

  const own = await db.execute<Own>(
    `/* quiz-sessions.of-forgotten */ select session_id as "sessionId", prospect_id::text as "prospectId", person::text as person
     from assess_sessions where tenant_id = $1 and (session_id = any($2::text[]) or conflict_of = any($2::text[])) and person = any($3::uuid[])`,
    [db.tenantId, [...touched.keys()], old],
  );
  const sessionIds = [...new Set([...own.map(({ sessionId }) => sessionId), ...quizSessions.keys()])];
  const prospectIds = [...new Set([...own.flatMap(({ prospectId }) => prospectId ?? []), ...old])];
  const tags = await forgetDecisions(db, sessionIds, prospectIds);
  await carryOver(db, own, actors, by, now);
  await forgetProspects(db, prospectIds);
  await rename(db, old, fresh, [...quizSessions.keys()], [...quizSessions.values()]);
  await projectQuizSessions(db, touched, tenant.timeZone, now);
  return { sessionIds, prospectIds, tags };
}

/** Answers the tags that nobody else has. */
async function forgetDecisions(
  db: TenantSql,
  sessionIds: readonly string[],
  prospectIds: readonly string[],
): Promise<string[]> {
  await db.execute(
    `/* quiz-sessions.forget-notes */ delete from quiz_notes
     where tenant_id = $1 and (session_id = any($2::text[]) or prospect_id = any($3::uuid[]))`,
    [db.tenantId, sessionIds, prospectIds],
  );
  const tags = await db.execute<{ tag: string }>(
    `/* quiz-sessions.forget-tags */ with gone as (
       delete from quiz_session_tags where tenant_id = $1 and session_id = any($2::text[]) returning tag
     )
     select distinct tag from gone where not exists (select from quiz_session_tags other
       where other.tenant_id = $1 and other.tag = gone.tag and other.session_id <> all($2::text[]))`,
    [db.tenantId, sessionIds],
  );
  await db.execute(
    `/* quiz-sessions.forget-refusals */ update quiz_refusals set last_id = '' where tenant_id = $1 and last_id = any($2::text[])`,
    [db.tenantId, sessionIds],
  );
  return tags.map(({ tag }) => tag);
}

/** Leads set by hand, without their reasons, and which people are one prospect, under the new ids. */
async function carryOver(
  db: TenantSql,
  own: readonly Own[],
  actors: ReadonlyMap<string, string>,
  by: string,
  now: Date,
): Promise<void> {
  const members = new Map<string, Set<string>>();
  for (const { prospectId, person } of own) {
    const renamed = person && actors.get(person);
    if (prospectId && renamed) members.set(prospectId, (members.get(prospectId) ?? new Set()).add(renamed));
  }
  for (const [prospectId, people] of members) {
    const [first, ...others] = [...people].sort();
    await db.execute(
      `/* quiz-sessions.carry-lead */ insert into quiz_lead_overrides (tenant_id, prospect_id, lead, reason, set_by, set_at)
       select tenant_id, $3::uuid, lead, '', set_by, set_at from quiz_lead_overrides where tenant_id = $1 and prospect_id = $2::uuid`,
      [db.tenantId, prospectId, first],
    );
    await db.execute(
      `/* quiz-sessions.carry-joins */ insert into quiz_prospect_joins (tenant_id, prospect_id, into_id, decided_by, decided_at)
       select $1::uuid, other, $3::uuid, $4::uuid, $5::timestamptz from unnest($2::uuid[]) as other`,
      [db.tenantId, others, first, by, now],
    );
  }
}

async function forgetProspects(db: TenantSql, prospectIds: readonly string[]): Promise<void> {
  await db.execute(
    "/* quiz-sessions.forget-leads */ delete from quiz_lead_overrides where tenant_id = $1 and prospect_id = any($2::uuid[])",
    [db.tenantId, prospectIds],
  );
  await db.execute(
    `/* quiz-sessions.forget-joins */ delete from quiz_prospect_joins
     where tenant_id = $1 and (prospect_id = any($2::uuid[]) or into_id = any($2::uuid[]))`,
    [db.tenantId, prospectIds],
  );
}

async function rename(
  db: TenantSql,
  actors: readonly string[],
  freshActors: readonly string[],
  sessions: readonly string[],
  freshSessions: readonly string[],
): Promise<void> {
  await db.execute(
    `/* quiz-sessions.rename-usage */ update quiz_ai_usage used set session_id = renamed.fresh
     from unnest($2::text[], $3::text[]) as renamed (session_id, fresh) where used.tenant_id = $1 and used.session_id = renamed.session_id`,
    [db.tenantId, sessions, freshSessions],
  );
  await db.execute(
    `/* quiz-sessions.rename-actors */ with gone as (
       delete from quiz_session_actors where tenant_id = $1 and (actor = any($2::uuid[]) or session_id = any($4::text[]))
       returning actor, session_id
     )
     insert into quiz_session_actors (tenant_id, actor, session_id)
     select $1::uuid, coalesce(a.fresh, gone.actor), coalesce(s.fresh, gone.session_id) from gone
     left join unnest($2::uuid[], $3::uuid[]) as a (actor, fresh) on a.actor = gone.actor
     left join unnest($4::text[], $5::text[]) as s (session_id, fresh) on s.session_id = gone.session_id`,
    [db.tenantId, actors, freshActors, sessions, freshSessions],
  );
}
