import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import type { Forgotten } from "@/lib/events/forget-people";
import { isPracticeEvent } from "@/lib/master-sessions/practice-event";
import { projectSessions } from "@/lib/master-sessions/project-sessions";
import { pullQuotes } from "@/lib/master-sessions/pull-quotes";

/**
 * Lets the read models of master sessions follow what was forgotten in the log: quotes leave every report, consents go, and the
 * sessions are computed anew, with the same figures.
 */
export async function forgetInSessions(
  db: TenantSql,
  { actors, events }: Forgotten,
): Promise<{ sessions: number; quotes: number }> {
  const own = events.filter(isPracticeEvent);
  const texts = own.filter(({ name }) => name === "practice.gratitude").map(({ eventId }) => eventId);
  const sessionIds = [...new Set(own.flatMap(({ sessionKey }) => sessionKey ?? []))];
  const [old, fresh] = [[...actors.keys()], [...actors.values()]];
  const pulled = await pullQuotes(db, texts);
  await db.execute(
    `/* master-sessions.forget-choices */ update report_drafts
     set choices = jsonb_set(choices, '{quotes}', (select coalesce(jsonb_agg(quote), '[]') from jsonb_array_elements(choices -> 'quotes') quote
       where quote #>> '{}' <> all($2::text[])))
     where tenant_id = $1 and jsonb_typeof(choices -> 'quotes') = 'array' and choices -> 'quotes' ?| $2::text[]`,
    [db.tenantId, texts],
  );
  await db.execute(
    "/* master-sessions.forget-consents */ delete from consents where tenant_id = $1 and event_id = any($2::uuid[])",
    [db.tenantId, texts],
  );
  await db.execute(
    `/* master-sessions.forget-actors */ with gone as (
       delete from session_actors where tenant_id = $1 and actor = any($2::uuid[]) returning actor, session_id
     )
     insert into session_actors (tenant_id, actor, session_id)
     select $1::uuid, fresh, session_id from gone join unnest($2::uuid[], $3::uuid[]) as renamed (actor, fresh) using (actor)`,
    [db.tenantId, old, fresh],
  );
  await db.execute(
    "/* master-sessions.forget-heartbeats */ delete from live_heartbeats where tenant_id = $1 and actor = any($2::uuid[])",
    [db.tenantId, old],
  );
  await projectSessions(db, sessionIds);
  return { sessions: sessionIds.length, quotes: pulled.size };
}
